"""Makes the calls it is told to, one JSON line each, with alibabacloud-cas20200630: its own method and its own models for each operation."""

import json
import sys

from alibabacloud_cas20200630 import models
from alibabacloud_cas20200630.client import Client

from claims import body, config

cas = Client(config())
# The package cuts names into words in its own way: create_root_cacertificate.
methods = {name.replace("_", ""): getattr(cas, name) for name in dir(cas) if not name.startswith("_")}

for line in sys.stdin:
    call = json.loads(line)
    method = methods[call["action"].lower()]
    model = getattr(models, call["action"] + "Request", None)
    arguments = [model().from_map(call["parameters"])] if model else []
    try:
        answer = {"body": body(method(*arguments)).to_map()}
    except Exception as error:
        if not getattr(error, "code", None):
            raise
        answer = {"code": error.code}
    print(json.dumps(answer), flush=True)
