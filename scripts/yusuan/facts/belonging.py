"""Projects that a list names without their unit belong to the unit that another table gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yusuan.concepts import TOTAL
from yusuan.facts.fact import Cell


def with_units(cells: Sequence[Cell], reporting: str) -> tuple[Cell, ...]:
    """The cells, those about a project of the reporting organization re-keyed to the unit below it that every other
    table names for this project, where they name just one: so the two prints witness one fact."""
    units: dict[str, set[str]] = {}
    for cell in cells:
        if cell.key is not None and cell.key.activity != TOTAL:
            units.setdefault(cell.key.activity, set()).add(cell.key.organization)

    def unit_of(cell: Cell) -> Cell:
        if cell.key is None or cell.key.activity == TOTAL or cell.key.organization != reporting:
            return cell
        others = units[cell.key.activity] - {reporting}
        return replace(cell, key=replace(cell.key, organization=next(iter(others)))) if len(others) == 1 else cell

    return tuple(unit_of(cell) for cell in cells)
