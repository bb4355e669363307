"""The content of the streams of a PDF, and whether it is whole."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yusuan.reading.pdf_objects import Name, Stream, Value
from yusuan.reading.pdf_structure import Structure

LARGEST = 64 << 20
"""Bytes of the content of one stream; what is beyond is not looked at."""
_PIECE = 1 << 20
_SHORT = {"Fl": "FlateDecode", "A85": "ASCII85Decode", "AHx": "ASCIIHexDecode", "LZW": "LZWDecode"}
_SHORT |= {"RL": "RunLengthDecode", "DCT": "DCTDecode", "CCF": "CCITTFaxDecode"}
_OPAQUE = frozenset(("JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "Crypt"))
"""Filters that are not undone here."""
_END_OF_JPEG = b"\xff\xd9"
_WHITE = re.compile(rb"[\0\t\n\f\r ]+")


@dataclass(frozen=True, slots=True)
class Content:
    """What a stream holds, as far as it can be decoded: ``None`` where its filter is not undone here. ``is_whole``
    tells whether it is all that was written, ``is_sure`` whether a check sum says so."""

    content: bytes | None
    is_whole: bool = True
    is_sure: bool = False


def _inflated(packed: bytes) -> Content:
    """Unpacked. A sum that is cut off is no damage; one that is another is."""
    if len(packed) < 2 or packed[0] & 15 != 8 or int.from_bytes(packed[:2]) % 31 or packed[1] & 32:
        return Content(b"", is_whole=False)
    inflating, rest, found, added = zlib.decompressobj(-zlib.MAX_WBITS), packed[2:], bytearray(), 1
    try:
        while not inflating.eof and len(found) < LARGEST:
            piece = inflating.decompress(rest, _PIECE)
            rest = inflating.unconsumed_tail
            if not piece and not rest and not inflating.eof:
                return Content(bytes(found), is_whole=False)
            found += piece
            added = zlib.adler32(piece, added)
    except zlib.error:
        return Content(bytes(found), is_whole=False)
    stated = inflating.unused_data[:4]
    return Content(bytes(found), len(stated) < 4 or int.from_bytes(stated) == added, is_sure=len(stated) == 4)


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


def _from_runs(packed: bytes) -> Content:
    """Undo lengths of runs: a number of bytes as they are, or one that is repeated."""
    found, at = bytearray(), 0
    while at < len(packed) and packed[at] != 128 and len(found) < LARGEST:
        length = packed[at]
        piece = packed[at + 1 : at + 2 + length] if length < 128 else packed[at + 1 : at + 2] * (257 - length)
        found += piece
        at += 2 + length if length < 128 else 2
    return Content(bytes(found), is_whole=at < len(packed))


def _from_lzw(packed: bytes, early: int = 1) -> Content:
    """Undo LZW as PDF has it: codes of 9 to 12 bits, 256 begins anew, 257 ends; they grow ``early`` by one code."""
    known = [bytes((n,)) for n in range(256)] + [b"", b""]
    found, width, held, bits, before = bytearray(), 9, 0, 0, b""
    for byte in packed:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & ((1 << width) - 1)
        if code == 257 or len(found) >= LARGEST:
            return Content(bytes(found))
        if code == 256:
            del known[258:]
            width, before = 9, b""
            continue
        if code > len(known) or (code == len(known) and not before):
            return Content(bytes(found), is_whole=False)
        piece = known[code] if code < len(known) else before + before[:1]
        if before and len(known) < 4096:
            known.append(before + piece[:1])
        found += piece
        before = piece
        width = min(max(9, (len(known) + early).bit_length()), 12)
    return Content(bytes(found), is_whole=False)


_UNDONE: dict[str, Callable[[bytes], Content]] = {
    "FlateDecode": _inflated,
    "ASCII85Decode": _from_base_85,
    "ASCIIHexDecode": _from_hex,
}
_UNDONE |= {"LZWDecode": _from_lzw, "RunLengthDecode": _from_runs}


def _names(found: Sequence[Value]) -> list[str]:
    return [_SHORT.get(name, name) if isinstance(name, Name) else "" for name in found]


def content_of(stream: Stream, structure: Structure) -> Content:
    """What a stream holds."""
    content, is_whole, is_sure = stream.raw, True, False
    filters = [structure.value(each) for each in structure.items(stream.entries.get("Filter"))]
    details = structure.items(stream.entries.get("DecodeParms"))
    for n, name in enumerate(_names(filters)):
        if name == "DCTDecode":
            return Content(None, is_whole and _END_OF_JPEG in content[-64:])
        if name in _OPAQUE:
            return Content(None, is_whole)
        if name not in _UNDONE:
            return Content(None, is_whole=False)
        early = structure.dictionary(details[n] if n < len(details) else None).get("EarlyChange", 1)
        is_late = name == "LZWDecode" and structure.value(early) == 0
        found = _from_lzw(content, early=0) if is_late else _UNDONE[name](content)
        content, is_whole = found.content or b"", is_whole and found.is_whole
        is_sure = found.is_sure
    return Content(content, is_whole, is_sure)
