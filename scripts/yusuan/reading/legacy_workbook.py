"""Read an Excel 97–2003 workbook (XLS) through xlrd."""

from __future__ import annotations

import io
import struct
from decimal import Decimal

import xlrd
from xlrd.compdoc import CompDocError

from yusuan.errors import InputError
from yusuan.reading.document import Block
from yusuan.reading.number_format import shown
from yusuan.reading.sheet import Sheet, sheet_blocks

XLS = "application/vnd.ms-excel"
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)
_DAMAGED = (xlrd.XLRDError, CompDocError, struct.error, IndexError, KeyError, ValueError, AssertionError, EOFError,
            TypeError, AttributeError, MemoryError, OverflowError, UnicodeError, NotImplementedError)  # fmt: skip
"""What xlrd raises on a damaged file, besides its own errors: it trusts lengths and offsets."""


def _text(cell: xlrd.sheet.Cell, book: xlrd.Book) -> str:
    if cell.ctype in _NUMBERS:
        style = book.xf_list[cell.xf_index]
        code = book.format_map[style.format_key].format_str
        # The shortest decimal that is this binary number is the one that was typed.
        return shown(Decimal(repr(cell.value)), code, bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return str(cell.value)


def _sheet(sheet: xlrd.sheet.Sheet, number: int, book: xlrd.Book) -> Sheet:
    texts: dict[tuple[int, int], str] = {}
    bordered = set()
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            border = book.xf_list[cell.xf_index].border
            if border.top_line_style or border.bottom_line_style or border.left_line_style or border.right_line_style:
                bordered.add(row + 1)
            text = _text(cell, book)
            if text:
                texts[row + 1, column + 1] = text
    return Sheet(
        number,
        texts,
        frozenset(bordered),
        frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden),
        tuple((top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells),
    )


def read_xls(content: bytes, label: str) -> tuple[Block, ...]:
    """The blocks of the visible sheets of an XLS (see :func:`sheet_blocks`), each cell as a person sees it.

    Raises:
        InputError: the file is damaged or locked, or its sheets show nothing.
    """
    try:
        # ragged_rows: a row is as long as what is stored of it, so a stray cell costs nothing.
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        sheets = [_sheet(sheet, n, book) for n, sheet in enumerate(book.sheets(), start=1) if not sheet.visibility]
    except _DAMAGED as error:
        if "encrypt" in str(error).lower():
            raise InputError(f"{label}: is locked with a password; save it without one") from error
        raise InputError(f"{label}: the workbook is damaged; open it and save it as XLSX") from error
    return sheet_blocks(sheets, label)
