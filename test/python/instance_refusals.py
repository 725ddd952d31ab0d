"""What alibabacloud-dkms-gcs tells of calls that an instance refuses: those that the scene lists."""

from openapi_util.models import RuntimeOptions
from sdk import models
from Tea.exceptions import TeaException

from claims import claim
from instance_client import client, there

once = RuntimeOptions(autoretry=False)


def call(refused):
    where = {name: refused[name] for name in ("protocol", "endpoint") if name in refused}
    kms = client(refused["client"], **where)
    if "keyId" not in refused:
        return kms.get_secret_value_with_options(models.GetSecretValueRequest(secret_name="instance/password"), once)
    plaintext = bytes(refused.get("octets", 1))
    return kms.encrypt_with_options(models.EncryptRequest(key_id=refused["keyId"], plaintext=plaintext), once)


for refused in there["refused"]:
    try:
        answer = call(refused)
    except TeaException as error:
        found = (error.data["httpCode"], error.code, error.message, error.data["requestId"])
        holds = found[:2] == (refused["status"], refused["code"]) and refused["message"] in found[2] and found[3]
        claim(f"{refused['client']}: {refused['code']} is {refused['status']}", holds, found)
    else:
        raise AssertionError(f"was not refused: {refused}, but answered {answer}")
claim("all of it is refused", True)
