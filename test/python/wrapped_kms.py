"""A key and a secret with alibabacloud-kms-python-sdk, which wraps alibabacloud-kms20160120: keys are managed, and used at the shared address."""

from alibabacloud_kms20160120 import models
from alibabacloud_kms_kms20160120.client import Client
from alibabacloud_kms_kms20160120.transfer_client import TransferClient

from claims import claim, config, refusal

kms = Client(open_api_config=config())
shared = TransferClient(config=config(), is_use_kms_share_gateway=True)

key = kms.create_key(models.CreateKeyRequest(description="wrapped")).body.key_metadata
shown = kms.describe_key(models.DescribeKeyRequest(key_id=key.key_id)).body.key_metadata
claim("the key is made and shown", (shown.key_id, shown.description) == (key.key_id, "wrapped"))
kms.create_alias(models.CreateAliasRequest(key_id=key.key_id, alias_name="alias/wrapped"))

context = {"tenant": "1"}
encrypted = shared.encrypt(models.EncryptRequest(key_id="alias/wrapped", plaintext="cGxhaW4=", encryption_context=context)).body
opened = shared.decrypt(models.DecryptRequest(ciphertext_blob=encrypted.ciphertext_blob, encryption_context=context)).body
claim("what it encrypts it opens", (opened.plaintext, opened.key_id) == ("cGxhaW4=", key.key_id))
wrong = refusal(lambda: shared.decrypt(models.DecryptRequest(ciphertext_blob=encrypted.ciphertext_blob)))
claim("and not without the context", wrong.code == "InvalidParameter", wrong)
data_key = shared.generate_data_key(models.GenerateDataKeyRequest(key_id=key.key_id)).body
again = shared.decrypt(models.DecryptRequest(ciphertext_blob=data_key.ciphertext_blob)).body
claim("a data key comes back", again.plaintext == data_key.plaintext)

kms.create_secret(models.CreateSecretRequest(secret_name="wrapped", version_id="v1", secret_data="of the wrapper"))
read = kms.get_secret_value_by_shared_endpoint(models.GetSecretValueRequest(secret_name="wrapped")).body
claim("a secret is read", (read.secret_data, read.version_id) == ("of the wrapper", "v1"))
