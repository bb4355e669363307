"""The labels of a header without vertical rules: lines of one label joined, and the lowest label of each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.reading.pdf_columns import Band, Column, covered, with_strays
from yusuan.reading.pdf_paths import Rule
from yusuan.reading.pdf_text import Line, join_lines

_LEADING = 1.5
"""Of the size: lines of one label stand no further apart."""
_CLEAR = 0.1
_NEAR_RULE = 2.0
_BESIDE, _FARTHEST = 1.5, 6.0
"""Of the size: how far from a column its label stands when another is above it, and when none is."""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the rows of a table: its bands, where it begins and ends, and the rules in it that are shorter
    than the table."""

    bands: tuple[Band, ...]
    top: float
    bottom: float
    partial: tuple[Rule, ...]


@dataclass(slots=True)
class Label:
    """A label of a header: its lines, the first column that it heads and the one after the last, its row."""

    lines: list[Line]
    start: int = 0
    end: int = 0
    row: int = 0

    @property
    def middle(self) -> float:
        """Its middle from the left."""
        return (min(line.box[0] for line in self.lines) + max(line.box[2] for line in self.lines)) / 2

    @property
    def centre(self) -> float:
        """Its middle from the top."""
        return (self.top + self.bottom) / 2

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.lines[0].box[1]

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.lines[-1].box[3]

    @property
    def size(self) -> float:
        """The size of its text."""
        return self.lines[0].size

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return join_lines([line.text for line in self.lines])

    def is_above(self, other: Label) -> bool:
        """Whether another label begins below it."""
        return other.top >= self.bottom + _CLEAR * self.size

    def rule(self, partial: Sequence[Rule]) -> Rule | None:
        """The short rule below it, in whose middle it stands."""
        for rule in sorted(partial):
            y, x0, x1 = rule
            is_centred = abs((x0 + x1) / 2 - self.middle) < self.size
            if 0 <= y - self.bottom < _NEAR_RULE * self.size and is_centred:
                return rule
        return None


def labels_of(header: Header) -> list[Label]:
    """The lines of a header joined to labels: those straight below each other, as near as lines of one text."""
    labels: list[Label] = []
    for band in header.bands:
        below: dict[int, list[Line]] = {}
        for line in band:
            at = next((n for n, label in enumerate(labels) if _goes_on(label, line, header.partial)), -1)
            below.setdefault(at, []).append(line)
        for n, lines in below.items():
            if n >= 0 and len(lines) == 1:
                labels[n].lines.append(lines[0])
            else:
                labels.extend(Label([line]) for line in lines)
    return labels


def _goes_on(label: Label, line: Line, partial: Sequence[Rule]) -> bool:
    last = label.lines[-1]
    if not 0 < line.baseline - last.baseline <= _LEADING * max(line.size, last.size):
        return False
    if any(last.baseline < y < line.baseline and x0 < line.box[2] and line.box[0] < x1 for y, x0, x1 in partial):
        return False
    middle = (line.box[0] + line.box[2]) / 2
    return abs(middle - label.middle) < 0.6 * line.size or abs(line.box[0] - last.box[0]) < 0.2 * line.size


def lowest_labels(labels: Sequence[Label], columns: Sequence[Column]) -> list[Label | None]:
    """The lowest label of each column: one that stands over it and over no other, or else beside it over none."""
    found: list[Label | None] = [None] * len(columns)
    astray = []
    for label in labels:
        over = {n for line in label.lines for n in covered(columns, line)}
        if not over:
            astray.append(label)
        elif len(over) == 1:
            (n,) = over
            before = found[n]
            if before is None or label.top > before.top:
                found[n] = label
    for distance, label, n in _nearest(astray, columns):
        before = found[n]
        is_lower = before is not None and before.is_above(label) and distance <= _BESIDE * label.size
        if (before is None or is_lower) and not any(label is own for own in found):
            found[n] = label
    return found


def _nearest(labels: Sequence[Label], columns: Sequence[Column]) -> list[tuple[float, Label, int]]:
    """How far labels are from the columns beside them, the nearest first."""
    pairs: list[tuple[float, Label, int]] = []
    for label in labels:
        right = sum(column.x1 <= label.middle for column in columns)
        for n in (right - 1, right):
            if 0 <= n < len(columns):
                pairs.append((max(columns[n].x0 - label.middle, label.middle - columns[n].x1), label, n))
    return sorted((pair for pair in pairs if pair[0] <= _FARTHEST * pair[1].size), key=lambda pair: pair[0])


def _widest(label: Label) -> Line:
    return max(label.lines, key=lambda line: line.box[2] - line.box[0])


def _blank(labels: Sequence[Label], columns: Sequence[Column], partial: Sequence[Rule]) -> Iterator[Line]:
    """The labels of columns in which nothing stands: over no column, not above those of the columns beside them."""
    lowest = lowest_labels(labels, columns)
    for label in labels:
        is_own = any(label is own for own in lowest)
        if is_own or any(covered(columns, line) for line in label.lines) or label.rule(partial):
            continue
        left = [own for own, column in zip(lowest, columns, strict=True) if column.x1 <= label.middle]
        right = [own for own, column in zip(lowest, columns, strict=True) if column.x0 >= label.middle]
        beside = [own for own in (*left[-1:], *right[:1]) if own is not None]
        if not (left and right and len(beside) == 2 and all(label.is_above(own) for own in beside)):
            yield _widest(label)


def header_columns(header: Header, columns: Sequence[Column]) -> list[Column]:
    """The columns of a table, with those that only its header shows."""
    labels = labels_of(header)
    if not columns:
        low = [label for label in labels if not any(label.is_above(o) and _overlap(label, o) for o in labels)]
        found = with_strays([], (_widest(label) for label in low))
        lowest = lowest_labels(labels, found)
        parents = {n for n, own in enumerate(lowest) if own is not None and _is_between(n, lowest)}
        columns = [column for n, column in enumerate(found) if n not in parents]
    return with_strays(columns, _blank(labels, columns, header.partial))


def _overlap(label: Label, other: Label) -> bool:
    a, b = _widest(label).box, _widest(other).box
    return a[0] < b[2] and b[0] < a[2]


def _is_between(n: int, lowest: Sequence[Label | None]) -> bool:
    """Whether a label stands above those on both its sides, and between them."""
    own, beside = lowest[n], (*lowest[max(n - 1, 0) : n], *lowest[n + 1 : n + 2])
    return own is not None and len(beside) == 2 and all(label is not None and own.is_above(label) for label in beside)
