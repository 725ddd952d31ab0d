"""What a client key opens, with alibabacloud-dkms-gcs. Reads a JSON object on standard input: where the instance is, client keys, and what there is in it."""

import hashlib
import json
import struct
import sys
from unittest import mock

from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key, load_pem_private_key
from openapi.models import Config
from openapi_util.models import RuntimeOptions
from sdk import models
from sdk.client import Client
from Tea.exceptions import TeaException

from claims import claim

there = json.load(sys.stdin)
VERSION = "x-kms-migrationkeyversionid"


def client(name, password=there["password"]):
    return Client(
        Config(
            protocol=there["protocol"],
            endpoint=there["endpoint"],
            client_key_content=json.dumps(there["keys"][name]),
            password=password,
            ca_file_path=there.get("ca"),
        )
    )


def runtime(**options):
    return RuntimeOptions(response_headers=[VERSION], **options)


def refused(call, status, code, text=""):
    try:
        answer = call()
    except TeaException as error:
        found = (error.data["httpCode"], error.code, error.message)
        claim(f"{code} is {status}", found[:2] == (status, code) and text in found[2] and bool(error.data["requestId"]), found)
        return
    raise AssertionError(f"was not refused with {code}: {answer}")


kms = client("all")
key = there["key"]
plain = b"hello"
aad = b"order 12"

encrypted = kms.encrypt_with_options(models.EncryptRequest(key_id="alias/instance", plaintext=plain, aad=aad), runtime())
claim("the answer has the id of the key", encrypted.key_id == key, encrypted.key_id)
claim("a version of 36 characters", len(encrypted.response_headers[VERSION]) == 36, encrypted.response_headers)
beside = {"key_id": key, "iv": encrypted.iv, "algorithm": encrypted.algorithm, "aad": aad}
opened = kms.decrypt(models.DecryptRequest(ciphertext_blob=encrypted.ciphertext_blob, **beside))
claim("Decrypt opens what Encrypt made", opened.plaintext == plain)
opened = kms.advance_decrypt(models.AdvanceDecryptRequest(ciphertext_blob=encrypted.ciphertext_blob, **beside))
claim("AdvanceDecrypt does too", opened.plaintext == plain)

advanced = kms.advance_encrypt(models.AdvanceEncryptRequest(key_id=there["rotated"], plaintext=plain, aad=aad))
claim("AdvanceEncrypt uses the newest version", advanced.key_version_id == there["newest"], advanced.key_version_id)
opened = kms.advance_decrypt(models.AdvanceDecryptRequest(ciphertext_blob=advanced.ciphertext_blob, aad=aad))
claim("and its ciphertext says all but the Aad", (opened.plaintext, opened.key_id) == (plain, there["rotated"]))
old = kms.encrypt_with_options(models.EncryptRequest(key_id=there["rotated"], plaintext=plain), runtime())
claim("Encrypt stays with the first", old.response_headers[VERSION] == there["first"], old.response_headers)

data_key = kms.generate_data_key(models.GenerateDataKeyRequest(key_id=key, number_of_bytes=32, aad=aad))
opened = kms.decrypt(models.DecryptRequest(ciphertext_blob=data_key.ciphertext_blob, key_id=key, iv=data_key.iv, aad=aad))
claim("a data key comes back", len(data_key.plaintext) == 32 and opened.plaintext == data_key.plaintext)
data_key = kms.advance_generate_data_key(models.AdvanceGenerateDataKeyRequest(key_id=key, number_of_bytes=16, aad=aad))
opened = kms.advance_decrypt(models.AdvanceDecryptRequest(ciphertext_blob=data_key.ciphertext_blob, aad=aad))
claim("an advanced one too", len(data_key.plaintext) == 16 and opened.plaintext == data_key.plaintext)

for form, read, read_public in [
    ("PEM", load_pem_private_key, serialization.load_pem_public_key),
    ("DER", load_der_private_key, load_der_public_key),
]:
    for spec in ["RSA_2048", "EC_P256", "EC_P256K"]:
        pair = kms.generate_data_key_pair(models.GenerateDataKeyPairRequest(key_id=key, key_pair_spec=spec, key_format=form))
        private = read(pair.private_key_plaintext, None)
        numbers = private.public_key().public_numbers()
        claim(f"a pair {spec} as {form}", numbers == read_public(pair.public_key).public_numbers())
        blob = pair.private_key_ciphertext_blob
        opened = kms.decrypt(models.DecryptRequest(ciphertext_blob=blob, key_id=key, iv=pair.iv))
        claim("and its private key decrypted", opened.plaintext == pair.private_key_plaintext)
quiet = kms.advance_generate_data_key_pair_without_plaintext(
    models.AdvanceGenerateDataKeyPairWithoutPlaintextRequest(key_id=key, key_pair_spec="EC_P256", key_format="DER")
)
opened = kms.advance_decrypt(models.AdvanceDecryptRequest(ciphertext_blob=quiet.private_key_ciphertext_blob))
claim("a pair without plaintext", load_der_private_key(opened.plaintext, None).key_size == 256)

digest = hashlib.sha256(plain).digest()
for name, algorithm in [("rsa", "RSA_PSS_SHA_256"), ("rsa", "RSA_PKCS1_SHA_256"), ("ec", "ECDSA_SHA_256"), ("k1", "ECDSA_SHA_256")]:
    signer = there[name]
    public = kms.get_public_key(models.GetPublicKeyRequest(key_id=signer)).public_key
    public = serialization.load_pem_public_key(public.encode())
    for kind, message in [("RAW", plain), ("DIGEST", digest)]:
        asked = {"key_id": signer, "algorithm": algorithm, "message": message, "message_type": kind}
        signed = kms.sign(models.SignRequest(**asked))
        verified = kms.verify(models.VerifyRequest(signature=signed.signature, **asked))
        claim(f"{name} signs {kind} with {algorithm}", verified.value is True and signed.message_type == kind)
        wrong = kms.verify(models.VerifyRequest(signature=signed.signature[::-1], **asked))
        claim("and tells a wrong signature", not wrong.value)
        if name == "rsa":
            pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)
            public.verify(signed.signature, plain, pss if "PSS" in algorithm else padding.PKCS1v15(), hashes.SHA256())
        else:
            public.verify(signed.signature, plain, ec.ECDSA(hashes.SHA256()))
claim("cryptography verifies every signature", True)


def ecies(public, message):
    """SEC 1 section 5.1 from the standard alone."""
    ephemeral = ec.generate_private_key(public.curve)
    shared = ephemeral.exchange(ec.ECDH(), public)
    derived = b""
    for number in range(1, 2 + (len(message) + 20) // 20):
        derived += hashlib.sha1(shared + struct.pack(">I", number)).digest()
    body = bytes(a ^ b for a, b in zip(message, derived))
    mac = hmac.HMAC(derived[len(message) : len(message) + 20], hashes.SHA1())
    mac.update(body)
    point = ephemeral.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return point + body + mac.finalize()


for name in ["ecies", "ecies_k1"]:
    public = kms.get_public_key(models.GetPublicKeyRequest(key_id=there[name])).public_key
    blob = ecies(serialization.load_pem_public_key(public.encode()), b"for you, " * 11)
    opened = kms.decrypt(models.DecryptRequest(ciphertext_blob=blob, key_id=there[name], algorithm="ECIES_DH_SHA_1_XOR_HMAC"))
    claim(f"what a stranger encrypted by ECIES is opened: {name}", opened.plaintext == b"for you, " * 11)
public = kms.get_public_key(models.GetPublicKeyRequest(key_id=there["oaep"])).public_key
public = serialization.load_pem_public_key(public.encode())
for name, digest_of in [("RSAES_OAEP_SHA_256", hashes.SHA256()), ("RSAES_OAEP_SHA_1", hashes.SHA1())]:
    blob = public.encrypt(plain, padding.OAEP(mgf=padding.MGF1(digest_of), algorithm=digest_of, label=None))
    opened = kms.decrypt(models.DecryptRequest(ciphertext_blob=blob, key_id=there["oaep"], algorithm=name))
    claim(f"and by {name}", opened.plaintext == plain)

claim("random octets", len(kms.generate_random(models.GenerateRandomRequest(length=64)).random) == 64)
secret = kms.get_secret_value(models.GetSecretValueRequest(secret_name="instance/password", fetch_extended_config=True))
found = (secret.secret_data, secret.secret_data_type, secret.version_stages, secret.version_id)
claim("a secret is read", found == ("correct horse", "text", ["ACSCurrent"], "v1"), found)

once = runtime(autoretry=False)
try:
    client("all", "another-1A")
    raise AssertionError("the file opened with another password")
except AssertionError:
    raise
except Exception as error:
    claim("the file does not open with another password", "password" in str(error).lower() or "mac verify" in str(error).lower(), error)

refused(lambda: kms.encrypt_with_options(models.EncryptRequest(key_id="alias/none", plaintext=plain), once), 404, "Forbidden.KeyNotFound")
refused(lambda: kms.encrypt_with_options(models.EncryptRequest(key_id=there["disabled"], plaintext=plain), once), 409, "Rejected.Disabled")
changed = models.DecryptRequest(ciphertext_blob=encrypted.ciphertext_blob[:-1] + b"x", **beside)
refused(lambda: kms.decrypt_with_options(changed, once), 500, "InternalFailure")
large = models.EncryptRequest(key_id=key, plaintext=bytes(3 * 1024 * 1024))
refused(lambda: kms.encrypt_with_options(large, once), 413, "InvalidParameter")

ask = models.GenerateRandomRequest(length=1)
with mock.patch("openapi.client.UtilClient.get_date_utcstring", return_value="Sat, 21 Nov 2020 17:29:38 GMT"):
    refused(lambda: kms.generate_random_with_options(ask, once), 400, "RequestTimeTooSkewed")


def altering(send):
    def altered(request, *args, **kwargs):
        request.body = request.body + b"\x08\x02"
        request.headers["content-length"] = str(len(request.body))
        return send(request, *args, **kwargs)

    return altered


from Tea.core import TeaCore  # noqa: E402

with mock.patch.object(TeaCore, "do_action", altering(TeaCore.do_action)):
    refused(lambda: kms.generate_random_with_options(ask, once), 400, "InvalidParam", "The Param Content-SHA256 is invalid.")

for name in ["keys only", "another network", "not valid yet"]:
    other = client(name)
    call = lambda: other.get_secret_value_with_options(models.GetSecretValueRequest(secret_name="instance/password"), once)  # noqa: E731
    refused(call, 403, "Forbidden.NoPermission", "is forbidden by permission system.")
refused(lambda: client("deleted").generate_random_with_options(ask, once), 404, "Unauthorized", "does not exist in our records.")
