"""Printed numbers → exact decimals. Blank is not zero; nothing passes through float."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(
    r"^(?P<sign>-?)[¥￥]?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<places>\.\d+)?(?P<unit>元|万元|亿元|万)?$"
)
_SPACES = re.compile(r"[\s\u200b\u3000]+")
_MINUS = str.maketrans({"－": "-", "−": "-", "–": "-", "—": "-"})
UNIT_WORDS = {"元": "yuan", "万元": "wan-yuan", "万": "wan-yuan", "亿元": "yi-yuan"}


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as printed: its value in the printed unit, how many decimal places it shows, and the unit word that
    is printed with it (a code of ``units-of-measure``) or ``""``."""

    value: Decimal
    places: int
    unit: str


def parse_number(text: str) -> PrintedNumber | None:
    """The number that a cell prints, or ``None`` when the cell is blank, a dash, a placeholder or no number.

    Understood are thousands commas in their places, full-width digits, spaces from line wraps, a leading or full-width
    minus, brackets for negative, and 元 / 万元 / 亿元 printed with it. ``1,23`` or ``1.2.3`` are no numbers.
    """
    flat = _SPACES.sub("", unicodedata.normalize("NFKC", text)).translate(_MINUS)
    negative = flat.startswith("(") and flat.endswith(")") and len(flat) > 2
    found = _NUMBER.match(flat[1:-1] if negative else flat)
    if not found or (negative and found["sign"]):
        return None
    value = Decimal(found["digits"].replace(",", "") + (found["places"] or ""))
    if negative or found["sign"]:
        value = -value
    return PrintedNumber(value, len(found["places"] or ".") - 1, UNIT_WORDS.get(found["unit"] or "", ""))
