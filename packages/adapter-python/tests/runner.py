"""A small fake runner: hands out calls over HTTP, keeps what it is told, refuses on demand."""

from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
from typing import Any, Dict, List, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(HERE, "..", "src")


def call(name: str, base_url: str, *steps: Dict[str, Any], options: Optional[Dict[str, Any]] = None) -> Dict[str, Any]:
    client = {"id": "client", "options": options or {}, "credentials": {"apiKey": "canary"}}
    return {"call": name, "baseUrl": base_url, "clients": [client], "steps": list(steps)}


def step(operation: str, name: str = "step", **rest: Any) -> Dict[str, Any]:
    return {"id": name, "client": "client", "operation": operation, "arguments": {}, **rest}


class Runner:
    def __init__(self, *calls: Any, refuse: Optional[Dict[str, Any]] = None) -> None:
        self.calls, self.refuse = list(calls), refuse
        self.opening: Dict[str, Any] = {}
        self.reports: Dict[str, Any] = {}
        self.echoes: Dict[str, Any] = {}
        self.stderr = ""
        self._lock = threading.Lock()
        runner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, answer = runner._answer(self.path, message)
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None: ...

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/token"

    def _answer(self, path: str, message: Dict[str, Any]) -> Any:
        with self._lock:
            if self.refuse is not None:
                return 400, {"error": self.refuse}
            if path == "/token/v1/sessions":
                self.opening = message
                return 200, {"session": "s1", "workers": message["workers"]}
            if path == "/token/v1/sessions/s1/next":
                return 200, self.calls.pop(0) if self.calls else {"done": True}
            prefix = "/token/v1/sessions/s1/calls/"
            if path.startswith(prefix):
                self.reports[path[len(prefix) :]] = message
                return 200, {}
            prefix = "/token/v1/sessions/s1/echoes/"
            if path.startswith(prefix):
                self.echoes[path[len(prefix) :]] = message
                return 200, {}
            return 404, {"error": {"code": "unknownSession", "message": f"no {path}"}}

    def play(self, adapter: str, clock: str = "", mutant: str = "", arguments: List[str] = []) -> int:
        """Runs an adapter's source as a process of its own. Returns its exit code."""
        environment = {**os.environ, "PYTHONPATH": SOURCES, "CONFORMANCE_URL": self.url}
        environment.update({"CONFORMANCE_CLOCK": clock} if clock else {})
        environment.update({"CONFORMANCE_MUTANT": mutant} if mutant else {})
        done = subprocess.run(
            [sys.executable, "-c", adapter, *arguments],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
        self.stderr = done.stderr.decode()
        return done.returncode

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
