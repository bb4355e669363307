"""What every reader gives: a document as paragraphs and grids in reading order, each with its place.

Nothing here knows about budgets or about files.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is printed; what a format cannot tell is ``None``.

    ``page`` and ``line`` count from 1; ``line`` is the line of a text transcript; ``box`` is
    ``(x0, top, x1, bottom)`` in points from the top left of the page. ``part`` tells the sheets of a workbook and the
    documents of an archive apart: what stands in two of them is never one table.
    """

    page: int | None = None
    line: int | None = None
    box: tuple[float, float, float, float] | None = None
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One run of text outside any grid."""

    text: str
    location: Location
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """The text of one cell as printed (may be empty), with its place. ``confidence`` is how sure the recogniser is of
    its least sure character, from 0 to 1; ``None`` where nothing was recognised optically."""

    text: str
    location: Location
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells; rows may differ in length where the source lost or gained a cell. ``part_name`` is the name of the
    sheet of a workbook or of the document of an archive in which they stand (``document/sheet``); ``left`` is how many
    columns of its sheet stand to the left of them."""

    rows: tuple[tuple[GridCell, ...], ...]
    location: Location
    part_name: str = ""
    left: int = 0


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a file that a reader could not read, or is not sure to have read right: what it is, in words, and
    where. ``is_picture`` says that a blank cell of the row at that place is a picture, ``is_text`` that a text of the
    page was left out; the rest of it is not in doubt."""

    text: str
    location: Location
    is_picture: bool = False
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its name, media type, size in bytes, SHA-256 and blocks in reading order, and what its
    reader is not sure of."""

    name: str
    media_type: str
    size: int
    sha256: str
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()
