from __future__ import annotations

import time

from foilengine.effects import AttemptBroken, AttemptTimedOut, Close

from .mutant import Mutant


def _amplified(sound):
    def send(request, deadline):
        head = yield from sound.send(request, deadline)
        if head.status < 500:
            return head
        yield Close()
        return (yield from sound.send(request, deadline))

    return {"send": send}


def _once_more(sound):
    def send(request, deadline):
        try:
            return (yield from sound.send(request, deadline))
        except AttemptTimedOut:
            raise
        except AttemptBroken:
            pass
        return (yield from sound.send(request, deadline))

    return {"send": send}


def _wall_clock_budget(sound):
    began = [0.0]

    def build_request(config, operation, retries_done):
        if retries_done == 0:
            began[0] = time.time()
        return sound.build_request(config, operation, retries_done)

    def may_retry(done, most):
        return time.time() - began[0] < 600 and sound.may_retry(done, most)

    return {"build_request": build_request, "may_retry": may_retry}


COUNT = (
    Mutant(
        "off-by-one",
        "max_retries counts the first attempt as a retry",
        "retry.count",
        lambda sound: {"may_retry": lambda done, most: done < most - 1},
        cause="countsFirstAttempt",
    ),
    Mutant(
        "one-too-many",
        "max_retries is compared with <=, so that one more request is made",
        "retry.count",
        lambda sound: {"may_retry": lambda done, most: done <= most},
        cause="retriesOnceMore",
    ),
    Mutant(
        "zero-is-falsy",
        "max_retries 0 falls back to the default",
        "retry.count",
        lambda sound: {"may_retry": lambda done, most: done < (most or 3)},
        cause="zeroIsFalsy",
    ),
    Mutant(
        "infinite-loop",
        "retries never end",
        "retry.count",
        lambda sound: {"may_retry": lambda done, most: True},
        cause="retriesWithoutEnd",
    ),
    Mutant(
        "retry-amplification",
        "a layer below retries 5xx once on its own, so that attempts multiply",
        "retry.count",
        _amplified,
        cause="layerBelowResends",
    ),
    Mutant(
        "zero-still-retries-reset",
        "a broken connection is tried once more even with max_retries 0",
        "retry.count",
        _once_more,
        cause="layerBelowResends",
        scope={"class": "network fault"},
    ),
    Mutant(
        "budget-by-wall-clock",
        "ten minutes after the call began by the wall clock nothing is retried, though it may have been set meanwhile",
        "retry.count",
        _wall_clock_budget,
        cause="doesNotRetry",
        scope={"wall": "set ahead"},
    ),
)
