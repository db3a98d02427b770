"""Prints, as one JSON document, how long the waits of each policy are: python3 waits.py FOLDER ASKED"""

import importlib
import json
import os
import sys

folder, file = sys.argv[1:]
sys.path.insert(0, folder)
with open(file, encoding="utf-8") as text:
    asked = json.load(text)


def says(map, retry, status, headers, body, nowMs, random):
    now = nowMs / 1000
    read = lambda pointer: body.get(pointer[1:]) if isinstance(body, dict) else None
    delay = map.retry_delay_s(retry, status, headers.get, read, now=now, random=lambda: random)
    seconds = map.retry_after_s(headers.get, read, now=now) if hasattr(map, "retry_after_s") else None
    return [None if delay is None else delay * 1000, seconds]


policies = len([name for name in os.listdir(folder) if name.startswith("v") and name.endswith(".py")])
maps = [importlib.import_module(f"v{v}") for v in range(policies)]
print(json.dumps({"waits": [[says(map, **one) for one in asked] for map in maps], "calls": []}))
