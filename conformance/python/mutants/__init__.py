"""Defects of the reference SDK, each switched on by its name: what tests the suite."""

from __future__ import annotations

from typing import Optional, Tuple

from foilengine.seams import Seams

from .abort import ABORT
from .backoff import BACKOFF
from .caller import CALLER
from .count import COUNT
from .error import ERROR
from .hint import HINT
from .isolation import ISOLATION, ISOLATION_ASYNC
from .message import MESSAGE
from .mutant import Mutant
from .process import PROCESS
from .prompt import PROMPT
from .request import REQUEST
from .status import STATUS
from .stream import STREAM
from .success import SUCCESS
from .transport import TRANSPORT

#: Those that both clients can have.
MUTANTS: Tuple[Mutant, ...] = (
    *COUNT, *STATUS, *HINT, *BACKOFF, *TRANSPORT, *SUCCESS, *MESSAGE, *ERROR, *REQUEST, *STREAM, *CALLER, *ISOLATION, *PROMPT,
    *PROCESS,
)  # fmt: skip
#: Those of the asyncio client alone.
ASYNC_MUTANTS: Tuple[Mutant, ...] = (*ABORT, *ISOLATION_ASYNC)


def seams_of(name: Optional[str]) -> Optional[Seams]:
    """The parts of the SDK with that defect; None without a name."""
    if name is None:
        return None
    everyone = (*MUTANTS, *ASYNC_MUTANTS)
    found = next((mutant for mutant in everyone if mutant.name == name), None)
    if found is None:
        raise LookupError(f"no mutant {name}; there are: {', '.join(mutant.name for mutant in everyone)}")
    return Seams(**found.seams(Seams()))
