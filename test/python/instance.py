"""What a client key opens, with alibabacloud-dkms-gcs: every operation of an instance."""

import hashlib
import struct

from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key, load_pem_private_key
from openapi_util.models import RuntimeOptions
from sdk import models
from Tea.exceptions import TeaException

from claims import claim, refusal
from instance_client import client, there

VERSION = "x-kms-migrationkeyversionid"


def runtime(**options):
    return RuntimeOptions(response_headers=[VERSION], **options)


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
asked = {"key_id": key, "key_pair_spec": "EC_P256", "key_format": "DER", "aad": aad}
quiet = kms.generate_data_key_pair_without_plaintext(models.GenerateDataKeyPairWithoutPlaintextRequest(**asked))
blob = quiet.private_key_ciphertext_blob
opened = kms.decrypt(models.DecryptRequest(ciphertext_blob=blob, key_id=key, iv=quiet.iv, aad=aad))
claim("a pair without plaintext", load_der_private_key(opened.plaintext, None).key_size == 256)
pair = kms.advance_generate_data_key_pair(models.AdvanceGenerateDataKeyPairRequest(**asked))
opened = kms.advance_decrypt(models.AdvanceDecryptRequest(ciphertext_blob=pair.private_key_ciphertext_blob, aad=aad))
claim("an advanced pair", opened.plaintext == pair.private_key_plaintext)
quiet = kms.advance_generate_data_key_pair_without_plaintext(
    models.AdvanceGenerateDataKeyPairWithoutPlaintextRequest(**asked)
)
opened = kms.advance_decrypt(models.AdvanceDecryptRequest(ciphertext_blob=quiet.private_key_ciphertext_blob, aad=aad))
public = load_der_public_key(quiet.public_key).public_numbers()
claim("and one without plaintext", load_der_private_key(opened.plaintext, None).public_key().public_numbers() == public)

digest = hashlib.sha256(plain).digest()


def verify(spec, algorithm, public, signature):
    if spec.startswith("RSA"):
        pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)
        public.verify(signature, plain, pss if "PSS" in algorithm else padding.PKCS1v15(), hashes.SHA256())
    else:
        public.verify(signature, plain, ec.ECDSA(hashes.SHA256()))


for signer in there["signers"]:
    spec, algorithm = signer["spec"], signer["algorithm"]
    pem = kms.get_public_key(models.GetPublicKeyRequest(key_id=signer["key"])).public_key
    for kind, message in [("RAW", plain), ("DIGEST", digest)]:
        asked = {"key_id": signer["key"], "algorithm": algorithm, "message": message, "message_type": kind}
        signed = kms.sign(models.SignRequest(**asked))
        verified = kms.verify(models.VerifyRequest(signature=signed.signature, **asked))
        claim(f"{spec} signs {kind} with {algorithm}", verified.value is True and signed.message_type == kind)
        wrong = kms.verify(models.VerifyRequest(signature=signed.signature[::-1], **asked))
        claim("and tells a wrong signature", not wrong.value)
        # cryptography knows the curve of SM2 in no version.
        if spec != "EC_SM2":
            verify(spec, algorithm, serialization.load_pem_public_key(pem.encode()), signed.signature)
claim("cryptography verifies the signatures", True)

for encrypter in there["encrypters"]:
    asked = {"key_id": encrypter["key"], "algorithm": encrypter["algorithm"]}
    made = kms.encrypt(models.EncryptRequest(plaintext=plain, **asked))
    opened = kms.decrypt(models.DecryptRequest(ciphertext_blob=made.ciphertext_blob, **asked))
    claim(f"{encrypter['spec']} encrypts with {encrypter['algorithm']}", opened.plaintext == plain)


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


def oaep(digest_of):
    return lambda public, message: public.encrypt(
        message, padding.OAEP(mgf=padding.MGF1(digest_of), algorithm=digest_of, label=None)
    )


strangers = {
    "ECIES_DH_SHA_1_XOR_HMAC": ecies,
    "RSAES_OAEP_SHA_256": oaep(hashes.SHA256()),
    "RSAES_OAEP_SHA_1": oaep(hashes.SHA1()),
}
for encrypter in there["encrypters"]:
    if encrypter["algorithm"] in strangers:
        public = kms.get_public_key(models.GetPublicKeyRequest(key_id=encrypter["key"])).public_key
        public = serialization.load_pem_public_key(public.encode())
        blob = strangers[encrypter["algorithm"]](public, b"for you, " * 11)
        asked = {"key_id": encrypter["key"], "algorithm": encrypter["algorithm"]}
        opened = kms.decrypt(models.DecryptRequest(ciphertext_blob=blob, **asked))
        claim(f"what a stranger encrypted with {encrypter['algorithm']} is opened", opened.plaintext == b"for you, " * 11)

claim("random octets", len(kms.generate_random(models.GenerateRandomRequest(length=64)).random) == 64)
secret = kms.get_secret_value(models.GetSecretValueRequest(secret_name="instance/password", fetch_extended_config=True))
found = (secret.secret_data, secret.secret_data_type, secret.version_stages, secret.version_id)
claim("a secret is read", found == ("correct horse", "text", ["ACSCurrent"], "v1"), found)

wrong = refusal(lambda: client("all", "another-1A"))
told = str(wrong).lower()
claim("the file does not open with another password", "password" in told or "mac verify" in told, wrong)

blob = encrypted.ciphertext_blob
changed = models.DecryptRequest(ciphertext_blob=blob[:-1] + bytes([blob[-1] ^ 1]), **beside)
wrong = refusal(lambda: kms.decrypt_with_options(changed, runtime(autoretry=False)))
found = isinstance(wrong, TeaException) and (wrong.code, wrong.data["httpCode"])
claim("a changed ciphertext is an InternalFailure", found == ("InternalFailure", 500), wrong)
claim("every operation is called", True)
