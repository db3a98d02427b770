"""Prints, as one JSON document, everything that an error map for Python says."""

import importlib
import json
import sys

map = importlib.import_module(sys.argv[1])
retry = map.RETRY_POLICY


def name(error):
    return None if error is None else error.__name__


def ms(seconds):
    return None if seconds is None else round(seconds * 1000, 6)


def value_at(value, pointer):
    for key in pointer.split("/")[1:]:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def answers(file):
    def of(status, headers, body):
        answer = (status, headers.get, lambda pointer: value_at(body, pointer))
        return [name(map.error_for_answer(*answer)), map.code_of(*answer), map.is_retryable_answer(*answer)]

    with open(file, encoding="utf-8") as text:
        return [of(**answer) for answer in json.load(text)]


print(
    json.dumps(
        {
            "statuses": [
                [status, name(map.error_for_status(status)), map.is_retryable(status)] for status in range(1001)
            ],
            "odd": [
                [name(map.error_for_status(status)), map.is_retryable(status)]
                for status in ("429", None, "", "constructor", "__proto__", float("nan"), {}, [429])
            ],
            "table": [
                {
                    "code": code,
                    "meaning": info.meaning,
                    "causes": info.causes,
                    "resolution": info.resolution,
                    "error": name(info.error),
                    "retryable": info.retryable,
                }
                for code, info in map.STATUSES.items()
            ],
            "ranges": [[r.from_code, r.to_code, name(r.error)] for r in map.STATUS_RANGES],
            "retry": {
                "maxRetries": retry.max_retries,
                "statuses": retry.statuses,
                "methods": retry.methods,
                "transport": retry.transport,
                "attemptTimeoutMs": ms(retry.attempt_timeout_s),
                "backoff": {
                    "kind": retry.backoff.kind,
                    "initialMs": ms(retry.backoff.initial_s),
                    "factor": retry.backoff.factor,
                    "power": retry.backoff.power,
                    "delaysMs": retry.backoff.delays_s and [ms(delay) for delay in retry.backoff.delays_s],
                    "firstRetryMs": ms(retry.backoff.first_retry_s),
                    "minMs": ms(retry.backoff.min_s),
                    "maxMs": ms(retry.backoff.max_s),
                    "jitter": {"kind": retry.backoff.jitter_kind, "ratio": retry.backoff.jitter_ratio, "ms": ms(retry.backoff.jitter_s)},
                },
                "hint": {
                    "headers": retry.hint.headers,
                    "body": retry.hint.body and {"pointer": retry.hint.body, "unit": retry.hint.body_unit},
                    "clampAboveMs": ms(retry.hint.clamp_above_s),
                    "capMs": ms(retry.hint.cap_s),
                },
            },
            "fields": [[field, place, names] for field, (place, names) in getattr(map, "FIELD_PLACES", {}).items()],
            "codes": sorted(
                [code, name(info.error), info.retryable, info.throttle, info.statuses]
                for code, info in getattr(map, "ERROR_CODES", {}).items()
            ),
            "places": [
                [place.place, place.name, place.after, place.until, name(place.error)]
                for place in getattr(map, "CODE_PLACES", ())
            ],
            "answers": answers(sys.argv[2]) if len(sys.argv) > 2 else None,
            "rateLimits": [
                {
                    "id": c.id,
                    "name": c.name,
                    "limit": c.limit,
                    "windowMs": ms(c.window_s),
                    "scope": c.scope,
                    "appliesTo": c.applies_to,
                }
                for c in map.RATE_LIMITS.values()
            ],
        }
    )
)
