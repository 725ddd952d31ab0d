"""The line from a network rule to a described client key with alibabacloud-kms20160120."""

import base64
import json

from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import pkcs12

from claims import body, claim, config, refusal

password = "Client*Key-1~"
addresses = '["10.10.10.10/24","192.168.17.13"]'
kms = Client(config())

rule = body(
    kms.create_network_rule(
        models.CreateNetworkRuleRequest(
            name="py-rule", type="Private", source_private_ip=addresses, description="办公室"
        )
    )
)
claim("the rule is made", (rule.name, rule.source_private_ip) == ("py-rule", addresses))
body(kms.update_network_rule(models.UpdateNetworkRuleRequest(name="py-rule", description="a+b & c")))
rule = body(kms.describe_network_rule(models.DescribeNetworkRuleRequest(name="py-rule")))
claim("and changed", (rule.description, rule.source_private_ip) == ("a+b & c", addresses))
rules = body(kms.list_network_rules(models.ListNetworkRulesRequest(page_number=1, page_size=10)))
claim("and listed", "py-rule" in [entry.name for entry in rules.network_rules.network_rule])

body(
    kms.create_policy(
        models.CreatePolicyRequest(
            name="py-policy",
            kms_instance="shared",
            permissions='["RbacPermission/Template/CryptoServiceKeyUser"]',
            resources='["key/*"]',
            access_control_rules=json.dumps({"NetworkRules": ["py-rule"]}),
        )
    )
)
body(kms.update_policy(models.UpdatePolicyRequest(name="py-policy", resources='["key/*","secret/*"]')))
policy = body(kms.describe_policy(models.DescribePolicyRequest(name="py-policy")))
claim("the policy has lists of text", policy.resources == ["key/*", "secret/*"], policy.resources)
policies = body(kms.list_policies(models.ListPoliciesRequest()))
claim("and is listed", "py-policy" in [entry.name for entry in policies.policies.policy])

body(
    kms.create_application_access_point(
        models.CreateApplicationAccessPointRequest(
            name="py-aap", authentication_method="ClientKey", policies='["py-policy"]'
        )
    )
)
body(kms.update_application_access_point(models.UpdateApplicationAccessPointRequest(name="py-aap", description="app")))
point = body(kms.describe_application_access_point(models.DescribeApplicationAccessPointRequest(name="py-aap")))
claim("the access point names its policy", (point.policies, point.description) == ('["py-policy"]', "app"))
points = body(kms.list_application_access_points(models.ListApplicationAccessPointsRequest()))
names = [entry.name for entry in points.application_access_points.application_access_point]
claim("and is listed", "py-aap" in names)

created = body(kms.create_client_key(models.CreateClientKeyRequest(aap_name="py-aap", password=password)))
described = body(kms.get_client_key(models.GetClientKeyRequest(client_key_id=created.client_key_id)))
nine = "AapName ClientKeyId CreateTime KeyAlgorithm KeyOrigin NotAfter NotBefore PublicKeyData RequestId".split()
claim("GetClientKey answers its nine fields", sorted(described.to_map()) == nine)
found = (described.aap_name, described.key_algorithm, described.key_origin)
claim("as documented", found == ("py-aap", "RSA_2048", "KMS_PROVIDED"), found)

store = base64.b64decode(created.private_key_data)
key, certificate, others = pkcs12.load_key_and_certificates(store, password.encode())
claim("the PKCS #12 file opens", key.key_size == 2048 and others == [])
public = x509.load_pem_x509_certificate(described.public_key_data.encode())
claim("its certificate is PublicKeyData", certificate == public)
signature = key.sign(b"message", padding.PKCS1v15(), SHA256())
public.public_key().verify(signature, b"message", padding.PKCS1v15(), SHA256())
claim("and its key belongs to it", True)
wrong = refusal(lambda: pkcs12.load_key_and_certificates(store, b"another-1"))
claim("it does not open with another password", isinstance(wrong, ValueError), wrong)

keys = body(kms.list_client_keys(models.ListClientKeysRequest(aap_name="py-aap"))).client_keys
claim("the key is listed", [entry.client_key_id for entry in keys] == [created.client_key_id])
body(kms.delete_client_key(models.DeleteClientKeyRequest(client_key_id=created.client_key_id)))
error = refusal(lambda: kms.get_client_key(models.GetClientKeyRequest(client_key_id=created.client_key_id)))
claim("and gone when deleted", (error.status_code, error.code) == (404, "Forbidden.ResourceNotFound"), error)
body(kms.delete_application_access_point(models.DeleteApplicationAccessPointRequest(name="py-aap")))
body(kms.delete_policy(models.DeletePolicyRequest(name="py-policy")))
body(kms.delete_network_rule(models.DeleteNetworkRuleRequest(name="py-rule")))
error = refusal(lambda: kms.describe_network_rule(models.DescribeNetworkRuleRequest(name="py-rule")))
claim("as is the rule", (error.status_code, error.code) == (404, "Forbidden.ResourceNotFound"), error)
