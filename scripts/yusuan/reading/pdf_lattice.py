"""A ruling → a lattice: the slots between its rules, joined where no rule stands between them, are its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_paths import Rule
from yusuan.reading.pdf_rules import REACH, Ruling

_OPEN_SIDE = 6.0
"""Points: rules that end this far beyond the last crossing make a column or row without an outer rule."""
_NARROWEST, _LOWEST = 12.0, 5.0
"""Points: a narrower column or lower row in which no cell stands alone comes from boundaries that miss each other."""
_HIGHEST_HEADER, _FEWEST_ROWS = 4, 2
_BESIDE = 0.4
"""Of the narrower of the columns beside them: rules of the header and of the rows that stand nearer are meant to be
one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its first row and column, the row and column after its last, and its box."""

    row: int
    column: int
    row_end: int
    column_end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Lattice:
    """Boundaries of slots in points; ``owner[r][c]`` is the number of the cell that holds a slot, -1 where none does.
    ``edges`` are the boundaries of the columns of cells, from the left."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    edges: tuple[float, ...]
    cells: tuple[Cell, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """The whole lattice."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def _boundaries(crossed: Sequence[Rule], crossing: Sequence[Rule]) -> list[float]:
    """Where the rules of one direction stand, with the ends of the others where these reach beyond."""
    places = sorted({at for at, _, _ in crossed})
    first, last = min(start for _, start, _ in crossing), max(end for _, _, end in crossing)
    before = [first] if first < places[0] - _OPEN_SIDE else []
    after = [last] if last > places[-1] + _OPEN_SIDE else []
    return [*before, *places, *after]


def _walls(rules: Sequence[Rule], places: Sequence[float], bounds: Sequence[float]) -> list[list[bool]]:
    """For each boundary, which of the stretches along it are ruled: none where the table is open."""
    walls = [[False] * (len(bounds) - 1) for _ in places]
    index = {at: n for n, at in enumerate(places)}
    last = len(bounds) - 1
    for at, start, end in rules:
        row = walls[index[at]]
        for n in range(max(bisect_right(bounds, start) - 1, 0), min(bisect_right(bounds, end), last)):
            covered = min(end, bounds[n + 1]) - max(start, bounds[n])
            # A stretch shorter than two reaches counts as ruled as soon as a rule touches it.
            row[n] = row[n] or covered > min(REACH, max(0.0, (bounds[n + 1] - bounds[n]) / 2 - REACH))
    return walls


Slot = tuple[int, int]


def _regions(height: int, width: int, across: list[list[bool]], down: list[list[bool]]) -> list[list[Slot]]:
    """Slots joined where no rule stands between them; what is not a rectangle falls apart into runs of one row."""
    seen: set[Slot] = set()
    regions: list[list[Slot]] = []
    for start in ((r, c) for r in range(height) for c in range(width)):
        if start in seen:
            continue
        region, pending = [], [start]
        seen.add(start)
        while pending:
            r, c = pending.pop()
            region.append((r, c))
            near = (
                (r, c + 1, c + 1 < width and not down[c + 1][r]),
                (r, c - 1, c > 0 and not down[c][r]),
                (r + 1, c, r + 1 < height and not across[r + 1][c]),
                (r - 1, c, r > 0 and not across[r][c]),
            )
            for nr, nc, is_open in near:
                if is_open and (nr, nc) not in seen:
                    seen.add((nr, nc))
                    pending.append((nr, nc))
        regions.extend(_rectangles(sorted(region)))
    return regions


def _rectangles(region: list[Slot]) -> list[list[Slot]]:
    rows, columns = {r for r, _ in region}, {c for _, c in region}
    if len(region) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1):
        return [region]
    runs: list[list[Slot]] = []
    for r, c in region:
        if runs and runs[-1][-1] == (r, c - 1):
            runs[-1].append((r, c))
        else:
            runs.append([(r, c)])
    return runs


def _is_cell(region: list[Slot], across: list[list[bool]], down: list[list[bool]]) -> bool:
    """Whether a region is closed above and below, or left and right: tables may be open at their sides or continue
    over the page."""
    (top, left), (bottom, right) = region[0], region[-1]
    closed_rows = across[top][left] and across[bottom + 1][left]
    closed_columns = down[left][top] and down[right + 1][top]
    return closed_rows or closed_columns


def _without_slivers(places: Sequence[float], spans: set[tuple[int, int]], least: float) -> list[int]:
    """The new number of each boundary once those that miss each other a little are one."""
    alone = {start for start, end in spans if end == start + 1}
    numbers = [0]
    for n in range(1, len(places)):
        sliver = places[n] - places[n - 1] < least and n - 1 not in alone
        numbers.append(numbers[-1] if sliver else numbers[-1] + 1)
    return numbers


Spans = tuple[int, int, int, int]
"""The first row and column of a cell, and those after its last."""


def _header_bounds(spans: Sequence[Spans], height: int) -> tuple[list[int], list[int]] | None:
    """The boundaries of the columns of a header and those of the rows below it, which all have the same and as many;
    ``None`` when there is no such header."""
    rows: list[set[int]] = [set() for _ in range(height)]
    for first, start, last, end in spans:
        for row in rows[first:last]:
            row.update((start, end))
    body = rows[-1]
    top = next((n for n in range(height) if all(row == body for row in rows[n:])), height)
    header = set().union(*rows[:top])
    if not 0 < top <= _HIGHEST_HEADER or height - top < _FEWEST_ROWS or len(header) != len(body) or header == body:
        return None
    return sorted(header), sorted(body)


def _as_in_body(numbers: Sequence[int], spans: Sequence[Spans], xs: Sequence[float], height: int) -> list[int]:
    """The numbers of the boundaries, where the header has the columns of the rows below it and its rules stand a little
    beside theirs: both then have one number."""
    found = _header_bounds(spans, height)
    if found is None:
        return list(numbers)
    header, body = found
    for n in range(1, len(body) - 1):
        narrowest = min(xs[b] - xs[a] for ends in found for a, b in pairwise(ends[n - 1 : n + 2]))
        if abs(xs[header[n]] - xs[body[n]]) > _BESIDE * narrowest:
            return list(numbers)
    if {header[0], header[-1]} != {body[0], body[-1]}:
        return list(numbers)
    own = {at: n for ends in found for n, at in enumerate(ends)}
    taken: list[int] = []
    for at in range(len(xs)):
        taken.append(own.get(at, taken[-1] if taken else 0))
    return taken


def lattice_of(ruling: Ruling) -> Lattice | None:
    """The lattice of a ruling, ``None`` when it has fewer than two columns or cells."""
    xs = _boundaries(ruling.down, ruling.across)
    ys = _boundaries(ruling.across, ruling.down)
    if len(xs) < 3 or len(ys) < 2:
        return None
    across, down = _walls(ruling.across, ys, xs), _walls(ruling.down, xs, ys)
    regions = [g for g in _regions(len(ys) - 1, len(xs) - 1, across, down) if _is_cell(g, across, down)]
    spans = [(g[0][0], g[0][1], g[-1][0] + 1, g[-1][1] + 1) for g in regions]
    columns = _without_slivers(xs, {(s[1], s[3]) for s in spans}, _NARROWEST)
    columns = _as_in_body(columns, spans, xs, len(ys) - 1)
    rows = _without_slivers(ys, {(s[0], s[2]) for s in spans}, _LOWEST)
    cells: list[Cell] = []
    owner = [[-1] * (len(xs) - 1) for _ in ys[1:]]
    for region, (r0, c0, r1, c1) in zip(regions, spans, strict=True):
        for r, c in region:
            owner[r][c] = len(cells)
        box = (xs[c0], ys[r0], xs[c1], ys[r1])
        cells.append(Cell(rows[r0], columns[c0], rows[r1], columns[c1], box))
    if len(cells) < 2 or columns[-1] < 2:
        return None
    edges = tuple(xs[columns.index(n)] for n in range(columns[-1] + 1))
    return Lattice(tuple(xs), tuple(ys), edges, tuple(cells), tuple(map(tuple, owner)))
