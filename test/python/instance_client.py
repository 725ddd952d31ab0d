"""How the scripts beside this one reach an instance with alibabacloud-dkms-gcs: a JSON object on standard input says where it is, and what there is in it."""

import json
import sys

from openapi.models import Config
from sdk.client import Client

there = json.load(sys.stdin)


def client(name, password=there["password"], **elsewhere):
    settings = {
        "protocol": there["protocol"],
        "endpoint": there["endpoint"],
        "client_key_content": json.dumps(there["keys"][name]),
        "password": password,
        "ca_file_path": there.get("ca"),
    }
    return Client(Config(**{**settings, **elsewhere}))
