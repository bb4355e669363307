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
    after = [0] * len(rows)  # the position after each row and all that is nested below it
    for position in reversed(range(len(rows))):
        children, after[position] = _children(rows, position, after)
        for child in children:
            found[child] = position
    return tuple(found)


def _children(rows: Sequence[NestedRow], position: int, after: Sequence[int]) -> tuple[list[int], int]:
    """The rows directly below a row, if what follows sums to it, and the position after all of them."""
    remaining, at = rows[position].amount, position + 1
    children: list[int] = []
    if remaining is None or rows[position].described:
        return [], at
    while at < len(rows) and remaining > 0 and (part := rows[at].amount) is not None and part <= remaining:
        children.append(at)
        remaining -= part
        at = after[at]
    return (children, at) if children and not remaining else ([], position + 1)
