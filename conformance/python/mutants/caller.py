"""What callers do that few tests think of."""

from __future__ import annotations

from foilengine_error_map import FoilEngineError

from .mutant import Mutant


def _key_told(sound):
    def config(api_key, **options):
        try:
            return sound.config(api_key, **options)
        except FoilEngineError:
            raise FoilEngineError(f"api_key {api_key!r} cannot be sent") from None

    return {"config": config}


def _is_stream(response):
    return response.headers.get("content-type", "").startswith("text/event-stream")


def _streams_kept(sound):
    kept = []

    def let_go(response, chunks):
        if _is_stream(response):
            # A generator that is dropped would close its connection.
            kept.append(chunks)
        else:
            sound.let_go(response, chunks)

    async def let_go_async(response, chunks):
        if _is_stream(response):
            kept.append(chunks)
        else:
            await sound.let_go_async(response, chunks)

    return {"let_go": let_go, "let_go_async": let_go_async}


CALLER = (
    Mutant(
        "left-stream-stays-open",
        "a stream that its caller leaves keeps its connection",
        "process.leftBehind",
        _streams_kept,
        cause="leavesBehind",
    ),
    Mutant(
        "refused-key-told",
        "a key that no header can carry is told in the error that refuses it",
        "error.secrets",
        _key_told,
        cause="leaksSecrets",
    ),
)
