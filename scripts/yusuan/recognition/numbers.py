"""Printed numbers → exact decimals. Blank is not zero; nothing passes through float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from yusuan.recognition.marks import NOTE_MARK, narrow, without_marks

MINUS = "△▲∆Δ负"
"""Signs that say, before a number, that it is negative: those of Chinese accounts and the word."""
_DIGITS = r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<places>\.[0-9]+)?"
_UNIT = r"(?P<unit>元|万元|亿元|万)?"
_NUMBER = re.compile(rf"(?P<sign>[-{MINUS}])?¥?(?P<inner>[-{MINUS}])?{_DIGITS}{NOTE_MARK}?{_UNIT}(?P<after>-)?")
_IN_BRACKETS = re.compile(rf"¥?\(¥?{_DIGITS}{NOTE_MARK}?(?:{_UNIT}\)|\)(?P<unit_after>元|万元|亿元|万))")
_SOME_DIGIT = re.compile("[0-9０-９]")
_GAP = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
_IN_THREES = re.compile(r"[^0-9]*[0-9]{1,3}(?:\s+[0-9]{3})+(?![0-9,])\S*")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_SPACES = re.compile(r"\s+")
_BESIDE_OTHERS = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
_DASHES = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-", "⁻": "-"})
_OTHER_WIDTH = re.compile(r"[.．](?:[0-9]{2,}[０-９]{1,2}|[０-９]{2,}[0-9]{1,2})\s*\Z")
"""A last digit of another width than the decimals before it may be the number of a note."""
_LEADING_DASH = re.compile(r"^—(?=[¥\s0-9])")
_MONEY_LIKE = re.compile(r"[0-9],[0-9]{3}|\.[0-9]{2}(?![0-9])")
_COUNTED = re.compile(r"\([0-9]{1,2}\)")
_OTHER_VALUE = re.compile(r"-?[0-9,]+(?:\.[0-9]+)?|\*+|[-—–―－]+|表[0-9]+")
_NUMBER_LIKE = re.compile(rf"[-{MINUS}¥(\s]*\d(?:[\d.,'\s元万亿)%-]|{NOTE_MARK})*")
UNIT_WORDS = {"元": "yuan", "万元": "wan-yuan", "万": "wan-yuan", "亿元": "yi-yuan"}
_NOTHING = frozenset({"", "-", "--", "/", "—", "——", "无"})
_EMPHASIS = "*#\"'“”‘’「」\\"
_OVERFLOW = re.compile("#{2,}")
"""What a workbook prints for an amount that its cell has no room for."""


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as printed: its value in the printed unit, how many decimal places it shows, and the unit word that
    is printed with it (a code of ``units-of-measure``) or ``""``."""

    value: Decimal
    places: int
    unit: str


def _bare(text: str) -> str:
    """A text of one width with one minus sign, and without note marks around it."""
    return without_marks(narrow(text).translate(_DASHES))


def joined(text: str) -> str:
    """The text without spaces; ``""`` where they stand between two numbers. Between digits a space groups them in
    threes, or it is a line wrap: then what stands before or after it is no number of its own."""
    text = _BESIDE_OTHERS.sub("", text)
    parts = _GAP.split(text)
    if len(parts) > 1 and not _IN_THREES.fullmatch(text):
        cores = (re.sub(r"[^0-9.,]", "", part) for part in parts)
        if all(map(_WHOLE_NUMBER.fullmatch, cores)):
            return ""
    return "".join(parts)


def parse_number(text: str) -> PrintedNumber | None:
    """The number that a cell prints, or ``None`` when the cell is blank, a dash, a placeholder or no number.

    Understood are thousands commas or spaces in their places, full-width digits, spaces from line wraps, a minus before
    or after it (also △, ▲ and 负), brackets for negative, a currency sign, and 元 / 万元 / 亿元 printed with it. Note
    marks beside it are not part of it. ``1,23``, ``2,84,018.00``, ``12 345678`` or digits of other scripts are no
    numbers.
    """
    if _WHOLE_NUMBER.fullmatch(text):  # as most are printed
        return PrintedNumber(Decimal(text.replace(",", "")), len(text.partition(".")[2]), "")
    if not _SOME_DIGIT.search(text):
        return None
    if _OTHER_WIDTH.search(text):
        return None
    flat = _LEADING_DASH.sub("-", joined(_bare(text)))
    found, unit = _NUMBER.fullmatch(flat), ""
    negative = False
    if found:
        signs = [sign for sign in (found["sign"], found["inner"], found["after"]) if sign]
        if len(signs) > 1:
            return None
        negative, unit = bool(signs), found["unit"] or ""
    else:
        found, negative = _IN_BRACKETS.fullmatch(flat), True
        if not found:
            return None
        unit = found["unit"] or found["unit_after"] or ""
    value = Decimal(found["digits"].replace(",", "") + (found["places"] or ""))
    return PrintedNumber(-value if negative else value, len(found["places"] or ".") - 1, UNIT_WORDS.get(unit, ""))


def is_money(text: str) -> bool:
    """Whether a text is a number that looks like money: it has thousands separators or two decimals."""
    return holds_money(text) and parse_number(text) is not None


def holds_money(text: str) -> bool:
    """Whether a text holds digits that look like money, whatever else it says."""
    return bool(_MONEY_LIKE.search(narrow(text)))


def is_value(text: str) -> bool:
    """Whether a text stands in the body of a table and in no header: a number, whether it can be read or not, a dash, a
    row of asterisks, the number of a table. A small number in brackets numbers columns."""
    flat = text.strip()
    if _OTHER_VALUE.fullmatch(flat):
        return True
    return is_number_like(flat) and not _COUNTED.fullmatch(narrow(flat))


def is_number_like(text: str) -> bool:
    """Whether a text looks like one or more numbers, of whatever digits, whether it can be read or not."""
    return bool(_NUMBER_LIKE.fullmatch(_bare(text)))


def says_nothing(text: str) -> bool:
    """Whether a cell of a column of amounts is blank or prints a sign of nothing (-, 无), with a note mark or not."""
    if _OVERFLOW.fullmatch(narrow(text).strip()):
        return False
    return _SPACES.sub("", _bare(text)).strip(_EMPHASIS) in _NOTHING
