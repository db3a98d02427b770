"""The adapter as its process runs it."""

from __future__ import annotations

import os
import sys

from .definition import Definition
from .session import serve


class Adapter(Definition):
    """
    One SDK under test.

    sdk, version: the SDK's own. variant: for example `sync`; empty where there is one only.
    mode: `sync` plays each worker's calls in a thread of its own, `async` as tasks of one asyncio loop.
    workers: calls that may be open at once. language: the target's, if the spec has another name for it.
    without: what the SDK cannot do, with the reason: `{"abort": "…"}`, or by operation `{"abort": {"listPersonas": "…"}}`;
    also `stream` and `steps`. Steps that need it are told as unsupported.
    """

    def run(self) -> None:
        """Serves the runner that started this process until it says that it is done, then ends the process."""
        url = os.environ.get("CONFORMANCE_URL")
        if not url:
            print(
                f"{self.sdk}: this adapter is started by the runner, which sets CONFORMANCE_URL; "
                "name it as a target's command in conformance.config.yaml",
                file=sys.stderr,
            )
            sys.exit(2)
        serve(self, url, os.environ.get("CONFORMANCE_MUTANT") or None)
