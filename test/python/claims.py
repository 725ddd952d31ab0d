"""What the scripts beside this one share: access to the server under test, claims about it, and a look at what models decoded."""

import json
import os
import typing

from alibabacloud_tea_openapi.utils_models import Config
from darabonba.model import DaraModel


def config():
    """What a user sets: endpoint, protocol, credentials, a region id, and over TLS the CA. Nothing else about the clients is changed."""
    ca = os.environ.get("CHANCERY_TEST_CA")
    return Config(
        endpoint=os.environ["CHANCERY_TEST_ENDPOINT"],
        protocol="https" if ca else "http",
        ca=ca,
        access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
        access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
        region_id="cn-hangzhou",
    )


def claim(text, holds, found=None):
    """Prints a claim that holds, for the suite to read; ends the script with one that does not."""
    if not holds:
        raise AssertionError(f"does not hold: {text}; found {found!r}")
    print(json.dumps(text), flush=True)


def body(response):
    """The body of an answer: 200, with a RequestId, and every member of the type that the client's model declares."""
    if response.status_code != 200 or not response.body.request_id:
        raise AssertionError(f"{type(response).__name__} has status {response.status_code}")
    check_types(response.body, type(response.body).__name__)
    return response.body


def check_types(model, path):
    """The models take whatever type comes; a program that relies on their annotations does not."""
    for name, expected in typing.get_type_hints(type(model).__init__).items():
        check_type(getattr(model, name), expected, f"{path}.{name}")


def check_type(value, expected, path):
    if value is None:
        return
    if expected is typing.Any:
        return
    if typing.get_origin(expected) is dict:
        require(type(value) is dict, value, expected, path)
        for key, item in value.items():
            check_type(item, typing.get_args(expected)[1], f"{path}[{key}]")
    elif typing.get_origin(expected) is list:
        require(type(value) is list, value, expected, path)
        for index, item in enumerate(value):
            check_type(item, typing.get_args(expected)[0], f"{path}[{index}]")
    elif issubclass(expected, DaraModel):
        require(type(value) is expected, value, expected, path)
        check_types(value, path)
    else:
        require(type(value) is expected, value, expected, path)


def require(holds, value, expected, path):
    if not holds:
        raise AssertionError(f"{path} is a {type(value).__name__}, not {expected}")


def refusal(call):
    """The exception that a call is refused with."""
    try:
        answered = call()
    except Exception as error:
        return error
    raise AssertionError(f"was not refused but answered {answered}")
