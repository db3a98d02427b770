"""Puts the SDK under test: turns a call into a call of the SDK and does nothing else. No retries, no timers, no judging."""

from typing import Any, Dict, Mapping

from sdk_conformance import Adapter

# TO DO: the version, for example `importlib.metadata.version("my-sdk")`. For an asyncio client: mode="async".
adapter = Adapter("my-sdk", "0.0.0", mode="sync")


# TO DO: import your SDK, and make its client in place of this one. What a call leaves out of `options` must keep the SDK's own default.
@adapter.client
def create_client(base_url: str, options: Mapping[str, Any], credentials: Mapping[str, str]) -> Any:
    given: Dict[str, Any] = {"base_url": base_url, "api_key": credentials["apiKey"]}
    if "maxRetries" in options:
        given["max_retries"] = options["maxRetries"]
    if "timeoutMs" in options:
        given["timeout"] = options["timeoutMs"] / 1000  # seconds
    return given  # MyClient(**given)


# TO DO: one for each operation of spec.yaml. Arguments and values go by the names of the API, not of the SDK. Once it is here, take the
# operation out of `unsupported` in conformance.config.yaml.

# @adapter.operation("listItems")
# def list_items(client: MyClient, **arguments: Any) -> Any:
#     return client.items.list(**arguments)

# @adapter.operation("createItem")
# def create_item(client: MyClient, **arguments: Any) -> Any:
#     return client.items.create(**arguments)

adapter.run()
