"""One defect that can be switched on in the reference SDK."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Mapping, Optional

from foilengine.seams import Seams


@dataclass(frozen=True)
class Mutant:
    name: str
    defect: str
    #: Id of the requirement that must fail.
    breaks: str
    #: The seams it replaces, made anew for each client; gets the sound ones.
    seams: Callable[[Seams], Mapping[str, Any]]
    #: The cause that must be told first, and features that its scope must have.
    cause: Optional[str] = None
    scope: Mapping[str, str] = field(default_factory=dict)
