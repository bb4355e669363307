"""What the fonts of a workbook say of its text: struck text is not printed, raised and lowered text is a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from yusuan.reading.raised import lowered, raised


@dataclass(frozen=True, slots=True)
class Font:
    """``position`` is ``superscript``, ``subscript`` or anything else for neither."""

    is_struck: bool = False
    position: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font; ``None`` stands for that of the cell."""

    text: str
    font: Font | None = None


PLAIN = Font()
Runs = Sequence[Run]


def font_of(node: etree._Element | None) -> Font:
    """The font that a ``font`` of the styles, or the ``rPr`` of a run, describes."""
    if node is None:
        return PLAIN
    strike, position = node.find("{*}strike"), node.find("{*}vertAlign")
    is_struck = strike is not None and strike.get("val", "1") not in ("0", "false")
    return Font(is_struck, "" if position is None else position.get("val", ""))


def cell_fonts(styles: etree._Element) -> tuple[Font, ...]:
    """The font of each cell style."""
    fonts = [font_of(node) for node in styles.iterfind("{*}fonts/{*}font")]
    numbers = (style.get("fontId", "") for style in styles.iterfind("{*}cellXfs/{*}xf"))
    places = (int(number) if number.isascii() and number.isdigit() else len(fonts) for number in numbers)
    return tuple(fonts[place] if place < len(fonts) else PLAIN for place in places)


def printed(runs: Runs, font: Font) -> str:
    """The text of a cell in ``font`` without what is struck."""
    return "".join(_placed(run.text, run.font or font) for run in runs if not (run.font or font).is_struck)


def struck(runs: Runs, font: Font) -> str:
    """What is struck in a cell in ``font``."""
    return "".join(run.text for run in runs if (run.font or font).is_struck).strip()


def _placed(text: str, font: Font) -> str:
    if font.position == "superscript":
        return raised(text)
    return lowered(text) if font.position == "subscript" else text
