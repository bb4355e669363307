"""What is shown of a document: its paragraphs and grids in reading order, every cell with its mark and meaning, and the
lists of what was not understood and of what the audit found, each with the place it leads to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from yusuan.inspecting.meaning import Pair
from yusuan.reading.document import Location


class Mark(StrEnum):
    """What a cell was taken for."""

    KEYED = "keyed"
    UNKEYED = "unkeyed"
    HEADER = "header"
    LABEL = "label"
    PLAIN = "plain"


MARK_WORDS = {
    Mark.KEYED: "有含义的金额 amount with a key",
    Mark.UNKEYED: "未能归属的金额 amount without a key",
    Mark.HEADER: "表头 header",
    Mark.LABEL: "行标签 row label",
    Mark.PLAIN: "其他文字 other text",
}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: ``meaning`` is what it was taken to mean or why nothing was; ``findings`` and ``problems`` are numbers
    (from 0) in the lists of the view."""

    anchor: str
    text: str
    location: Location
    mark: Mark
    meaning: tuple[Pair, ...] = ()
    findings: tuple[int, ...] = ()
    problems: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A run of text outside any grid."""

    anchor: str
    text: str
    location: Location
    is_heading: bool
    findings: tuple[int, ...] = ()
    problems: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownGrid:
    """The rows of a grid as printed."""

    rows: tuple[tuple[ShownCell, ...], ...]
    table: str = ""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column: its number in print (from 1), its header path, what it was taken to mean (nothing: not understood)."""

    number: int
    header: str
    meaning: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: its number in print (from 1), the cells, the label and what its amounts have in common, the reasons why
    amounts of it have no meaning."""

    number: int
    cells: tuple[ShownCell, ...]
    label: str
    meaning: tuple[Pair, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table: ``facts`` are its kind, unit of measure and place in words; ``keyed`` of its ``amounts`` have a key."""

    number: int
    table_id: str
    name: str
    pages: tuple[int, ...]
    facts: tuple[Pair, ...]
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]
    header_rows: int
    amounts: int
    keyed: int


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was not understood or found wrong: what kind, its text in one or two languages, its place in
    words, and the anchor of the cell or paragraph it is about (``""`` where there is none)."""

    kind: str
    texts: tuple[str, ...]
    place: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """All that is shown. ``message`` says why the document cannot be published, ``""`` where it can."""

    name: str
    media_type: str
    facts: tuple[Pair, ...]
    problems: tuple[Told, ...]
    findings: tuple[Told, ...]
    tables: tuple[ShownTable, ...]
    blocks: tuple[ShownParagraph | ShownGrid, ...]
    message: str = ""
    page_word: str = field(default="page")
