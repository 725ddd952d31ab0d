"""Ciphertexts that move between the RPC API and an instance, with alibabacloud-kms-python-sdk and alibabacloud-dkms-transfer-python."""

import json
import os
import sys

from alibabacloud_dkms_transfer.kms_transfer_acs_client import KmsTransferAcsClient
from alibabacloud_kms20160120 import models
from alibabacloud_kms_kms20160120.models import KmsConfig
from alibabacloud_kms_kms20160120.transfer_client import TransferClient
from aliyunsdkkms.request.v20160120.DecryptRequest import DecryptRequest
from aliyunsdkkms.request.v20160120.EncryptRequest import EncryptRequest
from aliyunsdkkms.request.v20160120.GenerateDataKeyRequest import GenerateDataKeyRequest
from openapi.models import Config

from claims import claim, config

there = json.load(sys.stdin)
settings = {
    "protocol": there["protocol"],
    "endpoint": there["endpoint"],
    "client_key_content": json.dumps(there["keys"]["all"]),
    "password": there["password"],
}
shared = TransferClient(config=config(), is_use_kms_share_gateway=True)
newest = TransferClient(config=config(), kms_config=KmsConfig(**settings))
first = TransferClient(config=config(), kms_config=KmsConfig(force_low_version_crypto_transfer=True, **settings))
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

older = KmsTransferAcsClient(
    config=Config(**settings),
    ak=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
    secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
    region_id="cn-hangzhou",
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
