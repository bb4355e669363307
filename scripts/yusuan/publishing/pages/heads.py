"""The head of a table as printed: how many of its first rows are headings, and which of their places are one. Pure.

A grid keeps the text of a merged place in its first cell and leaves the others blank; here they are put together again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_MOST_ROWS = 4
_CODE = re.compile(r"\s*\d{3,}\s*")

Grid = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Heading:
    """One place of the head: its row and column from 0, how many columns and rows it covers, its text."""

    row: int
    column: int
    columns: int
    rows: int
    text: str


def head_rows(grid: Grid, rows_with_amounts: Collection[int]) -> int:
    """How many rows stand above the first with an amount (rows from 1), where they can be headings; 0 otherwise."""
    if not rows_with_amounts:
        return 0
    count = min(rows_with_amounts) - 1
    above = grid[:count]
    can_be = 0 < count <= _MOST_ROWS and not any(_CODE.fullmatch(text) for row in above for text in row)
    return count if can_be and all(any(text.strip() for text in row) for row in above) else 0


def headings(grid: Grid, count: int, width: int) -> list[list[Heading]]:
    """The places of the first ``count`` rows, row by row: a blank goes to the heading above where that is one column
    wide, else to the heading left of it below the same heading above."""
    owner: list[list[int]] = []
    found: list[Heading] = []
    for row in range(count):
        line: list[int] = []
        for column in range(width):
            text = grid[row][column].strip() if column < len(grid[row]) else ""
            above = owner[row - 1][column] if row else -1
            left = line[column - 1] if column else -1
            if not text and above >= 0 and found[above].columns == 1 and found[above].text:
                line.append(above)
            elif not text and count > 1 and _may_widen(found, left, row, owner, column):
                line.append(left)
            else:
                found.append(Heading(row, column, 1, 1, text))
                line.append(len(found) - 1)
        owner.append(line)
        found = [_measured(each, number, owner) for number, each in enumerate(found)]
    return [[each for each in found if each.row == row] for row in range(count)]


def _may_widen(found: Sequence[Heading], left: int, row: int, owner: Sequence[Sequence[int]], column: int) -> bool:
    if left < 0 or found[left].row != row or not found[left].text:
        return False
    return row == 0 or owner[row - 1][column] == owner[row - 1][column - 1]


def _measured(heading: Heading, number: int, owner: Sequence[Sequence[int]]) -> Heading:
    columns = sum(place == number for place in owner[heading.row])
    rows = sum(number in line for line in owner)
    return Heading(heading.row, heading.column, max(columns, 1), max(rows, 1), heading.text)
