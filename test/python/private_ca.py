"""The line from a root to an opened private key with alibabacloud-cas20200630, for the algorithm in argv[1]."""

import subprocess
import sys
import tempfile

from alibabacloud_cas20200630 import models
from alibabacloud_cas20200630.client import Client
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from claims import body, claim, config, refusal

algorithm = sys.argv[1]
family = algorithm.split("_")[0]
password = "!Demo@WS3ed,.+-_#"
subject = {
    "organization": "示例公司",
    "organization_unit": "R&D",
    "locality": "Hangzhou",
    "state": "Zhejiang",
    "country_code": "CN",
}
key_commands = {
    "RSA": ["genrsa", "2048"],
    "ECC": ["ecparam", "-name", "prime256v1", "-genkey", "-noout"],
    "SM2": ["ecparam", "-name", "SM2", "-genkey", "-noout"],
}
cas = Client(config())


def openssl(*arguments, text=""):
    done = subprocess.run(["openssl", *arguments], input=text, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"openssl {arguments[0]}: {done.stderr}")
    return done.stdout


def make_csr():
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as key:
        key.write(openssl(*key_commands[family]))
        key.flush()
        sm2 = ["-sm3", "-sigopt", "distid:1234567812345678"] if family == "SM2" else []
        return openssl("req", "-new", "-key", key.name, "-subj", "/CN=own.example.com", *sm2)


def public_key_of(certificate_pem):
    return openssl("x509", "-noout", "-pubkey", text=certificate_pem)


def issued_by(certificate_pem, issuer_pem):
    """By cryptography; it does not know SM2, which is left to openssl."""
    if family != "SM2":
        issuer = x509.load_pem_x509_certificate(issuer_pem.encode())
        x509.load_pem_x509_certificate(certificate_pem.encode()).verify_directly_issued_by(issuer)
        return True
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as issuer:
        issuer.write(issuer_pem)
        issuer.flush()
        verify = ["verify", "-x509_strict", "-partial_chain", "-vfyopt", "distid:1234567812345678"]
        return "OK" in openssl(*verify, "-trusted", issuer.name, text=certificate_pem)


root = body(
    cas.create_root_cacertificate(
        models.CreateRootCACertificateRequest(**subject, common_name="root", algorithm=algorithm, years=10)
    )
)
sub = body(
    cas.create_sub_cacertificate(
        models.CreateSubCACertificateRequest(
            **subject,
            parent_identifier=root.identifier,
            common_name="sub",
            algorithm=algorithm,
            years=5,
            path_len_constraint=0,
            extended_key_usages=["serverAuth", "clientAuth"],
            enable_crl=True,
            crl_day=7,
            client_token=f"python-{root.identifier}",
            tags=[models.CreateSubCACertificateRequestTags(key="stage", value="test")],
        )
    )
)
claim("the root issued the sub CA", issued_by(sub.certificate, root.certificate))

described = cas.describe_cacertificate(models.DescribeCACertificateRequest(identifier=sub.identifier))
authority = body(described).certificate
found = (authority.full_algorithm, authority.crl_day, authority.status)
claim("the sub CA is described", found == (algorithm, 7, "ISSUE"), found)
claim("its tag comes back", [(tag.tag_key, tag.tag_value) for tag in authority.tags] == [("stage", "test")])
request = models.DescribeCACertificateListRequest(show_size=2, current_page=1)
listed = body(cas.describe_cacertificate_list(request))
found = [ca.identifier for ca in listed.certificate_list]
claim("the list starts with the newest", found == [sub.identifier, root.identifier], found)
claim("and counts them all", listed.total_count == body(cas.describe_cacertificate_count()).total_count)

wanted = {"parent_identifier": sub.identifier, "algorithm": algorithm, "days": 30, "immediately": 2}
client = body(
    cas.create_client_certificate(
        models.CreateClientCertificateRequest(
            **wanted,
            common_name="张三",
            san_type=1,
            san_value="a@example.com",
            alias_name="first",
            client_token=f"python-{sub.identifier}",
            tags=[models.CreateClientCertificateRequestTags(key="k", value="v")],
        )
    )
)
server = body(
    cas.create_server_certificate(
        models.CreateServerCertificateRequest(
            **wanted, common_name="a.example.com", domain="b.example.com,127.0.0.1", enable_crl=1
        )
    )
)
csr = make_csr()
request = models.CreateClientCertificateWithCsrRequest(**wanted, csr=csr)
own_client = body(cas.create_client_certificate_with_csr(request))
request = models.CreateServerCertificateWithCsrRequest(**wanted, csr=csr)
own_server = body(cas.create_server_certificate_with_csr(request))
made_here = {"client": client, "server": server}
for name, issued in {**made_here, "client of a CSR": own_client, "server of a CSR": own_server}.items():
    claim(f"the sub CA issued the {name}", issued_by(issued.x_509certificate, sub.certificate))

listed = body(cas.list_client_certificate(models.ListClientCertificateRequest(show_size=4)))
newest = [own_server.identifier, own_client.identifier, server.identifier, client.identifier]
claim("the newest certificates come first", [entry.identifier for entry in listed.certificate_list] == newest)

for name, issued in made_here.items():
    request = models.DescribeClientCertificateRequest(identifier=issued.identifier)
    certificate = body(cas.describe_client_certificate(request)).certificate
    found = (certificate.algorithm, certificate.full_algorithm, certificate.days)
    claim(f"the {name} is described", found == (family, algorithm, 30), found)
    request = models.DescribeCertificatePrivateKeyRequest(identifier=issued.identifier, encrypted_code=password)
    encrypted = body(cas.describe_certificate_private_key(request)).encrypted_data
    command = "rsa" if family == "RSA" else "ec"
    opened = openssl(command, "-passin", f"pass:{password}", text=encrypted)
    public_key = openssl("pkey", "-pubout", text=opened)
    claim(f"openssl opens the key of the {name}", public_key == public_key_of(issued.x_509certificate))
    if family != "SM2":
        serialization.load_pem_private_key(encrypted.encode(), password.encode())
        wrong = refusal(lambda: serialization.load_pem_private_key(encrypted.encode(), b"another"))
        claim(f"and so does cryptography, with the right password only: {name}", isinstance(wrong, ValueError), wrong)

request = models.DescribeCertificatePrivateKeyRequest(identifier=own_server.identifier, encrypted_code=password)
error = refusal(lambda: cas.describe_certificate_private_key(request))
claim("the key of a CSR is not held here", error.code == "NotSupport.MissingPrivateKey", error)
