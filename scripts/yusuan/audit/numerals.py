"""Numbers in front of lines and tables: 十二、 (3) 4. 表13-2."""

from __future__ import annotations

import re

_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}
_CHINESE = re.compile(r"^([一二三四五六七八九])?(十)?([一二三四五六七八九])?\Z")
_TABLE = re.compile(r"^(.*表)(\d+|[一二三四五六七八九十]+)(?:-(\d+))?\Z")


def numeral(text: str) -> int | None:
    """The number that arabic digits or Chinese numerals up to 九十九 stand for, ``None`` for anything else."""
    if text.isascii() and text.isdigit():
        return int(text)
    found = _CHINESE.match(text)
    if not text or not found:
        return None
    tens, ten, ones = found.groups()
    if not ten:
        return _DIGITS[tens or ones] if not (tens and ones) else None
    return 10 * _DIGITS[tens or "一"] + _DIGITS[ones or "零"]


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals."""
    numerals = {value: text for text, value in _DIGITS.items()}
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else numerals[tens]) + ("十" if tens else "") + (numerals[ones] if ones else "")


def table_number(number: str) -> tuple[str, int, int] | None:
    """A table's printed number as ``(series, number, part)``, part 0 where there is none: 表13-2 → ("表", 13, 2)."""
    found = _TABLE.match(number)
    value = numeral(found.group(2)) if found else None
    return (found.group(1), value, int(found.group(3) or 0)) if found and value is not None else None
