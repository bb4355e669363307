"""Tables that stand side by side in one grid, each with captions of its own → one grid for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from yusuan.reading.document import Block, Grid, Paragraph
from yusuan.recognition.header_rows import (
    Cells,
    heads_alike,
    is_words,
    names_list,
    states_side,
)
from yusuan.recognition.headers import LABEL_ROLES
from yusuan.recognition.kinds import OTHER, recognise_kind
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.titles import (
    caption_height,
    filled,
    is_table_number,
    is_title,
    printed_unit,
    states_measure,
)

_MOST_HEADER_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Captions:
    """The captions at the top of a grid: the columns of titles, of numbers and of units of measure, row by row, and
    which units these are."""

    height: int
    titles: tuple[tuple[int, ...], ...]
    numbers: tuple[tuple[int, ...], ...]
    units: tuple[tuple[int, ...], ...]
    measures: frozenset[str]

    def several(self) -> tuple[int, ...]:
        """The columns of the titles of several tables that stand in one row; else of their numbers, or of their units
        of measure if these differ."""
        kinds = (self.titles, self.numbers, self.units if len(self.measures) > 1 else ())
        return next((row for kind in kinds for row in kind if len(row) > 1), ())

    def are_beside(self, other: _Captions) -> bool:
        """Whether these captions and others are those of two tables: both have titles, or both numbers, or units of
        measure that differ."""
        both = ((self.titles, other.titles), (self.numbers, other.numbers))
        differ = bool(self.measures and other.measures) and self.measures != other.measures
        return differ or any(any(mine) and any(others) for mine, others in both)


def _captions(rows: Sequence[Cells]) -> _Captions:
    height = caption_height(rows)
    tests = (is_title, is_table_number, states_measure)
    titles, numbers, units = (
        tuple(tuple(c for c, text in filled(row) if test(text)) for row in rows[:height]) for test in tests
    )
    texts = (text for row in rows[:height] for _, text in filled(row) if states_measure(text))
    return _Captions(height, titles, numbers, units, frozenset(map(printed_unit, texts)))


def _segments(rows: Sequence[Cells]) -> list[tuple[int, int]]:
    """The first and the last column but one of each run of columns between blank ones."""
    shown = {column for row in rows for column, _ in filled(row)}
    starts = sorted(c for c in shown if c - 1 not in shown)
    ends = sorted(c + 1 for c in shown if c + 1 not in shown)
    return list(zip(starts, ends, strict=True))


def _part(rows: Sequence[Cells], left: int, right: int | None) -> list[Cells]:
    """Some columns of rows, without the blank rows around them."""
    kept = [row[left:right] for row in rows]
    while kept and not filled(kept[0]):
        del kept[0]
    while kept and not filled(kept[-1]):
        kept.pop()
    return kept


def _last_header_row(rows: Sequence[Cells]) -> Cells:
    return ([(), *takewhile(is_words, rows[caption_height(rows) :])])[-1]


def _stand_apart(left: Sequence[Cells], right: Sequence[Cells], lexicon: Lexicon) -> bool:
    """Whether what stands at both sides of blank columns are two tables: both have captions of a kind, or the right one
    names columns of its own. Lists of revenue and expenditure, and lists with the same columns, are one table."""
    if _captions(left).are_beside(_captions(right)):
        return True
    heads = [_last_header_row(side) for side in (left, right)]
    if not all(names_list(head, lexicon) for head in heads) or heads_alike(*heads):
        return False
    words = [takewhile(is_words, side[caption_height(side) :]) for side in (left, right)]
    return not any(states_side(row, lexicon) for rows in words for row in rows)


def _starts(rows: Sequence[Cells], lexicon: Lexicon) -> list[int]:
    """The columns at which a table may begin that stands right beside another: where the header of labels follows that
    of amounts."""
    heads = [cell for row in rows[:_MOST_HEADER_ROWS] for cell in filled(row)]
    labels = {c for c, text in heads if set(lexicon.exact("column-roles", text)) & {*LABEL_ROLES, "serial"}}
    return sorted(c for c in labels if c and c - 1 not in labels)


def _is_known(rows: Sequence[Cells], column: int, captions: _Captions, lexicon: Lexicon) -> bool:
    """Whether a title in a column is that of a kind of table."""
    titles = [row[column].text for row in rows[: captions.height] if column < len(row)]
    return any(recognise_kind(title, (), (), lexicon) != OTHER for title in titles if is_title(title))


def _edges(rows: Sequence[Cells], lexicon: Lexicon) -> list[int]:
    """The first columns of the tables that stand side by side; ``[0]`` where there is one."""
    edges, begun = [0], 0
    for (_, end), (start, last) in pairwise(_segments(rows)):
        if _stand_apart(_part(rows, begun, end), _part(rows, start, last), lexicon):
            edges.append(start)
            begun = start
    if len(edges) > 1:
        return edges
    captions = _captions(rows)
    several = captions.several()
    below = rows[captions.height :]
    starts = _starts(below, lexicon) if several else []
    for before, at in pairwise(several):
        between = [c for c in starts if max(before, edges[-1]) < c <= at]
        if between:
            edges.append(between[0] if several in captions.units else between[-1])
        elif several in captions.titles and filled(below[0][at : at + 1]) and _is_known(rows, at, captions, lexicon):
            edges.append(at)
    return edges


def cut(grid: Grid, rows: Sequence[Cells], left: int = 0, right: int | None = None) -> Grid:
    """Some rows and columns of a grid, without the blank rows around them."""
    kept = [tuple(row) for row in _part(rows, left, right)]
    place = next((cell.location for row in kept for cell in row), grid.location)
    return replace(grid, rows=tuple(kept), location=place, left=grid.left + left)


def beside(grid: Grid, lexicon: Lexicon) -> list[Block]:
    """The tables that stand side by side. A unit of measure printed once is that of all of them."""
    edges = _edges(grid.rows, lexicon)
    if len(edges) < 2:
        return [grid]
    units = [cell for row in grid.rows[: _captions(grid.rows).height] for cell in row if states_measure(cell.text)]
    found: list[Block] = []
    for left, right in zip(edges, [*edges[1:], None], strict=True):
        part = cut(grid, grid.rows, left, right)
        if len(units) == 1 and not any(states_measure(cell.text) for row in part.rows for cell in row):
            found.append(Paragraph(units[0].text, units[0].location))
        found.append(part)
    return found
