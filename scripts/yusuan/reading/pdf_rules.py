"""Ruled lines → lattices: rules that nearly meet are joined, and rules that touch each other make one lattice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.reading.pdf_paths import Rule

REACH = 3.0
"""Points by which a rule may miss the one that it should meet."""
_SNAP = 2.0
_MOST_CROSSINGS = 2_000_000
"""More than any table has: such a page is a drawing."""


def joined_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Rules at nearly one place as one (double rules, the rules of neighbouring cells), gaps closed."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule[0] - groups[-1][-1][0] <= _SNAP and rule[0] - groups[-1][0][0] <= 2 * _SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    found: list[Rule] = []
    for group in groups:
        length = sum(end - start for _, start, end in group)
        place = sum(at * (end - start) for at, start, end in group) / length
        spans: list[tuple[float, float]] = []
        for start, end in sorted((start, end) for _, start, end in group):
            if spans and start - spans[-1][1] <= REACH:
                spans[-1] = (spans[-1][0], max(spans[-1][1], end))
            else:
                spans.append((start, end))
        found.extend((place, start, end) for start, end in spans)
    return found


@dataclass(frozen=True, slots=True)
class Ruling:
    """Rules that touch each other: horizontal ones ``(y, x0, x1)``, vertical ones ``(x, top, bottom)``."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def rulings(across: Sequence[Rule], down: Sequence[Rule]) -> list[Ruling]:
    """The groups of touching rules that could be a table: two horizontal rules and a vertical one at least."""
    across, down = joined_rules(across), joined_rules(down)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    parent = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for i, (y, x0, x1) in enumerate(across):
        for j, (x, top, bottom) in enumerate(down, start=len(across)):
            if x0 - REACH <= x <= x1 + REACH and top - REACH <= y <= bottom + REACH:
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for n, rule in enumerate((*across, *down)):
        groups.setdefault(root(n), ([], []))[0 if n < len(across) else 1].append(rule)
    return [Ruling(tuple(a), tuple(d)) for a, d in groups.values() if len(a) > 1 and d]
