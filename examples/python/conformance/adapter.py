"""Puts the SDK under test: turns a call into a call of the SDK and does nothing else. No retries, no timers, no judging."""

import importlib.metadata
from typing import Any, Dict, Mapping

from sdk_conformance import Adapter  # before the SDK: it brings the virtual clock

from shop import Shop

adapter = Adapter("shop-sdk", importlib.metadata.version("shop-sdk"), mode="sync")


# What a call leaves out of `options` keeps the SDK's own default.
@adapter.client
def create_client(base_url: str, options: Mapping[str, Any], credentials: Mapping[str, str]) -> Shop:
    given: Dict[str, Any] = {"base_url": base_url, "api_key": credentials["apiKey"]}
    if "maxRetries" in options:
        given["max_retries"] = options["maxRetries"]
    if "timeoutMs" in options:
        given["timeout"] = options["timeoutMs"] / 1000  # seconds
    return Shop(**given)


# By the names of the API, not of the SDK.
@adapter.operation("listItems")
def list_items(client: Shop, **arguments: Any) -> Any:
    return client.list_items(**arguments)


@adapter.operation("createItem")
def create_item(client: Shop, **arguments: Any) -> Any:
    return client.create_item(**arguments)


adapter.run()
