"""Read a text transcript: tables are runs of tab-separated lines, everything else is paragraphs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from yusuan.errors import InputError, printable
from yusuan.reading.document import Block, Document, Grid, GridCell, Location, Paragraph
from yusuan.reading.file import file_content
from yusuan.reading.limits import check_lines

MEDIA_TYPE = "text/plain"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HEADING = re.compile(r"^\s*#+\s+")


def _text(content: bytes, path: Path) -> str:
    if not content.strip():
        raise InputError(f"{path}: the file is empty; give the document itself")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not a UTF-8 text (byte {error.start}); give a text transcript, or convert the file to UTF-8"
        ) from error
    if _CONTROL.search(text):
        raise InputError(f"{path}: holds control characters, so it is not a text; give a text transcript")
    return text


def _blocks(lines: list[str]) -> Iterator[Block]:
    rows: list[tuple[GridCell, ...]] = []
    for number, line in enumerate([*lines, ""], start=1):
        location = Location(line=number)
        if "\t" in line:
            rows.append(tuple(GridCell(text, location) for text in line.split("\t")))
            continue
        if rows:
            yield Grid(tuple(rows), rows[0][0].location)
            rows = []
        if line.strip():
            yield Paragraph(_HEADING.sub("", line).strip(), location, is_heading=bool(_HEADING.match(line)))


def read_transcript(path: Path) -> Document:
    """The document in a UTF-8 text file. A page break inside a table shows as a blank line, so one printed table
    may come as several grids.

    Raises:
        InputError: the file is missing, empty, not UTF-8 or not text.
    """
    content = file_content(path)
    check_lines(content, str(path))
    lines = _text(content, path).replace("\r\n", "\n").split("\n")
    return Document(
        printable(path.name), MEDIA_TYPE, len(content), hashlib.sha256(content).hexdigest(), tuple(_blocks(lines))
    )
