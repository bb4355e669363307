"""Tables side by side on one page: which of them are tables of their own, and which are two lists of one table.

Tables of their own have captions of their own: what stands over each half stands there in the same way. Lists of one
table stand under one title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from yusuan.reading.document import Grid, GridCell
from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_page import Glyph
from yusuan.reading.pdf_text import Line, pieces_of

Group = tuple[list[Glyph], float]
"""The glyphs on one baseline and their size."""
Part = Line | PlacedGrid

_BESIDE = 0.3
"""Of the height of the lower of two grids: how far they stand beside each other at least."""
_OVERLAP = 3.0
_MEETING = 1.0
_CLEAR = 0.5
"""Of the size: a gap so wide lets a line be cut."""
_OFF_CENTRE, _SAME_OFFSET, _INDENT = 2.0, 1.0, 3.0
"""Of the size: how far titles stand from the middle of what they head, or from where it begins."""
_MOST_CAPTIONS = 8
_LONGEST_TITLE = 0.8
"""Of the width of what it heads."""
_FEWEST_COLUMNS = 2
_TITLE = "表"
_COLONS = (":", "：")

Span = tuple[float, float]


def _label(line: Line) -> str:
    """What stands before a colon, ``""`` where there is none."""
    at = min((at for colon in _COLONS if (at := line.text.find(colon)) > 0), default=0)
    return line.text[:at].strip()


def are_paired(left: Line, right: Line, over: tuple[Span, Span]) -> bool:
    """Whether two texts beside each other are captions of two tables: they say the same slot (单位：), or stand in the
    same way over their halves."""
    slots = _label(left), _label(right)
    if any(slots):
        return slots[0] == slots[1]
    size = max(left.size, right.size)
    off = [(line.box[0] + line.box[2] - a - b) / 2 for line, (a, b) in zip((left, right), over, strict=True)]
    if max(map(abs, off)) <= _OFF_CENTRE * size:
        return True
    indents = [line.box[0] - a for line, (a, _) in zip((left, right), over, strict=True)]
    return abs(indents[0] - indents[1]) <= _SAME_OFFSET * size and max(map(abs, indents)) <= _INDENT * size


def cut_at(group: Group, x: float, *, touching: bool = False) -> tuple[list[Glyph], list[Glyph]] | None:
    """The glyphs of a line to the left and to the right of a place, ``None`` when text runs over it.

    Args:
        touching: whether two texts may meet there without a gap, as two tables do.
    """
    glyphs, size = group
    left = [glyph for glyph in glyphs if (glyph.x0 + glyph.x1) / 2 < x]
    right = [glyph for glyph in glyphs if (glyph.x0 + glyph.x1) / 2 >= x]
    if left and right:
        last, first = max(left, key=lambda glyph: glyph.x1), min(right, key=lambda glyph: glyph.x0)
        do_meet = touching and last.run != first.run and max(abs(last.x1 - x), abs(first.x0 - x)) <= _MEETING
        if first.x0 - last.x1 < _CLEAR * size and not do_meet:
            return None
    return left, right


def _captions(groups: Sequence[Group], top: float, floor: float) -> Iterator[Group]:
    """The lines above a table, the lowest first, up to the next table."""
    above = [group for group in groups if floor <= group[0][0].baseline <= top + _OVERLAP]
    yield from list(reversed(above))[:_MOST_CAPTIONS]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the captions over two halves say: how many stand over both in the same way, how far they miss the middles
    of these, and whether each half has a title of its own."""

    paired: int
    missed: float
    titles: tuple[bool, bool]


def _over_halves(
    groups: Sequence[Group], top: float, floor: float, x: float, spans: tuple[Span, Span]
) -> tuple[list[tuple[list[Line], list[Line]]], bool]:
    """The captions over two halves, the lowest first, up to a line that stands over both, and whether there is one."""
    found: list[tuple[list[Line], list[Line]]] = []
    for glyphs, size in _captions(groups, top, floor):
        x0, x1 = spans[0][0] - size, spans[1][1] + size
        within = [glyph for glyph in glyphs if x0 <= glyph.x0 and glyph.x1 <= x1]
        halves = cut_at((within, size), x, touching=spans[1][0] - spans[0][1] <= _OVERLAP)
        if halves is None:
            return found, True
        left, right = (pieces_of([(half, size)]) if half else [] for half in halves)
        found.append((left, right))
    return found, False


def _evidence(groups: Sequence[Group], top: float, floor: float, x: float, spans: tuple[Span, Span]) -> _Evidence:
    over, has_title = _over_halves(groups, top, floor, x, spans)
    paired, missed = 0, 0.0

    def tells(line: Line) -> bool:
        """Below a title over both halves, what heads one of them without being called a table is but its side."""
        return bool(_label(line)) or not has_title or _TITLE in line.text

    for left, right in over:
        for a in left:
            for b in right:
                if tells(a) and tells(b) and are_paired(a, b, spans):
                    paired += 1
                    ends = zip((a, b), spans, strict=True)
                    missed += sum(abs(p.box[0] + p.box[2] - x0 - x1) for p, (x0, x1) in ends if not _label(p))
    has_own = [any(tells(line) and not _label(line) for pieces in over for line in pieces[n]) for n in (0, 1)]
    return _Evidence(paired, missed, (has_own[0], has_own[1]))


# One grid that holds two tables


def _is_clean(rows: Sequence[Sequence[GridCell]], grid: Grid, k: int) -> bool:
    """Whether no merged cell reaches over the boundary before a column."""
    return not any(row[k - 1].location == row[k].location != grid.location for row in rows)


def _inner_captions(rows: Sequence[Sequence[GridCell]], k: int) -> bool:
    """Whether the first rows of a grid hold captions of both its halves."""
    for row in rows[:4]:
        left, right = ([cell.text for cell in half if cell.text] for half in (row[:k], row[k:]))
        if len(left) == len(right) == 1:
            slots = [next((t.split(c)[0] for c in _COLONS if c in t), "") for t in (left[0], right[0])]
            if (slots[0] and slots[0] == slots[1]) or all(t.endswith(_TITLE) for t in (left[0], right[0])):
                return True
        elif len(left) > 1 and len(right) > 1:
            return False
    return False


def _half(placed: PlacedGrid, first: int, last: int) -> PlacedGrid | None:
    """Some columns of a grid as a grid, without blank columns at its sides and blank rows at its end."""
    rows = [row[first:last] for row in placed.grid.rows]
    filled = [n for n in range(last - first) if any(row[n].text for row in rows)]
    if len(filled) < _FEWEST_COLUMNS:
        return None
    a, b = filled[0], filled[-1] + 1
    rows = [row[a:b] for row in rows]
    while rows and not any(cell.text for cell in rows[-1]):
        rows.pop()
    edges = placed.edges[first + a : first + b + 1]
    box = (edges[0], placed.box[1], edges[-1], placed.box[3])
    full = frozenset(n - first - a for n in placed.full if first + a <= n < first + b)
    whole = placed.grid.location
    return replace(placed, grid=Grid(tuple(rows), whole), box=box, edges=edges, full=full)


def _best_cut(placed: PlacedGrid, groups: Sequence[Group], floor: float) -> int:
    """The column before which the second table of a grid begins, 0 when there is but one."""
    rows, edges = placed.grid.rows, placed.edges
    width = len(edges) - 1
    best: tuple[tuple[int, float], int] | None = None
    for k in range(_FEWEST_COLUMNS, width - _FEWEST_COLUMNS + 1):
        if any(len(row) != width for row in rows) or not _is_clean(rows, placed.grid, k):
            continue
        blank = [n for n in range(k, width) if all(not any(row[m].text for row in rows) for m in range(k, n + 1))]
        right = edges[k + len(blank)]
        found = _evidence(
            groups, placed.box[1], floor, (edges[k] + right) / 2, ((edges[0], edges[k]), (right, edges[-1]))
        )
        if found.paired and all(found.titles):
            rank = (-found.paired, found.missed)
        elif _inner_captions(rows, k):
            rank = (-1, float(abs(2 * k - width)))
        else:
            continue
        if best is None or rank < best[0]:
            best = rank, k
    return best[1] if best else 0


def parted(grids: Sequence[PlacedGrid], groups: Sequence[Group]) -> list[PlacedGrid]:
    """The grids of a page, those that hold two tables beside each other cut in two.

    Args:
        groups: the lines outside the grids, from the top down.
    """
    found: list[PlacedGrid] = []
    for placed in grids:
        floor = max((g.box[3] for g in grids if g is not placed and g.box[3] <= placed.box[1] + _OVERLAP), default=0.0)
        k = _best_cut(placed, groups, floor) if len(placed.edges) > 2 * _FEWEST_COLUMNS else 0
        halves = [_half(placed, 0, k), _half(placed, k, len(placed.edges) - 1)] if k else []
        whole = [half for half in halves if half is not None]
        found += whole if len(whole) == 2 else [placed]
    return found


# Grids beside each other


@dataclass(frozen=True, slots=True)
class Spread:
    """Tables beside each other: the grids of each column from the top down, where the columns are parted, and whether
    each has captions of its own."""

    columns: tuple[tuple[PlacedGrid, ...], ...]
    cuts: tuple[float, ...]
    is_captioned: bool = False

    @property
    def grids(self) -> tuple[PlacedGrid, ...]:
        """All its grids."""
        return tuple(grid for column in self.columns for grid in column)

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(grid.box[1] for grid in self.grids)

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return max(grid.box[3] for grid in self.grids)


def _are_beside(a: Box, b: Box) -> bool:
    beside = min(a[3], b[3]) - max(a[1], b[1])
    is_apart = min(a[2], b[2]) - max(a[0], b[0]) <= _OVERLAP
    return is_apart and beside > _BESIDE * min(a[3] - a[1], b[3] - b[1])


def _united(grids: Sequence[PlacedGrid], are_one: Iterable[tuple[int, int]]) -> list[list[PlacedGrid]]:
    group = list(range(len(grids)))
    for a, b in are_one:
        old, new = group[a], group[b]
        group = [new if own == old else own for own in group]
    return [[g for g, own in zip(grids, group, strict=True) if own == n] for n in dict.fromkeys(group)]


def _reach(column: Sequence[PlacedGrid]) -> Span:
    """How far the grids below each other reach from left to right."""
    return min(grid.box[0] for grid in column), max(grid.box[2] for grid in column)


def spreads_of(grids: Sequence[PlacedGrid]) -> list[Spread]:
    """The grids of a page that stand beside each other."""
    pairs = [(a, b) for a in range(len(grids)) for b in range(a)]
    found = []
    for together in _united(grids, (p for p in pairs if _are_beside(grids[p[0]].box, grids[p[1]].box))):
        own = sorted(together, key=lambda grid: grid.box[0])
        over = [(a, b) for a in range(len(own)) for b in range(a) if own[a].box[0] < own[b].box[2] - _OVERLAP]
        columns = [sorted(column, key=lambda grid: grid.box[1]) for column in _united(own, over)]
        if len(columns) > 1:
            cuts = tuple((a[1] + b[0]) / 2 for a, b in pairwise(map(_reach, columns)))
            found.append(Spread(tuple(map(tuple, columns)), cuts))
    return sorted(found, key=lambda spread: spread.top)


def _floor(spread: Spread, parts: Iterable[PlacedGrid]) -> float:
    """Where the tables above a spread end."""
    return max((g.box[3] for g in parts if g.box[3] <= spread.top + _OVERLAP), default=0.0)


def _has_own_captions(spread: Spread, groups: Sequence[Group], floor: float) -> bool:
    """Whether captions tell that the columns of a spread are tables of their own."""
    for n, x in enumerate(spread.cuts):
        sides = _reach(spread.columns[n]), _reach(spread.columns[n + 1])
        found = _evidence(groups, spread.top, floor, x, sides)
        if found.paired or found.titles[1]:
            return True
    return False


def _has_one_title(spread: Spread, groups: Sequence[Group], floor: float) -> bool:
    """Whether a title stands over the middle of a spread: a line that is not as long as a line of prose."""
    x0, x1 = min(grid.box[0] for grid in spread.grids), max(grid.box[2] for grid in spread.grids)
    for glyphs, size in _captions(groups, spread.top, floor):
        if any(cut_at((glyphs, size), x) is None for x in spread.cuts):
            left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
            is_centred = abs(left + right - x0 - x1) <= 2 * _INDENT * size
            return is_centred and right - left <= _LONGEST_TITLE * (x1 - x0)
    return False


def _heading(grid: PlacedGrid) -> list[str]:
    return [cell.text for cell in grid.grid.rows[0]]


def _height(cell: GridCell) -> Span:
    """Where a cell begins and ends from the top."""
    return (cell.location.box[1], cell.location.box[3]) if cell.location.box else (0.0, 0.0)


def _beside_rows(left: PlacedGrid, right: PlacedGrid, is_upright: bool) -> Iterator[tuple[int | None, int | None]]:
    """The rows of two lists that stand beside each other."""
    spans = [[_height(row[0]) for row in grid.grid.rows] for grid in (left, right)]
    a = b = 0
    while a < len(spans[0]) and b < len(spans[1]):
        (top, bottom), (upper, lower) = spans[0][a], spans[1][b]
        shared = min(bottom, lower) - max(top, upper)
        if not is_upright or shared >= min(bottom - top, lower - upper) / 2:
            yield a, b
            a, b = a + 1, b + 1
        elif top < upper:
            yield a, None
            a += 1
        else:
            yield None, b
            b += 1
    yield from ((n, None) for n in range(a, len(spans[0])))
    yield from ((None, n) for n in range(b, len(spans[1])))


def _joined_edges(left: tuple[float, ...], right: tuple[float, ...]) -> tuple[float, ...]:
    return (*left[:-1], (left[-1] + right[0]) / 2, *right[1:])


def _joined(left: PlacedGrid, right: PlacedGrid, is_upright: bool) -> PlacedGrid:
    """Two lists of one table as one grid."""
    whole = left.grid.location
    box = (left.box[0], min(left.box[1], right.box[1]), right.box[2], max(left.box[3], right.box[3]))
    if whole.box and right.grid.location.box:
        a, b = whole.box, right.grid.location.box
        whole = replace(whole, box=(min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])))
    blank = [(GridCell("", whole),) * len(grid.grid.rows[0]) for grid in (left, right)]
    rows = []
    for m, n in _beside_rows(left, right, is_upright):
        own = left.grid.rows[m] if m is not None else blank[0]
        other = right.grid.rows[n] if n is not None else blank[1]
        rows.append((*own, *other))
    edges = _joined_edges(left.edges, right.edges)
    return PlacedGrid(Grid(tuple(rows), whole), box, edges, frozenset(), left.is_ruled and right.is_ruled)


def _is_one(
    spread: Spread, groups: Sequence[Group], grids: Sequence[PlacedGrid], before: Spread | PlacedGrid | None
) -> bool:
    """Whether the grids of a spread are lists of one table: under one title, or as on the page before."""
    heads = [_heading(column[0]) for column in spread.columns]
    if any(len(column) > 1 for column in spread.columns) or any(a == b for a, b in pairwise(heads)):
        return False
    floor = _floor(spread, grids)
    if _has_own_captions(spread, groups, floor):
        return False
    if isinstance(before, PlacedGrid) and not any(_captions(groups, spread.top, floor)):
        edges = spread.grids[0].edges
        for grid in spread.grids[1:]:
            edges = _joined_edges(edges, grid.edges)
        return are_edges_alike(before.edges, edges)
    return not isinstance(before, Spread) and _has_one_title(spread, groups, floor)


def settled(
    grids: Sequence[PlacedGrid], groups: Sequence[Group], before: Spread | PlacedGrid | None, is_upright: bool
) -> tuple[list[PlacedGrid], list[Spread]]:
    """The grids of a page with the lists of one table joined, and the tables of their own beside each other.

    Args:
        grids: all grids of the page.
        groups: the lines outside them, from the top down.
        before: the grid, or the tables beside each other, that ends the page before: they may go on here.
        is_upright: whether the page is shown as it is read.
    """
    found: list[PlacedGrid] = list(grids)
    spreads = []
    for spread in spreads_of(grids):
        if _is_one(spread, groups, grids, before):
            whole = spread.columns[0][0]
            for column in spread.columns[1:]:
                whole = _joined(whole, column[0], is_upright)
            found = [grid for grid in found if not any(grid is own for own in spread.grids)] + [whole]
        else:
            is_captioned = _has_own_captions(spread, groups, _floor(spread, grids))
            spreads.append(replace(spread, is_captioned=is_captioned))
    return found, _stacked(spreads, groups, grids)


def _stacked(spreads: Sequence[Spread], groups: Sequence[Group], grids: Sequence[PlacedGrid]) -> list[Spread]:
    """The spreads of a page, those that stand below each other in the same columns as one."""
    found: list[Spread] = []
    for spread in spreads:
        above = found[-1] if found else None
        if above is None or not spread.is_captioned or not _is_below(spread, above, groups, grids):
            found.append(spread)
            continue
        columns = tuple((*a, *b) for a, b in zip(above.columns, spread.columns, strict=True))
        found[-1] = replace(above, columns=columns)
    return found


def _is_below(spread: Spread, above: Spread, groups: Sequence[Group], grids: Sequence[PlacedGrid]) -> bool:
    """Whether a spread has the columns of another one above it, and nothing between them stands over several."""
    if len(spread.columns) != len(above.columns):
        return False
    for x, left, right in zip(above.cuts, spread.columns, spread.columns[1:], strict=False):
        if not _reach(left)[1] - _OVERLAP <= x <= _reach(right)[0] + _OVERLAP:
            return False
    between = [group for group in groups if above.bottom <= group[0][0].baseline <= spread.top]
    others = [g for g in grids if above.bottom <= g.box[1] and g.box[3] <= spread.top]
    return not others and all(cut_at(group, x, touching=True) for group in between for x in above.cuts)


def are_edges_alike(edges: Sequence[float], others: Sequence[float]) -> bool:
    """Whether two grids have the same columns."""
    pairs = zip(edges, others, strict=False)
    return len(edges) == len(others) and all(abs(a - b) <= _OVERLAP for a, b in pairs)


def goes_on(before: Spread | None, spread: Spread) -> bool:
    """Whether the tables beside each other on one page have the columns of those of the page before."""
    if before is None or len(before.columns) != len(spread.columns):
        return False
    pairs = zip(before.columns, spread.columns, strict=True)
    return all(are_edges_alike(upper[-1].edges, lower[0].edges) for upper, lower in pairs)


# The order in which they are read


def _cut(groups: Sequence[Group], x: float, touching: bool) -> list[Group]:
    found: list[Group] = []
    for group in groups:
        found += [(half, group[1]) for half in cut_at(group, x, touching=touching) or (group[0],) if half]
    return found


def cut_groups(groups: Sequence[Group], spreads: Sequence[Spread], grids: Sequence[PlacedGrid]) -> list[Group]:
    """The lines of a page, those over and beside tables side by side cut where these are parted."""
    found: list[Group] = []
    for group in groups:
        pieces = [group]
        for spread in spreads:
            if spread.is_captioned and _floor(spread, grids) <= group[0][0].baseline:
                for x, left, right in zip(spread.cuts, spread.columns, spread.columns[1:], strict=False):
                    pieces = _cut(pieces, x, _reach(right)[0] - _reach(left)[1] <= _OVERLAP)
        found += pieces
    return found


def _column(part: Part, cuts: Sequence[float]) -> int | None:
    """The column of a spread in which a line or a grid stands, ``None`` when it stands over two."""
    inside = [
        n
        for n, (a, b) in enumerate(pairwise((float("-inf"), *cuts, float("inf"))))
        if part.box[0] < b and part.box[2] > a
    ]
    return inside[0] if len(inside) == 1 else None


def ordered(parts: Sequence[Part], spreads: Sequence[Spread]) -> list[Part]:
    """The parts of a page, which come from the top down, with tables beside each other one after the other, each with
    the lines that stand over, in and below it."""
    kept = list(parts)
    for spread in spreads:
        own = {id(grid) for grid in spread.grids}
        at = [n for n, part in enumerate(kept) if id(part) in own]
        first, last = at[0], at[-1]

        def belongs(part: Part, spread: Spread = spread) -> bool:
            return spread.is_captioned and isinstance(part, Line) and _column(part, spread.cuts) is not None

        while first > 0 and belongs(kept[first - 1]):
            first -= 1
        while last + 1 < len(kept) and belongs(kept[last + 1]):
            last += 1
        inner = kept[first : last + 1]
        columns = [_column(part, spread.cuts) or 0 for part in inner]
        kept[first : last + 1] = [
            part for n in range(len(spread.columns)) for part, column in zip(inner, columns, strict=True) if column == n
        ]
    return kept
