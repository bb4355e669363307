"""What of a table is known not to be understood: no sum that it may belong to is asserted, no key that it may split."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from yusuan.facts.fact import SURE, Binding, Cell
from yusuan.facts.key import Key
from yusuan.recognition.disclosure import Table
from yusuan.recognition.kinds import OTHER

_REVENUE = ("revenue", "revenue-grand-total")
REPEATED = "the column prints several amounts for it, and what tells them apart is not understood"


@dataclass(frozen=True, slots=True)
class Unread:
    """A place in a table that prints something about amounts which is not understood: an amount that cannot be read, or
    that of a line whose code and name contradict each other, a heading between rows. ``row`` counts from 1 as printed,
    ``place`` is the column of the aligned table, ``None`` for the whole row."""

    table_id: str
    row: int
    place: int | None = None


def with_doubts(cells: Sequence[Cell], tables: Sequence[Table], pages: Collection[int]) -> tuple[Cell, ...]:
    """The cells, marked where their reading is doubted: a recogniser is not sure of them, or something of their page
    could not be read."""
    by_id = {table.table_id: table for table in tables}

    def is_doubted(cell: Cell) -> bool:
        table = by_id.get(cell.table_id)
        confidence = table.confidence_at(cell.row, cell.column) if table else None
        return cell.location.page in pages or (confidence is not None and confidence < SURE)

    return tuple(replace(cell, is_doubted=True) if is_doubted(cell) else cell for cell in cells)


def _repeats(cells: Sequence[Cell], marked: Collection[int], headings: Collection[int]) -> Iterator[Cell]:
    """The cells of one table whose key stands in other rows of their column too, with another amount or beyond
    something that is not understood. Where that is a heading, all that stands below the first heading: each tells of
    what the rows below it are."""
    groups: dict[tuple[int, Key], list[Cell]] = {}
    for cell in cells:
        if cell.key is not None:
            groups.setdefault((cell.place, cell.key), []).append(cell)
    is_split = False
    for group in groups.values():
        rows = sorted({cell.row for cell in group})
        split = any(first < row < last for first, last in pairwise(rows) for row in marked)
        if len(rows) > 1 and any(c.amount for c in group) and (split or len({c.amount for c in group}) > 1):
            is_split = is_split or any(rows[0] < row < rows[-1] for row in headings)
            yield from group
    if is_split:
        yield from (cell for cell in cells if cell.key is not None and cell.row > min(headings))


def without_split_keys(cells: Sequence[Cell], unread: Sequence[Unread]) -> tuple[Cell, ...]:
    """The cells without the keys of those that a table prints twice in one column, where something in the table is not
    understood: it may be what tells them apart (a heading between them, words beside them)."""
    by_table: dict[str, list[Cell]] = {}
    for cell in cells:
        by_table.setdefault(cell.table_id, []).append(cell)
    marked: dict[str, set[int]] = {}
    headings: dict[str, set[int]] = {}
    for mark in unread:
        marked.setdefault(mark.table_id, set()).add(mark.row)
        if mark.place is None:
            headings.setdefault(mark.table_id, set()).add(mark.row)
    lost: set[str] = set()
    for table_id, own in by_table.items():
        rows = marked.get(table_id, set())
        if rows or any(cell.key is None and cell.amount for cell in own):
            lost |= {cell.cell_id for cell in _repeats(own, rows, headings.get(table_id, ()))}
    return tuple(
        replace(cell, key=None, binding=Binding.NONE, reason=REPEATED) if cell.cell_id in lost else cell
        for cell in cells
    )


def has_unread_funds(cells: Sequence[Cell], tables: Sequence[Table]) -> bool:
    """Whether amounts may be of a fund that no key names: they stand below a title or a header of which a part is not
    understood, or in a row that is not understood among sources of revenue."""
    known = {table.table_id for table in tables}
    open_tables = {cell.table_id for cell in cells if cell.key is None and cell.amount} & known
    sources = {cell.table_id for cell in cells if cell.key is not None and cell.key.operation in _REVENUE}
    return not open_tables.isdisjoint(sources) or any(
        table.table_id in open_tables
        and (table.unread or (table.kind != OTHER and any(c.unread for c in table.columns)))
        for table in tables
    )


class Holes:
    """Where in the tables something is not understood, as sums along columns and rows see it."""

    def __init__(self, cells: Sequence[Cell], unread: Sequence[Unread] = ()) -> None:
        """Index the amounts without a key that are not nothing, and the places that are no cells."""
        self._in_column: dict[tuple[str, int], set[int]] = {}
        self._in_row: dict[tuple[str, int], list[str]] = {}
        self._rows: dict[str, set[int]] = {}
        for cell in cells:
            if cell.key is None and cell.amount:
                self._in_column.setdefault((cell.table_id, cell.place), set()).add(cell.row)
                self._in_row.setdefault((cell.table_id, cell.row), []).append(cell.header)
        for mark in unread:
            if mark.place is None:
                self._rows.setdefault(mark.table_id, set()).add(mark.row)
            else:
                self._in_column.setdefault((mark.table_id, mark.place), set()).add(mark.row)
                self._in_row.setdefault((mark.table_id, mark.row), []).append("")

    def tables(self) -> frozenset[str]:
        """The tables in which something is not understood."""
        return frozenset((*(table_id for table_id, _ in self._in_column), *self._rows))

    def rows_of(self, table_id: str, place: int) -> set[int]:
        """The rows of a column that hold something which is not understood."""
        return self._in_column.get((table_id, place), set()) | self._rows.get(table_id, set())

    def headers_of(self, table_id: str, row: int) -> Sequence[str]:
        """The headers of the columns of a row that hold something which is not understood, ``""`` for one unknown."""
        return self._in_row.get((table_id, row), ())
