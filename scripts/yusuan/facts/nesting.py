"""Lists of units and projects that are nested by order alone: 合计, department, unit, group, project.

The transcript keeps no indentation, so the tree is read from the amounts: a row whose following rows sum to it exactly
is their heading. A row with a description is a project and never a heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class NestedRow:
    """One row: its amount (``None`` when blank) and whether it is described."""

    amount: Decimal | None
    described: bool


def parents(rows: Sequence[NestedRow]) -> tuple[int, ...]:
    """The position of each row's heading, ``-1`` at the root."""
    found = [-1] * len(rows)
    position = 0
    while position < len(rows):
        position = _read(rows, position, found)
    return tuple(found)


def _read(rows: Sequence[NestedRow], position: int, found: list[int]) -> int:
    """Nest what follows a row under it if it sums to the row; the position after the row and what is under it."""
    amount, following = rows[position].amount, position + 1
    if amount is None or rows[position].described:
        return following
    trial, remaining, children = list(found), amount, []
    at = following
    while at < len(rows) and remaining > 0 and (part := rows[at].amount) is not None and part <= remaining:
        children.append(at)
        remaining -= part
        at = _read(rows, at, trial)
    if remaining or not children:
        return following
    found[:] = trial
    for child in children:
        found[child] = position
    return at
