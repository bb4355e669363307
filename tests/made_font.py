"""A font made here, with which a machine that has fonts for ideographs is played: every character is a narrow box that
stands high above its baseline, unlike that of any real font.
"""

import struct
from pathlib import Path

from yusuan.reading.pdf_stand_in import stand_in

NAME = "WenQuanYi Micro Hei"
"""A name that pdfium looks for where simplified Chinese is to be drawn."""
_SIMPLIFIED = 1 << 18
"""The bit of the code page."""


def _tables(font: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    entries = [struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(count)]
    return {tag: font[offset : offset + size] for tag, _, offset, size in entries}


def _font(tables: dict[bytes, bytes]) -> bytes:
    directory, body = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128), b""
    for tag, table in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag, 0, 12 + 16 * len(tables) + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body


def _names() -> bytes:
    text = NAME.encode("utf-16-be")
    records = b"".join(struct.pack(">HHHHHH", 3, 1, 0x409, kind, len(text), 0) for kind in (1, 4))
    return struct.pack(">HHH", 0, 2, 6 + len(records)) + records + text


def write_font(folder: Path) -> Path:
    """Write the font as a file of a folder of fonts."""
    tables = _tables(stand_in())
    box = struct.pack(">hhhhh", 1, 100, 400, 300, 600) + struct.pack(">HH4B", 3, 0, 1, 1, 1, 1)
    box += struct.pack(">4h4h", 100, 0, 200, 0, 400, 200, 0, -200)
    tables |= {
        b"glyf": box * 2,
        b"loca": struct.pack(">III", 0, len(box), 2 * len(box)),
        b"maxp": tables[b"maxp"][:6] + struct.pack(">H", 4) + tables[b"maxp"][8:],
        b"name": _names(),
        b"OS/2": struct.pack(">HhHH", 4, 500, 400, 5) + bytes(70) + struct.pack(">II", _SIMPLIFIED, 0) + bytes(10),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "made.ttf"
    path.write_bytes(_font(tables))
    return path
