"""How the text of a page is painted: its size as printed, and how much it stands out from what is painted below it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from yusuan.reading import pdf_bulk
from yusuan.reading.pdf_bulk import Address, address_of
from yusuan.reading.pdf_characters import Characters
from yusuan.reading.pdf_paths import THICKEST, Drawn, Matrix, Strip, within
from yusuan.reading.pdf_veils import FULL, is_decoration, veils_of

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

_PAPER: Colour = (1.0, 1.0, 1.0)
_OUTLINED = (1, 5)
"""The ways of drawing text that leave the characters hollow."""
_FAINT = 0.55
"""Text that stands out less may be a watermark. Only of such text it is asked what is painted below it."""
_INSIDE = 0.3
"""Of the size: a point so far to the right of and above where a character begins is in it."""
_BLACK = (0, 0, 0, FULL)
_PICTURES = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run of text is painted.

    ``size`` is that of its font in points on the page. ``contrast`` tells how much lighter or darker it is than what is
    painted below it, from 0 (not to be seen) to 1 (black on white); 1 where that is not known. ``colour`` is what is
    seen of it on white paper. ``is_decoration`` tells text that is tagged as no part of the document.
    """

    size: float
    contrast: float = 1.0
    colour: Colour = (0.0, 0.0, 0.0)
    is_decoration: bool = False

    @property
    def is_faint(self) -> bool:
        """Whether it stands out so little that it may be a watermark."""
        return self.contrast < _FAINT


def _brightness(colour: Colour) -> float:
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _over(colour: tuple[int, int, int, int], below: Colour, veil: float = 1.0) -> Colour:
    """A colour with an opacity, painted over another colour."""
    opacity = colour[3] / FULL * veil
    red, green, blue = (part / FULL * opacity + own * (1 - opacity) for part, own in zip(colour, below, strict=False))
    return (red, green, blue)


@dataclass(frozen=True, slots=True)
class _Shade:
    """What is painted behind text: its place among the objects of the page, its box in the page's own coordinates, and
    its colour on white paper, ``None`` when that is not known."""

    order: int
    box: Strip
    colour: Colour | None


def _is_bar(path: Address) -> bool:
    """Whether a path is one straight line."""
    return int(raw.FPDFPath_CountSegments(ctypes.cast(path, raw.FPDF_PAGEOBJECT))) == 2


def _shades(order: Mapping[Address, int], drawn: Drawn) -> list[_Shade]:
    """The filled areas of a page, broad lines too, and its pictures."""
    paths = [path for path, _ in drawn.paths]
    fills, strokes = pdf_bulk.fill_colours(paths), pdf_bulk.stroke_colours(paths)
    modes, bounds = pdf_bulk.draw_modes(paths), pdf_bulk.object_bounds(paths)
    found = []
    for (path, outer), fill, line, (is_filled, is_stroked), box in zip(
        drawn.paths, fills, strokes, modes, bounds, strict=True
    ):
        left, low, right, high = box = within(box, outer)
        is_broad = right - left > THICKEST and high - low > THICKEST
        if is_broad and (is_filled or (is_stroked and _is_bar(path))):
            colour = fill if is_filled else line
            found.append(_Shade(order.get(path, 0), box, _over(colour, _PAPER) if colour[3] else None))
    others = [o for o in order if raw.FPDFPageObj_GetType(ctypes.cast(o, raw.FPDF_PAGEOBJECT)) in _PICTURES]
    found += [_Shade(order[o], box, None) for o, box in zip(others, pdf_bulk.object_bounds(others), strict=True)]
    return found


def _below(point: tuple[float, float], order: int, shades: Sequence[_Shade]) -> Colour | None:
    """The colour on which a text is painted, ``None`` when it is not known."""
    x, y = point
    top, colour = -1, _PAPER
    for shade in shades:
        left, low, right, high = shade.box
        if top <= shade.order < order and left <= x <= right and low <= y <= high:
            if shade.colour is None:
                return None
            top, colour = shade.order, shade.colour
    return colour


def _sizes(runs: Sequence[Address], matrices: Sequence[Matrix]) -> list[float]:
    return [size * math.hypot(m[2], m[3]) for size, m in zip(pdf_bulk.font_sizes(runs), matrices, strict=True)]


def _colours(runs: Sequence[Address]) -> list[tuple[int, int, int, int]]:
    """The colour of each text: that of its outline when it is hollow."""
    fills, modes = list(pdf_bulk.fill_colours(runs)), pdf_bulk.render_modes(runs)
    hollow = [n for n, mode in enumerate(modes) if mode in _OUTLINED]
    for n, colour in zip(hollow, pdf_bulk.stroke_colours([runs[n] for n in hollow]), strict=True):
        fills[n] = colour
    return [colour if colour[3] else _BLACK for colour in fills]


def _contrasts(
    page: pdfium.PdfPage, faint: Mapping[Address, tuple[Colour, tuple[float, float]]], drawn: Drawn
) -> dict[Address, float]:
    """How much each of some faint texts stands out from what is painted below it.

    Args:
        faint: the colour of each on white paper, and a point in it.
    """
    objects = pdf_bulk.page_objects(address_of(page.raw), raw.FPDFPage_CountObjects(page.raw))
    order = {own: n for n, own in enumerate(objects)}
    shades = _shades(order, drawn)
    found = {}
    for run, (colour, point) in faint.items():
        ground = _below(point, order.get(run, len(objects)), shades)
        found[run] = 1.0 if ground is None else abs(_brightness(colour) - _brightness(ground))
    return found


def runs_of(found: Characters) -> Sequence[int | None]:
    """What each visible character is drawn with."""
    return found.runs if len(found.runs) == len(found.places) else [found.runs[n] for n in found.places]


def inks_of(page: pdfium.PdfPage, text_page: Address, found: Characters, drawn: Drawn) -> dict[int, Ink]:
    """How each run of the visible characters of a page is painted.

    Args:
        page: the open page.
        text_page: pdfium's text of it.
        found: its characters.
        drawn: its objects.
    """
    places_of = zip(reversed(found.places), reversed(runs_of(found)), strict=True)
    first = {run: n for n, run in places_of if run is not None}
    runs, places = list(first), list(first.values())
    matrices = list(pdf_bulk.char_matrices(text_page, places))
    sizes, colours = _sizes(runs, matrices), _colours(runs)
    veils = veils_of(page) if drawn.has_forms else {}
    tagged = {run for run, count in zip(runs, pdf_bulk.count_marks(runs), strict=True) if count and is_decoration(run)}
    inks: dict[int, Ink] = {}
    faint: dict[Address, tuple[Colour, tuple[float, float]]] = {}
    plain: dict[tuple[float, tuple[int, int, int, int]], Ink] = {}
    origins = dict(zip(found.places, found.origins, strict=True))
    for run, n, size, colour, matrix in zip(runs, places, sizes, colours, matrices, strict=True):
        veil = veils.get(run)
        is_plain = veil is None and run not in tagged
        ink = plain.get((size, colour)) if is_plain else None
        if ink is None:
            seen = _over(colour, _PAPER, veil.opacity if veil else 1.0)
            ink = Ink(size, 1 - _brightness(seen), seen, run in tagged or (veil is not None and veil.is_decoration))
            if is_plain:
                plain[size, colour] = ink
        if ink.is_faint:
            (x, y), (a, b, c, d, _, _) = origins[n], matrix
            scale = size / (math.hypot(c, d) or 1.0) * _INSIDE
            faint[run] = ink.colour, (x + (a + c) * scale, y + (b + d) * scale)
        inks[run] = ink
    for run, contrast in (_contrasts(page, faint, drawn) if faint else {}).items():
        inks[run] = replace(inks[run], contrast=contrast)
    return inks
