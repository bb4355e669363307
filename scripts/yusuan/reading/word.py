"""Read a Word document (DOCX) by its XML: what is printed, so with insertions and without deletions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from yusuan.errors import InputError
from yusuan.reading.container import Container
from yusuan.reading.document import Block, Grid, GridCell, Location, Paragraph
from yusuan.reading.limits import check_count
from yusuan.reading.numbered_lists import NumberedLists, read_lists
from yusuan.reading.sheet import LARGEST_AREA, joined_lines
from yusuan.reading.workbook import relationships

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNSEEN = frozenset({
    "del", "moveFrom", "delText", "instrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "Fallback",
    "footnoteReference", "endnoteReference", "commentReference", "rt",
})  # fmt: skip
"""Elements that print nothing of their own: removed text, field codes, properties, the second form of a drawing."""
_HEADING = re.compile(r"^(heading|标题|title)\s*\d*$", re.IGNORECASE)
_MOST_COLUMNS = 1000
_TOO_LARGE = f"a table has more than {LARGEST_AREA} cells; split the document"


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _value(node: etree._Element | None, path: str) -> str:
    """The ``w:val`` of a property, ``"on"`` where it has none, ``""`` where the property is missing."""
    found = node.find(path) if node is not None else None
    if found is None:
        return ""
    return next((text for name, text in found.attrib.items() if etree.QName(name).localname == "val"), "on")


def _is_on(node: etree._Element | None, path: str) -> bool:
    return _value(node, path) not in ("", "0", "false", "off", "none")


def _is_outlined(properties: etree._Element | None) -> bool:
    """Whether properties put a paragraph into the outline: levels 0 to 8; 9 is body text."""
    return _value(properties, "{*}outlineLvl") in tuple("012345678")


def _text(node: etree._Element) -> str:
    """What a paragraph prints; line breaks are kept."""
    name = _name(node)
    if not name or name in _UNSEEN or (name == "r" and _is_on(node.find("{*}rPr"), "{*}vanish")):
        return ""
    if name == "t":
        return node.text or ""
    if name in ("tab", "ptab"):
        return " "
    if name in ("br", "cr"):
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "txbxContent":  # a text box stands by itself
        return "".join(f"\n{_text(child)}" for child in node) + "\n"
    return "".join(map(_text, node))


def _unwrapped(node: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, tables, rows or cells below a node, out of content controls, insertions and custom XML."""
    for child in node:
        name = _name(child)
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
    blocks: list[Block] = field(default_factory=list)
    line: int = 0

    def body(self, node: etree._Element) -> None:
        """Read the paragraphs and tables below a node."""
        for child in _unwrapped(node):
            if _name(child) == "tbl":
                self.table(child)
            elif _name(child) == "p":
                self.paragraph(child)

    def printed(self, node: etree._Element) -> str:
        """The text of a paragraph with the number that its list gives it."""
        text = _text(node)
        return self.lists.number(node) + text if text.strip() else text

    def paragraph(self, node: etree._Element) -> None:
        """Read a paragraph; a line break begins another one."""
        style = _value(node.find("{*}pPr"), "{*}pStyle")
        is_heading = style in self.headings or _is_outlined(node.find("{*}pPr"))
        for text in self.printed(node).split("\n"):
            self.line += 1
            if text.strip():
                self.blocks.append(Paragraph(text.strip(), Location(line=self.line), is_heading))
                check_count(self.blocks, self.label)

    def table(self, node: etree._Element) -> None:
        """Read a table; tables within its cells follow it. One without a row of two filled cells only frames text."""
        rows: list[tuple[GridCell, ...]] = []
        nested: list[etree._Element] = []
        whole: list[etree._Element] = []
        first, area = self.line, 0
        for row in (child for child in _unwrapped(node) if _name(child) == "tr" and not _is_deleted(child)):
            self.line += 1
            cells = [cell for cell in _unwrapped(row) if _name(cell) == "tc"]
            whole += cells
            rows.append(self._row(row, cells, nested))
            area += len(rows[-1])
            if area > LARGEST_AREA:
                raise InputError(f"{self.label}: {_TOO_LARGE}")
        if max((sum(bool(cell.text) for cell in row) for row in rows), default=0) < 2:
            self.line = first
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
        found = [blank] * _columns(_value(properties, "{*}gridBefore"), 0)
        for cell in cells:
            if len(found) > LARGEST_AREA:
                raise InputError(f"{self.label}: {_TOO_LARGE}")
            inner = list(_unwrapped(cell))
            nested += [table for table in inner if _name(table) == "tbl"]
            own = cell.find("{*}tcPr")
            # A cell that goes on from the row above says vMerge without "restart".
            covered = own is not None and own.find("{*}vMerge") is not None and _value(own, "{*}vMerge") != "restart"
            lines = "" if covered else "\n".join(self.printed(p) for p in inner if _name(p) == "p")
            found.append(GridCell(joined_lines(lines), place))
            found += [blank] * (_columns(_value(own, "{*}gridSpan"), 1) - 1)
        return (*found, *[blank] * _columns(_value(properties, "{*}gridAfter"), 0))


def _columns(text: str, default: int) -> int:
    return min(int(text), _MOST_COLUMNS) if re.fullmatch(r"\d{1,6}", text) else default


def _headings(container: Container, parts: dict[str, str]) -> frozenset[str]:
    """The ids of the paragraph styles that are headings: by their name or their outline level."""
    if not container.has(parts.get("styles", "")):
        return frozenset()
    styles = container.xml(parts["styles"]).iterfind("{*}style")
    found = set()
    for style in styles:
        by_name = _HEADING.match(_value(style, "{*}name"))
        if by_name or _is_outlined(style.find("{*}pPr")):
            identifier = (text for name, text in style.attrib.items() if etree.QName(name).localname == "styleId")
            found.add(next(identifier, ""))
    return frozenset(found)


def read_docx(container: Container) -> tuple[Block, ...]:
    """The paragraphs and tables of a DOCX in order. A merged cell has its text in the top left and blanks elsewhere;
    ``line`` of a place counts paragraphs and table rows; a Word file knows no pages.

    Raises:
        InputError: the file is damaged or prints no text.
    """
    office = relationships(container, "")
    main = next((target for kind, target in office.values() if kind == "officeDocument"), "word/document.xml")
    parts = {kind: target for kind, target in relationships(container, main).values()}
    body = container.xml(main).find("{*}body")
    reader = _Reader(container.label, read_lists(container, parts), _headings(container, parts))
    if body is not None:
        reader.body(body)
    if not reader.blocks:
        raise InputError(f"{container.label}: the document has no text; if it holds pictures of pages, give it as PDF")
    return tuple(reader.blocks)
