"""The wall clock of a call, which may jump."""

import unittest

from sdk_conformance.clock.domain import Domain


class WallJump(unittest.TestCase):
    def test_the_date_is_set_and_what_measures_time_goes_on(self) -> None:
        domain = Domain("c", lambda domain: None, lambda domain, ms: None)
        domain.wall_jump = (100, -3_600_000)
        before, began = domain.time(), domain.monotonic()
        domain.now_ms = 99
        self.assertEqual(round(domain.time() - before, 3), 0.099)
        domain.now_ms = 100
        self.assertEqual(round(domain.time() - before, 3), 0.1 - 3600)
        self.assertEqual(round(domain.monotonic() - began, 3), 0.1)
