"""A typesetter for tests: a document as XLSX, DOCX or HTML, with the same paragraphs and cells as the original."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
from docx.oxml.ns import qn
from openpyxl.styles import Border, Side

from yusuan.reading.document import Document, Grid, Paragraph

_NUMBER = re.compile(r"^-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,14})(\.\d+)?$")
_LINE = Side(style="thin")
_RULED = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def _with_gaps(document: Document) -> Iterator[Paragraph | Grid | None]:
    """The blocks, ``None`` where the original has blank lines between two of them."""
    after = 1
    for block in document.blocks:
        line = block.location.line or after
        if line > after:
            yield None
        yield block
        after = line + (len(block.rows) if isinstance(block, Grid) else 1)


def _number(text: str) -> tuple[Decimal, str] | None:
    """A printed number as a workbook stores it: the value and its format; ``None`` if it would be shown otherwise."""
    found = _NUMBER.match(text)
    if not found or len(re.sub(r"\D", "", text)) > 15:
        return None
    places = len(found.group(1) or ".") - 1
    whole = "#,##0" if "," in text else "0"
    return Decimal(text.replace(",", "")), whole + ("." + "0" * places if places else "")


def to_xlsx(document: Document, path: Path) -> None:
    """One sheet for each grid, with the paragraphs before it above and those after the last one below; a blank row
    between a grid and a paragraph. Numbers are stored as numbers with the format that shows them as printed."""
    book = openpyxl.Workbook()
    sheet = book.active
    row, has_grid = 0, False
    for block in _with_gaps(document):
        if block is None:
            row += 1
        elif isinstance(block, Paragraph):
            if has_grid:
                sheet, row, has_grid = book.create_sheet(), 0, False
            row += 1
            sheet.cell(row, 1, block.text).data_type = "s"
        else:
            row, has_grid = row + 1, True
            for cells in block.rows:
                row += 1
                for column, cell in enumerate(cells, start=1):
                    target = sheet.cell(row, column)
                    target.border = _RULED
                    number = _number(cell.text)
                    if number:
                        target.value, target.number_format = number
                    elif cell.text:
                        target.value, target.data_type = cell.text, "s"
    book.save(path)


def to_docx(document: Document, path: Path) -> None:
    """Paragraphs, headings and ruled tables; a blank paragraph for blank lines. Short rows end early."""
    word = docx.Document()
    for block in _with_gaps(document):
        if block is None:
            word.add_paragraph("")
        elif isinstance(block, Paragraph):
            word.add_paragraph(block.text, style="Heading 1" if block.is_heading else None)
        else:
            width = max(map(len, block.rows))
            table = word.add_table(0, width, style="Table Grid")
            for cells in block.rows:
                row = table.add_row()
                for target, cell in zip(row._tr.tc_lst[:], (*cells, *[None] * (width - len(cells))), strict=True):
                    if cell is None:
                        row._tr.remove(target)
                    else:
                        target.find(qn("w:p")).add_r().text = cell.text
    word.save(str(path))


def to_html(document: Document, path: Path) -> None:
    """Paragraphs, headings and tables; a blank paragraph for blank lines."""
    parts = ['<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>公开</title></head><body>']
    for block in _with_gaps(document):
        if block is None:
            parts.append("<p>&nbsp;</p>")
        elif isinstance(block, Paragraph):
            tag = "h2" if block.is_heading else "p"
            parts.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
        else:
            rows = ("".join(f"<td>{html.escape(cell.text)}</td>" for cell in cells) for cells in block.rows)
            parts.append("<table>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    path.write_text("\n".join([*parts, "</body></html>\n"]), encoding="utf-8")


def texts(document: Document) -> list[str | list[list[str]]]:
    """The blocks as plain text, to compare: a paragraph is a text, a grid a list of rows."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]
