"""Makes the calls it is told to, one JSON line each, with the package of a product: its own method and its own models for each operation."""

import importlib
import json
import sys

from claims import body, config

package = sys.argv[1]  # alibabacloud_cas20200630
models = importlib.import_module(f"{package}.models")
client = importlib.import_module(f"{package}.client").Client(config())
# The packages cut names into words in their own way: create_root_cacertificate.
methods = {name.replace("_", ""): getattr(client, name) for name in dir(client) if not name.startswith("_")}

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
