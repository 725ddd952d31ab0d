"""Ciphertexts that move between the RPC API and an instance, with alibabacloud-kms-python-sdk and alibabacloud-dkms-transfer-python."""

import base64
import json
import os

from alibabacloud_dkms_transfer.kms_transfer_acs_client import KmsTransferAcsClient
from alibabacloud_kms20160120 import models
from alibabacloud_kms_kms20160120.models import KmsConfig
from alibabacloud_kms_kms20160120.transfer_client import TransferClient
from aliyunsdkkms.request.v20160120.DecryptRequest import DecryptRequest
from aliyunsdkkms.request.v20160120.EncryptRequest import EncryptRequest
from aliyunsdkkms.request.v20160120.GenerateDataKeyRequest import GenerateDataKeyRequest
from openapi.models import Config
from sdk import models as instance_models

from claims import claim, config
from instance_client import client, there

settings = {
    "protocol": there["protocol"],
    "endpoint": there["endpoint"],
    "client_key_content": json.dumps(there["keys"]["all"]),
    "password": there["password"],
}


def kms_config(**more):
    wanted = KmsConfig(**settings, **more)
    # Its constructor takes no CA.
    wanted.ca_file_path = there["ca"]
    return wanted


shared = TransferClient(config=config(), is_use_kms_share_gateway=True)
newest = TransferClient(config=config(), kms_config=kms_config())
first = TransferClient(config=config(), kms_config=kms_config(force_low_version_crypto_transfer=True))
clients = {"the RPC API": shared, "an instance, by the Advance operations": newest, "an instance, by the first version": first}


def opens(name, client, blob):
    answer = client.decrypt(models.DecryptRequest(ciphertext_blob=blob)).body
    return (answer.plaintext, answer.key_id)


for key in [there["key"], there["rotated"]]:
    for maker, made in clients.items():
        encrypted = made.encrypt(models.EncryptRequest(key_id=key, plaintext="cGxhaW4=")).body
        for opener, opening in clients.items():
            found = opens(opener, opening, encrypted.ciphertext_blob)
            claim(f"made by {maker}, opened by {opener}", found == ("cGxhaW4=", key), found)
        data_key = made.generate_data_key(models.GenerateDataKeyRequest(key_id=key)).body
        for opener, opening in clients.items():
            found = opens(opener, opening, data_key.ciphertext_blob)
            claim(f"a data key made by {maker}, opened by {opener}", found == (data_key.plaintext, key), found)

before = there["before"]
for opener, opening in clients.items():
    found = opens(opener, opening, before["blob"])
    claim(f"made before the rotation, opened by {opener}", found == (before["text"], there["rotated"]), found)

# The RPC API's blob is the newer one of the instance without its first three octets (wire/kms-instance.md section 4.4).
PREFIX = b"\x24\x00\x02"
gcs = client("all")
made = gcs.advance_encrypt(instance_models.AdvanceEncryptRequest(key_id=there["rotated"], plaintext=b"cGxhaW4="))
blob = base64.b64encode(made.ciphertext_blob[len(PREFIX) :]).decode()
found = opens("", shared, blob)
claim("made by AdvanceEncrypt, opened by the RPC API", found == ("cGxhaW4=", there["rotated"]), found)
encrypted = shared.encrypt(models.EncryptRequest(key_id=there["rotated"], plaintext="cGxhaW4=")).body
blob = PREFIX + base64.b64decode(encrypted.ciphertext_blob)
opened = gcs.advance_decrypt(instance_models.AdvanceDecryptRequest(ciphertext_blob=blob))
found = (opened.plaintext, opened.key_version_id)
claim("made by the RPC API, opened by AdvanceDecrypt", found == (b"cGxhaW4=", there["newest"]), found)

older = KmsTransferAcsClient(
    config=Config(ca_file_path=there["ca"], **settings),
    ak=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
    secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
    region_id="cn-hangzhou",
    verify=there["ca"],
)


def asked(request, **values):
    for name, value in values.items():
        getattr(request, f"set_{name}")(value)
    return json.loads(older.do_action_with_exception(request))


encrypted = asked(EncryptRequest(), KeyId=there["rotated"], Plaintext="cGxhaW4=")
opened = asked(DecryptRequest(), CiphertextBlob=encrypted["CiphertextBlob"])
claim("the older transfer client opens its own", opened["Plaintext"] == "cGxhaW4=", opened)
claim("and the RPC API does", opens("", shared, encrypted["CiphertextBlob"]) == ("cGxhaW4=", there["rotated"]))
data_key = asked(GenerateDataKeyRequest(), KeyId=there["key"], KeySpec="AES_256")
claim("its data keys too", opens("", shared, data_key["CiphertextBlob"]) == (data_key["Plaintext"], there["key"]))

read = newest.get_secret_value(models.GetSecretValueRequest(secret_name="instance/password")).body
claim("a secret is read through the instance", read.secret_data == "correct horse")
