"""
Puts a Python SDK under the conformance suite.

Import this before the SDK: under CONFORMANCE_CLOCK it installs the virtual clock first.
"""

from . import clock as _clock

_clock.install_from_environment()

from .adapter import Adapter  # noqa: E402
from .definition import AdapterMistake  # noqa: E402

__all__ = ["Adapter", "AdapterMistake"]
