"""What recognition gives: whose budget a document is, of which year and phase, and its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yusuan.concepts import Concept
from yusuan.reading.document import GridCell, Location


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header path from top to bottom, what part it plays (a code of ``column-roles``) and the
    codes its header sets, by dimension. ``unread`` is the part of the header that nothing explains: the amounts below
    it have no key."""

    index: int
    path: tuple[str, ...]
    role: str
    sets: Mapping[str, str]
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the grid as aligned to the columns. ``index`` is its place in the printed grid, ``origins`` the
    printed column (from 0) of each cell, ``-1`` for a cell that was put in to fill the row."""

    index: int
    cells: tuple[GridCell, ...]
    origins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the disclosure.

    ``kind`` is a code of ``table-kinds``; ``unit`` of ``units-of-measure``, ``unit_source`` one of printed /
    inherited / inferred / none; ``empty`` is ``""`` or one of header-only / blank-rows / zero-amounts / placeholder.
    ``printed`` is the grid exactly as read, ``rows`` the body rows aligned to ``columns``. ``sets`` are the codes that
    kind and title set; ``unread`` is what nothing explains in it: then no amount of the table has a key.
    """

    table_id: str
    number: str
    title: str
    kind: str
    unit: str
    unit_source: str
    location: Location
    printed: tuple[tuple[GridCell, ...], ...]
    header_rows: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    empty_reason: str = ""
    sets: Mapping[str, str] = field(default_factory=dict)
    unread: str = ""

    def confidence_at(self, row: int, column: int) -> float | None:
        """How sure an optical recogniser is of a printed cell, by its row and column from 1; ``None`` where the cell
        was not recognised optically, or there is none."""
        if not (0 < row <= len(self.printed) and 0 < column <= len(self.printed[row - 1])):
            return None
        return self.printed[row - 1][column - 1].confidence


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """Something that was read and not understood: what, its text, where."""

    what: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A recognised document.

    ``organization`` is the reporting unit's own concept (its code is an id, never a label); ``organizations`` holds
    it and every unit below it that the tables name; ``scope`` is ``department`` or ``unit``; ``division`` is a code
    of ``divisions`` or ``""``.
    """

    disclosure_id: str
    title: str
    organization: Concept
    scope: str
    division: str
    fiscal_year: str
    phase: str
    tables: tuple[Table, ...]
    unrecognised: tuple[Unrecognised, ...]
