"""Amounts that say less than the tables about what they are: projects without their unit, lines without their fund."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist
from yusuan.facts.fact import Cell
from yusuan.facts.key import Key

_BROKEN_DOWN = ("function", "economic", "gov_economic", "expenditure_type", "activity")


def of_one_fund(key: Key, stated: Collection[Key], funds: Codelist) -> Key:
    """The key under the fund under which the tables state the same line, where they do not state it for all funds: the
    broadest of these funds, if all others lie within it. The whole of a side stays that of all funds: where the table
    that sums them up is missing, nothing says that the tables at hand hold all the money."""
    is_whole = all(getattr(key, name) in (TOTAL, NOT_APPLICABLE) for name in _BROKEN_DOWN)
    if key in stated or is_whole:
        return key
    same_line = {other.fund for other in stated if replace(other, fund=key.fund) == key}
    for fund in sorted(same_line):
        if all(funds.is_within(other, fund) for other in same_line):
            return replace(key, fund=fund)
    return key


def with_units(cells: Sequence[Cell], reporting: str) -> tuple[Cell, ...]:
    """The cells, those about a project of the reporting organization re-keyed to the unit below it that every other
    table of that type of expenditure names for this project, where they name just one: so the two prints witness one
    fact. What a unit buys for a project does not make it the unit's."""
    units: dict[tuple[str, str], set[str]] = {}
    for cell in cells:
        if cell.key is not None and cell.key.activity != TOTAL:
            units.setdefault((cell.key.activity, cell.key.expenditure_type), set()).add(cell.key.organization)

    def unit_of(cell: Cell) -> Cell:
        if cell.key is None or cell.key.activity == TOTAL or cell.key.organization != reporting:
            return cell
        others = units[cell.key.activity, cell.key.expenditure_type] - {reporting}
        return replace(cell, key=replace(cell.key, organization=next(iter(others)))) if len(others) == 1 else cell

    return tuple(unit_of(cell) for cell in cells)
