"""Documents as their cells, each of which knows what it is worth and where it stood before anything was changed; and
writers that say in which place of the file each row went. ``document_mutations`` changes them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
from deviating import COVER, Made, Maker, known
from deviating_layouts import LAYOUTS
from docx.table import _Cell
from invented import ROOT, document
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from typeset_pdf import to_pdf
from typeset_table import Style
from usual_budget import usual_budget
from usual_figures import UsualBudget

RAISED, STRUCK, END = "\ue000", "\ue001", "\ue002"
"""What stands between ``RAISED`` and ``END`` is set small and high, between ``STRUCK`` and ``END`` struck out."""
_SPAN = re.compile(f"([{RAISED}{STRUCK}])(.*?){END}", re.S)
_PLAIN = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_MONEY = re.compile(r"-?[0-9,]+\.[0-9]{1,2}")
_UP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Origin = tuple[int, int, int]
Place = tuple[int | None, int | None]
"""The page (of a workbook: the sheet) and the line at which a file's reader says that something stands."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell as printed: its text, where it stood in the document as it was (``None`` for one that is new), what its
    amount is (``None`` for none), and whether that cannot be read, or is struck out."""

    text: str
    origin: Origin | None = None
    value: Decimal | None = None
    is_unreadable: bool = False
    is_struck: bool = False

    @property
    def is_amount(self) -> bool:
        """Whether it is worth an amount with decimals: a code is none."""
        return self.value is not None and "." in f"{self.value:f}"

    @property
    def seen(self) -> str:
        """The text as a reader gives it back, but for white space and what is raised."""
        return re.sub(r"\s+", "", _SPAN.sub(lambda m: "" if m[1] == STRUCK else m[2].translate(_UP), self.text))


Line = tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its number in the document as it was, the lines above it, its rows, how many of them are its header, and
    whether it stands on the sheet of the table above it."""

    number: int
    above: tuple[str, ...]
    rows: tuple[Line, ...]
    header: int
    is_below: bool = False

    @property
    def body(self) -> range:
        return range(self.header, len(self.rows))


@dataclass(frozen=True, slots=True)
class Printed:
    """A document: its name, the lines of its cover, its tables, and the lines below the last one."""

    name: str
    cover: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    below: tuple[str, ...] = ()

    def with_sheet(self, at: int, *sheets: Sheet) -> Printed:
        """The document with some tables in place of one."""
        return replace(self, sheets=(*self.sheets[:at], *sheets, *self.sheets[at + 1 :]))


def plain(text: str) -> Decimal | None:
    """The amount of a text that is nothing but a number."""
    return Decimal(text.replace(",", "")) if _PLAIN.fullmatch(text.strip()) else None


def sheet(number: int, above: Iterable[str], rows: Iterable[Sequence[str]], header: int) -> Sheet:
    """A table of texts as it is printed first."""
    spots = (
        tuple(Spot(t, (number, r, c), plain(t) if r >= header else None) for c, t in enumerate(row))
        for r, row in enumerate(rows)
    )
    return Sheet(number, tuple(above), tuple(spots), header)


def usual(budget: UsualBudget, name: str, places: Iterable[int]) -> Printed:
    """Some tables of the usual budget."""
    tables = [budget.tables[place] for place in places]
    sheets: list[Sheet] = []
    note: list[str] = []
    for n, table in enumerate(tables):
        above = (*note, f"表{n + 1}", table.title, f"单位：{budget.unit}")
        sheets.append(sheet(n, above, table.rows, table.header))
        note = [table.note] if table.note else []
    return Printed(name, (f"{budget.name}{budget.year}年部门预算", "目录"), tuple(sheets), tuple(note))


def _header_of(rows: Sequence[Sequence[str]]) -> int:
    return next((n for n, row in enumerate(rows) if any(_MONEY.fullmatch(t) or t.startswith("一、") for t in row)), 1)


def deviating(seed: int) -> Printed:
    """A table of which all is known between two that no code list knows."""
    make = Maker(seed)
    first, last = LAYOUTS[seed % len(LAYOUTS)], LAYOUTS[(seed * 5 + 3) % len(LAYOUTS)]
    made: list[Made] = [first(make), known(make), last(make)]
    sheets = []
    for n, table in enumerate(made):
        width = max(map(len, table.rows))
        rows = [[*row, *[""] * (width - len(row))] for row in table.rows]
        sheets.append(sheet(n, (table.title, "单位：万元"), rows, _header_of(rows)))
    return Printed(f"deviating {seed}", (COVER, "目录"), tuple(sheets))


def transcribed(path: Path) -> Printed:
    """A transcript: runs of lines with tabs are tables."""
    sheets: list[Sheet] = []
    above: list[str] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").replace("\r\n", "\n").split("\n"), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            sheets.append(sheet(len(sheets), above, rows, _header_of(rows)))
            above, rows = [], []
        above.append(line)
    return Printed(path.stem, (), tuple(sheets), tuple(above))


def documents() -> dict[str, Printed]:
    """All documents that are changed, by name."""
    made = [
        usual(usual_budget(wording), f"{wording} {n}", places)
        for wording in ("national", "county", "province")
        for n, places in enumerate([(0, 2, 4, 8), (1, 3, 5), (6, 7, 4, 5)])
    ]
    made += map(deviating, range(len(LAYOUTS)))
    made += (transcribed(path) for path in sorted((ROOT / "datapackage").glob("*/source/*.txt")))
    return {each.name: each for each in made}


def spans(text: str) -> list[tuple[str, str]]:
    """A text in parts, each with ``RAISED``, ``STRUCK`` or ``""``."""
    parts: list[tuple[str, str]] = []
    end = 0
    for found in _SPAN.finditer(text):
        parts += [("", text[end : found.start()]), (found[1], found[2])]
        end = found.end()
    return [(mark, part) for mark, part in [*parts, ("", text[end:])] if part]


Places = dict[Place, tuple[Sheet, Line]]
Writer = Callable[[Printed, Path], Places]


def as_text(text: str) -> str:
    """A text as a transcript has it, which knows no line ends in cells."""
    parts = (part.translate(_UP) if mark == RAISED else part for mark, part in spans(text) if mark != STRUCK)
    return "".join(parts).replace("\n", " ").replace("\t", " ")


def write_txt(printed: Printed, path: Path) -> Places:
    """A transcript."""
    lines: list[str] = [*printed.cover, ""] if printed.cover else []
    places: Places = {}
    for each in printed.sheets:
        lines += each.above or [""]
        for row in each.rows:
            texts = [as_text(spot.text) for spot in row]
            lines.append("\t".join(texts if len(texts) > 1 else [*texts, ""]))
            places[None, len(lines)] = each, row
    path.write_text("\n".join([*lines, "", *printed.below]) + "\n", encoding="utf-8")
    return places


_TAGS = {RAISED: "sup", STRUCK: "s"}


def _marked_up(text: str) -> str:
    parts = (
        f"<{_TAGS[mark]}>{html.escape(part)}</{_TAGS[mark]}>" if mark else html.escape(part)
        for mark, part in spans(text)
    )
    return "".join(parts).replace("\n", "<br>")


def write_html(printed: Printed, path: Path) -> Places:
    """A web page."""
    parts = ['<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>公开</title></head><body>']
    parts += (f"<p>{html.escape(text)}</p>" for text in printed.cover)
    places: Places = {}
    line = len(printed.cover)
    for each in printed.sheets:
        parts += (f"<p>{html.escape(text)}</p>" for text in each.above if text.strip())
        line += sum(bool(text.strip()) for text in each.above)
        parts.append("<table border='1'>")
        for row in each.rows:
            line += 1
            places[None, line] = each, row
            parts.append("<tr>" + "".join(f"<td>{_marked_up(spot.text)}</td>" for spot in row) + "</tr>")
        parts.append("</table>")
    parts += (f"<p>{html.escape(text)}</p>" for text in printed.below if text.strip())
    path.write_text("\n".join([*parts, "</body></html>\n"]), encoding="utf-8")
    return places


def _fill_word(cell: _Cell, text: str) -> None:
    paragraph = cell.paragraphs[0]
    for mark, part in spans(text):
        run = paragraph.add_run(part)
        run.font.superscript = True if mark == RAISED else None
        run.font.strike = True if mark == STRUCK else None


def write_docx(printed: Printed, path: Path) -> Places:
    """A Word file."""
    word = docx.Document()
    for text in printed.cover:
        word.add_paragraph(text)
    places: Places = {}
    line = len(printed.cover)
    for each in printed.sheets:
        for text in each.above or ("",):
            word.add_paragraph(text)
            line += 1
        table = word.add_table(len(each.rows), max(map(len, each.rows)), style="Table Grid")
        for made, row in zip(table.rows, each.rows, strict=True):
            line += 1
            places[None, line] = each, row
            for cell, spot in zip(made.cells, row, strict=False):
                _fill_word(cell, spot.text)
    for text in printed.below:
        word.add_paragraph(text)
    word.save(str(path))
    return places


def _rich(text: str) -> str | CellRichText | None:
    parts = spans(text)
    if all(not mark for mark, _ in parts):
        return text or None
    fonts = {RAISED: InlineFont(vertAlign="superscript"), STRUCK: InlineFont(strike=True), "": InlineFont()}
    return CellRichText(*(TextBlock(fonts[mark], part) for mark, part in parts))


def write_xlsx(printed: Printed, path: Path) -> Places:
    """A workbook with a sheet for each table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    places: Places = {}
    page, row = book.create_sheet("封面"), 0
    for n, text in enumerate(printed.cover, start=1):
        page.cell(n, 1).value = text
    for n, each in enumerate(printed.sheets, start=1):
        if not each.is_below:
            page, row = book.create_sheet(f"Sheet{n}"), 0
        row += not each.above and row > 0
        for text in each.above:
            row += 1
            page.cell(row, 1).value = text or None
        for line in each.rows:
            row += 1
            places[len(book.sheetnames), row] = each, line
            for column, spot in enumerate(line, start=1):
                cell = page.cell(row, column)
                if _PLAIN.fullmatch(spot.text) and _MONEY.fullmatch(spot.text):
                    cell.value, cell.number_format = Decimal(spot.text.replace(",", "")), "#,##0.00"
                elif spot.text:
                    cell.value = _rich(spot.text)
    for n, text in enumerate(printed.below, start=1):
        page.cell(row + n, 1).value = text or None
    book.save(path)
    return places


def write_pdf(printed: Printed, path: Path) -> Places:
    """The transcript as it is typeset; what stands in which place is not told."""
    write_txt(printed, path)
    text = path.read_text(encoding="utf-8").replace("\t", "|")
    to_pdf(document(text), path, Style(merged=False, size=5.5))
    return {}


WRITERS: dict[str, Writer] = {
    "txt": write_txt,
    "html": write_html,
    "docx": write_docx,
    "xlsx": write_xlsx,
    "pdf": write_pdf,
}
