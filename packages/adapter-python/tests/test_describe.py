"""What is told of an error, and of a value, whatever they hold."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import unittest
from typing import Any, Dict

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src"))

from sdk_conformance import Adapter, AdapterMistake, clock
from sdk_conformance.describe import NotJson, describe_error, wire_value
from sdk_conformance.echo import echoed
from sdk_conformance.play import play_async


class Held(Exception):
    def __init__(self, message: str = "m", **held: Any) -> None:
        super().__init__(message)
        self.__dict__.update(held)


class Hostile(Exception):
    def __str__(self) -> str:
        raise SystemExit(4)

    __repr__ = __str__

    @property
    def status(self) -> int:
        raise ValueError("no status")

    def __reduce__(self) -> Any:
        raise SystemExit(5)


def described(**held: Any) -> Dict[str, Any]:
    error = describe_error(Held(**held))
    json.dumps(error, allow_nan=False)
    return error


class Errors(unittest.TestCase):
    def test_what_is_whole_is_not_told_as_cut(self) -> None:
        error = described(status=429, tags=["a", {"b": None}], ratio=0.5)
        self.assertEqual(error["fields"], {"status": 429, "tags": ["a", {"b": None}], "ratio": 0.5})
        self.assertNotIn("cut", error)
        self.assertNotIn("name", error)

    def test_an_error_that_carries_its_body_of_50_MB_is_told_in_a_part_of_it(self) -> None:
        size = 50 * 1024 * 1024
        error = described(body="x" * size, parsed={"error": {"message": "x" * size}}, raw=b"\0" * size, message="x" * size)
        self.assertLess(len(json.dumps(error)), 500_000)
        self.assertEqual(error["message"], "x" * 65_536 + "… (52428800 in all)")
        self.assertEqual(error["fields"]["body"], "x" * 8_184 + "… (52428800 in all)")
        self.assertEqual(error["fields"]["parsed"], {"error": {"message": "x" * 8_156 + "… (52428800 in all)"}})
        self.assertEqual(error["fields"]["raw"], repr(b"\0" * 16)[:64] + "… (52428800 bytes in all)")
        self.assertEqual(
            error["cut"],
            ["fields.body", "fields.parsed", "fields.raw", "message", "text"]
            + [f"texts.{form}" for form in ("pickle", "repr", "traceback", "vars")],
        )

    def test_a_field_is_bounded_in_depth_and_number_and_in_all_together(self) -> None:
        deep: Any = "bottom"
        for _ in range(100_000):
            deep = {"deep": deep}
        wide = list(range(1_000_000))
        error = described(
            deep=deep, wide=wide, keys={f"k{i}": i for i in range(100)}, tree=[wide[:60]] * 60, big=10**5000, none=float("nan")
        )
        fields = error["fields"]
        self.assertEqual(json.dumps(fields["deep"]), '{"deep": ' * 8 + json.dumps("… (deeper)") + "}" * 8)
        self.assertEqual(fields["wide"], [*wide[:64], "… (1000000 in all)"])
        self.assertEqual(fields["keys"], {**{f"k{i}": i for i in range(64)}, "…": "… (100 in all)"})
        self.assertLess(len(json.dumps(fields["tree"])), 8_192)
        self.assertEqual((fields["big"], fields["none"]), ("an integer of 16610 bits", "NaN"))
        self.assertEqual(error["cut"], ["fields.deep", "fields.keys", "fields.tree", "fields.wide"])

    def test_what_refers_back_ends(self) -> None:
        loop: Dict[str, Any] = {}
        loop["loop"] = loop
        error = Held(loop=loop)
        error.__dict__["itself"] = error
        self.assertEqual(
            describe_error(error)["fields"], {"loop": {"loop": "… (refers back)"}, "itself": "… (refers back)"}
        )

    def test_nothing_that_an_error_does_keeps_it_from_being_described(self) -> None:
        error = describe_error(Hostile())
        self.assertEqual((error["type"], error["message"], error["fields"]), ("Hostile", "<raised SystemExit>", {}))
        self.assertEqual((error["text"], error["texts"]["repr"]), ("<raised SystemExit>",) * 2)
        self.assertEqual(error["traits"]["survivesPickle"], False)
        held = described(value=Hostile(), values=[Hostile()])
        self.assertEqual(held["fields"], {"value": "<raised SystemExit>", "values": ["<raised SystemExit>"]})


class Values(unittest.TestCase):
    def test_a_number_that_JSON_cannot_hold_is_told_by_its_name(self) -> None:
        values = [float("nan"), float("inf"), float("-inf"), 1.5]
        self.assertEqual(wire_value(values), ["NaN", "Infinity", "-Infinity", 1.5])

    def test_a_value_that_never_ends_is_the_adapters_mistake(self) -> None:
        loop: Dict[str, Any] = {}
        loop["loop"] = loop
        with self.assertRaisesRegex(NotJson, "^the value lies deeper than 200 levels$"):
            wire_value(loop)

    def test_echo(self) -> None:
        texts = [
            '{"id": 9007199254740993, "big": 1e400, "none": null, "list": [], "deep": {"": [[{}]]}, "text": "\\ud83d\\ude80 é\\u0000"}',
            '"\\ud800"',
            "[" * 200 + "]" * 200,
            "[" * 300 + "]" * 300,
            '{"a": }',
        ]
        values = echoed(texts)
        self.assertEqual(values[0]["value"], {**json.loads(texts[0]), "big": "Infinity"})
        self.assertEqual(values[1:3], [{"value": "\ud800"}, {"value": json.loads(texts[2])}])
        self.assertEqual(values[3], {"failed": "the value lies deeper than 200 levels"})
        self.assertRegex(values[4]["failed"], "^the text is not JSON: ")


class Streams(unittest.TestCase):
    def test_a_generator_that_was_left_is_closed_inside_the_call(self) -> None:
        seen = []

        async def events() -> Any:
            try:
                yield {"event": "one", "data": object()}
            finally:
                await asyncio.sleep(0)
                seen.append("closed")

        adapter = Adapter("tiny", "1", mode="async")
        adapter.operation("events", stream=True)(lambda client: events())
        step: Any = {"id": "s", "client": "c", "operation": "events", "arguments": {}}

        async def main() -> None:
            with clock.call("c1") as scope:
                try:
                    await play_async(adapter, {"call": "c1", "baseUrl": "", "clients": [], "steps": [step]}, {"c": 1}, scope, {})
                except AdapterMistake as mistake:
                    seen.append(str(mistake))

        asyncio.run(main())
        told = "a stream gave the event one: a value of type object has no JSON form: return the wire value"
        self.assertEqual(seen, ["closed", told])


if __name__ == "__main__":
    unittest.main()
