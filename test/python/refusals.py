"""What the Python clients make of refusals. argv[1]: `denied` for a user without permissions, `throttled` for one call a second."""

import sys
from concurrent.futures import ThreadPoolExecutor

from alibabacloud_cas20200630 import models as cas_models
from alibabacloud_cas20200630.client import Client as Cas
from alibabacloud_kms20160120 import models as kms_models
from alibabacloud_kms20160120.client import Client as Kms
from alibabacloud_tea_openapi.exceptions import ClientException, ThrottlingException

from claims import claim, config, refusal

cas, kms = Cas(config()), Kms(config())


def count():
    return cas.describe_cacertificate_count()


def policies():
    return kms.list_policies(kms_models.ListPoliciesRequest())


def denied():
    error = refusal(lambda: cas.list_client_certificate(cas_models.ListClientCertificateRequest()))
    claim("a denial is a ClientException", isinstance(error, ClientException), error)
    claim("with code and status", (error.code, error.status_code) == ("Forbidden.NoPermission", 403), error)
    detail = error.access_denied_detail
    claim("that tells what was denied", detail["AuthAction"] == "yundun-cert:ListClientCertificate", detail)
    claim("and why", detail["NoPermissionType"] == "ImplicitDeny", detail)
    error = refusal(policies)
    claim("KMS denies alike", (error.code, error.status_code) == ("Forbidden.NoPermission", 403), error)


def throttled():
    for call, code, status in [(count, "Throttling.User", 400), (policies, "Rejected.Throttling", 429)]:
        error = first_refusal(call)
        claim(f"{code} is a ThrottlingException", isinstance(error, ThrottlingException), error)
        claim(f"{code} has its code and status", (error.code, error.status_code) == (code, status), error)
        claim(f"{code} tells when to come back", 0 < error.retry_after <= 1000, error.retry_after)


def first_refusal(call):
    with ThreadPoolExecutor(5) as pool:
        while True:
            for future in [pool.submit(call) for _ in range(5)]:
                if future.exception() is not None:
                    return future.exception()


{"denied": denied, "throttled": throttled}[sys.argv[1]]()
