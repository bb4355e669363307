"""Read a web page (HTML): the text and tables that it shows, in order."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from yusuan.errors import InputError
from yusuan.reading.document import Block, Doubt, Grid, GridCell, Location, Paragraph
from yusuan.reading.limits import check_count
from yusuan.reading.sheet import LARGEST_AREA, joined_lines
from yusuan.reading.web_pictures import is_document, is_picture, picture_title, pictures_alone
from yusuan.reading.web_styles import STRUCK, prepare

HTML = "text/html"
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PARTS_OF_GB_18030 = ("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936")
_UNSEEN = frozenset([
    "head", "title", "script", "style", "noscript", "template", "select", "textarea", "button", "svg",
    "iframe", "object", "canvas", "audio", "video", "input", "datalist", "dialog", "rp", "rt",
])  # fmt: skip
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:!|;|\Z))",
    re.IGNORECASE,
)
_NO_FIELD = frozenset(["hidden", "checkbox", "radio", "submit", "button", "reset", "image", "file"])
"""Types of form fields that show no text, or one that is no part of the page."""
_BREAKING = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_MOST_COLUMNS = 1000
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")


def _decoded(content: bytes) -> str:
    """The page as text: by its byte order mark; else UTF-8 if it is that throughout, whatever the page says (no text in
    another encoding is so by chance); else what it says; else GB 18030 (of which GBK and GB 2312 are parts)."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    found = _CHARSET.search(content[:4096])
    stated = found.group(1).decode("ascii").lower() if found else "gb18030"
    stated = "gb18030" if stated in _PARTS_OF_GB_18030 else stated
    for encoding in ("utf-8", stated, "gb18030"):
        try:
            return content.decode(encoding)
        except (UnicodeError, LookupError):  # LookupError: there is no such encoding
            continue
    # A few broken bytes in a page must not lose the page.
    return content.decode("utf-8" if stated in ("utf-8", "utf8") else "gb18030", errors="replace")


def _tag(node: etree._Element) -> str:
    return node.tag if isinstance(node.tag, str) else ""


def _is_shown(node: etree._Element) -> bool:
    tag = _tag(node)
    if not tag or tag in _UNSEEN or node.get("hidden") is not None:
        return False
    return not _HIDDEN.search(node.get("style", ""))


def _inline(node: etree._Element, tables: list[etree._Element] | None = None) -> str:
    """The text of a cell: ``\\n`` at each break. Tables within it are left out and collected."""
    parts = [_SPACES.sub(" ", node.text or "")]
    for child in node:
        if _tag(child) == "table" and tables is not None:
            if _is_shown(child):
                tables.append(child)
        elif _tag(child) == "br":
            parts.append("\n")
        elif _is_shown(child):
            around = "\n" if _tag(child) in _BREAKING else ""
            parts += [around, _inline(child, tables), around]
        parts.append(_SPACES.sub(" ", child.tail or ""))
    return "".join(parts)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that belong to the table itself and are shown."""
    for child in table:
        if _tag(child) == "tr" and _is_shown(child):
            yield child
        elif _tag(child) in ("thead", "tbody", "tfoot", "form") and _is_shown(child):
            yield from (row for row in child if _tag(row) == "tr" and _is_shown(row))


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if _tag(cell) in ("td", "th") and _is_shown(cell)]


def _span(cell: etree._Element, name: str, most: int) -> int:
    text = cell.get(name, "").strip()
    return max(1, min(int(text), most)) if re.fullmatch(r"\d{1,9}", text) else 1


def _is_layout(rows: list[list[etree._Element]]) -> bool:
    """Whether a table only places things: no row has two filled cells; or it holds other tables, and fewer than two
    rows have two filled cells without them."""
    filled = [[cell for cell in row if "".join(cell.itertext()).strip()] for row in rows]
    if all(len(row) < 2 for row in filled):
        return True
    holds = any(cell.find(".//table") is not None for row in rows for cell in row)
    plain = [[cell for cell in row if cell.find(".//table") is None] for row in filled]
    return holds and sum(len(row) > 1 for row in plain) < 2


@dataclass(slots=True)
class _Reader:
    """Walks the page once; ``line`` counts printed lines: paragraphs, breaks without text and rows of tables."""

    label: str
    blocks: list[Block] = field(default_factory=list)
    line: int = 0
    text: str = ""
    is_heading: bool = False
    doubts: list[Doubt] = field(default_factory=list)

    def tell_struck(self, node: etree._Element, line: int) -> None:
        """Note the struck text that was taken out of an element."""
        text = _SPACES.sub(" ", node.get(STRUCK, "")).strip()
        if text:
            self.doubts.append(Doubt(f"struck text, left out: {text}", Location(line=line)))

    def tell_fields(self, cell: etree._Element, line: int) -> None:
        """Note the numbers in the form fields of a cell, which are not read."""
        for node in cell.iter("input", "textarea"):
            text = ((node.get("value") if node.tag == "input" else node.text) or "").strip()
            if node.get("type", "").lower() not in _NO_FIELD and re.search("[0-9]", text):
                self.doubts.append(Doubt(f"a form field, not read: {text}", Location(line=line)))

    def tell_pictures(self, nodes: Iterable[etree._Element], line: int, where: str = "") -> None:
        """Note pictures, which are not read."""
        titles = [picture_title(node) for node in nodes]
        if titles:
            many = f"{len(titles)} pictures" if len(titles) > 1 else "a picture"
            named = "、".join(filter(None, titles))
            told = f"{many}{where}, not read: {named}".rstrip(": ")
            self.doubts.append(Doubt(told, Location(line=line), is_picture=bool(where)))

    def end_line(self, is_break: bool = False) -> None:
        """What was gathered is a paragraph; an empty line counts only where the page asks for one."""
        text = _SPACES.sub(" ", self.text).strip(" \u3000")
        if text or is_break:
            self.line += 1
        if text:
            self.blocks.append(Paragraph(text, Location(line=self.line), self.is_heading))
            check_count(self.blocks, self.label)
        self.text = ""

    def walk(self, node: etree._Element) -> None:
        """Read a node that is shown, without its tail."""
        tag = _tag(node)
        self.tell_struck(node, self.line + 1)
        if is_picture(node):
            self.tell_pictures([node], self.line + 1)
        if tag == "table":
            self.end_line()
            self.table(node)
            return
        if tag == "br":
            self.end_line(is_break=True)
            return
        before = self.is_heading
        if tag in _BREAKING:
            self.end_line()
            self.is_heading = before or tag in _HEADINGS
        self.add(node.text)
        for child in node:
            if _is_shown(child):
                self.walk(child)
            elif is_document(child):
                self.tell_pictures([child], self.line + 1)
            self.add(child.tail)
        if tag in _BREAKING:
            blank = tag == "p" and not self.text.strip() and not "".join(node.itertext()).strip()
            self.end_line(is_break=blank and node.find(".//br") is None)
            self.is_heading = before

    def add(self, text: str | None) -> None:
        """Go on with the paragraph."""
        self.text = (self.text + _SPACES.sub(" ", text or "")).lstrip(" ")

    def table(self, node: etree._Element) -> None:
        """Read a table; tables within its cells follow it."""
        for caption in node.iterfind("caption"):
            if _is_shown(caption):
                self.walk(caption)
        rows = [_cells(row) for row in _rows(node)]
        if _is_layout(rows):
            for row in rows:
                self.tell_pictures(pictures_alone(row, is_layout=True), self.line + 1, " in a table")
            for cell in (cell for row in rows for cell in row):
                self.walk(cell)
            return
        nested: list[etree._Element] = []
        grid = self._grid(rows, nested)
        self.blocks.append(Grid(tuple(grid), Location(line=self.line - len(grid) + 1)))
        for table in nested:
            self.table(table)

    def _grid(self, rows: list[list[etree._Element]], nested: list[etree._Element]) -> list[tuple[GridCell, ...]]:
        """The cells of a table; one over several rows or columns has its text in the top left."""
        grid: list[tuple[GridCell, ...]] = []
        hanging: dict[int, int] = {}
        area = 0
        for row in rows:
            self.line += 1
            place = Location(line=self.line)
            found: dict[int, str] = {}
            covered = {column for column, left in hanging.items() if left > 0}
            hanging = {column: left - 1 for column, left in hanging.items() if left > 1}
            self.tell_pictures(pictures_alone(row), self.line, " in a table")
            column = 0
            for cell in row:
                self.tell_struck(cell, self.line)
                self.tell_fields(cell, self.line)
                while column in covered:
                    column += 1
                found[column] = joined_lines(re.sub(" +", " ", _inline(cell, nested)))
                if area + column > LARGEST_AREA:
                    raise InputError(f"{self.label}: a table has more than {LARGEST_AREA} cells; split the page")
                across, down = _span(cell, "colspan", _MOST_COLUMNS), _span(cell, "rowspan", len(rows))
                for covering in range(column, column + across):
                    found.setdefault(covering, "")
                    if down > 1:
                        hanging[covering] = max(hanging.get(covering, 0), down - 1)
                column += across
            width = max((*found, *covered), default=-1) + 1
            area += width
            grid.append(tuple(GridCell(found.get(at, ""), place) for at in range(width)))
        return grid


def read_webpage(content: bytes, label: str) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The paragraphs and tables that a page shows, in order; scripts, form fields and hidden elements are left out.
    What is shown and not read is told: struck text, pictures, numbers in the form fields of tables.
    ``line`` of a place counts the printed lines and table rows. A merged cell has its text in the top left.

    Raises:
        InputError: the page shows no text, is nested absurdly deep, or has a table absurdly large.
    """
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _decoded(content)).replace("\x00", "")
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{label}: the page cannot be read; open it in a browser and save it again") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise InputError(f"{label}: the page is nested too deep to be read; save its text and tables plainly")
    reader = _Reader(label)
    if root is not None:
        prepare(root, _is_shown)
        reader.walk(root)
        reader.end_line()
    if not reader.blocks:
        raise InputError(f"{label}: the page shows no text; save it from the browser once it is shown completely")
    return tuple(reader.blocks), tuple(reader.doubts)
