"""Whose budget a document is: unit, place, year, phase, and whether of a department or of one unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yusuan.concepts import Codelist
from yusuan.reading.document import Block, Grid, Paragraph
from yusuan.recognition.labels import flatten

_SLOT = re.compile(r"^(?:部门|预算|编制)?\(?(?:单位|部门)\)?(?:\(单位\))?(?:名称)?:(?!(?:人民币)?[元万亿千])(.{4,40})$")
_COVER_LINES = 25
_YEAR = re.compile(r"\(?(20\d\d)\)?年")
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


def _title(cover: Sequence[str]) -> str:
    """The cover's lines up to the one that says 预算 or 决算, joined; ``""`` when none does."""
    for n, line in enumerate(cover):
        if re.search("预算|决算", line) and not _SLOT.match(flatten(line)):
            start = n - 1 if n and not re.search(r"附件|^\d", cover[n - 1]) and not _YEAR.search(cover[n - 1]) else n
            return "".join(cover[start : n + 1])
    return ""


def _names(title: str, blocks: Sequence[Block]) -> list[str]:
    """Names that stand where a unit's name is given: the title, 单位名称：, 预算单位：."""
    names = [_NAME_END.split(flatten(title))[0]] if _NAME_END.search(flatten(title)) else []
    for block in blocks:
        found = _SLOT.match(flatten(block.text)) if isinstance(block, Paragraph) else None
        if found:
            names.append(found.group(1))
    return [name for name in dict.fromkeys(names) if len(name) > 3 and "\t" not in name]


def find_division(name: str, divisions: Codelist) -> str:
    """The code of the place whose name the unit's name begins with, the lowest that follows in one chain; ``""`` when
    none does or several places bear the name."""
    below, rest, code = [c for c in divisions], name, ""
    while True:
        begins = [c for c in below if rest.startswith(c.label_zh)]
        longest = max((len(c.label_zh) for c in begins), default=0)
        best = [c for c in begins if len(c.label_zh) == longest]
        if len(best) != 1:
            return code
        code, rest = best[0].code, rest[longest:]
        below = [c for c in divisions if divisions.is_within(c.code, code) and c.code != code]


def _best_name(names: Sequence[str], texts: Sequence[str], divisions: Codelist) -> str:
    """The name the document uses most, of those that begin with a place where any does; the first of equals."""
    placed = [name for name in names if find_division(name, divisions)] or list(names)
    counts = Counter({name: sum(text.count(name) for text in texts) for name in placed})
    for name in sorted(placed, key=len):  # a name cut short also stands inside the longer ones
        counts[name] -= sum(counts[longer] for longer in placed if name in longer and name != longer)
    return max(placed, key=lambda name: counts[name], default="")


def identify(blocks: Sequence[Block], divisions: Codelist) -> Identity:
    """Recognise unit, place, year, phase and scope from the cover, the slots above the tables and the text."""
    texts = list(_texts(blocks))
    title = _title(_cover(blocks))
    names = _names(title, blocks)
    name = _best_name(names, texts, divisions)
    years = _YEAR.findall(flatten(title)) or [y for text in texts for y in _YEAR.findall(text)]
    year = Counter(years).most_common(1)[0][0] if years else ""
    head = flatten(title) or "".join(texts[:50])
    if "决算" in head and "预算" not in head.replace("预决算", ""):
        phase = "executed"
    else:
        phase = "approved" if any("预算" in text for text in texts) else ""
    scope_word = re.search("(部门|单位)(?:综合)?(?:收支|预算|决算)", "\n".join((head, *texts)))
    scope = {"部门": "department", "单位": "unit"}[scope_word.group(1)] if scope_word else ""
    variants = tuple(n for n in names if n != name)
    return Identity(title, name, variants, find_division(name, divisions), year, phase, scope)
