"""Puts the client on the error map under the suite."""

from sdk_conformance import Adapter

from foilengine_error_map import CALL_RULES

from client import Client

adapter = Adapter("foilengine-on-error-map", "0.0.0", variant="error map", mode="async", workers=16)


@adapter.client
def create_client(base_url, options, credentials):
    return Client(base_url, credentials, options)


def add(operation: str, stream: bool) -> None:
    if stream:
        adapter.operation(operation, stream=True)(lambda client, **arguments: client.stream(operation, arguments))
    else:
        adapter.operation(operation)(lambda client, **arguments: client.call(operation, arguments))


for name, rules in CALL_RULES.operations.items():
    add(name, rules.stream)

adapter.run()
