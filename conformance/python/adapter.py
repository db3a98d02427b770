"""Puts the reference SDK for Python under the suite: `adapter.py --variant sync|async [--closes-late]`."""

import sys

from sdk_conformance import Adapter

from foilengine import AsyncFoilEngineClient, FoilEngineClient
import closes_late
from mutants import seams_of

variant = sys.argv[sys.argv.index("--variant") + 1]
adapter = Adapter("foilengine-reference", "0.0.0", variant=variant, mode=variant, workers=16)


@adapter.client
def create_client(base_url, options, credentials, mutant):
    given = {"base_url": base_url, "_seams": closes_late.seams() if "--closes-late" in sys.argv else seams_of(mutant)}
    if "timeoutMs" in options:
        given["timeout"] = options["timeoutMs"] / 1000
    if "maxRetries" in options:
        given["max_retries"] = options["maxRetries"]
    keys = {"api_key": credentials["apiKey"], "llm_api_key": credentials.get("llmApiKey"), "jwt": credentials.get("jwt")}
    return (AsyncFoilEngineClient if variant == "async" else FoilEngineClient)(**given, **keys)


adapter.operation("listPersonas")(lambda client: client.personas.list())
adapter.operation("listMachines")(lambda client, **arguments: client.chat.list_machines(**arguments))
adapter.operation("initSession")(lambda client, **arguments: client.chat.init_session(**arguments))
adapter.operation("sendMessage")(lambda client, **arguments: client.chat.send_message(**arguments))
adapter.operation("streamMessage", stream=True)(lambda client, **arguments: client.chat.send_message_stream(**arguments))
adapter.operation("getSession")(lambda client, **arguments: client.chat.get_session(**arguments))
adapter.operation("getHistory")(lambda client, **arguments: client.chat.get_history(**arguments))
adapter.operation("resetSession")(lambda client, **arguments: client.chat.reset_session(**arguments))
adapter.operation("validateLlmKey")(lambda client, **arguments: client.validate_llm_key(**arguments))
adapter.operation("revokeApiKey")(lambda client, key_id: client.api_keys.revoke(key_id))

adapter.run()
