"""What stands above a grid: table number, title, unit of measure. What stands below it: the note of an empty table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from yusuan.reading.document import Block, Grid, GridCell, Location, Paragraph
from yusuan.recognition.labels import flatten

_SERIES = r"(?:附件|附|部门|单位|公开|公示|预决算|预算|决算|财预|财决|财政|财|批复|人大|[省市县区]级?|[A-Za-z]{1,2}-?)"
"""Words before the number of a table: of the series of forms that it belongs to. It is
repeated possessively, for letters may be taken one by one or two by two."""

_NUMBER = re.compile(
    rf"{_SERIES}*+0*表(?:[一二三四五六七八九十]+|\d+(?:-\d+)?)|(?:{_SERIES}++|第)\d{{1,3}}(?:-\d{{1,2}})?表"
)
_NUMBER_AT_END = re.compile(rf"(?:{_SERIES}++)\d{{1,3}}(?:-\d{{1,2}})?表\Z")
"""A number at the end of a line that begins otherwise: 2023年度 财决07表."""

_NUMBER_SLOT = re.compile(r"^(?:报?表号|编号)[:：]|^[(（]|[)）]\Z")
_UNIT = re.compile(r"单位[:：](?:人民币)?(亿元|万元|千元|元)")
_OTHER_SLOT = re.compile(
    r"^(?:.{0,8}(?:单位|部门)\)?(?:名称)?|编制日期|日期)(?:[:：]|(?<=名称)\Z)|^.{0,4}(?:日期|年度|时间)[:：]|^\(?\(?20\d\d\)?年度?(?:\d{1,2}月(?:\d{1,2}日)?)?\)?\Z"
    r"|^(?:附件|附录)\d*\Z"
)
_TITLE_END = re.compile(r"(?:表|明细|清单|目录|(?<=一般公共预算)机关运行(?:经)?费(?:支出)?)(?:\(.*\))?\Z")
_NOTE = re.compile(r"^\(?(?:备?注|说明|附注)\)?[:：\d]")
_ENTRY_MARK = re.compile(r"[.…·-]*\d{0,4}|[一二三四五六七八九十]+[、.]?|[是否有无√×]|第?\d+页")
_AMOUNT = re.compile(r"\d[.,]\d\d")
_TOTAL = re.compile("[合总小]计")
_YEAR_ALONE = re.compile(r"\(?\(?20\d\d\)?年度?(?:\d{1,2}月(?:\d{1,2}日)?)?\)?")
_YEAR_IN_TITLE = re.compile(r"20\d\d\)?年")
_DOCUMENT_TITLE = re.compile(r"(?:部门|单位)(?:预|决)算(?:信息)?(?:公开)?\Z")
_SAME_SIZE = 0.2
_LOOK_BACK = 8
_LONGEST_TITLE = 60
_FEWEST_ENTRIES = 3
_MOST_ROWS_PER_ENTRY = 3
_MOST_LINES_ABOVE = 2
UNIT_CODES = {"元": "yuan", "万元": "wan-yuan", "亿元": "yi-yuan", "千元": "thousand-yuan"}


@dataclass(frozen=True, slots=True)
class Caption:
    """What is printed above a grid; ``""`` where nothing is. ``location`` is that of the title (or of nothing)."""

    number: str = ""
    title: str = ""
    unit: str = ""
    location: Location | None = None


def printed_unit(text: str) -> str:
    """The unit of measure that a line or header states (a code of ``units-of-measure``), or ``""``."""
    found = _UNIT.search(flatten(text)) or re.search(r"\((?:单位[:：])?(亿元|万元|千元|元)\)", flatten(text))
    return UNIT_CODES[found.group(1)] if found else ""


def _printed_number(text: str) -> str:
    """The table number that a line is (表4, 财决07表, 表号：公开05表), ``""`` where it is something else."""
    bare = _NUMBER_SLOT.sub("", flatten(text))
    return bare if _NUMBER.fullmatch(bare) else ""


def states_measure(text: str) -> bool:
    """Whether a line states the unit of measure of all that stands below it (单位：元)."""
    return bool(_UNIT.search(flatten(text)))


def is_table_number(text: str) -> bool:
    """Whether the line is a table number such as 表4, 表13-2, 部门公开表1 or 财决批复05表."""
    return bool(_printed_number(text))


def is_note(text: str) -> bool:
    """Whether a line is a note to a table (注：…, 说明：…)."""
    return bool(_NOTE.match(flatten(text)))


def _could_be_title(text: str) -> bool:
    flat = flatten(text)
    return len(flat) <= _LONGEST_TITLE and "。" not in flat and not flat.endswith((";", ":")) and not is_note(flat)


def _number_at_end(flat: str) -> re.Match[str] | None:
    """The number at the end of a line that is short enough for a caption: on a long one the search takes for ever."""
    return _NUMBER_AT_END.search(flat) if len(flat) <= _LONGEST_TITLE else None


def is_title(text: str) -> bool:
    """Whether a line ends as the titles of tables do (…表, …明细, 目录)."""
    flat = flatten(text)
    is_number = is_table_number(flat) or _number_at_end(flat)
    return _could_be_title(text) and not is_number and bool(_TITLE_END.search(flat))


def caption(above: Sequence[Paragraph]) -> Caption:
    """The caption that the paragraphs since the last grid give the next one. The title is the nearest line that ends
    like one (…表, …明细, 目录); a title broken over two lines is joined."""
    number = unit = title = ""
    location: Location | None = None
    lines = list(above[-_LOOK_BACK:])
    while lines:
        line = lines.pop()
        flat = flatten(line.text)
        if not unit and printed_unit(flat):
            unit = printed_unit(flat)
        elif not number and (printed := _printed_number(flat)):
            number = printed
        elif not number and (ending := _number_at_end(flat)):
            number = ending.group()
            if not title and is_title(flat[: ending.start()]):  # 支出决算表 公开03表
                title, location = flat[: ending.start()], line.location
        elif not title and is_title(flat):
            title, location = line.text, line.location
            if lines and _broken(lines[-1], line):
                line = lines.pop()
                title, location = line.text + title, line.location
        elif title or not _OTHER_SLOT.search(flat):
            break
    return Caption(number, title, unit, location)


def _is_caption(text: str) -> bool:
    is_number = is_table_number(text) or bool(_number_at_end(text))
    return is_title(text) or is_number or bool(printed_unit(text) or _OTHER_SLOT.search(flatten(text)))


def filled(row: Sequence[GridCell]) -> list[tuple[int, str]]:
    """The column and the flattened text of each cell of a row that is not blank."""
    return [(column, flat) for column, cell in enumerate(row) if (flat := flatten(cell.text))]


def is_caption_row(row: Sequence[GridCell]) -> bool:
    """Whether a row holds nothing but titles, numbers, units of measure or unit names. Years are a caption where one
    stands alone at the left; elsewhere they are headers."""
    cells = filled(row)
    if not cells or not all(_is_caption(text) for _, text in cells):
        return False
    return not all(_YEAR_ALONE.fullmatch(text) for _, text in cells) or [column for column, _ in cells] == [0]


def is_contents(printed: Sequence[Sequence[GridCell]]) -> bool:
    """Whether rows list tables: many of them hold a title, and else nothing but numbers of tables or pages, or marks
    (是, 否); none of them holds an amount or a unit of measure."""
    rows = [cells for row in printed if (cells := [text for _, text in filled(row)])]
    entries = sum(map(_is_entry, rows))
    if entries < _FEWEST_ENTRIES or entries * _MOST_ROWS_PER_ENTRY < len(rows):
        return False
    texts = [text for cells in rows for text in cells]
    return not any(printed_unit(text) or _AMOUNT.search(text) or _TOTAL.fullmatch(text) for text in texts)


def _is_entry(cells: Sequence[str]) -> bool:
    titles = [text for text in cells if is_title(text)]
    others = [text for text in cells if text not in titles]
    return len(titles) == 1 and all(is_table_number(text) or _ENTRY_MARK.fullmatch(text) for text in others)


def _contents_height(printed: Sequence[Sequence[GridCell]]) -> int:
    """How many rows at the top of a list of tables are its title (目录), with blank rows below it."""
    height = len(list(takewhile(lambda row: [text[-2:] for _, text in filled(row)] == ["目录"], printed)))
    return height + len(list(takewhile(lambda row: not filled(row), printed[height:]))) if height else 0


def caption_height(printed: Sequence[Sequence[GridCell]]) -> int:
    """How many rows at the top of a grid hold nothing but titles, numbers, units of measure or unit names, with blank
    rows below them. A row of one text above such rows belongs to them: the title of the whole document."""
    if is_contents(printed):
        return _contents_height(printed)
    height = top = 0
    while top < len(printed) - 1 and len(filled(printed[top])) <= 1 and not is_caption_row(printed[top]):
        top += 1
    start = top if top <= _MOST_LINES_ABOVE and top + 1 < len(printed) and is_caption_row(printed[top]) else 0
    for n, row in enumerate(printed[start:-1], start=start + 1):
        if is_caption_row(row):
            height = n
        elif filled(row):
            break
        elif height:
            height = n
    return height


def without_caption_grids(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with grids that hold nothing but captions (部门：… | 单位：万元) as paragraphs."""
    for block in blocks:
        texts = [cell for row in block.rows for cell in row if flatten(cell.text)] if isinstance(block, Grid) else []
        if texts and all(_is_slot(cell.text) for cell in texts):
            yield from (Paragraph(cell.text, cell.location) for cell in texts)
        else:
            yield block


def _is_slot(text: str) -> bool:
    return bool(printed_unit(text) or _OTHER_SLOT.search(flatten(text)))


def _adjoins(first: Location, second: Location) -> bool:
    """Whether two places are adjoining lines: of a text, or in the middle of one column of a page, of one size."""
    if first.line is not None and second.line is not None:
        return second.line - first.line == 1
    if first.box is None or second.box is None or first.page != second.page:
        return False
    height, other = first.box[3] - first.box[1], second.box[3] - second.box[1]
    if abs(height - other) > _SAME_SIZE * max(height, other):
        return False
    centred = abs(first.box[0] + first.box[2] - second.box[0] - second.box[2]) < height
    return centred and 0 <= second.box[1] - first.box[3] < height


def _broken(first: Paragraph, second: Paragraph) -> bool:
    """Whether a title was broken at a line end: adjoining lines of one kind, the first of which is no title, neither of
    a table nor of the document, and no slot."""
    flat = flatten(first.text)
    return (
        _adjoins(first.location, second.location)
        and first.is_heading == second.is_heading
        and not is_title(flat)
        and not _DOCUMENT_TITLE.search(flat)
        and not (_YEAR_IN_TITLE.search(flat) and _YEAR_IN_TITLE.search(flatten(second.text)))
        and _could_be_title(flat)
        and not is_table_number(flat)
        and not printed_unit(flat)
        and not _OTHER_SLOT.search(flat)
    )


_EMPTY_NOTE = re.compile(r"无数据|空表|表为空|没有.*(?:安排|收入|支出)")


def empty_note(below: Sequence[Paragraph]) -> str:
    """The note under an empty table that says why it is empty, or ``""``."""
    for line in below[:2]:
        flat = flatten(line.text)
        if _EMPTY_NOTE.search(flat):
            return line.text.strip()
    return ""
