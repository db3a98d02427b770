"""Writes mutants.yaml and mutants.async.yaml from the mutants themselves: `python3 -m mutants.write_list`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Iterable

from . import ASYNC_MUTANTS, MUTANTS
from .mutant import Mutant

_HEAD = """# Written from mutants/*.py by `python3 launch.py -m mutants.write_list`.
# What each mutant of the reference SDK does wrong, and the requirement that must fail for it. The adapter switches on the
# one that CONFORMANCE_MUTANT names.
mutants:
"""


def text(mutants: Iterable[Mutant]) -> str:
    rows = [f"  - name: {m.name}\n    defect: {json.dumps(m.defect)}\n    breaks: {m.breaks}\n" for m in mutants]
    return _HEAD + "".join(rows)


HERE = Path(__file__).resolve().parent.parent
FILES = {HERE / "mutants.yaml": text(MUTANTS), HERE / "mutants.async.yaml": text((*MUTANTS, *ASYNC_MUTANTS))}

if __name__ == "__main__":
    for path, content in FILES.items():
        path.write_text(content, encoding="utf-8")
