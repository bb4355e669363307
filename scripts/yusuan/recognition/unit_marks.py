"""Lines that say whose what follows is: titles of disclosures, 单位名称：, names above a table, names of sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.reading.document import Block, Grid, Location, Paragraph
from yusuan.recognition.headers import VALUE
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.titles import Caption, caption
from yusuan.recognition.unit_names import bare, is_own, names_unit, split_code

_YEAR = r"(?:\(?(?:20\d\d)\)?年?度?)"
_TITLE = re.compile(
    rf"(?P<before>{_YEAR})?(?P<name>.+?)(?P<year>{_YEAR})?(?:[省市县区本]级)?(?P<scope>部门|单位)?(?:\((?:部门|单位)\))?"
    r"(?:综合|收支)?(?P<phase>预算|决算)"
    r"(?:公开|公示|信息|情况|报告|说明|报表|附表|套表|表格|表|文本|草案|方案|编制|目录|汇编|批复|的|及|和|书|\([^()]*\))*"
)
_TITLE_WITHOUT_NAME = re.compile(
    rf"(?P<year>{_YEAR})?(?:[省市县区本]级)?(?P<scope>部门|单位)(?:综合)?(?P<phase>预算|决算).{{0,12}}?\((?P<name>[^()]+)\)"
)
_TABLE_TITLE = re.compile(
    rf"{_YEAR}?(?P<name>.+?)(?={_YEAR}|一般公共|政府性|国有资本|财政|收支|收入|支出|部门|单位|基本|项目|三公|机关运行|预算|决算)"
)
_SLOT_WORDS = r"(?:部门|预算|编制|填报|填表|编报|公开|报送|报表)?\(?(?:单位|部门)\)?(?:\((?:单位|部门)\))?(?:名称)?"
_SLOT = re.compile(rf"{_SLOT_WORDS}:(?P<name>.*?)(?:(?:金额|计量)?单位:.*)?")
_ANY_SLOT = re.compile(r"^.{0,8}(?:单位|部门|日期)\)?(?:名称)?[:：]")
_FRONT = re.compile(r"^附(?:件|录|表)?[一二三四五六七八九十\d]*[:、.]?")
_ATTACHED = re.compile(r"附(?:件|录)[一二三四五六七八九十\d]*[:：]?")
_FOUR_DIGITS = re.compile(r"20\d\d")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}\Z")
_NUMBERED = re.compile(r"^[\d一二三四五六七八九十]+[-_.、\s]*")
_LONGEST_TITLE = 60
_LINES_ABOVE = 8
_ROWS_INSIDE = 5
_WIDEST_CAPTION = 2
_PHASES = {"预算": "approved", "决算": "executed"}
_SCOPES = {"部门": "department", "单位": "unit"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose something is, as one line says: the unit's name, whether its own unit alone is meant (本级), and the scope,
    year and phase as far as the line tells them. ``is_title`` is that of a whole disclosure."""

    name: str
    own: bool = False
    scope: str = ""
    year: str = ""
    phase: str = ""
    is_title: bool = False


def _mark(printed: str) -> Mark | None:
    name = split_code(printed)[1]
    return Mark(bare(normalise(name)), is_own(name)) if names_unit(name) else None


def title_mark(text: str) -> Mark | None:
    """What the title of a disclosure says (泗县水利局2024年部门预算), ``None`` for another line."""
    flat = _FRONT.sub("", normalise(text))
    if len(flat) > _LONGEST_TITLE:
        return None
    found = _TITLE_WITHOUT_NAME.fullmatch(flat) or _TITLE.fullmatch(flat)
    mark = _mark(found["name"]) if found else None
    if found is None or mark is None:
        return None
    years = _FOUR_DIGITS.findall(flat)
    year = years[0] if len(set(years)) == 1 else ""
    scope = "unit" if mark.own else _SCOPES.get(found["scope"] or "", "")
    return replace(mark, scope=scope, year=year, phase=_PHASES[found["phase"]], is_title=True)


def _slot_mark(flat: str) -> Mark | None:
    found = _SLOT.fullmatch(flat)
    return _mark(found["name"]) if found and found["name"] else None


def _table_mark(text: str) -> Mark | None:
    """The unit that the title of a table begins with."""
    title = caption([_paragraph(text)]).title
    found = _TABLE_TITLE.match(normalise(title)) if title else None
    return _mark(found["name"]) if found else None


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text, Location())


def _is_caption_line(text: str) -> bool:
    flat = flatten(text)
    return bool(_ANY_SLOT.match(flat)) or names_unit(text) or caption([_paragraph(text)]) != Caption()


def _inside(grid: Grid) -> Iterator[str]:
    """The texts of the rows of a caption at the top of a grid; a slot that is cut into two cells is one."""
    for row in grid.rows[:_ROWS_INSIDE]:
        texts = [flatten(cell.text) for cell in row if flatten(cell.text)]
        is_slot = any(_ANY_SLOT.match(text) for text in texts)
        if any(VALUE.match(text) for text in texts) or (len(texts) > _WIDEST_CAPTION and not is_slot):
            return
        for n, text in enumerate(texts):
            cut = text.endswith(":") and n + 1 < len(texts)
            yield text + texts[n + 1] if cut else text


def part_mark(part: str) -> Mark | None:
    """The unit that the name of a sheet or of a document names, that of the sheet before that of its document."""
    for name in reversed(part.split("/")):
        stem = _NUMBERED.sub("", _SUFFIX.sub("", name.strip()))
        mark = title_mark(stem) or _mark(stem)
        if mark is not None:
            return mark
    return None


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a grid and at its top: the unit that its caption names, in a slot or otherwise, if it names
    one, the title of a disclosure in it, and the block with which the caption begins."""

    slot: Mark | None
    local: Mark | None
    title: Mark | None
    begins: int


def above_grid(blocks: Sequence[Block], at: int) -> Above:
    """What the caption of the grid at a place among the blocks says."""
    grid = blocks[at]
    assert isinstance(grid, Grid)
    begins = at
    texts = list(_inside(grid))
    while begins > max(0, at - _LINES_ABOVE):
        block = blocks[begins - 1]
        if not isinstance(block, Paragraph) or title_mark(block.text) or not _is_caption_line(block.text):
            break
        texts.insert(0, block.text)
        begins -= 1
    titles = [mark for text in texts if (mark := title_mark(text))]
    slot = next((mark for text in texts if (mark := _slot_mark(flatten(text)))), None)
    named = (mark for text in texts if not title_mark(text) and (mark := _table_mark(text) or _mark(text)))
    return Above(slot, slot or next(named, None), next(iter(titles), None), begins)


def title_at(blocks: Sequence[Block], at: int) -> Mark | None:
    """The title of a disclosure that a paragraph is, alone or with the line below it."""
    block = blocks[at]
    assert isinstance(block, Paragraph)
    mark = title_mark(block.text)
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if mark or not isinstance(following, Paragraph) or title_mark(following.text):
        return mark
    if re.search("预算|决算|[。，,]", block.text) or len(flatten(block.text)) > _LONGEST_TITLE:
        return None
    return title_mark(block.text + following.text)


def title_begins(blocks: Sequence[Block], at: int) -> int:
    """The block with which what a title heads begins: the title itself, or the line 附件1 above it."""
    block = blocks[at - 1] if at else None
    return at - 1 if isinstance(block, Paragraph) and _ATTACHED.fullmatch(flatten(block.text)) else at
