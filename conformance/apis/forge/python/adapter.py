"""Puts the SDK of Forge for Python under the suite."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "packages" / "adapter-python" / "src"))

from sdk_conformance import Adapter  # noqa: E402

from mutants import rules_of  # noqa: E402
from sdk import Forge  # noqa: E402

adapter = Adapter("forge", "0.0.0", variant="sync", workers=16)


@adapter.client
def create_client(base_url, options, credentials, mutant):
    timeout = options["timeoutMs"] / 1000 if "timeoutMs" in options else None
    return Forge(
        base_url, credentials["token"], credentials.get("version"), options.get("maxRetries"), timeout, rules_of(mutant)
    )


adapter.operation("getRepo")(lambda client, **arguments: client.get_repo(**arguments))
adapter.operation("createIssue")(lambda client, **arguments: client.create_issue(**arguments))

adapter.run()
