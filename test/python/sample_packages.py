"""What installed product packages lack of what samples use: reads a JSON list of operations on standard input, prints one line each."""

import importlib
import inspect
import json
import sys
from importlib.metadata import version


class Anything(list):
    """A value for an attribute of any type: a list without entries, or an object."""

    def to_map(self):
        return {}


def lacks(use):
    """Of one operation: its client's method, its request model, and the models' attributes with their names on the wire."""
    client = importlib.import_module(use["module"] + ".client").Client
    models = importlib.import_module(use["module"] + ".models")
    if not hasattr(client, use["method"]):
        yield "method " + use["method"]
        return
    takes = [name for name in inspect.signature(getattr(client, use["method"])).parameters if name != "self"]
    if bool(takes) != use["takesParameters"]:
        yield f"parameters {takes}"
    for model in use["models"]:
        found = getattr(models, model["name"], None)
        if found is None:
            yield "model " + model["name"]
            continue
        attributes = inspect.signature(found.__init__).parameters
        for attribute, wire_name in model["attributes"].items():
            if attribute not in attributes:
                yield f"attribute {model['name']}.{attribute}"
            elif wire_name not in (found(**{attribute: Anything()}).to_map() or {}):
                yield f"name on the wire {model['name']}.{attribute}"


wanted = json.load(sys.stdin)
for package, expected in wanted["versions"].items():
    if version(package) != expected:
        print(f"{package} {version(package)}, not {expected}")
for use in wanted["operations"]:
    for lack in lacks(use):
        print(use["action"], lack)
