"""IPTC-IIM blocks, and the Photoshop resource that JPEG and PNG wrap them in.

Source: IPTC-IIM 4.2; Adobe Photoshop file format, image resource blocks.
"""

from __future__ import annotations

import struct

_SIGNATURE = b"8BIM"
_IPTC_RESOURCE = 0x0404
_IIM_MARK = 0x1C


def from_photoshop(resources: bytes) -> bytes | None:
    """The IPTC block among Photoshop image resources, or None."""
    at = 0
    while resources[at : at + 4] == _SIGNATURE and at + 12 <= len(resources):
        number = int.from_bytes(resources[at + 4 : at + 6], "big")
        name_bytes = resources[at + 6] + 1
        size_at = at + 6 + name_bytes + name_bytes % 2
        size = int.from_bytes(resources[size_at : size_at + 4], "big")
        if number == _IPTC_RESOURCE:
            return resources[size_at + 4 : size_at + 4 + size] or None
        at = size_at + 4 + size + size % 2
    return None


def to_photoshop(iptc: bytes) -> bytes:
    """A Photoshop image resource that holds `iptc`."""
    padding = b"\0" * (len(iptc) % 2)
    return _SIGNATURE + struct.pack(">HHI", _IPTC_RESOURCE, 0, len(iptc)) + iptc + padding


def bare(block: bytes) -> bytes | None:
    """The IPTC block in a value that may or may not be wrapped."""
    if block.startswith(_SIGNATURE):
        return from_photoshop(block)
    return block if block[:1] == bytes((_IIM_MARK,)) else None
