"""Prints, as one JSON document, how long the waits of each policy are: python3 waits.py FOLDER ASKED"""

import importlib
import json
import os
import sys

folder, file, calls_file = sys.argv[1:]
sys.path.insert(0, folder)
with open(file, encoding="utf-8") as text:
    asked = json.load(text)


def says(map, retry, status, headers, body, nowMs, random):
    now = nowMs / 1000
    read = lambda pointer: body.get(pointer[1:]) if isinstance(body, dict) else None
    delay = map.retry_delay_s(retry, status, headers.get, read, now=now, random=lambda: random)
    seconds = map.retry_after_s(headers.get, read, now=now) if hasattr(map, "retry_after_s") else None
    return [None if delay is None else delay * 1000, seconds]


def called(map, fields, random, attempt, status, fault, maxRetries, headers, body, unread, **more):
    answer = {"headers": headers, "body": body, "unread": unread}
    if fault is None:
        error = map.to_error(status, **answer, secrets=["secret-key"])
    else:
        error = map.error_for_fault(fault, ValueError("cause"))
    asked = {**answer, **more, "status": status, "fault": fault, "max_retries": maxRetries}
    decision = map.decide_retry(attempt, **asked, random=lambda: random)
    assert map.should_retry(attempt, **asked) == (decision.action != "stop")
    return {
        "error": None if error is None else type(error).__name__,
        "message": None if error is None else error.message,
        "fields": {name: getattr(error, name) for name in fields if hasattr(error, name)},
        "action": decision.action,
        "delayMs": None if decision.delay_s is None else decision.delay_s * 1000,
        "uncounted": decision.uncounted,
        "cost": decision.cost if decision.action != "stop" else None,
    }


calls = []
with open(calls_file, encoding="utf-8") as text:
    for of in json.load(text):
        map = importlib.import_module(of["module"])
        calls.append([called(map, of["fields"], **attempt) for attempt in of["asked"]])

policies = len([name for name in os.listdir(folder) if name.startswith("v") and name.endswith(".py")])
maps = [importlib.import_module(f"v{v}") for v in range(policies)]
print(json.dumps({"waits": [[says(map, **one) for one in asked] for map in maps], "calls": calls}))
