"""Read a Word document (DOCX) by its XML: what is printed, so with insertions and without deletions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from yusuan.errors import InputError
from yusuan.reading.container import Container
from yusuan.reading.document import Block, Doubt, Grid, GridCell, Location, Paragraph
from yusuan.reading.limits import check_count
from yusuan.reading.numbered_lists import NumberedLists, read_lists
from yusuan.reading.sheet import LARGEST_AREA, joined_lines
from yusuan.reading.word_pictures import pictures
from yusuan.reading.word_runs import PrintedText, local_name, read_looks, value
from yusuan.reading.workbook import relationships

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEADING = re.compile(r"^(heading|标题|title)\s*\d*\Z", re.IGNORECASE)
_MOST_COLUMNS = 1000
_TOO_LARGE = f"a table has more than {LARGEST_AREA} cells; split the document"


def _is_outlined(properties: etree._Element | None) -> bool:
    """Whether properties put a paragraph into the outline: levels 0 to 8; 9 is body text."""
    return value(properties, "{*}outlineLvl") in tuple("012345678")


def _unwrapped(node: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, tables, rows or cells below a node, out of content controls, insertions and custom XML."""
    for child in node:
        name = local_name(child)
        if name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"):
            yield from _unwrapped(child)
        elif name in ("p", "tbl", "tr", "tc"):
            yield child


def _is_deleted(row: etree._Element) -> bool:
    return row.find("{*}trPr/{*}del") is not None


@dataclass(slots=True)
class _Reader:
    """Walks the body once; ``line`` counts printed lines: paragraphs (also empty ones) and rows of tables."""

    label: str
    lists: NumberedLists
    headings: frozenset[str]
    text: PrintedText
    blocks: list[Block] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    line: int = 0
    is_in_table: bool = False

    def body(self, node: etree._Element) -> None:
        """Read the paragraphs and tables below a node."""
        for child in _unwrapped(node):
            if local_name(child) == "tbl":
                self.table(child)
            elif local_name(child) == "p":
                self.paragraph(child)

    def printed(self, node: etree._Element, line: int) -> str:
        """The text of a paragraph with the number that its list gives it; what it has lost is told."""
        text, struck, removed = self.text.read(node)
        self.tell(line, struck and f"struck text, left out: {struck}", removed and f"removed text, left out: {removed}")
        return self.lists.number(node) + text if text.strip() else text

    def tell(self, line: int, *texts: str) -> None:
        """Note what is not shown as it is stored."""
        self.doubts += [Doubt(text, Location(line=line)) for text in texts if text]

    def tell_pictures(self, node: etree._Element, line: int, text: str) -> None:
        """Note the pictures in a paragraph, or in a cell of a table that prints ``text``: small ones where they stand
        alone in a cell."""
        is_alone = self.is_in_table and not text.strip()
        for title in pictures(node, is_alone):
            told = f"a picture{' in a table' * is_alone}, not read: {title}".rstrip(": ")
            self.doubts.append(Doubt(told, Location(line=line), is_alone))

    def paragraph(self, node: etree._Element) -> None:
        """Read a paragraph; a line break begins another one."""
        style = value(node.find("{*}pPr"), "{*}pStyle")
        is_heading = style in self.headings or _is_outlined(node.find("{*}pPr"))
        whole = self.printed(node, self.line + 1)
        self.tell_pictures(node, self.line + 1, whole)
        for text in whole.split("\n"):
            self.line += 1
            if text.strip():
                self.blocks.append(Paragraph(text.strip(), Location(line=self.line), is_heading))
                check_count(self.blocks, self.label)

    def table(self, node: etree._Element) -> None:
        """Read a table; tables within its cells follow it. One without a row of two filled cells only frames text."""
        was_in_table, self.is_in_table = self.is_in_table, True
        self._table(node)
        self.is_in_table = was_in_table

    def _table(self, node: etree._Element) -> None:
        rows: list[tuple[GridCell, ...]] = []
        nested: list[etree._Element] = []
        whole: list[etree._Element] = []
        first, area, told = self.line, 0, len(self.doubts)
        for row in (child for child in _unwrapped(node) if local_name(child) == "tr"):
            if _is_deleted(row):
                removed = "".join(text.text or "" for text in row.iter("{*}delText", "{*}t")).strip()
                self.tell(self.line + 1, removed and f"removed text, left out: {removed}")
                continue
            self.line += 1
            cells = [cell for cell in _unwrapped(row) if local_name(cell) == "tc"]
            whole += cells
            rows.append(self._row(row, cells, nested))
            area += len(rows[-1])
            if area > LARGEST_AREA:
                raise InputError(f"{self.label}: {_TOO_LARGE}")
        if max((sum(bool(cell.text) for cell in row) for row in rows), default=0) < 2:
            self.line = first
            del self.doubts[told:]
            for cell in whole:
                self.body(cell)
            return
        self.blocks.append(Grid(tuple(rows), rows[0][0].location if rows[0] else Location(line=first + 1)))
        for table in nested:
            self.table(table)

    def _row(
        self, row: etree._Element, cells: list[etree._Element], nested: list[etree._Element]
    ) -> tuple[GridCell, ...]:
        place = Location(line=self.line)
        blank = GridCell("", place)
        properties = row.find("{*}trPr")
        found = [blank] * _columns(value(properties, "{*}gridBefore"), 0)
        for cell in cells:
            if len(found) > LARGEST_AREA:
                raise InputError(f"{self.label}: {_TOO_LARGE}")
            inner = list(_unwrapped(cell))
            nested += [table for table in inner if local_name(table) == "tbl"]
            own = cell.find("{*}tcPr")
            # A cell that goes on from the row above says vMerge without "restart".
            covered = own is not None and own.find("{*}vMerge") is not None and value(own, "{*}vMerge") != "restart"
            paragraphs = [] if covered else [child for child in inner if local_name(child) == "p"]
            lines = joined_lines("\n".join(self.printed(p, self.line) for p in paragraphs))
            for paragraph in paragraphs:
                self.tell_pictures(paragraph, self.line, lines)
            found.append(GridCell(lines, place))
            found += [blank] * (_columns(value(own, "{*}gridSpan"), 1) - 1)
        return (*found, *[blank] * _columns(value(properties, "{*}gridAfter"), 0))


def _columns(text: str, default: int) -> int:
    return min(int(text), _MOST_COLUMNS) if re.fullmatch(r"\d{1,6}", text) else default


def _headings(styles: etree._Element | None) -> frozenset[str]:
    """The ids of the paragraph styles that are headings: by their name or their outline level."""
    found = set()
    for style in () if styles is None else styles.iterfind("{*}style"):
        by_name = _HEADING.match(value(style, "{*}name"))
        if by_name or _is_outlined(style.find("{*}pPr")):
            identifier = (text for name, text in style.attrib.items() if etree.QName(name).localname == "styleId")
            found.add(next(identifier, ""))
    return frozenset(found)


def read_docx(container: Container) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The paragraphs and tables of a DOCX in order, and what is not printed of them. A merged cell has its text in the
    top left and blanks elsewhere; ``line`` of a place counts paragraphs and table rows; a Word file knows no pages.

    Raises:
        InputError: the file is damaged or prints no text.
    """
    office = relationships(container, "")
    main = next((target for kind, target in office.values() if kind == "officeDocument"), "word/document.xml")
    parts = {kind: target for kind, target in relationships(container, main).values()}
    body = container.xml(main).find("{*}body")
    styles = container.xml(parts["styles"]) if container.has(parts.get("styles", "")) else None
    looks = {} if styles is None else read_looks(styles)
    reader = _Reader(container.label, read_lists(container, parts), _headings(styles), PrintedText(looks))
    if body is not None:
        reader.body(body)
    if not reader.blocks:
        raise InputError(f"{container.label}: the document has no text; if it holds pictures of pages, give it as PDF")
    return tuple(reader.blocks), tuple(reader.doubts)
