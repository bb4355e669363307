"""The header of a table without vertical rules: each label over the columns that it heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from yusuan.reading.pdf_columns import Column
from yusuan.reading.pdf_labels import Header, Label, labels_of, lowest_labels
from yusuan.reading.pdf_paths import Rule

_MOST_WAYS = 20_000
_SAME_HEIGHT = 0.4
"""Of the size: labels at one height differ no more."""
_BETTER = 0.6


def _spread(parents: list[Label], edges: Sequence[float], first: int, last: int) -> None:
    """Give each of the labels at one height the columns over whose middle it stands."""
    parents = sorted(parents, key=lambda label: label.middle)[: last - first]
    best: tuple[float, tuple[int, ...]] | None = None
    for number, between in enumerate(combinations(range(first + 1, last), len(parents) - 1)):
        way = (first, *between, last)
        spans = list(pairwise(way))
        missed = sum(abs((edges[a] + edges[b]) / 2 - p.middle) for p, (a, b) in zip(parents, spans, strict=True))
        if best is None or missed < best[0]:
            best = missed, way
        if number > _MOST_WAYS:
            break
    if best is not None:
        for parent, (a, b) in zip(parents, pairwise(best[1]), strict=True):
            parent.start, parent.end = a, b


def _levels(parents: Sequence[Label]) -> Iterator[list[Label]]:
    """The labels at one height, from the top down."""
    level: list[Label] = []
    for parent in sorted(parents, key=lambda label: label.centre):
        if level and parent.centre - level[0].centre > _SAME_HEIGHT * parent.size:
            yield level
            level = []
        level.append(parent)
    if level:
        yield level


def _under_rule(rule: Rule, edges: Sequence[float]) -> tuple[int, int] | None:
    inside = [n for n, (a, b) in enumerate(pairwise(edges)) if rule[1] < (a + b) / 2 < rule[2]]
    return (inside[0], inside[-1] + 1) if inside else None


class _Placing:
    """Finds the columns of the labels that stand above others, from the top down."""

    def __init__(self, header: Header, lowest: Sequence[Label | None], edges: Sequence[float]) -> None:
        self.header, self.lowest, self.edges = header, lowest, edges
        self.ends: list[tuple[Label, float]] = []

    def _row(self, parent: Label, at: int) -> tuple[float, float]:
        """Where the row of a label begins and ends: a label stands in the middle of its row."""
        above = [end for label, end in self.ends if label.start <= at < label.end and label.is_above(parent)]
        top = max(above, default=self.header.top)
        rule = parent.rule(self.header.partial)
        return top, rule[0] if rule else max(2 * parent.centre - top, parent.bottom)

    def _range(self, parent: Label, level: Sequence[Label]) -> tuple[int, int] | None:
        """The columns around a label whose lowest labels stand below it, in rows of their own."""
        at = max(0, min(len(self.lowest) - 1, sum(edge <= parent.middle for edge in self.edges) - 1))
        top, end = self._row(parent, at)
        # A label that begins in the same row and reaches down to the table stands in the middle of both.
        beside = (top + self.header.bottom) / 2 + (end - top) / 4

        def below(n: int) -> bool:
            own = self.lowest[n]
            is_free = not any(label.start <= n < label.end for label in level)
            return own is not None and parent.is_above(own) and own.centre > beside and is_free

        around = [n for n in (at, at + 1, at - 1) if 0 <= n < len(self.lowest) and below(n)]
        if not around:
            return None
        first = last = around[0]
        while first > 0 and below(first - 1):
            first -= 1
        while last + 1 < len(self.lowest) and below(last + 1):
            last += 1
        return first, last + 1

    def place(self, parents: Sequence[Label]) -> None:
        """Place all of them."""
        for level in _levels(parents):
            groups: dict[tuple[int, int], list[Label]] = {}
            for parent in level:
                rule = parent.rule(self.header.partial)
                span = _under_rule(rule, self.edges) if rule else None
                if span is not None:
                    parent.start, parent.end = span
            for parent in level:
                span = None if parent.end else self._range(parent, level)
                if span is not None:
                    groups.setdefault(span, []).append(parent)
            for (first, last), together in groups.items():
                _spread(together, self.edges, first, last)
            for parent in level:
                if parent.end:
                    self.ends.append((parent, self._row(parent, parent.start)[1]))


def _widened(labels: Sequence[Label], edges: Sequence[float]) -> None:
    """Let a label reach over columns beside it that have none, where it stands in the middle of all of them."""
    taken = {n for label in labels for n in range(label.start, label.end)}
    for label in sorted(labels, key=lambda label: label.start):
        first, last = label.start, label.end
        while first > 0 and first - 1 not in taken:
            first -= 1
        while last + 1 < len(edges) and last not in taken:
            last += 1
        spans = [(a, b) for a in range(first, label.start + 1) for b in range(label.end, last + 1)]
        missed = {(a, b): abs((edges[a] + edges[b]) / 2 - label.middle) for a, b in spans}
        best = min(spans, key=lambda span: (missed[span], span))
        if missed[best] + _BETTER * label.size < missed[label.start, label.end]:
            label.start, label.end = best
            taken.update(range(*best))


def header_of(header: Header, columns: Sequence[Column], edges: Sequence[float]) -> list[Label]:
    """The labels of a header, each with its columns and its row.

    Args:
        header: what stands above the rows.
        columns: the columns of the table.
        edges: the edges of the columns.
    """
    labels = labels_of(header)
    lowest = lowest_labels(labels, columns)
    for n, label in enumerate(lowest):
        if label is not None:
            label.start, label.end = n, n + 1
    _Placing(header, lowest, edges).place([label for label in labels if not label.end])
    for label in labels:
        if not label.end:
            label.start = max(0, min(len(columns) - 1, sum(edge <= label.middle for edge in edges) - 1))
            label.end = label.start + 1
    _widened(labels, edges)
    for label in sorted(labels, key=lambda label: label.top):
        over = [p.row + 1 for p in labels if p.is_above(label) and p.start <= label.start and label.end <= p.end]
        label.row = max(over, default=0)
    return labels
