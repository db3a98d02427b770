"""What a user writes: a client factory and one function for each operation."""

from __future__ import annotations

import inspect
import platform
from typing import Any, Callable, Dict, List, Mapping, Optional, TypeVar, Union, cast

from .environment import can_set_time_zone
from .messages import PROTOCOL_VERSION

Function = TypeVar("Function", bound=Callable[..., Any])

_LACKS = ("abort", "stream", "steps")
_FACTORY_PARAMETERS = ("base_url", "options", "credentials", "mutant")
_MODES = ("sync", "async")


class AdapterMistake(Exception):
    """The adapter's own code is wrong: neither the SDK nor the runner is to blame."""


class Operation:
    def __init__(self, name: str, function: Callable[..., Any], stream: bool) -> None:
        self.name = name
        self.function = function
        self.stream = stream
        self._signature = inspect.signature(function)

    def check(self, arguments: Mapping[str, Any]) -> None:
        """Arguments go in by their wire names; a function that does not take them is a mistake of the adapter."""
        try:
            self._signature.bind(None, **arguments)
        except TypeError as error:
            raise AdapterMistake(
                f'adapter.operation("{self.name}"): {error}; it is called as '
                f"{self.function.__name__}(client, {', '.join(f'{name}=…' for name in arguments)})"
            ) from None


#: Why the SDK cannot do it: for all operations or, an abort alone, by operation.
Reason = Union[str, Mapping[str, str]]


class Definition:
    """What an adapter consists of, see `Adapter`."""

    def __init__(
        self,
        sdk: str,
        version: str,
        *,
        variant: str = "",
        mode: str = "sync",
        workers: int = 8,
        language: str = "python",
        without: Optional[Mapping[str, Reason]] = None,
    ) -> None:
        if mode not in _MODES:
            raise AdapterMistake(f"Adapter: unknown mode {mode!r}: expected one of {', '.join(_MODES)}")
        if workers < 1:
            raise AdapterMistake(f"Adapter: workers is {workers}: expected 1 or more")
        self.sdk, self.version, self.variant, self.mode, self.workers = sdk, version, variant, mode, workers
        self.language = language
        self.without: Dict[str, Reason] = dict(without or {})
        for name, reason in self.without.items():
            _check_reason(name, reason)
        if mode == "sync":
            self.without.setdefault("abort", "a blocking call cannot be aborted")
        self.operations: Dict[str, Operation] = {}
        self._factory: Optional[Callable[..., Any]] = None
        self._factory_takes: List[str] = []

    def client(self, factory: Function) -> Function:
        """
        Registers the client factory. It takes any of: `base_url`, `options` (canonical names; what is absent
        keeps the SDK's default), `credentials` (by the spec's ids), `mutant` (a defect to switch on, or None).
        """
        if self._factory is not None:
            raise AdapterMistake("adapter.client: there is a client factory already")
        takes = list(inspect.signature(factory).parameters)
        for name in takes:
            if name not in _FACTORY_PARAMETERS:
                raise AdapterMistake(
                    f"adapter.client: unknown parameter {name!r}: a client factory takes {', '.join(_FACTORY_PARAMETERS)}"
                )
        self._factory, self._factory_takes = factory, takes
        return factory

    def operation(self, name: str, *, stream: bool = False) -> Callable[[Function], Function]:
        """
        Registers the function that plays an operation: `function(client, **arguments)`, arguments by wire name.
        It returns the wire value; with `stream`, an iterator (or async iterator) of events. What it raises goes through.
        """
        if not isinstance(name, str) or name == "":
            raise AdapterMistake(f"adapter.operation: expected the operation's canonical name, got {name!r}")
        if name in self.operations:
            raise AdapterMistake(f'adapter.operation("{name}"): there is a function for it already')

        def register(function: Function) -> Function:
            if not callable(function):
                raise AdapterMistake(f'adapter.operation("{name}"): expected a function, got {function!r}')
            self.operations[name] = Operation(name, function, stream)
            return function

        return register

    def create_client(
        self, base_url: str, options: Mapping[str, Any], credentials: Mapping[str, str], mutant: Optional[str]
    ) -> Any:
        if self._factory is None:
            raise AdapterMistake("adapter.client: no client factory: write one and decorate it with @adapter.client")
        if mutant is not None and "mutant" not in self._factory_takes:
            raise AdapterMistake(f"adapter.client takes no mutant, but the mutant {mutant!r} is asked for")
        given = {"base_url": base_url, "options": options, "credentials": credentials, "mutant": mutant}
        return self._factory(**{name: given[name] for name in self._factory_takes})

    def lack(self, operation: str, aborts: bool) -> Optional[str]:
        """Why a step of this operation cannot be played; None where it can."""
        if operation not in self.operations:
            return f"the adapter has no operation {operation}"
        reason = self.without.get("abort") if aborts else None
        return reason if reason is None or isinstance(reason, str) else reason.get(operation)

    def _lacks(self) -> List[Dict[str, str]]:
        lacks: List[Dict[str, str]] = []
        for capability, reason in self.without.items():
            if isinstance(reason, str):
                lacks.append({"capability": capability, "why": reason})
                continue
            for operation, why in reason.items():
                if operation not in self.operations:
                    raise AdapterMistake(
                        f"Adapter: without={{{capability!r}: {{{operation!r}: …}}}}: expected one of the operations "
                        f"{', '.join(sorted(self.operations))}"
                    )
                lacks.append({"capability": capability, "operation": operation, "why": why})
        return lacks

    def opening(self, clock: bool) -> Dict[str, Any]:
        """The `OpenSession` message. Raises `AdapterMistake` where a reason is for an operation that there is not."""
        lacks = self._lacks()
        absent = {lack["capability"] for lack in lacks if "operation" not in lack}
        if not any(operation.stream for operation in self.operations.values()):
            absent.add("stream")
        capabilities = [name for name in ("steps", "abort", "stream") if name not in absent]
        if "stream" in capabilities:
            capabilities.append("leave")
        capabilities += ["refusal", "echo", "clock", "wallJump"] if clock else ["refusal", "echo"]
        if can_set_time_zone():
            capabilities.append("timeZone")
        return {
            "protocol": PROTOCOL_VERSION,
            "sdk": {
                "name": self.sdk,
                "version": self.version,
                "language": self.language,
                "runtime": f"{platform.python_implementation().lower()} {platform.python_version()}",
                "variant": self.variant,
            },
            "operations": sorted(self.operations),
            "capabilities": capabilities,
            **({"without": lacks} if lacks else {}),
            "workers": self.workers,
        }


def _check_reason(name: str, reason: object) -> None:
    if name not in _LACKS:
        raise AdapterMistake(f"Adapter: unknown key {name!r} in without: expected one of {', '.join(_LACKS)}")
    whys = list(cast("Mapping[str, object]", reason).values()) if name == "abort" and isinstance(reason, Mapping) else [reason]
    for why in whys:
        if not isinstance(why, str) or why == "":
            expected = "a text that says why" + (", or such texts by operation" if name == "abort" else "")
            raise AdapterMistake(f"Adapter: without={{{name!r}: {why!r}}}: expected {expected}")
