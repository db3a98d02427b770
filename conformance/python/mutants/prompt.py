from __future__ import annotations

from foilengine.effects import Sleep

from .mutant import Mutant


def _waits_in_vain(sound, is_waited_for):
    """Waits as before another attempt, and raises then, after failures that are not worth one or have none left."""
    of = {"config": None, "left": True, "last": None}

    def build_request(config, operation, retries_done):
        of["config"] = config
        return sound.build_request(config, operation, retries_done)

    def may_retry(done, most):
        of["left"] = sound.may_retry(done, most)
        return True

    def retryable(failure, status_is):
        is_sound = of["left"] and sound.retryable(failure, status_is)
        of["last"] = None if is_sound else failure
        return is_sound or is_waited_for(failure, of["left"])

    def give_up(failure):
        if failure is not None:
            raise sound.to_error(failure, of["config"], sound)

    def sleep(seconds):
        failure = of["last"]
        sound.sleep(seconds)
        give_up(failure)

    async def sleep_async(seconds):
        failure = of["last"]
        await sound.sleep_async(seconds)
        give_up(failure)

    return {
        "build_request": build_request,
        "may_retry": may_retry,
        "retryable": retryable,
        "sleep": sleep,
        "sleep_async": sleep_async,
    }


def _is_over_cap(failure):
    return (failure.retry_after or 0) > 60


def _kept_back(sound):
    def read_body(head, deadline):
        body = yield from sound.read_body(head, deadline)
        if sound.is_success(head.status):
            yield Sleep(1.0)
        return body

    return {"read_body": read_body}


PROMPT = (
    Mutant(
        "sleeps-after-last-failure",
        "the backoff is slept after the last failure too, before the error is raised",
        "call.prompt",
        lambda sound: _waits_in_vain(sound, lambda failure, left: not left and not _is_over_cap(failure)),
        cause="settlesLate",
    ),
    Mutant(
        "over-cap-waited-out",
        "a Retry-After over the cap is waited out, and the error raised then",
        "call.prompt",
        lambda sound: _waits_in_vain(sound, lambda failure, left: left and _is_over_cap(failure)),
        cause="settlesLate",
    ),
    Mutant(
        "value-kept-back",
        "a value is handed over a second after its answer has come",
        "call.prompt",
        _kept_back,
        cause="settlesLate",
    ),
)
