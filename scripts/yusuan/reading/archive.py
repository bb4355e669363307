"""Read an archive of attachments (ZIP): one disclosure that was published as several documents."""

from __future__ import annotations

import re
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from yusuan.errors import InputError
from yusuan.reading.container import Container
from yusuan.reading.document import Block, Document, Doubt, Grid, Location

ZIP = "application/zip"
_MOST_DOCUMENTS = 200
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


def _is_document(name: str) -> bool:
    """Whether a member is more than what an operating system leaves behind."""
    path = PurePosixPath(name.replace("\\", "/"))
    return "__MACOSX" not in path.parts and path.name.lower() not in _LEFT_BY_SYSTEMS


def _counted(name: str) -> list[tuple[int, str]]:
    """A name as people sort it: 表2 before 表10."""
    parts = re.split(r"(\d{1,9})", name)
    return [(int(part), "") if n % 2 else (0, part) for n, part in enumerate(parts)]


def _moved(location: Location, before: int) -> Location:
    """The place with its page and part counted on from those of the documents before; without pages a document is
    one."""
    return replace(location, page=(location.page or 1) + before, part=(location.part or 1) + before)


def _on_page(block: Block, before: int, name: str) -> Block:
    """The block with its pages counted on, of the document of that name."""
    if isinstance(block, Grid):
        rows = (tuple(replace(cell, location=_moved(cell.location, before)) for cell in row) for row in block.rows)
        part = f"{name}/{block.part_name}" if block.part_name else name
        return replace(block, rows=tuple(rows), location=_moved(block.location, before), part_name=part)
    return replace(block, location=_moved(block.location, before))


def _named(read: Callable[[Path], Document], path: Path, label: str) -> Document:
    """What ``read`` makes of a file, with ``label`` instead of its path in errors and warnings."""
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            document = read(path)
    except InputError as error:
        raise InputError(str(error).replace(str(path), label)) from error
    for warning in caught:
        warnings.warn(str(warning.message).replace(str(path), label), warning.category, stacklevel=3)
    return document


def read_archive(container: Container, read: Callable[[Path], Document]) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks and the doubts of all documents in an archive, in the order of their names; the page of a place
    counts on from one document to the next. Members are never written under their own names.

    Args:
        container: the archive.
        read: reads the document in one file; it must refuse archives.

    Raises:
        InputError: there is no document, too many, or one of them cannot be read (the message names it).
    """
    names = [(container.shown(name), name) for name in container.names() if _is_document(container.shown(name))]
    names.sort(key=lambda pair: (_counted(pair[0]), pair))
    if not names:
        raise InputError(f"{container.label}: the archive is empty; give one with the documents in it")
    if len(names) > _MOST_DOCUMENTS:
        raise InputError(
            f"{container.label}: holds {len(names)} files, more than {_MOST_DOCUMENTS}; give one disclosure at a time"
        )
    blocks: list[Block] = []
    doubts: list[Doubt] = []
    pages = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        for shown, name in names:
            path.write_bytes(container.content(name))
            document = _named(read, path, f"{container.label}: {shown}")
            found = [_on_page(block, pages, shown) for block in document.blocks]
            unsure = [replace(doubt, location=_moved(doubt.location, pages)) for doubt in document.doubts]
            blocks += found
            doubts += unsure
            pages = max(part.location.page or 0 for part in (*found, *unsure))
    return tuple(blocks), tuple(doubts)
