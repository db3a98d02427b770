"""Puts PyGithub under the suite: Debian's package python3-github, by Debian's Python."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packages" / "adapter-python" / "src"))

from importlib.metadata import version  # noqa: E402

from sdk_conformance import Adapter  # noqa: E402

import github  # noqa: E402
from github.GithubException import GithubException  # noqa: E402

adapter = Adapter(
    "PyGithub",
    version("PyGithub"),
    variant="sync",
    without={"steps": "its connection object holds the request that is due, so that two threads of one client meet"},
)


@adapter.client
def create_client(base_url, options, credentials, mutant):
    if mutant == "headers-lost":
        GithubException.headers = property(lambda error: {})
    given = {}
    if "timeoutMs" in options:
        given["timeout"] = options["timeoutMs"] // 1000
    if "maxRetries" in options:
        given["retry"] = options["maxRetries"]
    return github.Github(credentials["token"], base_url=base_url, **given)


def repository(client, owner, repo, lazy=True):
    return client.get_repo(f"{owner}/{repo}", lazy=lazy)


adapter.operation("getRepo")(lambda client, owner, repo: repository(client, owner, repo, lazy=False).raw_data)
adapter.operation("getLabel")(lambda client, owner, repo, name: repository(client, owner, repo).get_label(name).raw_data)
adapter.operation("createIssue")(lambda client, owner, repo, **issue: repository(client, owner, repo).create_issue(**issue).raw_data)

adapter.run()
