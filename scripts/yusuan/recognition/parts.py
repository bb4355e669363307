"""Grids that hold several tables, stacked or side by side → one grid for each table, with the notes between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from yusuan.reading.document import Block, Grid, GridCell, Paragraph
from yusuan.recognition.beside import beside, cut
from yusuan.recognition.header_rows import (
    Cells,
    is_header_row,
    is_words,
    repeats_header,
)
from yusuan.recognition.kinds import content_of, recognise_kind
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.titles import (
    caption,
    caption_height,
    filled,
    is_caption_row,
    is_contents,
    is_note,
    is_table_number,
    is_title,
    states_measure,
)


def _is_begun(rows: Sequence[Cells], at: int) -> bool:
    """Whether a row begins the captions of another table: a title, a number or a unit of measure, and below them a row
    of several words."""
    end = at
    while end < len(rows) and (is_caption_row(rows[end]) or not filled(rows[end])):
        end += 1
    texts = [text for row in rows[at:end] for _, text in filled(row)]
    if not any(is_title(text) or is_table_number(text) or states_measure(text) for text in texts):
        return False
    return end < len(rows) and len(filled(rows[end])) > 1 and is_words(rows[end])


def _header_rows(rows: Sequence[Cells], at: int) -> tuple[int, int]:
    """Where the header begins and ends in which the row ``at`` names columns: with the rows of words around it."""
    first, end = at, at + 1
    while first and _is_of_header(rows[first - 1]):
        first -= 1
    while end < len(rows) and _is_of_header(rows[end]):
        end += 1
    return first, end


def _is_of_header(row: Cells) -> bool:
    return is_words(row) and len(filled(row)) > 1


def _stacked(rows: Sequence[Cells], is_form: bool, lexicon: Lexicon) -> list[list[Cells]]:
    """The rows of each of the tables that stand one below the other. A header that is repeated within a table is left
    out; one that is followed by another total of all begins a table of the same form."""
    at = caption_height(rows)
    found = [list(rows[:at])]
    has_rows = has_body = False
    while at < len(rows):
        row = rows[at]
        if has_rows and is_caption_row(row) and _is_begun(rows, at):
            found.append([])
            has_rows = has_body = False
        elif has_body and not is_form and is_header_row(row, lexicon):
            first, end = _header_rows(rows, at)
            above = found[-1][: len(found[-1]) - (at - first)]
            if not repeats_header(above, rows[first:end], rows[end:]):
                found[-1:] = [above, list(rows[first:at])]
                has_body = False
            else:
                found[-1], at = above, end
                continue
        if not is_caption_row(row):
            has_rows = has_rows or bool(filled(row))
            has_body = has_body or (bool(filled(row)) and not is_words(row))
        found[-1].append(row)
        at += 1
    return [part for part in found if any(map(filled, part))]


def _without_notes(grid: Grid) -> list[Block]:
    """The grid without the notes that are its last rows, and these as paragraphs."""
    rows, notes = list(grid.rows), []
    while len(rows) > 1 and (not filled(rows[-1]) or _is_note_row(rows[-1])):
        notes += [Paragraph(cell.text, cell.location) for cell in rows.pop() if filled((cell,))]
    return [replace(grid, rows=tuple(rows)), *notes[::-1]] if notes else [grid]


def _is_note_row(row: Cells) -> bool:
    cells = filled(row)
    return len(cells) == 1 and is_note(cells[0][1])


def _tables(grid: Grid, is_form: bool, lexicon: Lexicon) -> Iterator[Block]:
    """The tables of a grid, with what stands between them."""
    if is_contents(grid.rows):
        yield grid
        return
    sides = beside(grid, lexicon)
    stacked = _stacked(grid.rows, is_form, lexicon) if len(sides) == 1 else []
    if len(stacked) == 1:
        whole = len(stacked[0]) == len(grid.rows)
        table = grid if whole else replace(grid, rows=tuple(map(tuple, stacked[0])))
        yield from [table] if is_form else _without_notes(table)
        return
    for block in sides if len(sides) > 1 else (cut(grid, rows) for rows in stacked):
        if isinstance(block, Grid):
            yield from _tables(block, is_form, lexicon)
        else:
            yield block


def _last_captions(grid: Grid) -> int:
    """How many rows at the end of a grid are captions, of all its rows or below the body of a table."""
    if is_contents(grid.rows):
        return 0
    last = list(takewhile(lambda row: is_caption_row(row) or not filled(row), reversed(grid.rows)))
    texts = [text for row in last for _, text in filled(row)]
    stated = any(is_title(text) or is_table_number(text) or states_measure(text) for text in texts)
    return len(last) if stated or len(last) == len(grid.rows) else 0


def _above(captions: Grid, below: Grid) -> Grid:
    """A grid with the captions that stand apart above it, column above column."""
    left = min(captions.left, below.left)
    rows = []
    for grid in (captions, below):
        blanks = (GridCell("", grid.location),) * (grid.left - left)
        rows += [(*blanks, *row) for row in grid.rows]
    return replace(below, rows=tuple(rows), location=captions.location, left=left)


def _with_captions(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the captions with which a grid ends, or that are all of it, on top of the grid that follows it
    and begins with a header."""
    pending: Grid | None = None
    for block in blocks:
        if pending is not None:
            captions = _last_captions(pending)
            is_whole = captions == len(pending.rows)
            if captions and isinstance(block, Grid) and _takes_captions(pending, block, is_whole):
                block = _above(cut(pending, pending.rows[-captions:]), block)
                pending = None if is_whole else cut(pending, pending.rows[:-captions])
            if pending is not None:
                yield pending
            pending = None
        if isinstance(block, Grid):
            pending = block
        else:
            yield block
    if pending is not None:
        yield pending


def _takes_captions(above: Grid, below: Grid, is_whole: bool) -> bool:
    """Whether the captions at the end of one grid are those of the next: on the same sheet, and above a header."""
    is_header = is_words(below.rows[0]) and not is_caption_row(below.rows[0])
    return above.location.part == below.location.part and (is_whole or is_header)


def with_forms(blocks: Iterable[Block], lexicon: Lexicon) -> Iterator[tuple[Block, bool]]:
    """The blocks, and of each whether it is a grid that the caption above it or in it calls a form."""
    above: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            above.append(block)
            yield block, False
            continue
        top = [cell for row in block.rows[: caption_height(block.rows)] for cell in row]
        title = caption([*above, *(Paragraph(cell.text, cell.location) for cell in top)]).title
        yield block, content_of(recognise_kind(title, (), (), lexicon), lexicon) == "form"
        above = []


def parted(blocks: Iterable[Block], lexicon: Lexicon) -> Iterator[Block]:
    """The blocks with each grid that holds several tables as so many grids: stacked ones begin with captions or a
    header of their own, ones side by side have captions of their own. Notes that are the last rows of a table are
    paragraphs."""
    for block, is_form in with_forms(_with_captions(blocks), lexicon):
        if isinstance(block, Grid):
            yield from _tables(block, is_form, lexicon)
        else:
            yield block
