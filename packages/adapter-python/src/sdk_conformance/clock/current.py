"""The virtual clock in whose time this context runs."""

from __future__ import annotations

import contextvars
from typing import Optional

from .domain import Domain

current: "contextvars.ContextVar[Optional[Domain]]" = contextvars.ContextVar("conformance_domain", default=None)


def current_domain() -> Optional[Domain]:
    """The domain of the call in whose context this runs; None where time is real."""
    domain = current.get()
    return None if domain is None or domain.closed else domain
