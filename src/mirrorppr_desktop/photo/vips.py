"""pyvips, set up once for this program: import it from here."""

from __future__ import annotations

import logging

import pyvips

# What the library warns of is told in words of this program, or is an exception.
logging.getLogger("pyvips").setLevel(logging.CRITICAL)
# Photos are the unit of parallel work: one thread each, or worker processes fight over the cores.
pyvips.concurrency_set(1)
# The cache keeps whole decoded photos alive; no operation here is ever asked for twice.
pyvips.cache_set_max(0)
# Only loaders that libvips itself tests against hostile files.
pyvips.block_untrusted_set(True)

__all__ = ["pyvips"]
