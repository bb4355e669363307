"""Forms that come as paragraphs: a run of lines under a form's title becomes a grid of one column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.reading.document import Block, Grid, GridCell, Paragraph
from yusuan.recognition.forms.labels import FormLabels
from yusuan.recognition.forms.rows import FormCell, chunks
from yusuan.recognition.kinds import recognise_kind
from yusuan.recognition.labels import flatten, numbering
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.titles import caption

_FEWEST_LABELS = 3
_FEWEST_BLOCKS = 2


def _title_content(block: Block, lexicon: Lexicon) -> str:
    """What the kind of table holds that a paragraph is the title of (``form``, ``amounts`` …), or ``""``."""
    if not isinstance(block, Paragraph):
        return ""
    title = caption([block]).title
    kind = recognise_kind(title, (), (), lexicon) if title else ""
    return lexicon.codelists["table-kinds"][kind].extra.get("content", "") if kind else ""


def _ends_form(block: Block, lexicon: Lexicon) -> bool:
    """Whether a form cannot go on with this block: a grid, a heading, a chapter, a note, the title of a table."""
    if isinstance(block, Grid) or block.is_heading or caption([block]).number:
        return True
    flat = flatten(block.text)
    is_prose = numbering(flat)[0] == "chapter" or flat.lstrip("-").startswith("注:")
    return is_prose or _title_content(block, lexicon) not in ("", "as-printed")


def _labels_of(lines: Sequence[Paragraph], labels: FormLabels) -> list[tuple[int, str]]:
    """The fields that whole lines, or adjoining lines together, are labels of, each with the index of its line."""
    cells = [FormCell(line.text, line.location, n, 1) for n, line in enumerate(lines)]
    return [(cell.row, code) for cell in chunks(cells) if (code := labels.field(cell.text))]


def paragraph_forms(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[Block]:
    """The blocks with each form that is printed as paragraphs turned into a grid: one column, one row per line.

    Such a form begins with the first label after a title of a form and has labels of at least two of its blocks; what
    stands between title and first label (the year, a unit) stays a paragraph.
    """
    labels = FormLabels(lexicon)
    position = 0
    while position < len(blocks):
        block = blocks[position]
        yield block
        position += 1
        if _title_content(block, lexicon) != "form":
            continue
        lines: list[Paragraph] = []
        for following in blocks[position:]:
            if not isinstance(following, Paragraph) or _ends_form(following, lexicon):
                break
            lines.append(following)
        found = _labels_of(lines, labels)
        if len(found) < _FEWEST_LABELS or len({labels.block(code) for _, code in found}) < _FEWEST_BLOCKS:
            continue
        start = found[0][0]
        yield from lines[:start]
        rows = tuple((GridCell(line.text, line.location),) for line in lines[start:])
        yield Grid(rows, rows[0][0].location)
        position += len(lines)
