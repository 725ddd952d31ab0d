"""What a program that keeps a secret is asked, one JSON line each: refresh it, or read it or another."""

import json
import sys


def answer_each_line(cache, name):
    for line in sys.stdin:
        print(json.dumps(answer_to(json.loads(line), cache, name)), flush=True)


def answer_to(asked, cache, name):
    if asked["action"] == "refresh":
        return {"body": {"refreshed": cache.refresh_now(name)}}
    try:
        info = cache.get_secret_info(asked["parameters"].get("name", name))
    except Exception as error:
        if hasattr(error, "get_error_code"):
            return {"code": error.get_error_code()}
        raise
    return {"body": {"value": info.secret_value, "version": info.version_id, "type": info.secret_data_type}}
