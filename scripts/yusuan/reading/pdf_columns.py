"""Columns that no rule parts: where no text of a table stands, from its top to its bottom, a column ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.reading.pdf_text import Line

Band = list[Line]
"""The texts on one baseline, from the left."""

NUMBER = re.compile(r"[-－+]?[\d,，.．]*\d[\d,，.．]*[%％]?|[-－—–]+")
_FEWEST_FOR_EXCEPTIONS = 25
_NARROWEST = 0.35
"""Of the size of the text: a narrower gap parts no columns."""
_NARROWEST_ALONE = 0.9
_FEW_BANDS = 3
_MOST_ASTRAY = 0.15
"""Of the bands of a table: how many may have a text of their own that keeps to no column."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the texts of a column begin and end."""

    x0: float
    x1: float


def is_number(text: str) -> bool:
    """Whether a text is a number or stands for none."""
    return NUMBER.fullmatch(text) is not None


def columns_of(bands: Sequence[Band]) -> list[Column]:
    """The columns of a table without its header. In a long table a few texts may reach over several columns."""
    ends = sorted(end for band in bands for line in band for end in ((line.box[0], 1), (line.box[2], -1)))
    size = max((line.size for band in bands for line in band), default=0.0)
    tolerated = len(bands) // _FEWEST_FOR_EXCEPTIONS
    least = (_NARROWEST if len(bands) > _FEW_BANDS else _NARROWEST_ALONE) * size
    found: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for x, step in ends:
        before, depth = depth, depth + step
        if before <= tolerated < depth:
            start = x
        elif depth <= tolerated < before:
            if found and start - found[-1][1] < least:
                start = found.pop()[0]
            found.append((start, x))
    columns = [Column(x0, x1) for x0, x1 in found]
    return with_strays(columns, (line for band in bands for line in band)) if tolerated else columns


def with_strays(columns: Sequence[Column], lines: Iterable[Line]) -> list[Column]:
    """The columns, with new ones for the lines that stand in none of them."""
    found = list(columns)
    for line in sorted(lines, key=lambda line: line.box[2] - line.box[0]):
        x0, _, x1, _ = line.box
        if not any(x0 < column.x1 and column.x0 < x1 for column in found):
            found.append(Column(x0, x1))
    return sorted(found, key=lambda column: column.x0)


def covered(columns: Sequence[Column], line: Line) -> list[int]:
    """The numbers of the columns over which a line stands."""
    x0, _, x1, _ = line.box
    slack = 0.1 * line.size
    return [n for n, column in enumerate(columns) if x0 < column.x1 - slack and column.x0 + slack < x1]


def edges_of(columns: Sequence[Column], x0: float, x1: float) -> tuple[float, ...]:
    """The edges of the columns of a table that reaches from ``x0`` to ``x1``: the middles of the gaps."""
    between = [(a.x1 + b.x0) / 2 for a, b in pairwise(columns)]
    return (min(x0, columns[0].x0), *between, max(x1, columns[-1].x1))


def is_tabular(bands: Sequence[Band]) -> bool:
    """Whether bands stand in columns: those with several texts make columns, and the others keep to them."""
    rows = [band for band in bands if len(band) > 1]
    if not rows:
        return False
    columns = columns_of(rows)
    astray = sum(len(covered(columns, band[0])) != 1 for band in bands if len(band) == 1)
    return len(columns) > 1 and astray <= _MOST_ASTRAY * len(bands)
