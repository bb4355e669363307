"""PDFs written by hand, object by object, and ways to do harm to one."""

import base64
import re
import zlib
from collections.abc import Callable, Iterator

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
LINES = b"BT /F1 12 Tf 50 700 Td (Revenue 1,234.50) Tj 0 -20 Td (Expenditure 987.00) Tj ET"
Change = Callable[[bytes], bytes]


def file_of(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(written), len(objects) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def _objects(content: bytes) -> Iterator[re.Match[bytes]]:
    return re.finditer(rb"(?s)(\d+) 0 obj\n(.*?)\nendobj\n", content)


def bodies_of(content: bytes) -> list[bytes]:
    """The objects of such a file."""
    return [found[2] for found in _objects(content)]


def changed(content: bytes, number: int, change: Change) -> bytes:
    """A file with one object changed, every other byte where it was."""
    start, end = next(found.span() for found in _objects(content) if int(found[1]) == number)
    new = change(content[start:end])
    assert new != content[start:end]
    assert len(new) == end - start
    return content[:start] + new + content[end:]


def flipped(place: float, bit: int = 3) -> Change:
    """One bit of what a stream holds turned, at a share of its length."""

    def flip(body: bytes) -> bytes:
        start, end = body.index(b"stream\n") + 7, body.index(b"\nendstream")
        at = start + int((end - start) * place)
        return body[:at] + bytes((body[at] ^ (1 << bit),)) + body[at + 1 :]

    return flip


def replaced(old: bytes, new: bytes) -> Change:
    """The first place of a pattern written in another way."""
    return lambda body: re.sub(old, new, body, count=1)


def stream(content: bytes, entries: bytes = b"", is_packed: bool = True) -> bytes:
    """A stream, packed or as it is."""
    packed = zlib.compress(content) if is_packed else content
    return _filtered(b"/FlateDecode" if is_packed else b"[]", packed, entries)


def _filtered(name: bytes, packed: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Filter %s /Length %d >>\nstream\n%s\nendstream" % (entries, name, len(packed), packed)


def in_base_85(content: bytes) -> bytes:
    """A stream packed and written in letters."""
    return _filtered(b"[/ASCII85Decode /FlateDecode]", base64.a85encode(zlib.compress(content)) + b"~>")


def in_hexadecimal(content: bytes) -> bytes:
    """A stream written in digits."""
    return _filtered(b"/ASCIIHexDecode", content.hex().encode() + b">")


def in_runs(content: bytes) -> bytes:
    """A stream in runs of bytes as they are."""
    parts = [content[n : n + 128] for n in range(0, len(content), 128)]
    return _filtered(b"/RunLengthDecode", b"".join(bytes((len(part) - 1,)) + part for part in parts) + b"\x80")


def in_codes(content: bytes, entries: bytes = b"") -> bytes:
    """A stream in LZW with codes of nine bits: begun anew before they grow."""
    codes = [code for n in range(0, len(content), 200) for code in (256, *content[n : n + 200])]
    bits = "".join(f"{code:09b}" for code in (*codes, 257))
    bits += "0" * (-len(bits) % 8)
    return _filtered(b"/LZWDecode", int(bits, 2).to_bytes(len(bits) // 8), entries)


def one_page(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    """A file of one page, object 3, with a stream of content, object 4; ``more`` are the objects from 6."""
    return file_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "
        b"%s >> >>" % resources,
        content,
        HELVETICA,
        *more,
    )
