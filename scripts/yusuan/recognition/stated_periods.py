"""Years and phases that titles and headings state in words: 2023年预算执行情况, 2024年预算草案, 上年决算.

A title may name several (2023年预算执行情况和2024年预算草案): then the document is of the latest, and its parts are of
what their headings say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from operator import itemgetter

from yusuan.reading.document import Block, Grid, Location, Paragraph
from yusuan.recognition.labels import flatten, numbering

NO_PHASE = re.compile("(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算|预决算|预算(?:单位|部门|绩效|管理)")
"""Words with 预算 in them that final accounts use as much as budgets."""

_EXECUTED = re.compile("决算|预算(?:收支)?(?:的?执行|完成)|(?:执行|完成)(?:情况|数)")
_PHASES = (
    ("executed", _EXECUTED),
    ("revised", re.compile("调整后?的?预算|预算的?调整|全年预算")),
    ("draft", re.compile(r"预算(?:收支)?(?:\(?草案|建议)|草案")),
    ("approved", re.compile("预算")),
)
_COMPARED = "(?![^，。；]{0,12}(?:相比|对比|比较|相较|持平|一致))"
_YEAR = re.compile(rf"(?<![0-9比较至止])\(?(20[0-9]{{2}})\)?年{_COMPARED}")
_LAST_YEAR = re.compile(rf"(?<![比较])(?:上一?|去)年度?{_COMPARED}(?=(?:部门|单位|财政)*(?:预算|决算|执行情况))")
_PART_OF_YEAR = re.compile(
    r"[上下]半年|前?[一二三四]个?季度|(?<![0-9])1?[0-9](?:月份?)?[-—–~至到](?!12月)1?[0-9]月|截[至止][^，。]{0,8}月"
)
_FIGURE = re.compile(r"[0-9](?:万|亿|千)?[元%]")
_LONGEST_HEADING = 50
_HEADING_END = re.compile(r"(?:预算|决算|草案|公开|说明|情况|报告|安排|数据|报表|表格)(?:\(.*\))?\Z")
_TABLE_END = re.compile(r"表(?:\(.*\))?\Z")

_PORTAL = re.compile("(?:预算|决算)(?:信息)?公开(?:专栏|栏目|平台|目录)?\\Z")
"""How portals name what they hold, whatever it is."""
_FEWEST, _MANY = 2, 4
_RANKS = ("chapter", "chinese", "chinese-bracketed", "arabic", "arabic-bracketed", "circled")
"""Styles of numbering from the outermost to the innermost."""
_CHAPTER = 1
_CAPTION_ROWS = 4


@dataclass(frozen=True, slots=True)
class Stated:
    """A year of four digits and a code of ``phases``; ``""`` for what is not said."""

    year: str = ""
    phase: str = ""

    @property
    def sets(self) -> dict[str, str]:
        """The codes that it sets by dimension."""
        return {name: code for name, code in (("fiscal_year", self.year), ("phase", self.phase)) if code}


def stated_phase(words: str) -> str:
    """The phase that words name, ``""`` where they name none, or budget and final accounts at once."""
    bare = NO_PHASE.sub("", words)
    found = next((code for code, pattern in _PHASES if pattern.search(bare)), "")
    return "" if found == "executed" and "预算" in _EXECUTED.sub("", bare) else found


def is_of_accounts(phase: str) -> bool:
    """Whether a phase is that of final accounts; all others are of a budget."""
    return phase == "executed"


def named_periods(words: str, fiscal_year: str = "") -> tuple[Stated, ...]:
    """The years that words name in printed order, each with the phase named after it and before the next year. ``上年``
    before a phase is the year before ``fiscal_year``, where that is given."""
    flat = flatten(words)
    years = [(found.start(), found.end(), found.group(1)) for found in _YEAR.finditer(flat)]
    if fiscal_year:
        before = str(int(fiscal_year) - 1)
        years = sorted([*years, *((found.start(), found.end(), before) for found in _LAST_YEAR.finditer(flat))])
    ends = [start for start, _, _ in years[1:]] + [len(flat)] * bool(years)
    return tuple(Stated(year, stated_phase(flat[at:end])) for (_, at, year), end in zip(years, ends, strict=True))


def part_of_year(words: str) -> str:
    """The part of a year that words name (上半年, 1-6月), ``""`` for none: its amounts are not those of the year."""
    found = _PART_OF_YEAR.search(flatten(words))
    return found.group() if found else ""


def of_heading(heading: str, fiscal_year: str, known: Sequence[Stated] = ()) -> Stated | None:
    """The one year or period that a heading names. One that names a phase alone is of the period of the document's
    title that has it, where the title names several."""
    found = tuple(dict.fromkeys(named_periods(heading, fiscal_year)))
    if found:
        return found[0] if len(found) == 1 else None
    phase = stated_phase(flatten(heading))
    same = [each for each in known if phase and is_of_accounts(each.phase) == is_of_accounts(phase)]
    return same[0] if len(known) > 1 and len(same) == 1 else None


def title_periods(title: str) -> tuple[Stated, ...]:
    """The periods that the title of a document names with their phases, each once, the document's own first: that of
    the latest year."""
    found = dict.fromkeys(each for each in named_periods(title) if each.phase)
    return tuple(sorted(found, key=lambda each: each.year, reverse=True))


def _rank(flat: str, title: str, names: Collection[str]) -> int | None:
    """The rank of a heading: 0 of a title with the name of the unit, then by its numbering; ``None`` of other lines and
    of the title at the head of the document."""
    is_other = re.search("[，。；:]", flat) or _FIGURE.search(flat) or _TABLE_END.search(flat)
    if len(flat) > _LONGEST_HEADING or is_other or flat in title:
        return None
    bare = next((flat.replace(name, "") for name in names if name and name in flat), "")
    if bare and _HEADING_END.search(bare):
        return 0
    style = numbering(flat)[0]
    return _RANKS.index(style) + 1 if style in _RANKS else None


def _opened(flat: str, own: Stated, known: Sequence[Stated]) -> Stated | None:
    """The period of the part that a heading opens: one of another year and phase than the document's, or its own again;
    ``None`` where it names none."""
    found = of_heading(flat, own.year, known)
    if found is None or not found.phase:
        return None
    if found.year == own.year:
        return own
    return found if is_of_accounts(found.phase) != is_of_accounts(own.phase) else None


def _periods(
    blocks: Sequence[Block], own: Stated, title: str, names: Collection[str], deepest: int
) -> Iterator[tuple[Stated, Block]]:
    """Every block with the period of the part in which it stands: a heading of a rank up to ``deepest`` opens one, and
    the next of its rank or above it ends it."""
    known, flat_title = title_periods(title), flatten(title)
    held: list[tuple[int, Stated]] = []
    for block in blocks:
        flat = flatten(block.text) if isinstance(block, Paragraph) else ""
        rank = _rank(flat, flat_title, names) if flat else None
        opened = None if rank is None else _opened(flat, own, known)
        if rank is not None and (rank or opened is not None):  # the name of the unit without a period opens nothing
            held = [each for each in held if each[0] < rank]
            held += [(rank, opened)] if opened is not None and rank <= deepest else []
        yield (held[-1][1] if held else own), block


def parts(
    blocks: Sequence[Block], own: Stated, title: str, names: Collection[str]
) -> Iterator[tuple[Stated, list[Block]]]:
    """The document cut where a heading, or a title with the name of the unit, opens a part of another year and phase
    than the document's (2022年部门预算, then 2021年部门决算), and where that ends; each part with its period.

    Args:
        blocks: the document in reading order.
        own: the period of the document.
        title: the one at its head, as printed.
        names: those of the reporting unit.
    """
    for period, pairs in groupby(_periods(blocks, own, title, names, len(_RANKS)), key=itemgetter(0)):
        yield period, [block for _, block in pairs]


def table_sections(
    blocks: Sequence[Block], own: Stated, title: str, names: Collection[str]
) -> Mapping[Location, Stated]:
    """The period of every cell of a grid that stands in a part of another period than the document's; the arguments are
    those of :func:`parts`. Below chapters headings count only where the title names several periods: the tables at the
    end of a document stand below its last heading, whatever that is about."""
    deepest = len(_RANKS) if len(title_periods(title)) > 1 else _CHAPTER
    found: dict[Location, Stated] = {}
    for period, block in _periods(blocks, own, title, names, deepest):
        if isinstance(block, Grid) and period != own:
            found |= {cell.location: period for row in block.rows for cell in row}
    return found


def contradicted_title(title: str, blocks: Sequence[Block]) -> tuple[Stated, str] | None:
    """The period that the body of a document has against its title, with the title that says so, ``""`` where there is
    none: all other headings and titles of tables that name a phase name final accounts where the title names a budget,
    or the other way round."""
    flat_title = flatten(title)
    phase = stated_phase(flat_title)
    if not phase or len(title_periods(title)) > 1:
        return None
    lines = [line for line in dict.fromkeys(_titles(blocks)) if line not in flat_title]
    told = [(line, named) for line in lines if (named := stated_phase(_PORTAL.sub("", line)))]
    others = [line for line, named in told if is_of_accounts(named) != is_of_accounts(phase)]
    if len(others) < _FEWEST or len(others) <= _MANY * (len(told) - len(others)):
        return None
    years = [period.year for line in others for period in named_periods(line)]
    year = max(dict.fromkeys(years), key=years.count, default="")
    own = (line for line in others if not _TABLE_END.search(line) and any(p.year == year for p in named_periods(line)))
    return Stated(year, stated_phase(others[0])), next(own, "")


def _titles(blocks: Sequence[Block]) -> Iterator[str]:
    """The short lines that end like a title or heading, those at the top of grids among them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            texts = [block.text]
        else:
            texts = [cell.text for row in block.rows[:_CAPTION_ROWS] for cell in row]
        for text in texts:
            flat = flatten(text)
            is_short = len(flat) <= _LONGEST_HEADING and not re.search("[，。；]", flat)
            if is_short and (_HEADING_END.search(flat) or _TABLE_END.search(flat)):
                yield flat


def document_titles(blocks: Sequence[Block]) -> Iterator[tuple[str, Location]]:
    """The flattened lines above the first grid that are titles of documents, with their places. What a number
    opens is a part."""
    for block in takewhile(lambda block: isinstance(block, Paragraph), blocks):
        assert isinstance(block, Paragraph)
        flat = flatten(block.text)
        is_title = len(flat) <= _LONGEST_HEADING and not re.search("[，。；:>]", flat) and not numbering(flat)[0]
        if is_title and _HEADING_END.search(flat):
            yield flat, block.location
