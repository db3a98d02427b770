from __future__ import annotations

from foilengine_error_map import AuthenticationError, BadRequestError, FoilEngineError

from .mutant import Mutant


class ForbiddenError(AuthenticationError):
    pass


class RetriesExhaustedError(FoilEngineError):
    pass


def _frozen(sound):
    later = [False]

    def may_retry(done, most):
        later[0] = done > 0
        return sound.may_retry(done, most)

    return {
        "may_retry": may_retry,
        "retryable": lambda failure, status_is: later[0] or sound.retryable(failure, status_is),
    }


def _wrapped(sound):
    exhausted = [False]

    def may_retry(done, most):
        exhausted[0] = done > 0 and not sound.may_retry(done, most)
        return sound.may_retry(done, most)

    def to_error(failure, config, seams):
        last = sound.to_error(failure, config, seams)
        if not exhausted[0]:
            return last
        wrapper = RetriesExhaustedError("All retries failed")
        wrapper.__cause__ = last
        return wrapper

    return {"may_retry": may_retry, "to_error": to_error}


def _bad_request(sound):
    def classify(code):
        known = sound.classify(code)
        return BadRequestError if 400 <= code < 500 and known is FoilEngineError else known

    return {"classify": classify}


STATUS = (
    Mutant(
        "unavailable-not-retried",
        "503 is not retried",
        "retry.status",
        lambda sound: {"retryable_status": lambda code: code != 503 and sound.retryable_status(code)},
        cause="doesNotRetry",
        scope={"answer": "503"},
    ),
    Mutant(
        "rate-limit-not-retried",
        "429 is not retried",
        "retry.status",
        lambda sound: {"retryable_status": lambda code: code >= 500},
        cause="doesNotRetry",
        scope={"answer": "429"},
    ),
    Mutant(
        "gateway-errors-not-retried",
        "of the 5xx only 500 and 503 are retried",
        "retry.status",
        lambda sound: {"retryable_status": lambda code: code in (429, 500, 503)},
        cause="doesNotRetry",
    ),
    Mutant(
        "client-errors-retried",
        "every 4xx is retried",
        "retry.status",
        lambda sound: {"retryable_status": lambda code: code >= 400},
        cause="retries",
        scope={"class": "4xx"},
    ),
    Mutant(
        "conflict-retried",
        "408 and 409 are retried, as other SDKs do",
        "retry.status",
        lambda sound: {"retryable_status": lambda code: code in (408, 409) or sound.retryable_status(code)},
        cause="retries",
        scope={"answer": "409"},
    ),
    Mutant(
        "decision-frozen",
        "once one failure was worth a retry, all that follow are",
        "retry.status",
        _frozen,
        cause="decidesOnce",
    ),
    Mutant(
        "forbidden-is-base",
        "403 raises the base class",
        "error.class",
        lambda sound: {"classify": lambda code: FoilEngineError if code == 403 else sound.classify(code)},
        cause="raisesOther",
        scope={"answer": "403"},
    ),
    Mutant(
        "only-500-is-server-error",
        "5xx other than 500 raise the base class",
        "error.class",
        lambda sound: {"classify": lambda code: FoilEngineError if code > 500 else sound.classify(code)},
        cause="raisesOther",
    ),
    Mutant(
        "forbidden-is-authentication-too",
        "the class of 403 extends AuthenticationError, so that a handler of 401 takes it for its own",
        "error.class",
        lambda sound: {"classify": lambda code: ForbiddenError if code == 403 else sound.classify(code)},
        cause="classExtendsOther",
    ),
    Mutant(
        "beyond-599-is-base",
        "a status above 599 raises the base class",
        "error.class",
        lambda sound: {"classify": lambda code: FoilEngineError if code > 599 else sound.classify(code)},
        cause="raisesOther",
        scope={"answer": "600"},
    ),
    Mutant(
        "every-4xx-is-bad-request",
        "a 4xx outside the table raises BadRequestError",
        "error.class",
        _bad_request,
        cause="raisesOther",
    ),
    Mutant(
        "exhausted-wrong-error",
        "when retries are used up, a wrapper is raised instead of the last error",
        "error.class",
        _wrapped,
        cause="raisesOther",
    ),
)
