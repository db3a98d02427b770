from __future__ import annotations

from foilengine_error_map import FoilEngineError, RateLimitError, ServerError

from .mutant import Mutant


def _changed(change):
    """The sound error, changed."""

    def seams(sound):
        def to_error(failure, config, seams_of_client):
            error = sound.to_error(failure, config, seams_of_client)
            return change(error, failure, config.secrets) or error

        return {"to_error": to_error}

    return seams


def _raw(kind):
    return _changed(lambda error, failure, secrets: failure.cause if failure.kind == kind else None)


def _set(**fields):
    def change(error, failure, secrets):
        for name, value in fields.items():
            setattr(error, name, value)

    return _changed(change)


def _outside(error, failure, secrets):
    if not isinstance(error, RateLimitError):
        return None
    outside = type("RateLimitError", (Exception,), {"__module__": __name__})(error.message)
    outside.status_code, outside.retry_after = error.status_code, error.retry_after
    return outside


def _beyond_exception(error, failure, secrets):
    """An error of the same names whose base class is no Exception."""
    bases = [kind for kind in type(error).__mro__ if issubclass(kind, FoilEngineError)]
    beyond = BaseException
    for kind in reversed(bases):
        beyond = type(kind.__name__, (beyond,), {"__module__": __name__})
    raised = beyond(error.message)
    raised.__dict__.update(vars(error))
    raised.__cause__ = error.__cause__
    return raised


def _causeless(error, failure, secrets):
    error.__cause__ = None


def _as_status(error, failure, secrets):
    if failure.kind == "network":
        error.status_code = 503


def _field_in_ms(error, failure, secrets):
    if failure.retry_after is not None:
        error.retry_after = failure.retry_after * 1000


def _key_in_message(error, failure, secrets):
    if failure.status != 401:
        return None
    return type(error)(f"{error.message} ({secrets[0]})", status_code=401)


def _request_kept(error, failure, secrets):
    error.request = {"headers": {"X-API-Key": secrets[0]}}


def _key_in_cause(error, failure, secrets):
    if failure.kind == "network":
        error.__cause__ = OSError(f"could not send {{'x-api-key': '{secrets[0]}'}}")


class _Unpicklable(FoilEngineError):
    def __reduce__(self):
        return (type(self), ())


def _not_picklable(error, failure, secrets):
    if isinstance(error, FoilEngineError):
        kind = type(error)
        error.__class__ = type(kind.__name__, (_Unpicklable, kind), {"__module__": kind.__module__})


class UnreachableError(ServerError):
    pass


def _as_server_error(error, failure, secrets):
    if failure.kind == "network":
        error.__class__ = UnreachableError


ERROR = (
    Mutant(
        "raw-transport-error",
        "a broken connection raises httpx's own error",
        "error.base",
        _raw("network"),
        cause="outsideHierarchy",
        scope={"class": "network fault"},
    ),
    Mutant(
        "raw-timeout",
        "a timeout raises httpx's own error",
        "error.base",
        _raw("timeout"),
        cause="outsideHierarchy",
    ),
    Mutant(
        "raw-parse-error",
        "a success that is not JSON raises a JSONDecodeError",
        "error.base",
        _raw("decode"),
        cause="outsideHierarchy",
    ),
    Mutant(
        "outside-hierarchy",
        "RateLimitError does not extend the base class",
        "error.base",
        _changed(_outside),
        cause="outsideHierarchy",
    ),
    Mutant(
        "beyond-exception",
        "the base class extends BaseException alone, so that `except Exception` lets its errors pass",
        "error.name",
        _changed(_beyond_exception),
        cause="nameOther",
    ),
    Mutant(
        "network-is-server-error",
        "a broken connection raises a subclass of ServerError, though no server answered",
        "error.class",
        _changed(_as_server_error),
        cause="raisesOther",
    ),
    Mutant("cause-lost", "the low-level error is dropped", "error.cause", _changed(_causeless), cause="causeLost"),
    Mutant(
        "status-lost",
        "errors do not carry the status",
        "error.status",
        _set(status_code=None),
        cause="fieldNotSet",
    ),
    Mutant(
        "network-as-status", "a broken connection is reported as status 503", "error.status", _changed(_as_status),
        cause="fieldSetWithoutValue",
        scope={"class": "network fault"},
    ),
    Mutant(
        "retry-after-lost",
        "errors do not carry retry_after",
        "error.retryAfter",
        _set(retry_after=None),
        cause="fieldNotSet",
    ),
    Mutant(
        "retry-after-field-in-ms",
        "retry_after on the error is in milliseconds",
        "error.retryAfter",
        _changed(_field_in_ms),
        cause="fieldInOtherUnit",
    ),
    Mutant(
        "key-in-message",
        "a 401 names the rejected key",
        "error.secrets",
        _changed(_key_in_message),
        cause="leaksSecrets",
    ),
    Mutant(
        "request-on-error",
        "the error carries the request with its headers, for debugging",
        "error.secrets",
        _changed(_request_kept),
        cause="leaksSecrets",
    ),
    Mutant(
        "key-in-cause",
        "the cause of a broken connection tells the request's headers",
        "error.secrets",
        _changed(_key_in_cause),
        cause="leaksSecrets",
    ),
    Mutant(
        "not-picklable",
        "an error cannot be unpickled",
        "error.serializable",
        _changed(_not_picklable),
        cause="notSerializable",
    ),
)
