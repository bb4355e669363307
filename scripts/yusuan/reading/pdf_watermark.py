"""Faint text laid over a page without regard to what stands there: a watermark is no text of the document.

Faint alone is no proof: notes, zeros and headings are printed in grey too. What is laid over other text or over the
rules of a table is a watermark, and so is the same text in the same ink on the other pages. Dark text is one when the
file tags it as no part of the document and it is laid over what is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from yusuan.reading.document import Doubt, Location
from yusuan.reading.pdf_frame import Box
from yusuan.reading.pdf_ink import Ink
from yusuan.reading.pdf_layout import PageLayout
from yusuan.reading.pdf_page import Glyph, PageContent
from yusuan.reading.pdf_paths import Rule
from yusuan.reading.pdf_text import Line

_ASCENT, _DESCENT = 0.75, 0.05
"""Of the size: how far a character reaches above and below its baseline."""
_NARROWEST = 0.4
_OVERLAP = 0.25
"""Of the smaller of two characters: what overlaps more is printed over one another."""
_DARKER = 0.1
_LETTER_SPACE = 3.0
_SAME_BASELINE = 0.1
_LONGER = 2.0
"""Of the size: a rule that reaches so far beyond a text was not drawn for it."""
_WORDS = "text laid over the page (a watermark), left out: {}"
_SLANTED = "slanted text (a watermark), left out: {}"
_NO_COLOUR = (0.0, 0.0, 0.0)

_baseline = attrgetter("baseline")
Key = tuple[str, tuple[float, float, float], float]
"""What a watermark says, its colour and its size."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Text that may be a watermark and stands together: its glyphs in reading order, and their ink."""

    glyphs: tuple[Glyph, ...]
    ink: Ink

    @property
    def text(self) -> str:
        """What it says, without white space; once, if it says the same several times."""
        whole = "".join(glyph.text for glyph in self.glyphs)
        again = (whole + whole).find(whole, 1)
        return whole[:again]

    @property
    def key(self) -> Key:
        """What tells it from other stamps."""
        return self.text, self.ink.colour, round(self.ink.size, 1)

    @property
    def box(self) -> Box:
        """Where it stands."""
        boxes = [_room(glyph, self.ink) for glyph in self.glyphs]
        return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _room(glyph: Glyph, ink: Ink | None) -> Box:
    """The box that a character of its size takes on its baseline."""
    size = ink.size if ink else glyph.bottom - glyph.top
    return (
        glyph.x0,
        glyph.baseline - _ASCENT * size,
        max(glyph.x1, glyph.x0 + _NARROWEST * size),
        glyph.baseline + _DESCENT * size,
    )


def _chained(pieces: Sequence[list[Glyph]], size: float) -> Iterator[tuple[Glyph, ...]]:
    """Pieces on one baseline as one text where they follow each other."""
    held: list[Glyph] = []
    for piece in sorted(pieces, key=lambda piece: (round(piece[0].baseline, 1), piece[0].x0)):
        if held:
            is_level = abs(piece[0].baseline - held[-1].baseline) <= _SAME_BASELINE * size
            if not is_level or not 0 <= piece[0].x0 - held[-1].x0 <= (_LETTER_SPACE + 1) * size:
                yield tuple(held)
                held = []
        held += piece
    if held:
        yield tuple(held)


def stamps_of(page: PageContent) -> list[Stamp]:
    """The faint texts of a page, and those tagged as no part of it."""
    if not any(ink.is_faint or ink.is_decoration for ink in page.inks.values()):
        return []
    kinds: dict[tuple[float, object, bool], dict[int, list[Glyph]]] = {}
    inks: dict[tuple[float, object, bool], Ink] = {}
    for glyph in page.glyphs:
        ink = page.inks.get(glyph.run or 0)
        if ink is not None and (ink.is_faint or ink.is_decoration):
            kind = (round(ink.size, 1), ink.colour, ink.is_decoration)
            inks[kind] = ink
            kinds.setdefault(kind, {}).setdefault(glyph.run or 0, []).append(glyph)
    return [
        Stamp(glyphs, inks[kind])
        for kind, runs in kinds.items()
        for glyphs in _chained(list(runs.values()), inks[kind].size)
    ]


def _overlaps(a: Box, b: Box) -> bool:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    return width > _OVERLAP * min(a[2] - a[0], b[2] - b[0]) and height > _OVERLAP * min(a[3] - a[1], b[3] - b[1])


def _is_over_text(stamp: Stamp, page: PageContent, printed: Sequence[Glyph], tallest: float) -> bool:
    """Whether a stamp is printed over darker text; a shadow of that text is no stamp of its own."""
    least = 0.0 if stamp.ink.is_decoration else stamp.ink.contrast + _DARKER
    for glyph in stamp.glyphs:
        room = _room(glyph, stamp.ink)
        first = bisect_left(printed, room[1], key=_baseline)
        last = bisect_right(printed, room[3] + tallest, key=_baseline)
        for other in printed[first:last]:
            ink = page.inks.get(other.run or 0)
            is_darker = ink is None or (ink.contrast >= least and not ink.is_decoration)
            if is_darker and other.text != glyph.text and _overlaps(room, _room(other, ink)):
                return True
    return False


def _is_over_rules(stamp: Stamp, across: Sequence[Rule], down: Sequence[Rule]) -> bool:
    """Whether the rules of a table run through a stamp."""
    x0, top, x1, bottom = stamp.box
    size = stamp.ink.size
    inner, middle = _OVERLAP * size, (top + bottom) / 2
    for x, start, end in down:
        if x0 + inner < x < x1 - inner and start < middle < end:
            return True
    reach = _LONGER * size
    for y, start, end in across:
        is_within = top + inner < y < bottom - inner and start < x0 + inner and end > x1 - inner
        if is_within and end - start > x1 - x0 + reach:
            return True
    return False


def _has_words(stamp: Stamp) -> bool:
    """Whether a stamp says more than a number: a grey zero is no watermark because another touches its neighbour."""
    return any(character.isalpha() for character in stamp.text)


def _proven(page: PageContent, stamps: Sequence[Stamp], known: Collection[Key]) -> list[bool]:
    """Which of the faint texts of a page are watermarks."""
    printed = sorted(page.glyphs, key=_baseline)
    tallest = max((ink.size for ink in page.inks.values()), default=0.0)
    own = [
        (stamp.key in known and _has_words(stamp))
        or _is_over_text(stamp, page, printed, tallest)
        or (stamp.ink.is_faint and _is_over_rules(stamp, page.across, page.down))
        for stamp in stamps
    ]
    texts = {stamp.key for stamp, proof in zip(stamps, own, strict=True) if proof and _has_words(stamp)}
    own = [proof or stamp.key in texts for stamp, proof in zip(stamps, own, strict=True)]
    kinds: dict[tuple[object, float], list[bool]] = {}
    for stamp, proof in zip(stamps, own, strict=True):
        kinds.setdefault(stamp.key[1:], []).append(proof)
    # What is in the same ink as most that is laid over the page belongs to it.
    return [
        proof or (stamp.ink.is_faint and 2 * sum(kinds[stamp.key[1:]]) >= len(kinds[stamp.key[1:]]))
        for stamp, proof in zip(stamps, own, strict=True)
    ]


def _slanted(page: PageContent, known: set[Key]) -> list[Doubt]:
    """The slanted texts of a page that no page before has; they are left out where characters are read."""
    doubts = []
    for text, box in page.slanted:
        key = text, _NO_COLOUR, 0.0
        if key not in known:
            known.add(key)
            place = Location(page=page.number, box=page.box(box))
            doubts.append(Doubt(_SLANTED.format(text), place, is_text=True))
    return doubts


def without_watermarks(page: PageContent, known: set[Key]) -> tuple[PageContent, list[Doubt], tuple[Stamp, ...]]:
    """A page without its watermarks, what was left out, and the faint texts that stay.

    Args:
        known: the watermarks of the pages before, to which those of this page are added; each is reported once.
    """
    doubts = _slanted(page, known)
    stamps = stamps_of(page)
    if not stamps:
        return page, doubts, ()
    proofs = _proven(page, stamps, known)
    kept = tuple(stamp for stamp, proof in zip(stamps, proofs, strict=True) if not proof)
    left_out = [stamp for stamp, proof in zip(stamps, proofs, strict=True) if proof]
    for stamp in left_out:
        if stamp.key not in known:
            known.add(stamp.key)
            place = Location(page=page.number, box=page.box(stamp.box))
            doubts.append(Doubt(_WORDS.format(stamp.text), place, is_text=True))
    gone = {glyph.order for stamp in left_out for glyph in stamp.glyphs}
    glyphs = tuple(glyph for glyph in page.glyphs if glyph.order not in gone)
    return replace(page, glyphs=glyphs), doubts, kept


def without_late_watermarks(
    layouts: Sequence[PageLayout], kept: Sequence[Sequence[Stamp]], known: Collection[Key]
) -> list[PageLayout]:
    """The pages without the lines that later pages show to be watermarks.

    Args:
        layouts: the pages.
        kept: the faint texts that stayed on each.
        known: the watermarks of all pages.
    """
    found = []
    for layout, stamps in zip(layouts, kept, strict=True):
        late = {stamp.text for stamp in stamps if stamp.key in known and _has_words(stamp)}
        parts = layout.parts
        if late:
            parts = tuple(p for p in parts if not (isinstance(p, Line) and p.text.replace(" ", "") in late))
        found.append(replace(layout, parts=parts))
    return found
