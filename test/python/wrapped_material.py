"""Encrypts material for import with Python's cryptography. Reads one JSON object on standard input: algorithm, public key (DER), material."""

import base64
import json
import os
import sys

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7


def oaep(digest):
    return padding.OAEP(mgf=padding.MGF1(digest), algorithm=digest, label=None)


def with_cipher(key, material):
    ephemeral = os.urandom(32)
    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(ephemeral), modes.ECB()).encryptor()
    padded = padder.update(material) + padder.finalize()
    return key.encrypt(ephemeral, oaep(hashes.SHA256())) + encryptor.update(padded) + encryptor.finalize()


task = json.load(sys.stdin)
key = serialization.load_der_public_key(base64.b64decode(task["key"]))
material = bytes.fromhex(task["material"])
wrapped = {
    "RSAES_OAEP_SHA_256": lambda: key.encrypt(material, oaep(hashes.SHA256())),
    "RSAES_OAEP_SHA_1": lambda: key.encrypt(material, oaep(hashes.SHA1())),
    "RSAES_PKCS1_V1_5": lambda: key.encrypt(material, padding.PKCS1v15()),
    "RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD": lambda: with_cipher(key, material),
}[task["algorithm"]]()
print(base64.b64encode(wrapped).decode())
