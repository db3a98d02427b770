from __future__ import annotations

import ssl
import time
from dataclasses import replace
from urllib.parse import urljoin

import httpx
from foilengine import transport
from foilengine.effects import Close, Open, Read

from .mutant import Mutant


def _never_for(kind):
    def seams(sound):
        return {"retryable": lambda failure, status_is: failure.kind != kind and sound.retryable(failure, status_is)}

    return seams


def _only_resets(sound):
    def retryable(failure, status_is):
        if failure.kind != "network":
            return sound.retryable(failure, status_is)
        return isinstance(failure.cause, httpx.ReadError)

    return {"retryable": retryable}


def _body_untimed(sound):
    def send(request, deadline):
        head = yield from sound.send(request, deadline)
        deadline.pause()
        return head

    return {"send": send}


def _shared_timeout(sound):
    began = []

    def build_request(config, operation, retries_done):
        if retries_done == 0:
            began[:] = [time.monotonic()]
        return sound.build_request(config, operation, retries_done)

    def deadline(timeout):
        return sound.deadline(max(0.001, timeout - (time.monotonic() - began[0])))

    return {"build_request": build_request, "deadline": deadline}


def _followed(sound):
    def send(request, deadline):
        head = yield from sound.send(request, deadline)
        if head.status != 307:
            return head
        yield Close()
        # Where the recording points.
        moved = replace(request, url=urljoin(request.url, "?moved=1"))
        return (yield Open(moved, deadline.left()))

    return {"send": send}


_send, _send_async = httpx.Client.send, httpx.AsyncClient.send


def _elsewhere(request, response):
    """What httpx would ask for next, where that is of another origin: all headers but Authorization go along."""
    following = response.next_request
    return following if following is not None and following.url.netloc != request.url.netloc else None


def _keys_elsewhere(sound):
    def send(self, request, **rest):
        response = _send(self, request, **rest)
        following = _elsewhere(request, response)
        if following is None:
            return response
        response.close()
        return _send(self, following, **rest)

    async def send_async(self, request, **rest):
        response = await _send_async(self, request, **rest)
        following = _elsewhere(request, response)
        if following is None:
            return response
        await response.aclose()
        return await _send_async(self, following, **rest)

    httpx.Client.send, httpx.AsyncClient.send = send, send_async
    return {}


def _any_certificate(sound):
    transport.SSL_CONTEXT.check_hostname = False
    transport.SSL_CONTEXT.verify_mode = ssl.CERT_NONE
    return {}


def _half_read(sound):
    enough = 4096

    def read_body(head, deadline):
        if sound.is_success(head.status) or not head.content_type.startswith("text/html"):
            return (yield from sound.read_body(head, deadline))
        body = b""
        while len(body) < enough:
            chunk = yield Read(deadline.left())
            if chunk is None:
                break
            body += chunk
        return body

    kept = []

    def let_go(response, chunks):
        kept.append((response, chunks))
        if response.is_success:
            sound.let_go(response, chunks)

    async def let_go_async(response, chunks):
        kept.append((response, chunks))
        if response.is_success:
            await sound.let_go_async(response, chunks)

    return {"read_body": read_body, "let_go": let_go, "let_go_async": let_go_async}


TRANSPORT = (
    Mutant(
        "network-fault-not-retried",
        "a broken connection is not retried",
        "retry.transport",
        _never_for("network"),
        cause="doesNotRetry",
        scope={"class": "network fault"},
    ),
    Mutant(
        "only-resets-retried", "of the broken connections only resets are retried", "retry.transport", _only_resets,
        cause="doesNotRetry",
    ),
    Mutant(
        "timeout-not-retried",
        "a timeout is not retried",
        "retry.timeout",
        _never_for("timeout"),
        cause="doesNotRetry",
        scope={"answer": "timeout"},
    ),
    Mutant(
        "timeout-doubled",
        "an attempt is given twice its timeout",
        "timeout.attempt",
        lambda sound: {"deadline": lambda timeout: sound.deadline(timeout * 2)},
        cause="multipliesTimeout",
    ),
    Mutant(
        "body-read-untimed",
        "the timeout ends with the response's head",
        "timeout.attempt",
        _body_untimed,
        cause="bodyNotTimed",
    ),
    Mutant(
        "timeout-spans-attempts",
        "all attempts of a call share one timeout",
        "timeout.attempt",
        _shared_timeout,
        cause="timeoutCoversCall",
    ),
    Mutant(
        "any-certificate-taken",
        "no certificate is verified, so that anybody is sent the keys",
        "request.credentials",
        _any_certificate,
        cause="trustsAnybody",
    ),
    Mutant(
        "redirect-asked-again",
        "after a redirect the same request is made again",
        "retry.status",
        lambda sound: {"retryable_status": lambda code: 300 <= code < 400 or sound.retryable_status(code)},
        cause="retries",
        scope={"class": "3xx"},
    ),
    Mutant(
        "redirect-followed",
        "a 307 is followed, with the keys",
        "redirect.notFollowed",
        _followed,
        cause="followsRedirects",
    ),
    Mutant(
        "keys-go-elsewhere",
        "a redirect to another origin is followed as httpx does it: all headers but Authorization go along",
        "redirect.credentials",
        _keys_elsewhere,
        cause="keysGoElsewhere",
    ),
    Mutant(
        "error-page-half-read",
        "of an error that is no JSON the first bytes are read, and the rest is left with its connection",
        "process.leftBehind",
        _half_read,
        cause="leavesBehind",
    ),
)
