"""
`pytest --conformance`: a test for each scenario of the nearest conformance.config.yaml.

Thin: the command lists the scenarios and plays those that pytest has left in, in one run, which begins with the first test.
"""

# pytest is the user's: this package does without it, and so do its types.
# pyright: basic, reportMissingImports=false

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

import pytest

_CONFIG = "conformance.config.yaml"
_WHOLE = "is played and judged to its end"


def pytest_addoption(parser: Any) -> None:
    group = parser.getgroup("conformance", "conformance of an SDK to the spec of its API")
    group.addoption(
        "--conformance",
        action="store_true",
        help=f"a test for each scenario of the nearest {_CONFIG}, played by the conformance command",
    )
    group.addoption(
        "--conformance-target",
        action="append",
        metavar="NAME",
        help="target of that name, else all of that language; may be given several times; python without",
    )
    group.addoption(
        "--conformance-command",
        metavar="COMMAND",
        help="what starts the command; node_modules/.bin/conformance or npx without",
    )
    group.addoption("--conformance-strict", action="store_true", help="fail on what is level should, too")


def pytest_configure(config: Any) -> None:
    if not config.getoption("--conformance"):
        return
    path = _config_above(Path(str(config.invocation_params.dir)))
    if path is None:
        raise pytest.UsageError(f"--conformance: there is no {_CONFIG} in this folder or in any above it")
    config.stash[_path] = path
    # Where pytest is told what to collect, or its settings tell it, the scenarios are collected besides.
    if not any(_CONFIG in str(arg) for arg in config.args):
        config.args.append(str(path))


_path = pytest.StashKey[Path]()


def _config_above(folder: Path) -> Optional[Path]:
    for above in (folder, *folder.parents):
        for path in (above / _CONFIG, above / "conformance" / _CONFIG):
            if path.exists():
                return path
    return None


def pytest_collect_file(file_path: Path, parent: Any) -> Any:
    if not parent.config.getoption("--conformance") or file_path != parent.config.stash[_path]:
        return None
    return ConformanceFile.from_parent(parent, path=file_path)


def pytest_collection_finish(session: Any) -> None:
    """What is left after -k, -m and node ids is what is played."""
    for item in session.items:
        if isinstance(item, ScenarioItem):
            item.run_of.wanted.append(item)


class ConformanceFile(pytest.File):
    """A configuration, whose scenarios are tests."""

    def collect(self) -> Iterator[Any]:
        run = _Run(self.path, self.config)
        try:
            listed = run.listed()
        except NotConforming as mistake:
            raise self.CollectError(str(mistake)) from None
        for target, scenarios in listed:
            for scenario in [*scenarios, _WHOLE]:
                yield ScenarioItem.from_parent(self, name=f"{target}::{scenario}", run_of=run, target=target, scenario=scenario)


class ScenarioItem(pytest.Item):
    """A scenario on a target, or the end of a target."""

    def __init__(self, *, run_of: _Run, target: str, scenario: str, **of: Any) -> None:
        super().__init__(**of)
        self.run_of = run_of
        self.target = target
        self.scenario = scenario

    def runtest(self) -> None:
        if self.scenario == _WHOLE:
            self.run_of.judge_target(self.target)
        else:
            self.run_of.judge_scenario(self.target, self.scenario)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, NotConforming):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> Tuple[Path, None, str]:
        return self.path, None, self.name


class NotConforming(Exception):
    """What the run says of a scenario that fails."""


class _Run:
    def __init__(self, path: Path, config: Any) -> None:
        self.wanted: List[ScenarioItem] = []
        self._path = path
        self._command = _command(path.parent, config.getoption("--conformance-command"))
        targets: List[str] = config.getoption("--conformance-target") or ["python"]
        self._choice = [word for name in targets for word in ("--target", name)]
        self._strict = bool(config.getoption("--conformance-strict"))
        self._records: List[Dict[str, Any]] = []
        self._lines: Optional[Iterator[Dict[str, Any]]] = None

    def listed(self) -> List[Tuple[str, List[str]]]:
        """Targets, and what can be played on each."""
        said = subprocess.run(
            [*self._command, "list", "--json", *self._choice],
            cwd=self._path.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        if said.returncode != 0:
            raise self._mistake("list", said.returncode, said.stderr)
        return [(target["name"], target["scenarios"]) for target in json.loads(said.stdout)["targets"]]

    def judge_scenario(self, target: str, scenario: str) -> None:
        found = self._until(lambda r: r["type"] == "scenario" and r["target"] == target and r["id"] == scenario)
        verdict, why = found["verdict"], found.get("why")
        if verdict in ("known", "unspecified", "unsupported"):
            reasons = {"known": "known deviation", "unspecified": "the spec leaves open what is right"}
            pytest.skip(why or reasons.get(verdict, verdict))
        if verdict in ("adapterFailed", "notRun"):
            raise NotConforming(why or verdict)
        wavers = self._strict and len(found.get("unsteady", [])) > 0
        if (verdict == "fail" and (self._strict or found["broken"] == "must")) or wavers:
            self._end()  # causes are told when all has been played
            raise NotConforming(self._told(target, scenario, found))

    def judge_target(self, target: str) -> None:
        end = self._end()
        failures = [f"{f['side']}: {f['why']}" for t in end["targets"] if t["name"] == target for f in t["failures"]]
        stale = [
            f"{k['at']}: a known deviation on {k['requirement']} holds no more: {k['state']}"
            for k in end["known"]
            if k["target"] == target and k["state"] not in ("holds", "unsaid")
        ]
        if failures or stale:
            raise NotConforming("\n".join(failures + stale))

    def _told(self, target: str, scenario: str, found: Dict[str, Any]) -> str:
        def own(kind: str) -> List[Dict[str, Any]]:
            return [r for r in self._records if r["type"] == kind and r["target"] == target]

        causes = {
            (of["scenario"], of["requirement"]): cause["text"] for cause in reversed(own("cause")) for of in cause["explains"]
        }
        run = self._records[0]
        lines: List[str] = []
        for finding in own("finding"):
            if finding["scenario"] != scenario or finding["verdict"] != "fail":
                continue
            at = finding["at"]
            seen = finding["measured"]["seen"]
            requirement = finding["requirement"]
            lines += [
                f"✗ {causes.get((scenario, requirement), f'{requirement}: {seen}')}",
                f"    breaks    {requirement} ({finding['level']}), {at['file']}:{at['line']}",
                f"    expected  {finding['expected']}",
                f"    seen      {seen}",
            ]
        for unsteady in found.get("unsteady", []):
            lines.append(f"unsteady {unsteady['requirement']}: {unsteady['signature']}, in {unsteady['failed']} of {unsteady['plays']} plays")
        lines += [
            f"    rerun     {run['rerun']} --target {target} --filter {scenario}",
            f"    explain   {run['rerun'].split(' run')[0]} explain {scenario}",
        ]
        return "\n".join(lines)

    def _end(self) -> Dict[str, Any]:
        return self._until(lambda r: r["type"] == "end")

    def _until(self, fits: Any) -> Dict[str, Any]:
        """The first record that fits, as soon as it is told."""
        for record in self._records:
            if fits(record):
                return record
        if self._lines is None:
            self._lines = self._play()
        for record in self._lines:
            self._records.append(record)
            if fits(record):
                return record
        raise NotConforming("this was not played: the run ended before it")

    def _play(self) -> Iterator[Dict[str, Any]]:
        scenarios = {item.scenario for item in self.wanted if item.scenario != _WHOLE}
        listed = {scenario for _, ids in self.listed() for scenario in ids}
        # Where all is left in, and where a target's end alone is, all is played.
        filters = [] if scenarios == listed else [word for each in sorted(scenarios) for word in ("--filter", each)]
        strict = ["--strict"] if self._strict else []
        command = [*self._command, "run", "--reporter", "jsonl", *self._choice, *strict, *filters]
        # A file, for a pipe that nobody reads would fill.
        with tempfile.TemporaryFile("w+", encoding="utf-8") as errors, subprocess.Popen(
            command, cwd=self._path.parent, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8"
        ) as process:
            assert process.stdout is not None
            try:
                for line in process.stdout:
                    yield json.loads(line)
            finally:
                process.terminate()
            process.wait()
            errors.seek(0)
            if process.returncode == 2:
                raise self._mistake("run", process.returncode, errors.read())

    def _mistake(self, verb: str, exit_code: int, errors: str) -> Exception:
        return NotConforming(f"{' '.join([*self._command, verb])} ended with {exit_code}:\n{errors.strip()}")


def _command(folder: Path, given: Optional[str]) -> List[str]:
    if given is not None:
        return given.split()
    for above in (folder, *folder.parents):
        installed = shutil.which("conformance", path=str(above / "node_modules" / ".bin"))
        if installed is not None:
            return [installed]
    npx = shutil.which("npx")
    if npx is None:
        raise pytest.UsageError("--conformance: Node 20 or later is needed, and there is no npx on the PATH")
    return [npx, "--yes", f"@sdk-conformance/cli@{importlib.metadata.version('sdk-conformance')}"]
