"""The usual budget (see ``usual_budget``) as files: workbooks, Word files, web pages, ZIPs, PDFs and transcripts."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import docx
import openpyxl
import typeset_pdf
from docx.table import Table as WordTable
from invented import document
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet
from typeset_table import Spans, Style, merged_header
from usual_figures import UsualBudget, UsualTable

_LINE = Side(style="thin")
_RULED = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_AMOUNT = re.compile(r"[\d,]+\.\d\d")


@dataclass(frozen=True, slots=True)
class Layout:
    """How tables are laid out.

    ``blank_rows``: one stands between caption and header, and one above the note. ``merged``: cells of titles and
    headers are. ``number``: where 表N stands: a row ``above`` the title, ``below`` it beside the unit of measure, in
    the ``title``, or ``none``. ``unit_left``: the unit of measure stands at the left. ``slot``: the unit's name stands
    at the left of the unit of measure. ``as_text``: amounts are texts. ``inside``: captions are rows of the table
    (in a web page or Word file). ``names``: whether sheets have the titles as names. ``ruled``: tables have borders.
    ``sheets``: in a workbook each table has its own (``own``), or all stand on one below each other or side by side
    (``stacked``, ``beside``), so many rows or columns apart.
    """

    blank_rows: bool = False
    merged: bool = True
    number: str = "above"
    unit_left: bool = False
    slot: bool = False
    as_text: bool = False
    inside: bool = False
    names: bool = True
    ruled: bool = True
    cover: bool = True
    sheets: str = "own"
    apart: int = 1


def captions(table: UsualTable, budget: UsualBudget, layout: Layout) -> list[tuple[str, ...]]:
    """The lines above a table, each of one text or of one at either end."""
    lines: list[tuple[str, ...]] = [(table.number,)] if layout.number == "above" else []
    lines.append((f"{table.number} {table.title}" if layout.number == "title" else table.title,))
    left = f"部门：{budget.name}" if layout.slot else ""
    left = table.number if layout.number == "below" else left
    unit = f"单位：{budget.unit}"
    lines.append((unit,) if layout.unit_left and not left else (left, unit))
    return lines


def caption_rows(table: UsualTable, budget: UsualBudget, layout: Layout) -> tuple[list[tuple[str, ...]], Spans]:
    """The captions as rows of the table's width, and which cells are merged."""
    width = len(table.rows[0])
    rows: list[tuple[str, ...]] = []
    spans: Spans = {}
    for line in captions(table, budget, layout):
        if len(line) == 1:
            rows.append((*line, *[""] * (width - 1)))
            if line[0].endswith("表"):
                spans[len(rows) - 1, 0] = (1, width)
        else:
            rows.append((line[0], *[""] * (width - 2), line[1]))
    return rows, spans


def sheet_rows(table: UsualTable, budget: UsualBudget, layout: Layout) -> tuple[list[tuple[str, ...]], Spans, range]:
    """All rows of a table's sheet, which cells are merged, and which rows have borders."""
    rows, spans = caption_rows(table, budget, layout)
    rows += [()] * layout.blank_rows
    first = len(rows)
    spans |= {(r + first, c): span for (r, c), span in merged_header(table.rows, table.header).items()}
    rows += table.rows
    ruled = range(first, len(rows))
    if table.note:
        rows += [*[()] * layout.blank_rows, (table.note,)]
    return rows, spans if layout.merged else {}, ruled


def fill(sheet: Worksheet, table: UsualTable, budget: UsualBudget, layout: Layout, top: int = 1, left: int = 1) -> int:
    """Write a table on a sheet and return the row below it."""
    rows, spans, ruled = sheet_rows(table, budget, layout)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            cell = sheet.cell(top + r, left + c)
            if _AMOUNT.fullmatch(text) and not layout.as_text:
                cell.value, cell.number_format = Decimal(text.replace(",", "")), "#,##0.00"
            elif text:
                cell.value, cell.data_type = text, "s"
            if layout.ruled and r in ruled:
                cell.border = _RULED
    for (r, c), (down, across) in spans.items():
        area = (top + r, left + c, top + r + down - 1, left + c + across - 1)
        sheet.merge_cells(start_row=area[0], start_column=area[1], end_row=area[2], end_column=area[3])
        sheet.cell(*area[:2]).alignment = Alignment(horizontal="center", vertical="center")
        sheet.cell(*area[:2]).font = Font(bold=True)
    return top + len(rows)


def _cover(book: openpyxl.Workbook, budget: UsualBudget) -> None:
    sheet = book.active
    sheet.title = "封面"
    sheet.cell(6, 3, budget.name)
    sheet.cell(9, 3, f"{budget.year}年部门预算")
    sheet.cell(14, 3, f"编制日期：{budget.year}年1月20日")
    sheet = book.create_sheet("目录")
    sheet.cell(1, 1, "目    录")
    for row, table in enumerate(budget.tables, start=3):
        sheet.cell(row, 1, table.number)
        sheet.cell(row, 2, table.title)


def workbook(budget: UsualBudget, layout: Layout) -> openpyxl.Workbook:
    """A workbook: the cover, the list of tables, a sheet for each table."""
    book = openpyxl.Workbook()
    if layout.cover:
        _cover(book, budget)
    else:
        del book[book.active.title]
    row = column = 1
    sheet = book.create_sheet("预算公开表")
    for table in budget.tables:
        if layout.sheets == "own":
            sheet = book.create_sheet(f"{table.number}{table.title}"[:31] if layout.names else None)
        below = fill(sheet, table, budget, layout, row, column)
        row = below + layout.apart if layout.sheets == "stacked" else 1
        column += len(table.rows[0]) + layout.apart if layout.sheets == "beside" else 0
    if layout.sheets == "own":
        del book["预算公开表"]
    return book


def to_xlsx(budget: UsualBudget, path: Path, layout: Layout) -> None:
    """The workbook as a file."""
    workbook(budget, layout).save(path)


def to_zip(budget: UsualBudget, path: Path, layout: Layout) -> None:
    """A ZIP with a text that names unit and year, and a workbook for each table."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("00封面.txt", f"{budget.name}\n{budget.year}年部门预算\n")
        for n, table in enumerate(budget.tables, start=1):
            part = UsualBudget(budget.name, budget.year, budget.unit, (table,))
            stream = io.BytesIO()
            book = workbook(part, layout)
            if layout.cover:
                del book["封面"], book["目录"]
            book.save(stream)
            archive.writestr(f"{n:02d}{table.title}.xlsx", stream.getvalue())


def _opening(budget: UsualBudget) -> Iterator[str]:
    yield from (f"# {budget.name}{budget.year}年部门预算", "", "目录", "")
    yield from (f"{table.number} {table.title}" for table in budget.tables)
    yield ""


def transcript(budget: UsualBudget, layout: Layout) -> str:
    """The text of a transcript: captions as lines, tables as lines with ``|`` between cells."""
    lines = list(_opening(budget))
    for table in budget.tables:
        lines += [text for line in captions(table, budget, layout) for text in line if text]
        lines += [*[""] * layout.blank_rows, *("|".join(row) for row in table.rows), ""]
        lines += [table.note, ""] if table.note else []
    return "\n".join(lines) + "\n"


def to_text(budget: UsualBudget, path: Path, layout: Layout) -> None:
    """The transcript as a file."""
    path.write_text(transcript(budget, layout).replace("|", "\t"), encoding="utf-8")


def to_pdf(budget: UsualBudget, path: Path, layout: Layout) -> None:
    """The transcript as the typesetter prints it, in type so small that the widest table has room."""
    style = Style(merged=layout.merged, size=5.5)
    typeset_pdf.to_pdf(document(transcript(budget, layout)), path, style)


def _merge(table: WordTable, spans: Spans) -> None:
    for (r, c), (down, across) in spans.items():
        table.cell(r, c).merge(table.cell(r + down - 1, c + across - 1))


def to_docx(budget: UsualBudget, path: Path, layout: Layout) -> None:
    """A Word file: captions above each table or in its first rows."""
    word = docx.Document()
    for text in _opening(budget):
        word.add_paragraph(text.removeprefix("# "), style="Heading 1" if text.startswith("#") else None)
    for table in budget.tables:
        first, spans = caption_rows(table, budget, layout) if layout.inside else ([], {})
        if not layout.inside:
            for line in captions(table, budget, layout):
                word.add_paragraph("\u3000\u3000\u3000".join(filter(None, line)))
        rows = [*first, *table.rows]
        made = word.add_table(len(rows), len(rows[0]), style="Table Grid")
        for r, row in enumerate(rows):
            for cell, text in zip(made.rows[r].cells, row, strict=True):
                cell.text = text
        if layout.merged:
            below = merged_header(table.rows, table.header).items()
            _merge(made, spans | {(r + len(first), c): span for (r, c), span in below})
        word.add_paragraph(table.note)
    word.save(str(path))


def _html_rows(rows: list[tuple[str, ...]], spans: Spans) -> Iterator[str]:
    covered = {
        (r + i, c + j) for (r, c), (down, across) in spans.items() for i in range(down) for j in range(across)
    } - set(spans)
    for r, row in enumerate(rows):
        cells = []
        for c, text in enumerate(row):
            if (r, c) not in covered:
                down, across = spans.get((r, c), (1, 1))
                span = f' rowspan="{down}"' * (down > 1) + f' colspan="{across}"' * (across > 1)
                cells.append(f"<td{span}>{html.escape(text)}</td>")
        yield f"<tr>{''.join(cells)}</tr>"


def to_html(budget: UsualBudget, path: Path, layout: Layout) -> None:
    """A web page: captions above each table, or in its first rows as a page saved from a workbook has them."""
    parts = ['<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>公开</title></head><body>']
    for text, _ in groupby(_opening(budget)):
        tag = "h1" if text.startswith("#") else "p"
        parts.append(f"<{tag}>{html.escape(text.removeprefix('# '))}</{tag}>")
    for table in budget.tables:
        if layout.inside:
            rows, spans, _ = sheet_rows(table, budget, layout)
            rows = [(*row, *[""] * (len(table.rows[0]) - len(row))) for row in rows]
        else:
            rows, spans = list(table.rows), merged_header(table.rows, table.header) if layout.merged else {}
            lines = ("\u3000\u3000".join(filter(None, line)) for line in captions(table, budget, layout))
            parts += (f"<p>{html.escape(line)}</p>" for line in lines)
        parts.append("<table border='1'>" + "\n".join(_html_rows(rows, spans)) + "</table>")
        if table.note and not layout.inside:
            parts.append(f"<p>{html.escape(table.note)}</p>")
    path.write_text("\n".join([*parts, "</body></html>\n"]), encoding="utf-8")


WRITERS: dict[str, Callable[[UsualBudget, Path, Layout], None]] = {
    "xlsx": to_xlsx,
    "docx": to_docx,
    "html": to_html,
    "zip": to_zip,
    "pdf": to_pdf,
    "txt": to_text,
}
