"""Glyphs → lines → text: what stands on one baseline is a line, and a line break within a cell leaves no space."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_page import Glyph

_SAME_BASELINE = 0.4
"""Of the height of the glyphs: baselines nearer than this are one line."""
_DOUBLED = 0.15
"""Of the size of the glyphs: the same character nearer than this is the same one drawn again to look bold."""
_WIDE_GAP, _WIDEST_GAP = 0.9, 1.6
_WORD_GAP = 0.2
_APART = 3.0
_MARK = 0.6
"""Of the size: the white space that a mark may carry."""
_COLONS = frozenset("：:")
_NUMBER_GAP = 1.0
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕「」．…·,.;:()")
"""Marks with much white space of their own."""

BEGINS = re.compile(
    r"第[一二三四五六七八九十\d]+[章节条款部]|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、．]|\d+\.(?!\d)"
)
"""How a text begins that goes on from no other: with a number of its own."""

_left, _baseline = attrgetter("x0"), attrgetter("baseline")


@dataclass(frozen=True, slots=True)
class Line:
    """The text on one baseline. ``size`` is that of its largest glyph, ``baseline`` its distance from the top, in
    points."""

    text: str
    box: Box
    size: float
    baseline: float


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _in_number(character: str) -> bool:
    return character in "0123456789.,-%"


def _spaced(before: Glyph, after: Glyph, size: float) -> bool:
    """Whether a space stands between two neighbours on a line that are apart. Between ideographs only a wide gap is
    one, for their own white space may be wide."""
    gap = after.x0 - before.x1
    if _in_number(before.text) and _in_number(after.text):
        return gap > _NUMBER_GAP * size
    if _latin(before.text) and _latin(after.text):
        return abs(after.order - before.order) > 1
    return gap > (_WIDEST_GAP if _is_marked(before, after) else _WIDE_GAP) * size


def _line(glyphs: list[Glyph], size: float) -> Line:
    glyphs.sort(key=_left)
    before = glyphs[0]
    texts = [before.text]
    top, x1, bottom = before.top, before.x1, before.bottom
    word_gap, doubled = _WORD_GAP * size, _DOUBLED * size
    for glyph in glyphs[1:]:
        if glyph.text == before.text and glyph.x0 - before.x0 < doubled:
            continue
        if glyph.x0 - before.x1 > word_gap and _spaced(before, glyph, size):
            texts.append(" ")
        texts.append(glyph.text)
        if glyph.top < top:
            top = glyph.top
        if glyph.x1 > x1:
            x1 = glyph.x1
        if glyph.bottom > bottom:
            bottom = glyph.bottom
        before = glyph
    return Line("".join(texts), (glyphs[0].x0, top, x1, bottom), size, glyphs[0].baseline)


def baselines(glyphs: Iterable[Glyph]) -> Iterator[tuple[list[Glyph], float]]:
    """The glyphs on one baseline, with the size of the largest, from the top down."""
    group: list[Glyph] = []
    size = baseline = 0.0
    for glyph in sorted(glyphs, key=_baseline):
        tall, wide = glyph.bottom - glyph.top, glyph.x1 - glyph.x0
        tall = wide if wide > tall else tall
        largest = tall if tall > size else size
        if group and glyph.baseline - baseline > _SAME_BASELINE * largest:
            yield group, size
            group, largest = [], tall
        if not group:
            baseline = glyph.baseline
        size = largest
        group.append(glyph)
    if group:
        yield group, size


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines from the top down, each from left to right."""
    glyphs = list(glyphs)
    if len({glyph.baseline for glyph in glyphs}) == 1:  # as most cells have
        return [_line(glyphs, max(max(g.bottom - g.top, g.x1 - g.x0) for g in glyphs))]
    return [_line(group, size) for group, size in baselines(glyphs)]


def cut(group: list[Glyph], size: float, widest: float) -> Iterator[Line]:
    """The glyphs of one baseline as lines, cut where a gap is wider than ``widest`` times their size."""
    group.sort(key=_left)
    start = 0
    for n in range(1, len(group)):
        before = group[n - 1]
        gap = group[n].x0 - before.x1
        if gap > widest * size and not (gap <= (widest + _MARK) * size and _is_marked(before, group[n])):
            yield _line(group[start:n], size)
            start = n
    yield _line(group[start:], size)


def _is_marked(before: Glyph, after: Glyph) -> bool:
    """Whether the gap between two glyphs has the white space of a mark in it."""
    return before.text in _PUNCTUATION or after.text in _PUNCTUATION


def pieces_of(groups: Iterable[tuple[list[Glyph], float]]) -> list[Line]:
    """The lines of text outside any cell, cut where a gap is so wide that what follows stands by itself
    (部门：…      单位：万元); what follows a colon belongs to it."""
    pieces: list[Line] = []
    for group, size in groups:
        group.sort(key=_left)
        start = 0
        for n in range(1, len(group)):
            if group[n].x0 - group[n - 1].x1 > _APART * size and group[n - 1].text not in _COLONS:
                pieces.append(_line(group[start:n], size))
                start = n
        pieces.append(_line(group[start:], size))
    return pieces


def join_lines(texts: Sequence[str]) -> str:
    """Lines as one text: a break leaves a space only between two Latin words."""
    joined = ""
    for text in texts:
        breaks_words = joined[-1:].isascii() and joined[-1:].isalpha() and _latin(text[:1])
        joined += f" {text}" if breaks_words else text
    return joined
