"""What labels a chart is no table: texts beside slices and bars, the numbers of an axis, and nothing but shares."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from yusuan.reading.pdf_columns import Band, is_number
from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_paths import Rule
from yusuan.reading.pdf_text import Line

_FEWEST_SHAPES, _FEWEST_MARKS = 2, 4
_BESIDE = 0.5
"""Of the height of a table: a chart beside it reaches so far."""
_SAME_EDGE = 1.5
_SAME_STEP = 0.15
_NEAR = 3.0


def is_beside_chart(box: Box, figures: Sequence[Box]) -> bool:
    """Whether a table stands beside or over the shapes of a chart; shapes that hold all of it are its ground."""
    x0, top, x1, bottom = box
    own = [f for f in figures if not (f[0] <= x0 and f[1] <= top and x1 <= f[2] and bottom <= f[3])]
    if len(own) < _FEWEST_SHAPES:
        return False
    upper, lower = min(f[1] for f in own), max(f[3] for f in own)
    return min(lower, bottom) - max(upper, top) >= _BESIDE * (bottom - top)


def _value(line: Line) -> Decimal | None:
    try:
        return Decimal(line.text.rstrip("%％").replace(",", ""))
    except InvalidOperation:
        return None


def _is_axis(lines: Sequence[Line]) -> bool:
    """Whether numbers below each other fall by one step, at one distance."""
    values = [_value(line) for line in lines]
    steps = [a - b for a, b in pairwise(value for value in values if value is not None)]
    gaps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    if None in values or len(lines) < _FEWEST_MARKS or min(steps) <= 0 or max(steps) != min(steps):
        return False
    return min(gaps) > 0 and max(gaps) - min(gaps) <= _SAME_STEP * max(gaps)


def axes_of(bands: Sequence[Band]) -> list[Line]:
    """The numbers of vertical axes among the lines of a page: the first or the last texts of their bands."""
    found: list[Line] = []
    for at, edge in ((0, 0), (0, 2), (-1, 0), (-1, 2)):
        groups: dict[int, list[Line]] = {}
        for band in bands:
            if is_number(band[at].text):
                groups.setdefault(round(band[at].box[edge] / _SAME_EDGE), []).append(band[at])
        for group in groups.values():
            if _is_axis(group):
                found += group
    return found


def without(bands: Sequence[Band], lines: Sequence[Line]) -> list[Band]:
    """The bands without some of their lines."""
    gone = {id(line) for line in lines}
    kept = [[line for line in band if id(line) not in gone] for band in bands] if gone else list(bands)
    return [band for band in kept if band]


def without_gridlines(rules: Sequence[Rule], axes: Sequence[Line]) -> list[Rule]:
    """The rules without those that stand at the height of a number of an axis."""
    heights = [(line.box[1] + line.box[3]) / 2 for line in axes]
    return [rule for rule in rules if not any(abs(rule[0] - height) <= _NEAR for height in heights)]


def are_shares(bands: Sequence[Band]) -> bool:
    """Whether all numbers in bands are percentages: they label a chart, and no amount is among them."""
    numbers = [line.text for band in bands for line in band if is_number(line.text)]
    return bool(numbers) and all(text.endswith(("%", "％")) for text in numbers)
