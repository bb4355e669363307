"""Read an image file: the picture of a page, or of several (TIFF)."""

from __future__ import annotations

from yusuan.errors import InputError
from yusuan.reading.document import Block, Doubt
from yusuan.reading.ocr import INSTALL, is_installed, read_pictures
from yusuan.reading.pdf import blocks_of

_STARTS = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}


def image_type(content: bytes) -> str:
    """The media type of an image file, told by its first bytes; ``""`` for any other file."""
    for start, media_type in _STARTS.items():
        if content.startswith(start):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "image/bmp" if content[:2] == b"BM" and content[6:10] == bytes(4) else ""


def read_image(content: bytes, label: str) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks in an image file, with the pages that could not be read.

    Raises:
        InputError: the extra for optical reading is missing, the picture is damaged or too large, or shows no text.
    """
    if not is_installed():
        raise InputError(f"{label}: is a picture; add the reading of scans: {INSTALL}")
    return blocks_of(read_pictures(content, label), label)
