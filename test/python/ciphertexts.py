"""Opens and makes ciphertexts of symmetric keys from their documented layout alone. Reads one JSON object on standard input."""

import base64
import hashlib
import json
import os
import sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

TAG = 16


def additional_data(context):
    if not context:
        return b""
    pairs = sorted(context.items())
    if any(c in text for pair in pairs for text in pair for c in "=&") or any(key == "" for key, _ in pairs):
        text = "\0" + json.dumps([list(pair) for pair in pairs], separators=(",", ":"), ensure_ascii=False)
    else:
        text = "&".join(f"{key}={value}" for key, value in pairs)
    return hashlib.sha256(text.encode()).digest()


def cipher(spec, key, nonce, tag=None):
    algorithm = algorithms.SM4 if spec == "Aliyun_SM4" else algorithms.AES
    return Cipher(algorithm(key), modes.GCM(nonce, tag))


def open_blob(spec, key, blob, context):
    raw = base64.b64decode(blob, validate=True)
    version, nonce, sealed, tag = raw[:36], raw[36:48], raw[48:-TAG], raw[-TAG:]
    decryptor = cipher(spec, key, nonce, tag).decryptor()
    decryptor.authenticate_additional_data(additional_data(context))
    try:
        plaintext = decryptor.update(sealed) + decryptor.finalize()
    except InvalidTag:
        return {"opened": None}
    return {"version": version.decode("ascii"), "opened": plaintext.decode()}


def make_blob(spec, key, version, plaintext, context):
    nonce = os.urandom(12)
    encryptor = cipher(spec, key, nonce).encryptor()
    encryptor.authenticate_additional_data(additional_data(context))
    sealed = encryptor.update(plaintext.encode()) + encryptor.finalize()
    return base64.b64encode(version.encode("ascii") + nonce + sealed + encryptor.tag).decode()


tasks = json.load(sys.stdin)
answers = []
for task in tasks:
    material = bytes.fromhex(task["material"])
    context = task.get("context") or {}
    if "blob" in task:
        answers.append(open_blob(task["spec"], material, task["blob"], context))
    else:
        answers.append({"blob": make_blob(task["spec"], material, task["version"], task["plaintext"], context)})
json.dump(answers, sys.stdout)
