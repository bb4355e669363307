"""Read a document in whatever format it is. The format is told by content: a wrong suffix is no error."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from yusuan.errors import InputError, printable
from yusuan.reading.archive import ZIP, read_archive
from yusuan.reading.container import LARGEST_ARCHIVE, Container, open_container
from yusuan.reading.document import Block, Document, Doubt
from yusuan.reading.file import file_content
from yusuan.reading.image import image_type, read_image
from yusuan.reading.legacy_workbook import XLS, read_xls
from yusuan.reading.limits import check_characters, check_size
from yusuan.reading.pdf import read_pdf
from yusuan.reading.transcript import read_transcript
from yusuan.reading.webpage import HTML, read_webpage
from yusuan.reading.word import DOCX, read_docx
from yusuan.reading.workbook import XLSX, read_xlsx

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_BARE_XLS = b"\x09\x08"
_MARKUP = re.compile(
    r"^(?:\ufeff|\s|<\?xml[^>]*\?>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|meta|title|link|table|div|p|span|h[1-6]|"
    r"ul|ol|section|article|main|center|font|style|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_READ = "give a PDF, XLSX, XLS, DOCX or HTML file, a picture, a ZIP of such files, or a text transcript"
_OTHER_STARTS = {
    b"{\\rtf": "an RTF document is not read; save it as DOCX",
    b"Rar!": "a RAR archive is not read; unpack it and give the documents or a ZIP of them",
    b"7z\xbc\xaf": "a 7z archive is not read; unpack it and give the documents or a ZIP of them",
    b"\x1f\x8b": "a gzip file is not read; unpack it and give the document",
    b"MIME-Version:": "a web archive (MHTML) is not read; save the page as HTML",
    b"From: <Saved by": "a web archive (MHTML) is not read; save the page as HTML",
}
_OLE_STREAMS = {
    "EncryptedPackage": "is locked with a password; save it without one",
    "WordDocument": "is an old Word document (.doc); save it as DOCX, or run `soffice --headless --convert-to docx`",
    "PowerPoint Document": f"slides are not read; {_READ}",
    "Workbook": "",
    "Book": "",
}
_OFFICE_PARTS = {
    "spreadsheetml.sheet.main": XLSX,
    "spreadsheetml.template.main": XLSX,
    "ms-excel.sheet.macroEnabled.main": XLSX,
    "wordprocessingml.document.main": DOCX,
    "wordprocessingml.template.main": DOCX,
    "ms-word.document.macroEnabled.main": DOCX,
}


def _ole_blocks(content: bytes, label: str) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of an Office 97–2003 file. Entries of its directory are 128 bytes each and begin with their name; the
    first that is known tells the format (later ones belong to embedded objects)."""
    found = []
    for name in _OLE_STREAMS:
        stored = f"{name}\0".encode("utf-16-le")
        offset = content.find(stored)
        while offset >= 0 and offset % 128:
            offset = content.find(stored, offset + 1)
        if offset >= 0:
            found.append((offset, name))
    if not found:
        raise InputError(f"{label}: an old Office file of an unknown kind, or a damaged one; {_READ}")
    problem = _OLE_STREAMS[min(found)[1]]
    if problem:
        raise InputError(f"{label}: {problem}")
    return read_xls(content, label)


def _office_type(container: Container) -> str:
    """The media type of an office file in a ZIP; ``""`` for an archive of other files.

    Raises:
        InputError: it is an office file that is not read.
    """
    label = container.label
    if container.has("[Content_Types].xml"):
        types = container.content("[Content_Types].xml").decode("utf-8", errors="replace")
        for part, media_type in _OFFICE_PARTS.items():
            if part in types:
                return media_type
        raise InputError(f"{label}: slides, XLSB or an unknown Office file is not read; save it as XLSX or DOCX")
    if container.has("mimetype") and b"opendocument" in container.content("mimetype"):
        raise InputError(f"{label}: an OpenDocument file is not read; save it as XLSX or DOCX")
    if container.has("OFD.xml"):
        raise InputError(f"{label}: an OFD document is not read; export it as PDF")
    return ""


def _packed_blocks(content: bytes, label: str, is_member: bool) -> tuple[str, tuple[Block, ...], tuple[Doubt, ...]]:
    container = open_container(content, label)
    media_type = _office_type(container)
    if media_type == XLSX:
        return XLSX, *read_xlsx(container)
    if media_type == DOCX:
        return DOCX, *read_docx(container)
    if is_member:
        raise InputError(f"{label}: an archive within an archive is not read; unpack it")
    container.limit = LARGEST_ARCHIVE
    return ZIP, *read_archive(container, lambda path: _read(path, is_member=True))


def _markup_blocks(content: bytes, start: str, label: str) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and "<html" not in start.lower():
        raise InputError(f"{label}: an XML spreadsheet of 2003 is not read; save it as XLSX")
    return read_webpage(content, label)


def _refuse_others(content: bytes, label: str) -> None:
    """Refuse what is known and not read.

    Raises:
        InputError: it is.
    """
    for start, problem in _OTHER_STARTS.items():
        if content.startswith(start):
            raise InputError(f"{label}: {problem}")


def _read(path: Path, is_member: bool = False) -> Document:
    label = str(path)
    content = file_content(path)
    _refuse_others(content, label)
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    start = content[:4096].decode(encoding, errors="replace")
    doubts: tuple[Doubt, ...] = ()
    picture = image_type(content)
    if picture:
        media_type, (blocks, doubts) = picture, read_image(content, label)
    elif content.startswith(_OLE):
        media_type, (blocks, doubts) = XLS, _ole_blocks(content, label)
    elif content.startswith(_BARE_XLS):
        media_type, (blocks, doubts) = XLS, read_xls(content, label)
    elif content.startswith(_PACKED):
        media_type, blocks, doubts = _packed_blocks(content, label, is_member)
    elif _MARKUP.match(start) or start.lstrip("\ufeff \r\n\t").startswith("<?xml"):
        media_type, (blocks, doubts) = HTML, _markup_blocks(content, start, label)
    elif b"%PDF-" in content[:1024]:
        return read_pdf(path)
    elif b"\x00" in content[:4096] and encoding == "utf-8":
        raise InputError(f"{label}: is in no format that is known; {_READ}")
    else:
        return read_transcript(path)
    return Document(printable(path.name), media_type, len(content), hashlib.sha256(content).hexdigest(), blocks, doubts)


def read_document(path: Path) -> Document:
    """Read a PDF, a workbook (XLSX, XLS), a Word file (DOCX), a web page, a picture, a ZIP of such files, or a text
    transcript.

    Raises:
        InputError: the file cannot be read, is damaged or locked, shows no text, holds more than any disclosure does,
            or is in a format that is not read.
    """
    document = _read(path)
    check_size(document.blocks, str(path))
    check_characters(document.blocks, str(path))
    return document
