"""Makes the calls it is told to, one JSON line each, with the packages of products: their own methods and models for each operation."""

import importlib
import json
import sys

from claims import body, config


class Package:
    def __init__(self, name):
        self.models = importlib.import_module(f"{name}.models")
        client = importlib.import_module(f"{name}.client").Client(config())
        # The packages cut names into words in their own way: create_root_cacertificate.
        self.methods = {it.replace("_", ""): getattr(client, it) for it in dir(client) if not it.startswith("_")}


# alibabacloud_cas20200630: by the product's code, and the first for lines that name none.
packages = {name.removeprefix("alibabacloud_")[:3]: Package(name) for name in sys.argv[1:]}
first = next(iter(packages))

for line in sys.stdin:
    call = json.loads(line)
    package = packages[call.get("product", first)]
    method = package.methods[call["action"].lower()]
    model = getattr(package.models, call["action"] + "Request", None)
    arguments = [model().from_map(call["parameters"])] if model else []
    try:
        answer = {"body": body(method(*arguments)).to_map()}
    except Exception as error:
        if not getattr(error, "code", None):
            raise
        answer = {"code": error.code}
    print(json.dumps(answer), flush=True)
