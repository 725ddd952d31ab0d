"""A secret with alibabacloud-kms20160120: stored, read, led through its versions, deleted and restored, each answer by the model of the package."""

import json

from alibabacloud_kms20160120 import models
from alibabacloud_kms20160120.client import Client

from claims import body, claim, config, refusal

kms = Client(config())
name = "py/secret"
value = 'a+b %41 & "密码"\n'


def read(**wanted):
    return body(kms.get_secret_value(models.GetSecretValueRequest(secret_name=name, **wanted)))


key = body(kms.create_key(models.CreateKeyRequest())).key_metadata.key_id
created = body(
    kms.create_secret(
        models.CreateSecretRequest(
            secret_name=name,
            version_id="v1",
            secret_data=value,
            encryption_key_id=key,
            description="of Python",
            tags=json.dumps([{"TagKey": "team", "TagValue": "a b"}]),
        )
    )
)
claim("the secret is made", (created.secret_name, created.version_id, created.secret_type) == (name, "v1", "Generic"))
claim("and read to the letter", read().secret_data == value)

stored = body(
    kms.put_secret_value(
        models.PutSecretValueRequest(
            secret_name=created.arn,
            version_id="v2",
            secret_data="AP8=",
            secret_data_type="binary",
            version_stages='["ACSCurrent","Mine"]',
        )
    )
)
claim("the second version has two labels", stored.version_stages.version_stage == ["ACSCurrent", "Mine"])
current = read()
claim("and is current", (current.version_id, current.secret_data, current.secret_data_type) == ("v2", "AP8=", "binary"))
claim("the first one is the previous", read(version_stage="ACSPrevious").version_id == "v1")

wanted = models.BatchGetSecretValueRequestSecretsList
batch = body(
    kms.batch_get_secret_value(
        models.BatchGetSecretValueRequest(
            secrets_list=[wanted(secret_name=name, version_id="v1"), wanted(secret_name="py-none")]
        )
    )
)
claim("a batch has values", [it.secret_data for it in batch.secret_values] == [value])
claim("and errors", [(it.secret_name, it.code, it.http_status) for it in batch.errors] == [("py-none", "Forbidden.ResourceNotFound", 404)])

body(
    kms.update_secret_version_stage(
        models.UpdateSecretVersionStageRequest(secret_name=name, version_stage="ACSCurrent", move_to_version="v1")
    )
)
versions = body(
    kms.list_secret_version_ids(models.ListSecretVersionIdsRequest(secret_name=name, include_deprecated="true"))
)
listed = {it.version_id: it.version_stages.version_stage for it in versions.version_ids.version_id}
claim("labels move", listed == {"v1": ["ACSCurrent"], "v2": ["ACSPrevious", "Mine"]}, listed)

body(kms.update_secret(models.UpdateSecretRequest(secret_name=name, description="changed")))
shown = body(kms.describe_secret(models.DescribeSecretRequest(secret_name=name, fetch_tags="true")))
claim("the description is changed", (shown.description, shown.encryption_key_id) == ("changed", key))
claim("and tags are shown", [(it.tag_key, it.tag_value) for it in shown.tags.tag] == [("team", "a b")])

body(kms.disable_key(models.DisableKeyRequest(key_id=key)))
claim("nobody reads it while the key is disabled", refusal(read).code == "Rejected.Disabled")
body(kms.enable_key(models.EnableKeyRequest(key_id=key)))

body(kms.delete_secret(models.DeleteSecretRequest(secret_name=name, recovery_window_in_days="7")))
secrets = body(kms.list_secrets(models.ListSecretsRequest(filters=json.dumps([{"Key": "SecretName", "Values": [name]}]))))
claim("its end is listed", [bool(it.planned_delete_time) for it in secrets.secret_list.secret] == [True])
claim("and it is not read", refusal(read).code == "Rejected.ResourceInDeleteWindow")
body(kms.restore_secret(models.RestoreSecretRequest(secret_name=name)))
claim("restored it is", read().secret_data == value)
body(kms.delete_secret(models.DeleteSecretRequest(secret_name=name, force_delete_without_recovery="true")))
claim("deleted at once it is gone", refusal(read).code == "Forbidden.ResourceNotFound")
