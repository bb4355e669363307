"""The rows of a form as it means them: from its printed grid, or from one column of cells folded into rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.reading.document import GridCell, Location
from yusuan.recognition.forms.labels import FormLabels
from yusuan.recognition.labels import flatten
from yusuan.recognition.titles import is_table_number, printed_unit

_MARKUP = re.compile(r"</?(?:p|br|div|span)\b[^<>]*>", re.IGNORECASE)
_YEAR_LINE = re.compile(r"^\(?\(?20\d\d\)?年?度?\)?\Z")
HEADINGS = ("indicator-level-1", "indicator-level-2", "indicator-text", "indicator-target", "indicator-note")
_TASK_HEADINGS = ("task-name", "task-content", "task-amount")
_LEAST_FILLED = 3


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of a form: its text without markup, and its place in the printed grid (``row``, ``column`` from 1)."""

    text: str
    location: Location
    row: int
    column: int

    @property
    def line(self) -> str:
        """The text on one line."""
        return re.sub(r"\s*\n\s*", "", self.text).strip()


FormRow = tuple[FormCell, ...]
BLANK = FormCell("", Location(), 0, 0)


def filled(row: FormRow) -> list[tuple[int, FormCell]]:
    """The cells of a row that hold text, each with its index in the row."""
    return [(n, cell) for n, cell in enumerate(row) if flatten(cell.text)]


def chunks(cells: Sequence[FormCell]) -> Iterator[FormCell]:
    """Lines that follow each other without a blank line between are one cell, at the place of the first."""
    lines: list[FormCell] = []
    for cell in cells:
        last = lines[-1].location.line if lines else None
        if lines and (last is None or cell.location.line != last + 1):
            yield _joined(lines)
            lines = []
        lines.append(cell)
    if lines:
        yield _joined(lines)


def _joined(lines: Sequence[FormCell]) -> FormCell:
    first = lines[0]
    return FormCell("\n".join(line.text for line in lines), first.location, first.row, first.column)


def _is_caption(row: FormRow, labels: FormLabels) -> bool:
    """Whether a row at the top of the grid holds the form's title, number, year or unit of measure."""
    texts = [flatten(cell.text) for _, cell in filled(row)]
    if len(texts) != 1 or labels.field(texts[0]):
        return not texts
    text = texts[0]
    is_title = text.endswith("表") or bool(labels.lexicon.exact("table-kinds", text))
    return is_title or is_table_number(text) or bool(printed_unit(text)) or bool(_YEAR_LINE.match(text))


def form_rows(printed: Sequence[Sequence[GridCell]], labels: FormLabels) -> list[FormRow]:
    """The rows of a printed form below its caption; a grid of one column is folded into rows first."""
    rows = [
        tuple(
            FormCell(_MARKUP.sub("\n", cell.text).strip(), cell.location, r, c) for c, cell in enumerate(row, start=1)
        )
        for r, row in enumerate(printed, start=1)
    ]
    if all(len(row) == 1 for row in rows):
        rows = list(_folded(list(chunks([row[0] for row in rows if flatten(row[0].text)])), labels))
    while rows and _is_caption(rows[0], labels):
        del rows[0]
    return rows


def _folded(cells: Sequence[FormCell], labels: FormLabels) -> Iterator[FormRow]:
    """Rows made of cells in reading order: two or more headings in a row (任务名称, 主要内容) say how many cells each
    row below them has; elsewhere a row is a label with what follows until the next label."""
    width = 0
    row: list[FormCell] = []
    for n, cell in enumerate(cells):
        code = labels.field(cell.text)
        before = labels.field(cells[n - 1].text) if n else ""
        for headings in (HEADINGS, _TASK_HEADINGS):
            if code in headings and before in headings:
                row.append(cell)
                width = len([c for c in row if labels.field(c.text) in headings])
                break
        else:
            if code or _is_full(row, width, cell, labels):
                if row:
                    yield tuple(row)
                row = []
                width = 0 if code else width
            if width and not code and not row:
                row = [BLANK] * _lead(width, cell, labels)
            row.append(cell)
    if row:
        yield tuple(row)


def _is_full(row: Sequence[FormCell], width: int, cell: FormCell, labels: FormLabels) -> bool:
    """Whether a cell begins a new row below headings: the row is full, is the headings' own, or a level begins."""
    if not width:
        return False
    is_headings = any(labels.field(held.text) in (*HEADINGS, *_TASK_HEADINGS) for held in row)
    return is_headings or len(row) >= width or (len(row) >= _LEAST_FILLED and bool(labels.levels(cell.text)))


def _lead(width: int, cell: FormCell, labels: FormLabels) -> int:
    """How many merged heading cells are missing at the front of a row of indicators that begins with this cell."""
    if width < len(HEADINGS) - 1 or labels.level_1(cell.text):
        return 0
    return 1 if labels.level_2(cell.text) else 2
