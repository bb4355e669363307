"""Join the grids of one printed table that page breaks, or a writer's whim, have cut apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from yusuan.reading.document import Block, Grid, GridCell, Location, Paragraph
from yusuan.recognition.header_rows import Cells, is_header_row, is_words, repeats_header
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.numbers import is_value
from yusuan.recognition.parts import with_forms
from yusuan.recognition.titles import (
    caption_height,
    filled,
    is_caption_row,
    is_contents,
    is_note,
    is_table_number,
    is_title,
    states_measure,
)

_MOST_DIFFERENT_WIDTH = 1
_LONGEST_LABEL = 40


def _width(rows: Sequence[Cells]) -> int:
    """How many columns rows have up to the last one with a text."""
    return max((cells[-1][0] + 1 for row in rows if (cells := filled(row))), default=0)


def _kinds(rows: Sequence[Cells]) -> dict[int, set[bool]]:
    """For each column whether words (``False``), numbers (``True``) or both stand in it."""
    found: dict[int, set[bool]] = {}
    for row in rows:
        for column, text in filled(row):
            found.setdefault(column, set()).add(is_value(text))
    return found


def _has_room(above: Grid, below: Grid, is_form: bool) -> bool:
    """Whether the columns of two grids may be the same: as many of them, or, where the lower rows end in blanks (which
    come and go), texts of the same kind in each. A form has cells of any kind anywhere."""
    lengths = {len(row) for row in (*above.rows, *below.rows)}
    wider = _width(below.rows) - _width(above.rows)
    if max(lengths) - min(lengths) <= _MOST_DIFFERENT_WIDTH or abs(wider) <= _MOST_DIFFERENT_WIDTH:
        return True
    if wider > 0 or is_form:
        return wider < 0
    body = [row for row in above.rows if not is_words(row)]
    kinds = _kinds(body)
    return bool(body) and all(found <= kinds.get(column, found) for column, found in _kinds(below.rows).items())


def _is_cut_header(rows: Sequence[Cells]) -> bool:
    """Whether rows are the upper rows of a header: rows of words, and a column that only a heading merged over it
    names."""
    header = rows[caption_height(rows) :]
    named = {column for row in header for column, _ in filled(row)}
    return all(map(is_words, header)) and len(named) < max(map(len, header))


def _header_height(rows: Sequence[Cells], lexicon: Lexicon) -> int:
    """How many rows at the top of a grid are a header: rows of words down to one that names columns."""
    words = list(takewhile(is_words, rows))
    named = [n for n, row in enumerate(words, start=1) if is_header_row(row, lexicon)]
    return named[-1] if named else 0


def _states_caption(row: Cells) -> bool:
    texts = [text for _, text in filled(row)]
    return is_caption_row(row) and any(is_title(t) or is_table_number(t) or states_measure(t) for t in texts)


def _repeated(above: Sequence[Cells], below: Sequence[Cells]) -> int:
    """How many rows at the top of a continuation repeat the header, or the lower rows of it: rows of words that stand
    among the rows of words with which the table begins."""
    return len(list(takewhile(lambda row: is_words(row) and repeats_header(above, [row], ()), below)))


def _shifted(grid: Grid, left: int) -> Grid:
    """The grid as it begins at a column further left."""
    blanks = (GridCell("", grid.location),) * (grid.left - left)
    return replace(grid, rows=tuple((*blanks, *row) for row in grid.rows), left=left) if blanks else grid


def _continued(above: Grid, below: Grid, is_form: bool, lexicon: Lexicon) -> Grid | None:
    """Both grids as one where the second goes on with the table of the first. They are apart where something says so:
    another sheet or document, captions or a header of its own, other columns."""
    left = min(above.left, below.left)
    above, below = _shifted(above, left), _shifted(below, left)
    is_cut = _is_cut_header(above.rows)
    if above.location.part != below.location.part or not (is_cut or _has_room(above, below, is_form)):
        return None
    # A form begins with whom it is of: where a page repeats that, it is no caption of another table.
    if _states_caption(below.rows[0]) or (caption_height(below.rows) and not _repeated(above.rows, below.rows)):
        return None
    if is_contents(above.rows) != is_contents(below.rows):
        return None
    own = above.rows[caption_height(above.rows) :]
    height = 0 if is_form or is_cut else _header_height(below.rows, lexicon)
    if height and not repeats_header(own, below.rows[:height], below.rows[height:]):
        return None
    repeated = max(height, _repeated(own, below.rows))
    return replace(above, rows=above.rows + below.rows[repeated:])


def _adjoins(first: Location, second: Location) -> bool:
    return first.line is not None and second == replace(first, line=first.line + 1)


def _could_be_row(line: Paragraph, after: Location) -> bool:
    """Whether a line right below a row of a table may be a row of which all but the first cell are blank."""
    cell = (GridCell(line.text, line.location),)
    is_label = len(line.text) <= _LONGEST_LABEL and "。" not in line.text and not is_note(line.text)
    return is_label and not line.is_heading and not is_caption_row(cell) and _adjoins(after, line.location)


def joined(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[Block]:
    """The blocks with each grid that goes on with the one above it joined to that; a header that is repeated at the top
    of the continuation is left out. Nothing stands between the two, or lines of one cell that are rows of the table."""
    pending: Grid | None = None
    is_form = False
    between: list[Paragraph] = []
    for block, is_titled_form in with_forms(blocks, lexicon):
        if pending is not None:
            last = between[-1].location if between else pending.rows[-1][0].location
            if isinstance(block, Paragraph) and _could_be_row(block, last):
                between.append(block)
                continue
            is_near = isinstance(block, Grid) and (not between or _adjoins(last, block.location))
            whole = _continued(pending, block, is_form, lexicon) if isinstance(block, Grid) and is_near else None
            if whole is not None:
                rows = ((GridCell(line.text, line.location),) for line in between)
                end = len(pending.rows)
                pending, between = replace(whole, rows=(*whole.rows[:end], *rows, *whole.rows[end:])), []
                continue
            yield pending
            yield from between
        pending, between = (block, []) if isinstance(block, Grid) else (None, [])
        is_form = is_titled_form
        if pending is None:
            yield block
    if pending is not None:
        yield pending
        yield from between
