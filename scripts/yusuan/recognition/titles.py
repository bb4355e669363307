"""What stands above a grid: table number, title, unit of measure. What stands below it: the note of an empty table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yusuan.reading.document import Block, Grid, GridCell, Location, Paragraph
from yusuan.recognition.labels import flatten

_SERIES = r"(?:附件|附|部门|单位|公开|公示|预决算|预算|决算|财预|财决|财政|财|批复|人大|[省市县区]级?|[A-Za-z]{1,2}-?)"
"""Words before the number of a table: of the series of forms that it belongs to."""

_NUMBER = re.compile(
    rf"{_SERIES}*0*表(?:[一二三四五六七八九十]+|\d+(?:-\d+)?)|(?:{_SERIES}+|第)\d{{1,3}}(?:-\d{{1,2}})?表"
)
_NUMBER_AT_END = re.compile(rf"(?:{_SERIES}+)\d{{1,3}}(?:-\d{{1,2}})?表\Z")
"""A number at the end of a line that begins otherwise: 2023年度 财决07表."""

_NUMBER_SLOT = re.compile(r"^(?:报?表号|编号)[:：]|^[(（]|[)）]\Z")
_UNIT = re.compile(r"单位[:：](?:人民币)?(亿元|万元|千元|元)")
_OTHER_SLOT = re.compile(
    r"^(?:.{0,8}(?:单位|部门)\)?(?:名称)?|编制日期|日期)(?:[:：]|(?<=名称)\Z)|^\(?\(?20\d\d\)?年度?\)?\Z|^(?:附件|附录)\d*\Z"
)
_TITLE_END = re.compile(r"(?:表|明细|清单|目录|(?<=一般公共预算)机关运行(?:经)?费(?:支出)?)(?:\(.*\))?\Z")
_LOOK_BACK = 8
_LONGEST_TITLE = 60
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


def is_table_number(text: str) -> bool:
    """Whether the line is a table number such as 表4, 表13-2, 部门公开表1 or 财决批复05表."""
    return bool(_printed_number(text))


def _could_be_title(text: str) -> bool:
    flat = flatten(text)
    return len(flat) <= _LONGEST_TITLE and "。" not in flat and not flat.endswith((";", ":"))


def _is_title(text: str) -> bool:
    flat = flatten(text)
    is_number = is_table_number(flat) or _NUMBER_AT_END.search(flat)
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
        elif not number and (ending := _NUMBER_AT_END.search(flat)):
            number = ending.group()
            if not title and _is_title(flat[: ending.start()]):  # 支出决算表 公开03表
                title, location = flat[: ending.start()], line.location
        elif not title and _is_title(flat):
            title, location = line.text, line.location
            if lines and _broken(lines[-1], line):
                line = lines.pop()
                title, location = line.text + title, line.location
        elif title or not _OTHER_SLOT.search(flat):
            break
    return Caption(number, title, unit, location)


def _is_caption(text: str) -> bool:
    is_number = is_table_number(text) or bool(_NUMBER_AT_END.search(text))
    return _is_title(text) or is_number or bool(printed_unit(text) or _OTHER_SLOT.search(text))


def caption_height(printed: Sequence[Sequence[GridCell]]) -> int:
    """How many rows at the top of a grid hold nothing but titles, numbers, units of measure or unit names."""
    height = 0
    for row in printed[:-1]:
        texts = [flatten(cell.text) for cell in row if flatten(cell.text)]
        if not texts or not all(map(_is_caption, texts)):
            break
        height += 1
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
    """Whether two places are adjoining lines: of a text, or in the middle of one column of a page."""
    if first.line is not None and second.line is not None:
        return second.line - first.line == 1
    if first.box is None or second.box is None or first.page != second.page:
        return False
    height = first.box[3] - first.box[1]
    centred = abs(first.box[0] + first.box[2] - second.box[0] - second.box[2]) < height
    return centred and 0 <= second.box[1] - first.box[3] < height


def _broken(first: Paragraph, second: Paragraph) -> bool:
    """Whether a title was broken at a line end: adjoining lines, the first of which is no title and no slot."""
    flat = flatten(first.text)
    return (
        _adjoins(first.location, second.location)
        and not _is_title(flat)
        and _could_be_title(flat)
        and not is_table_number(flat)
        and not printed_unit(flat)
        and not _OTHER_SLOT.search(flat)
    )


_EMPTY_NOTE = re.compile(r"无数据|空表|没有.*(?:安排|收入|支出)")


def empty_note(below: Sequence[Paragraph]) -> str:
    """The note under an empty table that says why it is empty, or ``""``."""
    for line in below[:2]:
        flat = flatten(line.text)
        if _EMPTY_NOTE.search(flat):
            return line.text.strip()
    return ""
