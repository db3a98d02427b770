from __future__ import annotations

import asyncio
import os
import re
import subprocess
import threading
import warnings

from .mutant import Mutant


def _hangs(sound):
    def read_body(head, deadline):
        body = yield from sound.read_body(head, deadline)
        if head.status >= 400 and re.fullmatch(rb"\s*(null|true|false|-?\d+(\.\d+)?)\s*", body):
            threading.Event().wait()
        return body

    return {"read_body": read_body}


def _exits(sound):
    def message(text, status, reason):
        if text is not None and text.strip() == "null":
            os._exit(70)
        return sound.message(text, status, reason)

    return {"message": message}


def _spins(sound):
    def message(text, status, reason):
        while text is not None and text.strip() == "null":
            pass
        return sound.message(text, status, reason)

    return {"message": message}


def _metrics_fail(sound):
    def fail(status):
        raise RuntimeError(f"metrics: status {status}")

    async def fail_later(status):
        fail(status)

    def send(request, deadline):
        head = yield from sound.send(request, deadline)
        if head.status >= 400:
            try:
                asyncio.get_running_loop().create_task(fail_later(head.status))
            except RuntimeError:
                threading.Thread(target=fail, args=(head.status,)).start()
        return head

    return {"send": send}


def _warns(sound):
    def delay(hint, backoff):
        warnings.warn("The request is retried", RuntimeWarning, stacklevel=2)
        return sound.delay(hint, backoff)

    return {"delay": delay}


def _timer_left(sound):
    def deadline(timeout):
        threading.Timer(timeout + 3600, lambda: None).start()
        return sound.deadline(timeout)

    return {"deadline": deadline}


def _waits_in_a_process(sound):
    def outside():
        subprocess.run(["sleep", "0.15"], check=True)

    def sleep(seconds):
        outside()
        sound.sleep(seconds)

    async def sleep_async(seconds):
        outside()
        await sound.sleep_async(seconds)

    return {"sleep": sleep, "sleep_async": sleep_async}


PROCESS = (
    Mutant(
        "scalar-json-hangs",
        "an error body that is `null` or a number breaks the handler, and the call never settles",
        "call.settles",
        _hangs,
        cause="neverSettles",
    ),
    Mutant(
        "exits-on-null-body",
        "an error body that is `null` ends the process",
        "process.survives",
        _exits,
        cause="processDies",
    ),
    Mutant(
        "spins-on-null-body",
        "an error body that is `null` is looked into for ever",
        "process.responds",
        _spins,
        cause="processHangs",
    ),
    Mutant(
        "unhandled-rejection",
        "a side task for metrics fails on every failure, and nobody handles it",
        "process.rejections",
        _metrics_fail,
        cause="unhandledRejection",
    ),
    Mutant("warns-on-retry", "every retry emits a warning", "process.warnings", _warns, cause="warns"),
    Mutant(
        "waits-in-a-process",
        "waits for retries in a child process too, out of reach of any test's clock",
        "process.escapedTimer",
        _waits_in_a_process,
        cause="waitsUnseen",
    ),
    Mutant(
        "timer-left-behind",
        "a timer thread for each attempt is never stopped",
        "process.leftBehind",
        _timer_left,
        cause="leavesBehind",
    ),
)
