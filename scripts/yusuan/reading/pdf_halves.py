"""One grid that holds two tables beside each other: captions over its halves tell.

Tables of their own have captions of their own: what stands over each half stands there in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.reading.document import Grid, GridCell
from yusuan.reading.pdf_grid import PlacedGrid
from yusuan.reading.pdf_page import Glyph
from yusuan.reading.pdf_text import Line, pieces_of

Group = tuple[list[Glyph], float]
"""The glyphs on one baseline and their size."""
Span = tuple[float, float]

OVERLAP = 3.0
"""Points by which what stands beside each other may reach over."""
INDENT = 3.0
"""Of the size: how far a title may begin behind what it heads, or stand beside its middle."""
_MEETING = 1.0
_CLEAR = 0.5
"""Of the size: a gap so wide lets a line be cut."""
_OFF_CENTRE, _SAME_OFFSET = 2.0, 1.0
"""Of the size: how far titles stand from the middle of what they head, or from where it begins."""
_MOST_CAPTIONS, _MOST_INNER = 8, 4
_FEWEST_COLUMNS = 2
_TITLE = "表"
_COLONS = (":", "：")


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
    return abs(indents[0] - indents[1]) <= _SAME_OFFSET * size and max(map(abs, indents)) <= INDENT * size


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


def captions_above(groups: Sequence[Group], top: float, floor: float) -> Iterator[Group]:
    """The lines above a table, the lowest first, up to the next table."""
    above = [group for group in groups if floor <= group[0][0].baseline <= top + OVERLAP]
    yield from list(reversed(above))[:_MOST_CAPTIONS]


@dataclass(frozen=True, slots=True)
class Evidence:
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
    for glyphs, size in captions_above(groups, top, floor):
        x0, x1 = spans[0][0] - size, spans[1][1] + size
        within = [glyph for glyph in glyphs if x0 <= glyph.x0 and glyph.x1 <= x1]
        halves = cut_at((within, size), x, touching=spans[1][0] - spans[0][1] <= OVERLAP)
        if halves is None:
            return found, True
        left, right = (pieces_of([(half, size)]) if half else [] for half in halves)
        found.append((left, right))
    return found, False


def evidence_of(groups: Sequence[Group], top: float, floor: float, x: float, spans: tuple[Span, Span]) -> Evidence:
    """What the captions above two halves say.

    Args:
        groups: the lines of the page, from the top down.
        top: where the halves begin.
        floor: where the table above them ends.
        x: where they are parted.
        spans: how far each reaches from left to right.
    """
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
    return Evidence(paired, missed, (has_own[0], has_own[1]))


def _is_clean(rows: Sequence[Sequence[GridCell]], grid: Grid, k: int) -> bool:
    """Whether no merged cell reaches over the boundary before a column."""
    return not any(row[k - 1].location == row[k].location != grid.location for row in rows)


def _inner_captions(rows: Sequence[Sequence[GridCell]], k: int) -> bool:
    """Whether the first rows of a grid hold captions of both its halves."""
    for row in rows[:_MOST_INNER]:
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
        found = evidence_of(
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
        floor = max((g.box[3] for g in grids if g is not placed and g.box[3] <= placed.box[1] + OVERLAP), default=0.0)
        k = _best_cut(placed, groups, floor) if len(placed.edges) > 2 * _FEWEST_COLUMNS else 0
        halves = [_half(placed, 0, k), _half(placed, k, len(placed.edges) - 1)] if k else []
        whole = [half for half in halves if half is not None]
        found += whole if len(whole) == 2 else [placed]
    return found
