"""The content of the streams of a PDF, and whether it is whole."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.reading.pdf_objects import Name, Stream, Value
from yusuan.reading.pdf_structure import Structure

_LARGEST = 64 << 20
"""Bytes of the content of one stream; what is beyond is not looked at."""
_PIECE = 1 << 20
_SHORT = {"Fl": "FlateDecode", "A85": "ASCII85Decode", "AHx": "ASCIIHexDecode", "LZW": "LZWDecode"}
_SHORT |= {"RL": "RunLengthDecode", "DCT": "DCTDecode", "CCF": "CCITTFaxDecode"}
_OPAQUE = frozenset(("JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "Crypt", "LZWDecode", "RunLengthDecode"))
"""Filters that are not undone here."""
_END_OF_JPEG = b"\xff\xd9"
_WHITE = re.compile(rb"[\0\t\n\f\r ]+")


@dataclass(frozen=True, slots=True)
class Content:
    """What a stream holds, as far as it can be decoded: ``None`` where its filter is not undone here. ``is_whole``
    tells whether it is all that was written, as its check sum says."""

    content: bytes | None
    is_whole: bool = True


def _inflated(packed: bytes) -> Content:
    """Unpacked. A sum that is cut off is no damage; one that is another is."""
    if len(packed) < 2 or packed[0] & 15 != 8 or int.from_bytes(packed[:2]) % 31 or packed[1] & 32:
        return Content(b"", is_whole=False)
    inflating, rest, found, added = zlib.decompressobj(-zlib.MAX_WBITS), packed[2:], bytearray(), 1
    try:
        while not inflating.eof and len(found) < _LARGEST:
            piece = inflating.decompress(rest, _PIECE)
            rest = inflating.unconsumed_tail
            if not piece and not rest:
                return Content(bytes(found), is_whole=False)
            found += piece
            added = zlib.adler32(piece, added)
    except zlib.error:
        return Content(bytes(found), is_whole=False)
    stated = inflating.unused_data[:4]
    return Content(bytes(found), is_whole=len(stated) < 4 or int.from_bytes(stated) == added)


def _from_base_85(written: bytes) -> Content:
    try:
        return Content(base64.a85decode(_WHITE.sub(b"", written).partition(b"~")[0]))
    except ValueError:
        return Content(b"", is_whole=False)


def _from_hex(written: bytes) -> Content:
    digits = _WHITE.sub(b"", written).partition(b">")[0]
    try:
        return Content(binascii.unhexlify(digits + b"0" * (len(digits) % 2)))
    except ValueError:
        return Content(b"", is_whole=False)


_UNDONE = {"FlateDecode": _inflated, "ASCII85Decode": _from_base_85, "ASCIIHexDecode": _from_hex}


def _names(found: Sequence[Value]) -> list[str]:
    return [_SHORT.get(name, name) if isinstance(name, Name) else "" for name in found]


def content_of(stream: Stream, structure: Structure) -> Content:
    """What a stream holds."""
    content, is_whole = stream.raw, True
    for name in _names([structure.value(each) for each in structure.items(stream.entries.get("Filter"))]):
        if name == "DCTDecode":
            return Content(None, is_whole and _END_OF_JPEG in content[-64:])
        if name in _OPAQUE:
            return Content(None, is_whole)
        if name not in _UNDONE:
            return Content(None, is_whole=False)
        found = _UNDONE[name](content)
        content, is_whole = found.content or b"", is_whole and found.is_whole
    return Content(content, is_whole)
