"""The time zone that a call asks for."""

from __future__ import annotations

import os
import time
import unittest

from sdk_conformance.environment import can_set_time_zone, set_time_zone


class TimeZone(unittest.TestCase):
    def test_holds_until_another_is_set(self) -> None:
        usual = (os.environ.get("TZ"), time.timezone)
        for zone, seconds in (("Asia/Tokyo", -9 * 3600), ("America/Caracas", 4 * 3600)):
            set_time_zone(zone)
            self.assertEqual(time.timezone, seconds)
        set_time_zone(None)
        self.assertEqual((os.environ.get("TZ"), time.timezone), usual)

    def test_that_one_can_be_set_is_tried(self) -> None:
        usual = time.timezone
        self.assertTrue(can_set_time_zone())
        self.assertEqual(time.timezone, usual)


if __name__ == "__main__":
    unittest.main()
