"""A font of our own, which pdfium puts in the place of every font that a file does not hold.

Each of its characters is as large as the font and draws nothing: a diagonal there and back. pdfium leaves out texts
whose characters have no extent, and on a machine with other fonts it would take theirs.
"""

from __future__ import annotations

import struct
from functools import cache

_UNITS = 1000
_ASCENT, _DESCENT = 880, -120
_SEGMENT = 4096
"""Characters of one segment of the map; all segments share one array of glyphs."""


def _glyph() -> bytes:
    """One contour of two points, the corners of the square of the font."""
    header = struct.pack(">hhhhh", 1, 0, _DESCENT, _UNITS, _ASCENT)
    points = struct.pack(">HHBB", 1, 0, 1, 1) + struct.pack(">hhhh", 0, _UNITS, _DESCENT, _UNITS)
    return header + points


def _map() -> bytes:
    """Every character of the basic plane is glyph 1 (format 4)."""
    starts = list(range(0, 0xFFFF, _SEGMENT))
    ends = [min(start + _SEGMENT, 0xFFFF) - 1 for start in starts]
    starts, ends = [*starts, 0xFFFF], [*ends, 0xFFFF]
    count = len(starts)
    # Each offset is counted from its own place; the array of glyphs follows the last of them.
    offsets = [2 * (count - n) for n in range(count - 1)]
    body = struct.pack(f">{count}H", *ends) + bytes(2) + struct.pack(f">{count}H", *starts)
    body += struct.pack(f">{count}H", *[0] * (count - 1), 1) + struct.pack(f">{count}H", *offsets, 0)
    body += struct.pack(f">{_SEGMENT}H", *[1] * _SEGMENT)
    power = count.bit_length() - 1
    table = struct.pack(">HHHHHHH", 4, 14 + len(body), 0, 2 * count, 2 << power, power, 2 * count - (2 << power)) + body
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table


@cache
def stand_in() -> bytes:
    """The font as a TrueType file."""
    glyph = _glyph()
    tables = {
        b"cmap": _map(),
        b"glyf": glyph * 2,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0),
            *(0, _DESCENT, _UNITS, _ASCENT, 0, 8, 2, 1, 0),
        ),
        b"hhea": struct.pack(">Ihhh", 0x10000, _ASCENT, _DESCENT, 0)
        + struct.pack(">Hhhhhhhhhhhh", _UNITS, 0, 0, _UNITS, 1, 0, 0, 0, 0, 0, 0, 0)
        + struct.pack(">H", 2),
        b"hmtx": struct.pack(">HhHh", _UNITS, 0, _UNITS, 0),
        b"loca": struct.pack(">III", 0, len(glyph), 2 * len(glyph)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    start = 12 + 16 * len(tables)
    power = len(tables).bit_length() - 1
    directory = struct.pack(">IHHHH", 0x10000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    body = b""
    for tag, table in tables.items():
        directory += struct.pack(">4sIII", tag, 0, start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body
