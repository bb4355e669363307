"""A package as one Excel workbook: a sheet that says what it is, then a sheet for each table.

Amounts are numbers with their decimals, codes are text: a spreadsheet would turn ``0301`` into 301. No formula is
written, whatever a text begins with.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Row = Mapping[str, str]
ABOUT = "说明 About"
_CREATED = datetime.datetime(1980, 1, 1)  # noqa: DTZ001  the format knows no time zone
"""No time of its own: the same package gives the same bytes."""
_AMOUNT = "#,##0.00####"
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
"""What Excel takes as the name of a sheet, and as the text of a cell."""
_WIDTH = {"number": 16, "integer": 9, "boolean": 9}
_WIDE, _ORDINARY = 44, 18
_IS_WIDE = ("label", "title", "message", "sentence", "text", "goal", "name", "description")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the package: its name, its titles in both languages, the fields of its schema, its rows as text.
    A table as printed has no fields; its rows hold its columns by number, ``"1"`` first."""

    name: str
    titles: tuple[str, str]
    fields: Sequence[Mapping[str, Any]]
    rows: Iterable[Row]


def workbook(title: str, about: Iterable[tuple[str, str]], sheets: Sequence[Sheet]) -> bytes:
    """The workbook: ``about`` are names and texts of the first sheet, under which the others are listed."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": title, "created": _CREATED})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    amount = book.add_format({"num_format": _AMOUNT})
    first = book.add_worksheet(ABOUT)
    names = _names(sheet.name for sheet in sheets)
    _about(first, about, zip(names, sheets, strict=True), bold, book.add_format({"text_wrap": True, "valign": "top"}))
    for name, sheet in zip(names, sheets, strict=True):
        _write(book.add_worksheet(name), sheet, bold, amount)
    book.close()
    return packed.getvalue()


def _names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel takes, each once whatever the case of its letters."""
    taken: set[str] = {ABOUT.lower()}
    names = []
    for name in wanted:
        short, number = name[:_LONGEST_NAME], 1
        while short.lower() in taken:
            number += 1
            short = f"{name[: _LONGEST_NAME - len(str(number)) - 1]}~{number}"
        taken.add(short.lower())
        names.append(short)
    return names


def _about(
    page: Worksheet, about: Iterable[tuple[str, str]], sheets: Iterable[tuple[str, Sheet]], bold: Format, plain: Format
) -> None:
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    row = 0
    for name, text in about:
        page.write_string(row, 0, name, bold)
        page.write_string(row, 1, text, plain)
        row += 1
    row += 1
    page.write_string(row, 0, "工作表 Sheet", bold)
    page.write_string(row, 1, "内容 Contents", bold)
    for row, (name, sheet) in enumerate(sheets, start=row + 1):  # noqa: B020  the list goes on below
        page.write_url(row, 0, f"internal:'{name}'!A1", string=name)
        page.write_string(row, 1, " · ".join(dict.fromkeys(filter(None, sheet.titles))), plain)


def _write(page: Worksheet, sheet: Sheet, bold: Format, amount: Format) -> None:
    start = 0
    if sheet.fields:
        for column, field in enumerate(sheet.fields):
            page.write_string(0, column, field["name"], bold)
            is_wide = field["name"].removesuffix("_zh").removesuffix("_en").endswith(_IS_WIDE)
            page.set_column(column, column, _WIDTH.get(field["type"], _WIDE if is_wide else _ORDINARY))
        page.freeze_panes(1, 0)
        start = 1
    types, count = {field["name"]: _kind(field) for field in sheet.fields}, 0
    for count, row in enumerate(sheet.rows, start=1):
        for column, (name, text) in enumerate(row.items()):
            _cell(page, start + count - 1, column, text, types.get(name, "string"), amount)
    if sheet.fields and count:
        page.autofilter(0, 0, count, len(sheet.fields) - 1)


def _kind(field: Mapping[str, Any]) -> str:
    """The type of a column; numbers that are no amounts (of persons, of per cents) are ``quantity``."""
    return "quantity" if field["type"] == "number" and field["name"] == "value" else str(field["type"])


def _cell(page: Worksheet, row: int, column: int, text: str, kind: str, amount: Format) -> None:
    if text == "":
        return
    match kind:
        case "number":
            page.write_number(row, column, Decimal(text), amount)
        case "quantity" | "integer":
            page.write_number(row, column, Decimal(text))
        case "boolean":
            page.write_boolean(row, column, text == "true")
        case _:
            page.write_string(row, column, text[:_LONGEST_TEXT])
