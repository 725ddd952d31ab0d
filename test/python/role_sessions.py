"""Sessions of roles with alibabacloud-credentials, and calls of CAS and KMS that are signed with them, over TLS."""

import os

from alibabacloud_cas20200630 import models as cas_models
from alibabacloud_cas20200630.client import Client as Cas
from alibabacloud_credentials.client import Client as Credentials
from alibabacloud_credentials.models import Config as CredentialsConfig
from alibabacloud_kms20160120 import models as kms_models
from alibabacloud_kms20160120.client import Client as Kms
from alibabacloud_tea_openapi.utils_models import Config

from claims import body, claim, refusal

endpoint = os.environ["CHANCERY_TEST_ENDPOINT"]
role = os.environ["CHANCERY_TEST_ROLE"]


def of_role(**settings):
    given = {
        "access_key_id": os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
        "access_key_secret": os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
        "role_arn": role,
        "role_session_name": "from-python",
        "sts_endpoint": endpoint,
        **settings,
    }
    return Credentials(CredentialsConfig(type="ram_role_arn", **given))


def config(credential):
    return Config(
        credential=credential,
        endpoint=endpoint,
        protocol="https",
        region_id="cn-hangzhou",
        ca=os.environ["CHANCERY_TEST_CA"],
    )


def keys(credential):
    return Kms(config(credential)).list_keys(kms_models.ListKeysRequest())


def count(credential):
    return Cas(config(credential)).describe_cacertificate_count()


session = of_role()
claim("a session signs a call of CAS", body(count(session)).total_count == 0)
claim("and of KMS", body(keys(session)).total_count == 0)

key = session.get_credential()
claim("it has a temporary key with a token", key.access_key_id.startswith("STS.") and key.security_token, key)
claim("which is used again", session.get_credential().access_key_id == key.access_key_id)
short = of_role(role_session_expiration=900)
first = short.get_credential().access_key_id
claim("a short one is replaced", short.get_credential().access_key_id != first)

given = {
    "access_key_id": key.access_key_id,
    "access_key_secret": key.access_key_secret,
    "security_token": key.security_token,
}
on = Credentials(CredentialsConfig(type="sts", **given))
claim("its key is good where it is given on", body(keys(on)).total_count == 0 and body(count(on)).total_count == 0)
further = of_role(**given, role_arn=os.environ["CHANCERY_TEST_FURTHER_ROLE"])
claim("and assumes a further role", body(keys(further)).total_count == 0)

narrowed = of_role(policy='{"Version":"1","Statement":[{"Effect":"Allow","Action":"yundun-cert:*","Resource":"*"}]}')
denied = refusal(lambda: keys(narrowed))
claim("a session policy narrows it", denied.code == "Forbidden.NoPermission", denied)


def of_token(**settings):
    return Credentials(
        CredentialsConfig(
            type="oidc_role_arn",
            role_arn=os.environ["CHANCERY_TEST_OIDC_ROLE"],
            oidc_provider_arn=os.environ["CHANCERY_TEST_OIDC_PROVIDER"],
            oidc_token_file_path=os.environ["CHANCERY_TEST_OIDC_TOKEN"],
            role_session_name="pod",
            sts_endpoint=endpoint,
            **settings,
        )
    )


pod = of_token()
claim("the token of a pod signs without any key", body(keys(pod)).total_count == 0 and body(count(pod)).total_count == 0)
claim("its session is used again", pod.get_credential().access_key_id == pod.get_credential().access_key_id)
short = of_token(role_session_expiration=900)
first = short.get_credential().access_key_id
claim("and a short one is replaced", short.get_credential().access_key_id != first)

absent = refusal(lambda: of_role(role_arn=role + "x").get_credential())
claim("a role that is not there is refused by name", "EntityNotExist.Role" in str(absent), absent)
