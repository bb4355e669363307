"""Where on a page a table without vertical rules stands: between rules of one length, or where numbers stand below each
other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.reading.pdf_charts import are_shares
from yusuan.reading.pdf_columns import Band, columns_of, is_number, is_tabular
from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_labels import Header
from yusuan.reading.pdf_paths import Rule

_SHORTEST = 0.2
"""Of the width of the page: a shorter rule is none of a table."""
_SAME_END = 5.0
_SAME_EDGE = 1.5
FEWEST_NUMBERS = 3
"""So many numbers below each other make a column."""
_MOST_BETWEEN = 6
"""Lines without a number between two with one."""
_HIGHEST_HEADER = 8
_FEWEST_LABELS = 3
"""At least one label for so many columns."""
_LEADERS = re.compile(r"[.．。·•…⋯_]{3,}|…{2,}|(?:[.．·] ){3,}")
_SLOT = re.compile(r"[:：]")


@dataclass(frozen=True, slots=True)
class Region:
    """A table: its header, and the bands below it in strips parted by rules. ``is_ruled`` tells whether rules show
    where it stands."""

    box: Box
    header: Header
    strips: tuple[tuple[Band, ...], ...]
    is_ruled: bool


def _middle(band: Band) -> float:
    return (band[0].box[1] + band[0].box[3]) / 2


def _between(bands: Sequence[Band], x0: float, top: float, x1: float, bottom: float) -> list[Band]:
    """The bands within a box, their texts outside it left out."""
    found = []
    for band in bands:
        if top <= _middle(band) <= bottom:
            inside = [line for line in band if x0 - _SAME_END <= (line.box[0] + line.box[2]) / 2 <= x1 + _SAME_END]
            if inside:
                found.append(inside)
    return found


def _families(rules: Sequence[Rule], width: float) -> list[list[Rule]]:
    """Long rules that begin and end at the same places, each family from the top down."""
    families: list[list[Rule]] = []
    for rule in sorted(rules):
        if rule[2] - rule[1] < _SHORTEST * width:
            continue
        for family in families:
            if abs(family[0][1] - rule[1]) <= _SAME_END and abs(family[0][2] - rule[2]) <= _SAME_END:
                family.append(rule)
                break
        else:
            families.append([rule])
    return [family for family in families if len(family) > 1]


def has_families(rules: Sequence[Rule], width: float) -> bool:
    """Whether there are long rules of one length."""
    return len(rules) > 1 and bool(_families(rules, width))


def _could_head(header: Sequence[Band], body: Sequence[Band]) -> bool:
    """Whether what stands between two rules may be the header of what follows."""
    widest, labels = max((len(band) for band in body), default=0), len(columns_of(header))
    return 0 < len(header) <= _HIGHEST_HEADER and labels > 1 and _FEWEST_LABELS * labels >= widest


def _is_header(strip: Sequence[Band]) -> bool:
    """Whether all that stands between two rules is a header: the table is empty."""
    return len(strip) <= _HIGHEST_HEADER and not any(is_number(line.text) for band in strip for line in band)


def _tables(family: Sequence[Rule], bands: Sequence[Band]) -> Iterator[tuple[int, int]]:
    """The first and the last rule of each table of a family."""
    strips = [_between(bands, a[1], a[0], a[2], b[0]) for a, b in pairwise(family)]
    at = 0
    while at < len(strips):
        end = at
        if end + 1 < len(strips) and is_tabular(strips[end + 1]) and _could_head(strips[end], strips[end + 1]):
            end += 1
        while end < len(strips) and is_tabular(strips[end]):
            end += 1
        if end > at:
            yield at, end
        at = max(end, at) + 1


def between_rules(bands: Sequence[Band], rules: Sequence[Rule], width: float) -> list[Region]:
    """The tables between horizontal rules of one length."""
    found = []
    for family in _families(rules, width):
        for first, last in _tables(family, bands):
            inner = family[first : last + 1]
            x0, x1 = min(rule[1] for rule in inner), max(rule[2] for rule in inner)
            top, bottom = inner[0][0], inner[-1][0]
            strips = [_between(bands, x0, a[0], x1, b[0]) for a, b in pairwise(inner)]
            partial = [r for r in rules if top < r[0] < bottom and r not in inner and x0 - 1 <= r[1] and r[2] <= x1 + 1]
            is_headed = len(strips) > 1 or _is_header(strips[0])
            header = Header(tuple(strips.pop(0)) if is_headed else (), top, inner[1][0], tuple(partial))
            found.append(Region((x0, top, x1, bottom), header, tuple(map(tuple, strips)), True))
    return found


def _edges_of_numbers(bands: Sequence[Band]) -> list[float]:
    """Where several numbers end below each other."""
    ends = sorted(line.box[2] for band in bands if len(band) > 1 for line in band if is_number(line.text))
    groups: list[list[float]] = []
    for end in ends:
        if groups and end - groups[-1][-1] <= _SAME_EDGE:
            groups[-1].append(end)
        else:
            groups.append([end])
    return [sum(group) / len(group) for group in groups if len(group) >= FEWEST_NUMBERS]


def _is_contents(bands: Sequence[Band]) -> bool:
    """Whether bands are a table of contents: dots that lead to a number, or titles and numbers of pages that rise."""
    dotted = sum(any(_LEADERS.search(line.text) for line in band) for band in bands)
    if 2 * dotted >= len(bands):
        return True
    last = [band[-1].text for band in bands if is_number(band[-1].text)]
    if max(len(band) for band in bands) > 2 or not all(text.isdigit() for text in last):
        return False
    pages = [int(text) for text in last]
    return pages == sorted(pages) and len(pages) > 1


def _runs(bands: Sequence[Band], edges: Sequence[float]) -> Iterator[tuple[int, int]]:
    """The first and the last band of each run of bands with a number at one of the edges."""

    def has_number(band: Band) -> bool:
        ends = [line.box[2] for line in band if is_number(line.text)]
        return len(band) > 1 and any(abs(end - edge) <= _SAME_EDGE for end in ends for edge in edges)

    numbered = [n for n, band in enumerate(bands) if has_number(band)]
    start = 0
    for n in range(1, len(numbered) + 1):
        if n == len(numbered) or numbered[n] - numbered[n - 1] > _MOST_BETWEEN:
            if n - start >= FEWEST_NUMBERS:
                yield numbered[start], numbered[n - 1]
            start = n


def between_numbers(bands: Sequence[Band]) -> list[Region]:
    """The tables without any rule: at least three rows with numbers that end below each other, and what heads them."""
    found: list[Region] = []
    edges = _edges_of_numbers(bands)
    for first, last in _runs(bands, edges) if edges else ():
        while last + 1 < len(bands) and len(bands[last + 1]) > 1 and not _is_apart(bands[last], bands[last + 1]):
            last += 1
        body = bands[first : last + 1]
        if _is_contents(body) or are_shares(body) or not is_tabular(body):
            continue
        top = first
        while top > 0 and _heads(bands[top - 1], bands[top]):
            top -= 1
        while top < first and len(bands[top]) < 2:
            top += 1
        lines = [line for band in bands[top : last + 1] for line in band]
        x0, x1 = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
        box = (x0, min(line.box[1] for line in lines), x1, max(line.box[3] for line in lines))
        under = min(line.box[1] for line in bands[first])
        found.append(Region(box, Header(tuple(bands[top:first]), box[1], under, ()), (tuple(body),), False))
    return found


def _is_apart(above: Band, below: Band) -> bool:
    return below[0].baseline - above[0].baseline > 3 * below[0].size


def _heads(band: Band, below: Band) -> bool:
    """Whether a band without numbers may belong to the header above another."""
    if _is_apart(band, below) or any(_SLOT.search(line.text) for line in band):
        return False
    return not any(_LEADERS.search(line.text) for line in band)
