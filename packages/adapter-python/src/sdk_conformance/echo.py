"""JSON texts handed back on the way that every returned value goes, so that the runner sees what is lost on it."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Sequence

from .describe import NotJson, wire_value


def echoed(texts: Sequence[str]) -> List[Dict[str, Any]]:
    """The `values` of an `EchoReport`."""
    return [_one(text) for text in texts]


def _one(text: str) -> Dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return {"failed": f"the text is not JSON: {error}"}
    try:
        return {"value": wire_value(value)}
    except NotJson as error:
        return {"failed": str(error)}
