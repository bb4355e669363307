"""Read an Excel workbook: XLSX by its XML, so that a number is the decimal that is stored and never a binary fraction;
the older XLS through xlrd. Formulas count by the result that was saved with them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from yusuan.errors import InputError
from yusuan.reading.container import Container
from yusuan.reading.document import Block, Doubt
from yusuan.reading.number_format import BUILT_IN, shown
from yusuan.reading.sheet import Sheet, Span, sheet_blocks
from yusuan.reading.sheet_doubts import FAILED, HIDDEN, STRUCK, UNSAVED, Remark, sheet_doubts
from yusuan.reading.workbook_fonts import PLAIN, Font, Run, cell_fonts, font_of, printed, struck
from yusuan.reading.workbook_pictures import picture_doubts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATIONSHIP = "{*}Relationship"
_REFERENCE = re.compile(r"^([A-Z]{1,3})([1-9]\d{0,6})\Z")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_COLUMNS = 16384
_LARGEST_POWER = 20


@dataclass(frozen=True, slots=True)
class _Look:
    """What a workbook says for all its sheets: shared texts, number formats, borders and fonts by style, day 0."""

    texts: tuple[tuple[Run, ...], ...]
    formats: tuple[str, ...]
    borders: tuple[bool, ...]
    since_1904: bool
    fonts: tuple[Font, ...] = ()
    is_uncalculated: bool = False
    """Whether it asks to be calculated when it is opened: programs that cannot calculate write 0 as each result."""

    def font(self, style: int) -> Font:
        """The font of a cell of that style."""
        return self.fonts[style] if style < len(self.fonts) else PLAIN


def relationships(container: Container, part: str) -> dict[str, tuple[str, str]]:
    """What a part of an office file points at: ``(last word of the type, name of the member)`` by relationship id."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if not container.has(path):
        return {}
    found = {}
    for node in container.xml(path).iter(_RELATIONSHIP):
        target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/")
        found[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2], target)
    return found


def _plain_text(node: etree._Element) -> str:
    """The text of a shared or inline string: its runs, without the pronunciation (``rPh``)."""
    parts = (t.text or "" for t in node.iter("{*}t") if etree.QName(t.getparent()).localname != "rPh")
    text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), "".join(parts))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")  # two halves make one


def _runs(node: etree._Element) -> tuple[Run, ...]:
    """The runs of a shared or inline string, each with its font."""
    found = [(run, run.find("{*}rPr")) for run in node.iterfind("{*}r")]
    runs = (Run(_plain_text(run), None if font is None else font_of(font)) for run, font in found)
    return tuple(runs) if found else (Run(_plain_text(node)),)


def _int(text: str | None, default: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else default


def _styles(root: etree._Element) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    codes = {_int(node.get("numFmtId")): node.get("formatCode", "") for node in root.iter("{*}numFmt")}
    drawn = [
        any(side.get("style", "none") != "none" for side in border) for border in root.iterfind("{*}borders/{*}border")
    ]
    formats, borders = [], []
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        number = _int(style.get("numFmtId"))
        formats.append(codes.get(number) or BUILT_IN.get(number, "General"))
        border = _int(style.get("borderId"))
        borders.append(border < len(drawn) and drawn[border])
    return tuple(formats), tuple(borders)


def _look(container: Container, book: etree._Element, parts: Mapping[str, tuple[str, str]]) -> _Look:
    by_kind = {kind: target for kind, target in parts.values()}
    texts: tuple[tuple[Run, ...], ...] = ()
    if container.has(by_kind.get("sharedStrings", "")):
        texts = tuple(_runs(node) for node in container.xml(by_kind["sharedStrings"]).iterfind("{*}si"))
    formats: tuple[str, ...] = ()
    borders: tuple[bool, ...] = ()
    fonts: tuple[Font, ...] = ()
    if container.has(by_kind.get("styles", "")):
        styles = container.xml(by_kind["styles"])
        (formats, borders), fonts = _styles(styles), cell_fonts(styles)
    properties = book.find("{*}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    calculation = book.find("{*}calcPr")
    is_uncalculated = calculation is not None and calculation.get("fullCalcOnLoad") in ("1", "true")
    return _Look(texts, formats, borders, since_1904, fonts, is_uncalculated)


def _place(reference: str | None) -> tuple[int, int] | None:
    """``(row, column)`` from 1 of a reference such as ``B7``."""
    found = _REFERENCE.match(reference or "")
    if not found:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return int(found.group(2)), column


def _cell_runs(cell: etree._Element, look: _Look) -> tuple[Run, ...] | None:
    """The text of a cell that holds one; ``None`` for a number or a result."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inside = cell.find("{*}is")
        return _runs(cell if inside is None else inside)
    if kind != "s":
        return None
    index = _int(cell.findtext("{*}v"), -1)
    return look.texts[index] if 0 <= index < len(look.texts) else ()


def _unsaved(cell: etree._Element, look: _Look) -> str:
    """The formula of a cell for which no result is saved; ``""`` for any other cell."""
    formula = cell.find("{*}f")
    if formula is None or cell.get("t", "n") != "n":
        return ""
    value = (cell.findtext("{*}v") or "").strip()
    return "" if value and not (value == "0" and look.is_uncalculated) else f"={formula.text or ''}"


def _value(cell: etree._Element, look: _Look, style: int) -> str:
    """What the number or result of a cell shows; the formula where no result is saved."""
    kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
    unsaved = _unsaved(cell, look)
    if unsaved:
        return unsaved
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind != "n" or not value.strip():
        return value
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_POWER:
        return value
    return shown(number, look.formats[style] if style < len(look.formats) else "", look.since_1904)


def _is_hidden(cell: etree._Element, look: _Look, style: int) -> bool:
    """Whether a cell holds a number other than 0 of which its format shows nothing (``;;;``)."""
    stored = (cell.findtext("{*}v") or "").strip()
    return cell.get("t", "n") == "n" and bool(stored.strip("0.")) and not _value(cell, look, style).strip()


def _text(cell: etree._Element, look: _Look, style: int) -> str:
    """What a cell shows."""
    runs = _cell_runs(cell, look)
    return printed((Run(_value(cell, look, style)),) if runs is None else runs, look.font(style))


def _remarks(root: etree._Element, look: _Look) -> Iterator[Remark]:
    """What is to be said of the cells of a sheet."""
    row = 0
    for line in root.iterfind("{*}sheetData/{*}row"):
        row, column = _int(line.get("r"), row + 1), 0
        for cell in line.iterfind("{*}c"):
            row, column = _place(cell.get("r")) or (row, column + 1)
            style, runs = _int(cell.get("s")), _cell_runs(cell, look)
            font = look.font(style)
            if runs is None and font.is_struck:
                runs = (Run(_value(cell, look, style)),)
            left_out, unsaved = struck(runs or (), font), _unsaved(cell, look)
            if left_out:
                yield Remark(row, column, STRUCK, left_out)
            elif unsaved:
                yield Remark(row, column, UNSAVED, unsaved)
            elif cell.get("t") == "e":
                yield Remark(row, column, FAILED, cell.findtext("{*}v") or "")
            elif runs is None and _is_hidden(cell, look, style):
                yield Remark(row, column, HIDDEN, (cell.findtext("{*}v") or "").strip())


def _hidden_columns(root: etree._Element) -> frozenset[int]:
    nodes = (node for node in root.iterfind("{*}cols/{*}col") if node.get("hidden") in ("1", "true"))
    columns: set[int] = set()
    reached = 0
    for first, last in sorted((_int(node.get("min"), 1), _int(node.get("max"))) for node in nodes):
        columns.update(range(max(first, reached + 1), min(last, _MOST_COLUMNS) + 1))
        reached = max(reached, last)
    return frozenset(columns)


def _spans(root: etree._Element) -> Iterator[Span]:
    for node in root.iterfind("{*}mergeCells/{*}mergeCell"):
        first, _, last = node.get("ref", "").partition(":")
        start, end = _place(first), _place(last)
        if start and end:
            yield (*start, *end)


def _sheet(root: etree._Element, number: int, name: str, look: _Look) -> Sheet:
    texts: dict[tuple[int, int], str] = {}
    bordered, hidden = set(), set()
    row = 0
    for line in root.iterfind("{*}sheetData/{*}row"):
        row = _int(line.get("r"), row + 1)
        if line.get("hidden") in ("1", "true"):
            hidden.add(row)
        column = 0
        for cell in line.iterfind("{*}c"):
            row, column = _place(cell.get("r")) or (row, column + 1)
            style = _int(cell.get("s"))
            if style < len(look.borders) and look.borders[style]:
                bordered.add(row)
            text = _text(cell, look, style)
            if text:
                texts[row, column] = text
    columns = _hidden_columns(root)
    return Sheet(number, texts, frozenset(bordered), frozenset(hidden), columns, tuple(_spans(root)), name)


def read_xlsx(container: Container) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of the visible sheets of an XLSX (see :func:`sheet_blocks`), each cell as a person sees it, and what
    cannot be seen of them.

    Raises:
        InputError: the file is damaged, has no sheet, or its sheets show nothing.
    """
    office = relationships(container, "")
    main = next((target for kind, target in office.values() if kind == "officeDocument"), "xl/workbook.xml")
    book, parts = container.xml(main), relationships(container, main)
    look = _look(container, book, parts)
    sheets: list[Sheet] = []
    doubts: list[Doubt] = []
    for number, node in enumerate(book.iterfind("{*}sheets/{*}sheet"), start=1):
        identifier = next((value for name, value in node.attrib.items() if etree.QName(name).localname == "id"), "")
        kind, target = parts.get(identifier, ("", ""))
        if kind == "worksheet" and node.get("state", "visible") == "visible":
            root = container.xml(target)
            sheets.append(_sheet(root, number, node.get("name", ""), look))
            doubts += sheet_doubts(_remarks(root, look), sheets[-1], node.get("name", ""))
            drawn = (part for kind, part in relationships(container, target).values() if kind == "drawing")
            drawings = (container.xml(part) for part in drawn if container.has(part))
            doubts += picture_doubts(drawings, sheets[-1], node.get("name", ""))
    if not sheets:
        raise InputError(f"{container.label}: the workbook has no visible sheet; give the workbook with its tables")
    return sheet_blocks(sheets, container.label), tuple(doubts)
