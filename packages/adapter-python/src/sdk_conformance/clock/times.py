"""`time` and `datetime`, read from the call's clock."""

from __future__ import annotations

import copyreg
import datetime as datetime_module
import time as time_module
from typing import Any, Callable, Dict, Optional, Tuple

from . import real
from .current import current_domain


def _sleep(seconds: float) -> None:
    domain = current_domain()
    # The real one yields on zero and refuses what is no number of seconds.
    if domain is None or not isinstance(seconds, (int, float)) or not seconds > 0:
        real.sleep(seconds)
    else:
        domain.sleep(seconds)


def _time() -> float:
    domain = current_domain()
    return real.time() if domain is None else domain.time()


def _time_ns() -> int:
    domain = current_domain()
    return real.time_ns() if domain is None else domain.time_ns()


def _monotonic() -> float:
    domain = current_domain()
    return real.monotonic() if domain is None else domain.monotonic()


def _monotonic_ns() -> int:
    domain = current_domain()
    return real.monotonic_ns() if domain is None else domain.monotonic_ns()


def _perf_counter() -> float:
    domain = current_domain()
    return real.perf_counter() if domain is None else domain.perf_counter_ns() / 1e9


def _perf_counter_ns() -> int:
    domain = current_domain()
    return real.perf_counter_ns() if domain is None else domain.perf_counter_ns()


def _gmtime(seconds: Optional[float] = None) -> time_module.struct_time:
    return real.gmtime(_time() if seconds is None else seconds)


def _localtime(seconds: Optional[float] = None) -> time_module.struct_time:
    return real.localtime(_time() if seconds is None else seconds)


def _ctime(seconds: Optional[float] = None) -> str:
    return real.ctime(_time() if seconds is None else seconds)


def _strftime(*arguments: Any) -> str:
    return real.strftime(arguments[0], _localtime()) if len(arguments) == 1 else real.strftime(*arguments)


class _DatetimeType(type):
    """Every datetime is an instance, whichever class made it."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, real.datetime)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(subclass, real.datetime)


class datetime(real.datetime, metaclass=_DatetimeType):  # noqa: N801 - stands in for the one of the standard library
    @classmethod
    def now(cls, tz: Any = None) -> Any:
        domain = current_domain()
        return cls._of(real.datetime.now(tz) if domain is None else real.datetime.fromtimestamp(domain.time(), tz))

    @classmethod
    def utcnow(cls) -> Any:
        return cls.now(datetime_module.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls) -> Any:
        return cls.now()

    @classmethod
    def _of(cls, it: Any) -> Any:
        return cls(
            it.year, it.month, it.day, it.hour, it.minute, it.second, it.microsecond, it.tzinfo, fold=it.fold
        )


datetime.__module__ = "datetime"
datetime.__qualname__ = "datetime"


def _reduce(value: Any) -> Tuple[Any, ...]:
    """Those that C code made pickle as the class that now has the name."""
    reduced: Tuple[Any, ...] = value.__reduce_ex__(4)
    return (datetime, *reduced[1:])


# The originals and what stands in for them, by identity: also wherever a module took a name of its own.
REPLACED: Dict[Callable[..., Any], Callable[..., Any]] = {
    real.sleep: _sleep,
    real.time: _time,
    real.time_ns: _time_ns,
    real.monotonic: _monotonic,
    real.monotonic_ns: _monotonic_ns,
    real.perf_counter: _perf_counter,
    real.perf_counter_ns: _perf_counter_ns,
    real.gmtime: _gmtime,
    real.localtime: _localtime,
    real.ctime: _ctime,
    real.strftime: _strftime,
    real.datetime: datetime,
}


def install() -> None:
    for original, substitute in REPLACED.items():
        module = datetime_module if original is real.datetime else time_module
        setattr(module, original.__name__, substitute)
    copyreg.pickle(real.datetime, _reduce)  # type: ignore[arg-type]
