"""Figures in running text: amounts of money, percentages and counts, each with its unit.

A number is a figure only with a unit that money, shares or the counted things of a budget have. Years, ordinals,
document numbers and codes have none. A threshold (单价20万元以上) says of what kind a thing is, not how much there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yusuan.reading.raised import SUPERSCRIPTS
from yusuan.recognition.titles import UNIT_CODES

MONEY, PERCENT, COUNT = "money", "percent", "count"

NUMBER = r"(?<![\d.,A-Za-z])(?<!\d )(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_FIGURE = re.compile(
    rf"(?:(?P<sign>(?:(?<![\d一-鿿)-])|(?<=[为是达计]))-|[△▲∆Δ]|(?<!正)负)¥?)?(?P<number>{NUMBER})"
    r"(?:(?P<money>亿元|万元|千元|元|万(?=[，。；、：)]|\Z))"
    r"|(?P<percent>个百分点|%|倍)"
    r"|(?P<count>人次|人|名|辆|台\(套\)|台\(件\)|台/套|台套|台|套|件|个|家|项))"
)
_THRESHOLD_AFTER = re.compile(r"(?:\((?:不?含)\))?(?:及?以[上下内]|起)")
_THRESHOLD_BEFORE = re.compile(r"(?:单价|单位价值|单台价值?|单位成本)(?:为|在|达)?(?:人民币)?[≥≤><=]*\Z")
_GOAL = re.compile(r"[≥≤<>]=?\Z")
_MONEY_UNIT = re.compile(rf"(?<=[\d{SUPERSCRIPTS}])(?:亿元|万元|千元|元)")
_BEFORE_UNIT = re.compile(rf"[-△▲∆Δ负¥]*\d[\d., {SUPERSCRIPTS}]*\Z")
_MAYBE_MINUS = re.compile(r"[一-鿿]-\Z")
_MOST_DIGITS = 60
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


def _is_doubtful(compact: str, found: re.Match[str]) -> bool:
    """Whether a dash stands before a number that may be its sign or a dash of the sentence (结余-5万元)."""
    return not found["sign"] and bool(_MAYBE_MINUS.search(compact, max(0, found.start() - 2), found.start()))


def figures(compact: str) -> Iterator[Figure]:
    """Every figure of a text in printed order, thresholds and goals left out."""
    for found in _FIGURE.finditer(compact):
        threshold = _THRESHOLD_AFTER.match(compact, found.end()) or _THRESHOLD_BEFORE.search(compact, 0, found.start())
        if threshold or _GOAL.search(compact, 0, found.start()):
            continue
        if found["money"] and _is_doubtful(compact, found):
            continue
        value, places = decimal(found["number"])
        value = -value if found["sign"] else value
        if found["money"]:
            yield Figure(found.start(), found.end(), MONEY, value, places, _MONEY_CODES[found["money"]])
        elif found["percent"]:
            yield Figure(found.start(), found.end(), PERCENT, value, places, found["percent"])
        else:
            yield Figure(found.start(), found.end(), COUNT, value, places, found["count"])


def unread_amounts(compact: str) -> Iterator[tuple[int, int]]:
    """Where digits stand before a unit of money and are no figure: 2,84,018.00元, 12 234567.89元, ٤٥元, 结余-5万元."""
    read = {found.end("number") for found in _FIGURE.finditer(compact) if not _is_doubtful(compact, found)}
    for unit in _MONEY_UNIT.finditer(compact):
        if unit.start() not in read:
            digits = _BEFORE_UNIT.search(compact, max(0, unit.start() - _MOST_DIGITS), unit.start())
            yield (digits.start() if digits else unit.start() - 1), unit.end()
