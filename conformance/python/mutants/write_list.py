"""Writes mutants.yaml and mutants.async.yaml from the mutants themselves: `python3 -m mutants.write_list`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Iterable

from . import ASYNC_MUTANTS, MUTANTS
from .mutant import Mutant

_HEAD = """# Written from mutants/*.py by `python3 launch.py -m mutants.write_list`.
# What each mutant of the reference SDK does wrong, the requirement that must fail for it, and the cause that must be told
# first. The adapter switches on the one that CONFORMANCE_MUTANT names.
mutants:
"""


def _row(mutant: Mutant) -> str:
    lines = [f"  - name: {mutant.name}", f"    defect: {json.dumps(mutant.defect)}", f"    breaks: {mutant.breaks}"]
    if mutant.cause is not None:
        lines.append(f"    cause: {mutant.cause}")
    if mutant.scope:
        lines.append("    scope:")
        lines.extend(f"      {feature}: {json.dumps(value)}" for feature, value in mutant.scope.items())
    return "".join(f"{line}\n" for line in lines)


def text(mutants: Iterable[Mutant]) -> str:
    return _HEAD + "".join(_row(mutant) for mutant in mutants)


HERE = Path(__file__).resolve().parent.parent
FILES = {HERE / "mutants.yaml": text(MUTANTS), HERE / "mutants.async.yaml": text((*MUTANTS, *ASYNC_MUTANTS))}

if __name__ == "__main__":
    for path, content in FILES.items():
        path.write_text(content, encoding="utf-8")
