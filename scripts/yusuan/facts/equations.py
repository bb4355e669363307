"""Equations between facts, found from the keys alone: in a column the rows below a row, in a row the columns below a
column. They serve reconciliation, the views and the audit alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, product
from operator import attrgetter, itemgetter

from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist
from yusuan.facts.fact import Cell
from yusuan.facts.key import DIMENSIONS, Key
from yusuan.facts.unread import Unread


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


def _of_line(cells: Sequence[Cell], hierarchy: Hierarchy) -> Iterator[Equation]:
    """The equations along one column or one row."""
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
        yield Equation(whole, keys, cells[0].table_id, complete, tuple(c.cell_id for c in (first[whole], *parts)))


def _holds(equation: Equation, by_id: Mapping[str, Cell]) -> bool:
    whole, *parts = (by_id[cell_id] for cell_id in equation.cell_ids)
    excess = whole.amount - sum((cell.amount for cell in parts), Decimal(0))
    return abs(excess) <= 2 * sum((cell.quantum for cell in (whole, *parts)), Decimal(0))


def table_equations(cells: Sequence[Cell], hierarchy: Hierarchy, unread: Sequence[Unread] = ()) -> tuple[Equation, ...]:
    """The equations that the tables state, each once, in reading order. One along a row or column with an ``unread``
    amount, which may belong to it, is stated only if it holds."""
    open_rows = {(mark.table_id, mark.row) for mark in unread}
    open_columns = {(mark.table_id, mark.place) for mark in unread}
    by_id = {cell.cell_id: cell for cell in cells}
    found: dict[Equation, None] = {}
    keyed = [cell for cell in cells if cell.key is not None]
    columns = (((c.table_id, place), c) for c in keyed for place in (c.place, *c.totals_places))
    rows = (((c.table_id, c.row, c.panel), c) for c in keyed)
    for lines in (columns, rows):
        for line, group in groupby(sorted(lines, key=itemgetter(0)), key=itemgetter(0)):
            is_open = line[:2] in open_rows
            if lines is columns:
                is_open = line in open_columns or (line[0], None) in open_columns
            for equation in _of_line([cell for _, cell in group], hierarchy):
                if not is_open or _holds(equation, by_id):
                    found[equation] = None
    return tuple(found)


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
