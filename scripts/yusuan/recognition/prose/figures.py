"""Figures in running text: amounts of money, percentages and counts, each with its unit.

A number is a figure only with a unit that money, shares or the counted things of a budget have. Years, ordinals,
document numbers and codes have none. A threshold (单价20万元以上) says of what kind a thing is, not how much there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yusuan.recognition.titles import UNIT_CODES

MONEY, PERCENT, COUNT = "money", "percent", "count"

NUMBER = r"(?<![\d.,A-Za-z])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?P<sign>(?<![\d一-鿿)-])-)?(?P<number>{NUMBER})"
    r"(?:(?P<money>亿元|万元|千元|元|万(?=[，。；、：)]|$))"
    r"|(?P<percent>个百分点|%|倍)"
    r"|(?P<count>人次|人|名|辆|台\(套\)|台\(件\)|台/套|台套|台|套|件|个|家|项))"
)
_THRESHOLD_AFTER = re.compile(r"(?:\((?:不?含)\))?(?:及?以[上下内]|起)")
_THRESHOLD_BEFORE = re.compile(r"(?:单价|单位价值|单台价值?|单位成本)(?:为|在|达)?(?:人民币)?[≥≤><=]*$")
_GOAL = re.compile(r"[≥≤<>]=?$")
_MONEY_CODES = {**UNIT_CODES, "万": "wan-yuan"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at ``start:end`` of a compact text. ``kind`` is money, percent or count; ``unit`` a code of
    ``units-of-measure`` for money and the printed word otherwise; ``places`` how many decimals are printed."""

    start: int
    end: int
    kind: str
    value: Decimal
    places: int
    unit: str


def decimal(number: str) -> tuple[Decimal, int]:
    """The value of printed digits with thousands commas, and how many decimals they show."""
    digits = number.replace(",", "")
    return Decimal(digits), len(digits.partition(".")[2])


def figures(compact: str) -> Iterator[Figure]:
    """Every figure of a text in printed order, thresholds and goals left out."""
    for found in _FIGURE.finditer(compact):
        threshold = _THRESHOLD_AFTER.match(compact, found.end()) or _THRESHOLD_BEFORE.search(compact, 0, found.start())
        if threshold or _GOAL.search(compact, 0, found.start()):
            continue
        value, places = decimal(found["number"])
        value = -value if found["sign"] else value
        if found["money"]:
            yield Figure(found.start(), found.end(), MONEY, value, places, _MONEY_CODES[found["money"]])
        elif found["percent"]:
            yield Figure(found.start(), found.end(), PERCENT, value, places, found["percent"])
        else:
            yield Figure(found.start(), found.end(), COUNT, value, places, found["count"])
