"""Equations between facts, found from the keys alone: in a column the rows below a row, in a row the columns below a
column. They serve reconciliation, the views and the audit alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, product, takewhile
from operator import attrgetter, itemgetter
from typing import TypeVar

from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist
from yusuan.facts.fact import Cell
from yusuan.facts.key import DIMENSIONS, Key
from yusuan.facts.money import tolerance
from yusuan.facts.unread import Holes, Unread

_Line = TypeVar("_Line", tuple[str, int], tuple[str, int, int])

_BELOW = " / "
"""What stands between the headings of a cell's header, from the top down."""


@dataclass(frozen=True, slots=True)
class Equation:
    """``whole`` = the sum of ``parts``.

    ``complete`` is false where the document says that the parts may be only some (其中). ``source`` is the table that
    lists them, or ``funds`` for one that follows from equal totals. ``cell_ids`` are the cells that print it, that of
    the whole first; none for one that no table prints as such.
    """

    whole: Key
    parts: tuple[Key, ...]
    source: str
    complete: bool = True
    cell_ids: tuple[str, ...] = ()


_codes = attrgetter(*DIMENSIONS)


class Hierarchy:
    """Which key lies within which, by the trees and collections of the code lists."""

    def __init__(self, codelists: Mapping[str, Codelist]) -> None:
        """``codelists`` holds a list for every dimension but the fiscal year."""
        self._codelists = codelists
        self._collections = {
            name: [concept.code for concept in codelists[name] if codelists[name].members(concept.code)]
            for name in DIMENSIONS
            if name in codelists
        }
        self._known: dict[tuple[str, str], frozenset[str]] = {}

    def _broader(self, dimension: str, code: str) -> frozenset[str]:
        """The code itself and every code within which it lies."""
        at = dimension, code
        if at not in self._known:
            codelist = self._codelists.get(dimension)
            above = [] if codelist is None else list(codelist.ancestors(code))
            gathering = (c for c in self._collections.get(dimension, ()) if codelist and codelist.is_within(code, c))
            self._known[at] = frozenset((code, *above, *gathering))
        return self._known[at]

    def within(self, key: Key, broader: Key) -> bool:
        """Whether ``key`` lies strictly within ``broader``: every dimension within, not all the same."""
        return key != broader and all(
            upper == code or upper in self._broader(name, code)
            for name, code, upper in zip(DIMENSIONS, _codes(key), _codes(broader), strict=True)
        )

    def is_spending(self, key: Key) -> bool:
        """Whether the amount is part of the totals: not a memorandum item, which repeats money counted elsewhere."""
        return key.expenditure_type == NOT_APPLICABLE or TOTAL in self._broader(
            "expenditure_type", key.expenditure_type
        )

    def containing(self, keys: Sequence[Key]) -> set[Key]:
        """Those of the keys within which another of them lies."""
        by_codes = {_codes(key): key for key in keys}
        present = [frozenset(codes) for codes in zip(*by_codes, strict=True)]
        found: set[Key] = set()
        for codes in by_codes:
            chains = (self._broader(*at) & used for *at, used in zip(DIMENSIONS, codes, present, strict=True))
            found.update(by_codes[above] for above in product(*chains) if above in by_codes and above != codes)
        return found

    def parent(self, key: Key, others: Sequence[Key]) -> Key | None:
        """The narrowest of the other keys within which ``key`` lies; ``None`` when there is none or no single one."""
        above = [other for other in others if self.within(key, other)]
        nearest = [a for a in above if not any(self.within(b, a) for b in above)]
        return nearest[0] if len(nearest) == 1 else None


def _of_line(cells: Sequence[Cell], hierarchy: Hierarchy) -> Iterator[tuple[Equation, Sequence[Cell]]]:
    """The equations along one column or one row, with the cells that print each, that of the whole first."""
    first: dict[Key, Cell] = {}
    for cell in cells:
        if cell.key is not None:
            first.setdefault(cell.key, cell)
    below: dict[Key, list[Cell]] = {}
    for key, cell in first.items():
        parent = hierarchy.parent(key, tuple(first))
        if parent is not None:
            below.setdefault(parent, []).append(cell)
    for whole, parts in below.items():
        keys = tuple(cell.key for cell in parts if cell.key is not None)
        complete = not any(cell.of_which for cell in parts)
        printed = (first[whole], *parts)
        yield Equation(whole, keys, cells[0].table_id, complete, tuple(c.cell_id for c in printed)), printed


def _is_trusted(printed: Sequence[Cell], is_open: bool) -> bool:
    """Whether a sum may be asserted. Where something that may belong to it is not understood (``is_open``) it is one
    only if it holds."""
    return not is_open or _holds(printed)


def _holds(printed: Sequence[Cell]) -> bool:
    whole, *parts = printed
    excess = whole.amount - sum((cell.amount for cell in parts), Decimal(0))
    return abs(excess) <= tolerance(cell.quantum for cell in printed)


def _is_open_column(printed: Sequence[Cell], column: Sequence[Cell], holes: Collection[int]) -> bool:
    """Whether a row that is not understood may be a part of a whole: it stands among the rows of the sum, or next to
    its parts with nothing between; or whether a row in it is told by its place alone."""
    if any(cell.is_weak and cell.amount for cell in printed):
        return True
    whole, rows = printed[0].row, {cell.row for cell in printed}
    first, last = min(rows), max(rows)
    before = max((cell.row for cell in column if cell.row < first), default=0)
    after = min((cell.row for cell in column if cell.row > last), default=max((*rows, *holes)) + 1)
    reach = whole if whole == first else before, whole if whole == last else after
    return any(reach[0] < hole < reach[1] for hole in holes)


def _is_open_row(printed: Sequence[Cell], holes: Sequence[str]) -> bool:
    """Whether a column that is not understood may hold a part of a whole: it stands under the headings that the columns
    of the sum have in common; or whether the reading of an amount in the sum is doubted."""
    if any(cell.is_doubted and cell.amount for cell in printed):
        return True
    paths = [cell.header.split(_BELOW) for cell in printed]
    common = [parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, zip(*paths, strict=False))]
    return any(not header or header.split(_BELOW)[: len(common)] == common for header in holes)


def table_equations(cells: Sequence[Cell], hierarchy: Hierarchy, unread: Sequence[Unread] = ()) -> tuple[Equation, ...]:
    """The equations that the tables state, each once, in reading order. Where a row or column that may belong to one is
    not understood (an amount without a key, or what ``unread`` names), or an amount in it rests on a weak reading, it
    is stated only if it holds: this alone decides which sums are ever asserted. A row without a label is a whole if a
    sum of it holds in any column."""
    found: dict[Equation, None] = {}
    keyed, holes = [cell for cell in cells if cell.key is not None], Holes(cells, unread)
    columns = (((c.table_id, place), c) for c in keyed for place in (c.place, *c.totals_places))
    upright = [
        (equation, printed, _is_open_column(printed, column, holes.rows_of(*at)))
        for at, column in _grouped(columns)
        for equation, printed in _of_line(column, hierarchy)
    ]
    wholes = {(e.source, printed[0].row) for e, printed, _ in upright if printed[0].amount and _holds(printed)}
    for equation, printed, is_open in upright:
        is_guess = printed[0].is_nameless and (equation.source, printed[0].row) not in wholes
        if _is_trusted(printed, is_open or is_guess):
            found[equation] = None
    rows = (((c.table_id, c.row, c.panel), c) for c in keyed)
    for (table_id, row, _), line in _grouped(rows):
        for equation, printed in _of_line(line, hierarchy):
            if _is_trusted(printed, _is_open_row(printed, holes.headers_of(table_id, row))):
                found[equation] = None
    return tuple(found)


def _grouped(lines: Iterable[tuple[_Line, Cell]]) -> Iterator[tuple[_Line, list[Cell]]]:
    """The cells of each line, in the order of the lines; those of one line in printed order."""
    for key, group in groupby(sorted(lines, key=itemgetter(0)), key=itemgetter(0)):
        yield key, [cell for _, cell in group]


def fund_equations(amounts: Mapping[Key, Decimal], hierarchy: Hierarchy) -> tuple[Equation, ...]:
    """Where the total of a fund equals that of a narrower one, nothing else funds the unit, so every line of the one
    equals the same line of the other: that condition makes tables of different funds comparable."""
    by_line: dict[Key, list[Key]] = {}
    for key in sorted(amounts):
        by_line.setdefault(replace(key, fund=""), []).append(key)
    found = []
    for line, keys in by_line.items():
        for key in keys:
            broader = hierarchy.parent(key, keys)
            if broader is None or not hierarchy.is_spending(key):
                continue
            top = replace(line, function=TOTAL, activity=TOTAL, fund="")
            if top.economic != NOT_APPLICABLE:
                top = replace(top, economic=TOTAL, gov_economic=TOTAL, expenditure_type=TOTAL)
            totals = [amounts.get(replace(top, fund=fund)) for fund in (broader.fund, key.fund)]
            if totals[0] is not None and totals[0] == totals[1]:
                found.append(Equation(broader, (key,), "funds"))
    return tuple(found)
