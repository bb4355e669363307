"""Read an Excel 97–2003 workbook (XLS) through xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from decimal import Decimal

import xlrd
from xlrd.compdoc import CompDocError

from yusuan.errors import InputError
from yusuan.reading.document import Block, Doubt
from yusuan.reading.number_format import shown as shown_number
from yusuan.reading.sheet import Sheet, sheet_blocks
from yusuan.reading.sheet_doubts import FAILED, STRUCK, Remark, sheet_doubts
from yusuan.reading.workbook_fonts import PLAIN, Font, Run, printed, struck

XLS = "application/vnd.ms-excel"
_POSITIONS = {1: "superscript", 2: "subscript"}
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)
_DAMAGED = (xlrd.XLRDError, CompDocError, struct.error, IndexError, KeyError, ValueError, AssertionError, EOFError,
            TypeError, AttributeError, MemoryError, OverflowError, UnicodeError, NotImplementedError)  # fmt: skip
"""What xlrd raises on a damaged file, besides its own errors: it trusts lengths and offsets."""


def _value(cell: xlrd.sheet.Cell, book: xlrd.Book) -> str:
    if cell.ctype in _NUMBERS:
        style = book.xf_list[cell.xf_index]
        code = book.format_map[style.format_key].format_str
        # The shortest decimal that is this binary number is the one that was typed.
        return shown_number(Decimal(repr(cell.value)), code, bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return str(cell.value)


def _font(number: int, book: xlrd.Book) -> Font:
    font = book.font_list[number]
    return Font(bool(font.struck_out), _POSITIONS.get(font.escapement, ""))


def _runs(sheet: xlrd.sheet.Sheet, row: int, column: int, book: xlrd.Book) -> tuple[Run, ...]:
    """The text of a cell in its fonts: from each place in the list of the sheet on, another font holds."""
    cell = sheet.cell(row, column)
    text = _value(cell, book)
    changes = sheet.rich_text_runlist_map.get((row, column), ()) if cell.ctype == xlrd.XL_CELL_TEXT else ()
    starts = [(0, book.xf_list[cell.xf_index].font_index), *changes]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return tuple(Run(text[start:end], _font(font, book)) for (start, font), end in zip(starts, ends, strict=True))


def _remarks(sheet: xlrd.sheet.Sheet, book: xlrd.Book) -> Iterator[Remark]:
    """What is to be said of the cells of a sheet."""
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            runs, is_error = _runs(sheet, row, column, book), sheet.cell_type(row, column) == xlrd.XL_CELL_ERROR
            left_out = struck(runs, PLAIN)
            if left_out or is_error:
                yield Remark(row + 1, column + 1, STRUCK if left_out else FAILED, left_out or runs[0].text)


def _sheet(sheet: xlrd.sheet.Sheet, number: int, book: xlrd.Book) -> Sheet:
    texts: dict[tuple[int, int], str] = {}
    bordered = set()
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            border = book.xf_list[cell.xf_index].border
            if border.top_line_style or border.bottom_line_style or border.left_line_style or border.right_line_style:
                bordered.add(row + 1)
            text = printed(_runs(sheet, row, column, book), PLAIN)
            if text:
                texts[row + 1, column + 1] = text
    return Sheet(
        number,
        texts,
        frozenset(bordered),
        frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden),
        tuple((top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells),
        sheet.name,
    )


def read_xls(content: bytes, label: str) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of the visible sheets of an XLS (see :func:`sheet_blocks`), each cell as a person sees it, and what
    cannot be seen of them.

    Raises:
        InputError: the file is damaged or locked, or its sheets show nothing.
    """
    try:
        # ragged_rows: a row is as long as what is stored of it, so a stray cell costs nothing.
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        shown = [(n, sheet) for n, sheet in enumerate(book.sheets(), start=1) if not sheet.visibility]
        sheets = [_sheet(sheet, n, book) for n, sheet in shown]
        remarks = [tuple(_remarks(sheet, book)) for _, sheet in shown]
    except _DAMAGED as error:
        if "encrypt" in str(error).lower():
            raise InputError(f"{label}: is locked with a password; save it without one") from error
        raise InputError(f"{label}: the workbook is damaged; open it and save it as XLSX") from error
    told = zip(remarks, sheets, shown, strict=True)
    doubts = (doubt for found, made, (_, sheet) in told for doubt in sheet_doubts(found, made, sheet.name))
    return sheet_blocks(sheets, label), tuple(doubts)
