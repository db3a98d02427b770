"""The SDK's decisions alone, and the list of its mutants."""

import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from foilengine import retry
from foilengine.message import bound, message
from foilengine.sse import EventParser
from mutants import ASYNC_MUTANTS, MUTANTS, seams_of
from mutants.write_list import FILES

NOW = 1_893_456_000


class RetryAfter(unittest.TestCase):
    def test_values(self) -> None:
        for value, seconds in (
            (None, None),
            ("2", 2.0),
            (" 1.5 ", 1.5),
            ("0", None),
            ("-1", None),
            ("1abc", None),
            ("inf", None),
            ("nan", None),
            ("1e3", None),
            ("\u0661", None),
            ("99999999999", 99999999999.0),
            ("Tue, 01 Jan 2030 00:00:03 GMT", 3.0),
            ("Mon, 31 Dec 2029 23:59:59 GMT", None),
            ("Tuesday, 01-Jan-30 00:00:03 GMT", 3.0),
            ("Tue Jan  1 00:00:03 2030", 3.0),
            ("Tue, 99 Foo 2030", None),
        ):
            with self.subTest(value):
                self.assertEqual(retry.parse_retry_after(value, NOW), seconds)

    def test_backoff_bounds(self) -> None:
        self.assertEqual([retry.backoff(k, 0.0) for k in range(3)], [0.25, 0.5, 1.0])
        self.assertEqual([retry.backoff(k, 1.0) for k in range(3)], [0.5, 1.0, 2.0])
        self.assertGreater(retry.backoff(10**6, 0.5), 0)


class Words(unittest.TestCase):
    def test_the_first_string_wins(self) -> None:
        for text, words in (
            ('{"error": {"message": "a"}, "message": "b"}', "a"),
            ('{"error": {"message": 5}, "message": "b"}', "b"),
            ('{"detail": "c", "title": "d"}', "c"),
            ('{"error": "e"}', "e"),
            ('{"error": []}', "Phrase"),
            ("[1]", "Phrase"),
            ("[" * 100_000, "Phrase"),
            (None, "Phrase"),
        ):
            self.assertEqual(message(text, 500, "Phrase"), words)
        self.assertEqual(message(None, 502, ""), "Bad Gateway")
        self.assertEqual(message(None, 599, ""), "HTTP 599")

    def test_bound(self) -> None:
        self.assertEqual(bound("\u20ac" * 2000), "\u20ac" * 1365)


class Events(unittest.TestCase):
    def test_lines(self) -> None:
        text = b"\xef\xbb\xbf: c\r\nevent: a\r\ndata:1\r\n\r\ndata: x\ndata: y\n\nevent: lost\n\ndata: [1]\r\rdata: cut"
        for size in (1, 2, 7, len(text)):
            parser = EventParser()
            events = [e for i in range(0, len(text), size) for e in parser.feed(text[i : i + size])]
            self.assertEqual(events, [("a", 1), ("message", "x\ny"), ("message", [1])])


class Mutants(unittest.TestCase):
    def test_each_can_be_switched_on(self) -> None:
        names = [mutant.name for mutant in (*MUTANTS, *ASYNC_MUTANTS)]
        self.assertEqual(len(names), len(set(names)))
        self.assertGreaterEqual(len(MUTANTS), 25)
        for name in names:
            self.assertIsNotNone(seams_of(name))
        with self.assertRaisesRegex(LookupError, "no mutant typo; there are: off-by-one, "):
            seams_of("typo")

    def test_the_lists_are_those_of_the_code(self) -> None:
        for path, text in FILES.items():
            self.assertEqual(path.read_text(encoding="utf-8"), text)


if __name__ == "__main__":
    unittest.main()
