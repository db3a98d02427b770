"""Both clients, the same way."""

from support import KEYS, MESSAGE, both  # isort: skip  - first: it installs the clock

import gzip
import json
import pickle
import unittest
from typing import Any, List

from authority import Held, Play, answer

import foilengine


def send(client: Any) -> Any:
    return client.chat.send_message(**MESSAGE)


def stream(client: Any) -> Any:
    return client.chat.send_message_stream(**MESSAGE)


def head(length: int, status: int = 200) -> bytes:
    return f"HTTP/1.1 {status} Scripted\r\nContent-Length: {length}\r\n\r\n".encode()


def error(text: str) -> bytes:
    return json.dumps({"error": {"message": text}}).encode()


EVENTS = b'event: metadata\ndata: {"score": 1}\n\nevent: text_delta\ndata: {"text": "H\xc3\xa9"}\n\n'
DONE = b"event: done\ndata: {}\n\n"


class Requests(unittest.TestCase):
    def test_what_is_sent(self) -> None:
        for value, play in both(lambda c: c.chat.send_message(**MESSAGE, machine_id="m1"), answer(200, b'{"score": 1}')):
            self.assertEqual(value, {"score": 1})
            [request] = play.requests
            sent, _, body = request.partition(b"\r\n\r\n")
            line, *headers = sent.decode().split("\r\n")
            self.assertEqual(
                line, f"POST /{play.name}/api/v1/sdk/chat/p%2F1/message?machine_id=m1 HTTP/1.1"
            )
            self.assertEqual(json.loads(body), {"message": "Hé", "user_session_id": "u 1"})
            for header in ("X-API-Key: pk_live_secret", "X-LLM-API-Key: sk_secret", "Content-Type: application/json"):
                self.assertIn(header.lower(), [one.lower() for one in headers])

    def test_no_content(self) -> None:
        for use in (lambda c: c.api_keys.revoke("k1"), lambda c: c.chat.reset_session("p", "u")):
            for value, play in both(use, answer(204, b"")):
                self.assertIsNone(value)
                self.assertTrue(play.requests[0].endswith(b"\r\n\r\n"))

    def test_no_body_is_no_empty_object(self) -> None:
        for _, play in both(lambda c: c.validate_llm_key(), answer(200, b"{}")):
            self.assertTrue(play.requests[0].endswith(b"\r\n\r\n{}"))


class Retries(unittest.TestCase):
    def gaps(self, play: Play) -> List[int]:
        return [b - a for a, b in zip(play.arrivals, play.arrivals[1:])]

    def test_backoff(self) -> None:
        for raised, play in both(send, answer(503, error("busy"))):
            self.assertEqual((type(raised), str(raised), raised.status_code), (foilengine.ServerError, "busy", 503))
            for gap, low in zip(self.gaps(play), (250, 500, 1000)):
                self.assertTrue(low <= gap <= 2 * low, gap)
            self.assertEqual(len(play.arrivals), 4)

    def test_the_server_s_hint(self) -> None:
        def dated(play: Play) -> bytes:
            return answer(429, b"", f"Retry-After: {play.date(3)}\r\n")

        script = [answer(429, b"", "retry-after: 1.5\r\n"), dated, answer(200)]
        for value, play in both(send, *script):
            # A date has whole seconds: 1.5 s and 3 more are 4.
            self.assertEqual((value, play.arrivals), ({}, [0, 1500, 4000]))

    def test_a_hint_too_long(self) -> None:
        for raised, play in both(send, answer(503, b"", "Retry-After: 61\r\n")):
            self.assertEqual((type(raised), play.arrivals), (foilengine.ServerError, [0]))
        for raised, play in both(send, answer(429, b"", "Retry-After: 61\r\n")):
            self.assertEqual((type(raised), raised.retry_after, play.arrivals), (foilengine.RateLimitError, 61, [0]))

    def test_broken_connections(self) -> None:
        for value, play in both(send, "reset", "close", head(100) + b"{", answer(200)):
            self.assertEqual((value, len(play.arrivals)), ({}, 4))
        for raised, play in both(send, "close", max_retries=0):
            self.assertEqual((type(raised), len(play.arrivals)), (foilengine.FoilEngineError, 1))
            self.assertIsNotNone(raised.__cause__)

    def test_the_timeout_covers_the_body_piece_by_piece(self) -> None:
        drip = [Held(0, head(9)), *(Held(400, b"1") for _ in range(9))]
        for raised, play in both(send, drip, timeout=1, max_retries=1):
            self.assertEqual(str(raised), "The server did not answer within 1 s")
            [gap] = self.gaps(play)
            self.assertTrue(1250 <= gap <= 1500, gap)
        for value, play in both(send, drip, timeout=5):
            self.assertEqual(value, 111111111)

    def test_no_answer_at_all(self) -> None:
        for raised, play in both(send, Held(None), timeout=2, max_retries=0):
            self.assertEqual((type(raised), raised.status_code), (foilengine.FoilEngineError, None))
            self.assertIn("Timeout", type(raised.__cause__).__name__)


class Errors(unittest.TestCase):
    def test_bodies_of_every_kind_keep_their_status(self) -> None:
        corrupt = gzip.compress(error("x"))[:-9]
        for body, headers, text in (
            (b"<html>", "", "Scripted"),
            (b"null", "", "Scripted"),
            (b'{"error": null, "detail": "d"}', "", "d"),
            (gzip.compress(error("packed")), "Content-Encoding: gzip\r\n", "packed"),
            (corrupt, "Content-Encoding: gzip\r\n", "Scripted"),
            (b"\xef\xbb\xbf" + error("marked"), "", "marked"),
            (error("h\u00e9").replace(b"\\u00e9", b"\xe9"), "Content-Type: text/plain; charset=latin-1\r\n", "h\u00e9"),
        ):
            raw = f"HTTP/1.1 404 Scripted\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body
            for raised, _ in both(send, raw):
                self.assertEqual((type(raised), raised.status_code, str(raised)), (foilengine.NotFoundError, 404, text))
        for raised, _ in both(send, [Held(0, head(50, 401) + b'{"err')  , Held(0)]):
            self.assertEqual((type(raised), str(raised)), (foilengine.AuthenticationError, "Scripted"))

    def test_no_secret_and_no_more_than_4096_bytes(self) -> None:
        for raised, _ in both(send, answer(401, error(f"bad key {KEYS['api_key']} " + "\u00e9" * 4000))):
            self.assertTrue(str(raised).startswith("bad key [redacted] "))
            self.assertLessEqual(len(str(raised).encode()), 4096)
            self.assertNotIn(b"secret", pickle.dumps(raised))
            copy = pickle.loads(pickle.dumps(raised))
            self.assertEqual((type(copy), str(copy), copy.status_code), (type(raised), str(raised), 401))

    def test_a_success_without_a_body_is_null_whatever_its_encoding(self) -> None:
        for value, _ in both(send, b"HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n"):
            self.assertIsNone(value)

    def test_a_success_that_is_not_json(self) -> None:
        for raised, play in both(send, answer(200, b"<html>")):
            self.assertEqual((type(raised), str(raised)), (foilengine.FoilEngineError, "The response is not JSON"))
            self.assertEqual(len(play.arrivals), 1)


class Streams(unittest.TestCase):
    def test_events(self) -> None:
        whole = EVENTS + DONE
        pieces = [Held(0, head(len(whole))), *(Held(0, whole[i : i + 1]) for i in range(len(whole)))]
        for events, _ in both(stream, pieces):
            self.assertEqual(
                events, [("metadata", {"score": 1}), ("text_delta", {"text": "H\u00e9"}), ("done", {})]
            )

    def test_asked_again_only_before_the_first_event(self) -> None:
        for events, play in both(stream, head(50) + b": hi\n\n", head(len(DONE)) + DONE):
            self.assertEqual((events, len(play.arrivals)), ([("done", {})], 2))
        for raised, play in both(stream, [Held(0, head(900) + EVENTS), Held(0)]):
            self.assertEqual((type(raised), len(play.arrivals)), (foilengine.FoilEngineError, 1))

    def test_each_wait_for_an_event_has_the_timeout(self) -> None:
        slow = [Held(0, head(len(EVENTS + DONE))), *(Held(900, part) for part in (EVENTS[:40], EVENTS[40:], DONE))]
        for events, _ in both(stream, slow, timeout=1):
            self.assertEqual(len(events), 3)
        for raised, _ in both(stream, [*slow[:2], Held(1100, b"x")], timeout=1):
            self.assertEqual(str(raised), "The server did not answer within 1 s")

    def test_an_error_event_and_a_missing_end(self) -> None:
        failing = EVENTS + b'event: error\ndata: {"error": {"message": "model down"}}\n\n'
        for raised, _ in both(stream, head(len(failing)) + failing):
            self.assertEqual(str(raised), "model down")
        for raised, _ in both(stream, head(len(EVENTS)) + EVENTS):
            self.assertEqual(str(raised), "The stream ended before it was complete")


if __name__ == "__main__":
    unittest.main()
