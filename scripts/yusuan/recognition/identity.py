"""Whose budget a document is: unit, place, year, phase, and whether of a department or of one unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.concepts import Codelist
from yusuan.reading.document import Block, Grid, Location, Paragraph
from yusuan.recognition.labels import flatten
from yusuan.recognition.stated_periods import NO_PHASE, Stated, contradicted_title, stated_phase, title_periods
from yusuan.recognition.titles import caption, is_table_number

_SLOT = re.compile(
    r"^(?:部门|预算|编制)?\(?(?:单位|部门)\)?(?:\(单位\))?(?:名称)?:(?!(?:人民币)?[元万亿千])(.{4,40}?)"
    r"(?:(?:金额|计量)?单位:.*)?\Z"
)
_COVER_LINES = 25
_SLOT_ROWS = 4
"""Within so many rows at its top a grid may hold its title and the name of the unit."""
_YEAR = re.compile(r"\(?(20\d\d)\)?年")
_BARE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_YEAR_AT_END = re.compile(r"20\d\d\)?年度?\Z")
_SHORT_NAME = re.compile(r"[省市州县区旗][一-鿿]{1,8}?[局院厅委办处部会站所校队团]")
_BEFORE_PLACE = re.compile(
    "^(?:中国共产党|中共|中国人民政治协商会议|政协|中国共产主义青年团|共青团|中国国民党革命委员会|民革|中国民主同盟|民盟"
    "|中国民主建国会|民建|中国民主促进会|民进|中国农工民主党|农工党|中国致公党|致公党|九三学社|台湾民主自治同盟|台盟"
    "|国家税务总局)"
)
"""Bodies that put their own name before that of the place."""
_NAME_END = re.compile(r"(?:\(?20\d\d\)?年|部门预算|单位预算|部门决算|单位决算|预算公开|决算公开)")


@dataclass(frozen=True, slots=True)
class Identity:
    """What was recognised; ``""`` where it was not. ``variants`` are other names the document gives the unit."""

    title: str
    name: str
    variants: tuple[str, ...]
    division: str
    fiscal_year: str
    phase: str
    scope: str


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield flatten(block.text)
        else:
            yield from (flatten(cell.text) for row in block.rows for cell in row if cell.text)


def _cover(blocks: Sequence[Block]) -> list[str]:
    """The first lines of the document up to its table of contents."""
    lines: list[str] = []
    for block in blocks[:_COVER_LINES]:
        if isinstance(block, Grid) or flatten(block.text) in ("目录", "contents"):
            break
        lines.append(block.text.strip())
    return lines


def _first_caption(blocks: Sequence[Block]) -> str:
    """The title above the first grid, where it names no year: it is that of a table."""
    above: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Grid):
            title = caption(above).title
            return "" if _YEAR.search(flatten(title)) else flatten(title)
        above.append(block)
    return ""


def _title(cover: Sequence[str], first_table: str) -> str:
    """The cover's lines up to the one that says 预算 or 决算, joined; ``""`` when none does but the title of the first
    table."""
    for n, line in enumerate(cover):
        if not re.search("预算|决算", line) or _SLOT.match(flatten(line)) or flatten(line) == first_table:
            continue
        before = flatten(cover[n - 1]) if n else ""
        if not before or re.search(r"附件|^\d", before) or is_table_number(before):
            return line
        is_joined = not _YEAR.search(before) or (_YEAR_AT_END.search(before) and not _YEAR.search(flatten(line)))
        return "".join(cover[n - 1 : n + 1]) if is_joined else line
    return ""


def _slots(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield flatten(block.text)
        else:
            yield from (flatten(cell.text) for row in block.rows[:_SLOT_ROWS] for cell in row if cell.text)


def _names(title: str, blocks: Sequence[Block]) -> list[str]:
    """Names that stand where a unit's name is given: the title, 单位名称：, 预算单位：."""
    names = (
        [_NAME_END.split(flatten(title))[0].removeprefix("关于").removesuffix("关于")]
        if _NAME_END.search(flatten(title))
        else []
    )
    names += [found.group(1) for slot in _slots(blocks) if (found := _SLOT.match(slot))]
    return [name for name in dict.fromkeys(names) if len(name) > 3 and "\t" not in name]


def split_place(name: str, divisions: Codelist) -> tuple[str, str]:
    """The code of the place whose name the unit's name begins with, the lowest that follows in one chain (``""`` when
    none does or several places bear the name), and the name without the places."""
    below, rest, code = [c for c in divisions], _BEFORE_PLACE.sub("", name), ""
    body = name.removesuffix(rest)
    while True:
        begins = [c for c in below if rest.startswith(c.label_zh)]
        longest = max((len(c.label_zh) for c in begins), default=0)
        best = [c for c in begins if len(c.label_zh) == longest]
        if len(best) != 1:
            return code, body + rest
        code, rest = best[0].code, rest[longest:]
        below = [c for c in divisions if divisions.is_within(c.code, code) and c.code != code]


def find_division(name: str, divisions: Codelist) -> str:
    """The code of the place whose name the unit's name begins with; ``""`` when none does or several bear it."""
    return split_place(name, divisions)[0]


def _division(names: Sequence[str], texts: Sequence[str], divisions: Codelist) -> str:
    """The place of the first name that tells it; of several places of one name, the one whose province or city the
    document names."""
    found = next((code for name in names if (code := find_division(name, divisions))), "")
    if found or not names:
        return found
    candidates = [c.code for c in divisions if _BEFORE_PLACE.sub("", names[0]).startswith(c.label_zh)]
    counts = Counter({code: _mentions(code, texts, divisions) for code in candidates})
    best = counts.most_common(2)
    is_told = best and best[0][1] and (len(best) == 1 or best[1][1] < best[0][1])
    return best[0][0] if is_told else ""


def _mentions(code: str, texts: Sequence[str], divisions: Codelist) -> int:
    above = {divisions[broader].label_zh for broader in divisions.ancestors(code)}
    return sum(text.count(place) for text in texts for place in above)


def _best_name(names: Sequence[str], texts: Sequence[str], divisions: Codelist) -> str:
    """The name the document uses most, of those that begin with a place where any does; the first of equals."""
    placed = [name for name in names if find_division(name, divisions)] or list(names)
    counts = Counter({name: sum(text.count(name) for text in texts) for name in placed})
    for name in sorted(placed, key=len):  # a name cut short also stands inside the longer ones
        counts[name] -= sum(counts[longer] for longer in placed if name in longer and name != longer)
    return max(placed, key=lambda name: counts[name], default="")


def _phase(title: str, texts: Sequence[str]) -> str:
    """The phase that the title names; without one, that of which the first lines and titles speak more."""
    if title:
        named = stated_phase(title)
        return named or ("approved" if any("预算" in text for text in texts) else "")
    words = NO_PHASE.sub("", "\n".join(texts))
    budget, accounts = words.count("预算"), words.count("决算")
    if accounts > budget:
        return "executed"
    return "approved" if budget or any("预算" in text for text in texts) else ""


def page_title(blocks: Sequence[Block]) -> str:
    """The title at the head of a document, as printed; ``""`` for none."""
    return _title(_cover(blocks), _first_caption(blocks))


def _period(title: str, texts: Sequence[str]) -> Stated:
    """The year and phase that a title names, of several the latest; without them those that the text tells."""
    flat = flatten(title)
    own = next(iter(title_periods(title)), Stated())
    years = [own.year] if own.year else _YEAR.findall(flat) or [y for text in texts for y in _YEAR.findall(text)]
    year = Counter(years).most_common(1)[0][0] if years else ""
    return Stated(year, own.phase or _phase(flat, texts))


def identify(blocks: Sequence[Block], divisions: Codelist) -> Identity:
    """Recognise unit, place, year, phase and scope from the cover, the slots above the tables and the text. Where the
    body of a document is of another phase than the title of its page says, the body is believed."""
    texts = list(_texts(blocks))
    title = page_title(blocks)
    period = _period(title, texts)
    names = _names(title, blocks)
    contradicted = contradicted_title(title, blocks)
    if contradicted is not None:
        told, own_title = contradicted
        period, title = Stated(told.year or period.year, told.phase), own_title or title
        names = list(dict.fromkeys((*_names(title, ()), *names)))
    name = _best_name(names, texts, divisions)
    head = flatten(title) or "".join(texts[:50])
    scope_word = re.search("(部门|单位)(?:综合)?(?:收支|预算|决算)", "\n".join((head, *texts)))
    scope = {"部门": "department", "单位": "unit"}[scope_word.group(1)] if scope_word else ""
    variants = tuple(n for n in names if n != name)
    places = (name, *variants, flatten(title)) if name else ()
    division = _division(places, texts, divisions)
    return Identity(title, name, variants, division, period.year, period.phase, scope)


def short_names(name: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The short forms of a unit's name that a document uses: 省检察院 for 江苏省人民检察院, 市医保局 for …市医疗保障局.

    They begin with the rank of a place, leave out characters of the name in its order, and end as it does.
    """
    found = Counter(word for text in _texts(blocks) for word in _SHORT_NAME.findall(text))
    return tuple(sorted(word for word in found if _is_short_for(word, name)))


def _is_short_for(word: str, name: str) -> bool:
    at = name.find(word[0])
    rest = iter(name[at:])
    return at > 0 and word not in name and word[-1] == name[-1] and all(character in rest for character in word)


def identify_name(file_name: str, divisions: Codelist) -> Identity:
    """What the name of a file, without its suffix, tells."""
    found = identify((Paragraph(file_name, Location()),), divisions)
    years = _BARE_YEAR.findall(file_name)
    return replace(found, fiscal_year=found.fiscal_year or (years[0] if len(set(years)) == 1 else ""))
