"""An application with a client key, written with alibabacloud-dkms-gcs: reads a secret, and decrypts, at the KMS instance. Settings come as JSON on standard input."""

import base64
import hashlib
import json
import sys

from openapi.models import Config
from sdk import models
from sdk.client import Client

settings = json.load(sys.stdin)
kms = Client(
    Config(
        protocol="http",
        endpoint=settings["endpoint"],
        client_key_file=settings["clientKeyFile"],
        password=settings["password"],
    )
)
secret = kms.get_secret_value(models.GetSecretValueRequest(secret_name=settings["secretName"]))
# The first three octets say what the rest is to the instance; the context of the RPC API is hashed.
opened = kms.advance_decrypt(
    models.AdvanceDecryptRequest(
        ciphertext_blob=b"\x24\x00\x02" + base64.b64decode(settings["ciphertext"]),
        aad=hashlib.sha256(settings["context"].encode()).digest(),
    )
)
print(json.dumps({"secret": secret.secret_data, "version": secret.version_id, "plaintext": opened.plaintext.decode()}))
