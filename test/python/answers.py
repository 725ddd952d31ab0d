"""What a program that keeps a secret is asked, one JSON line each: read or refresh."""

import json
import sys


def answer_each_line(cache, name):
    for line in sys.stdin:
        action = json.loads(line)["action"]
        if action == "refresh":
            answer = {"refreshed": cache.refresh_now(name)}
        else:
            info = cache.get_secret_info(name)
            answer = {
                "value": info.secret_value,
                "version": info.version_id,
                "type": info.secret_data_type,
            }
        print(json.dumps({"body": answer}), flush=True)
