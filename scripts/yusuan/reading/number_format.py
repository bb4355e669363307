"""What a spreadsheet shows for a number: its number format applied to the exact decimal."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"??', 44: '#,##0.00;-#,##0.00;"-"??',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The formats that a workbook names by number only (ECMA-376 18.8.30, with those of Chinese Excel)."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>h+|m+|s+)\]'
    r"|\[[^\]]*\]|(?P<general>General|G/通用格式)|(?P<half>AM/PM|上午/下午)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[eE](?![+-])|[aA]{3,4})"
    r"|(?P<power>[eE][+-])|(?P<digit>[0#?]+|[.,])|(?P<percent>%)|(?P<text>@)|(?P<literal>.)",
    re.DOTALL,
)
_SAYS_NEGATIVE = re.compile(r"[-−－–(（△▲∆Δ负减]|^\D*\Z")
_SIGNIFICANT = 15
_MOST_PLACES = 12
_DIGITS = Context(prec=60)
_EPOCH, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)  # noqa: DTZ001 (no zone in sheets)
_LAST_DAY = 2_958_465
Token = tuple[str, str]


def _tokens(section: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(section):
        kind = found.lastgroup
        if kind:
            yield ("literal" if kind in ("quoted", "escaped", "currency") else kind), found.group(kind)


@lru_cache(maxsize=1024)
def _sections(code: str) -> list[list[Token]]:
    """The parts of a format for positive, negative and zero numbers: split at the semicolons that are not quoted."""
    sections: list[list[Token]] = [[]]
    for kind, text in _tokens(code):
        if (kind, text) == ("literal", ";"):
            sections.append([])
        else:
            sections[-1].append((kind, text))
    return sections


def plain(value: Decimal) -> str:
    """The number without a format: all that a spreadsheet keeps (15 digits), so none of the binary fraction's dust."""
    short = Decimal(f"{value:.{_SIGNIFICANT}g}")
    text = f"{short:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _digits(value: Decimal, pattern: str, percent: bool) -> str:
    """A number that is not negative, as a pattern of ``0 # ? , .`` prints it."""
    whole, _, fraction = pattern.partition(".")
    thousands = len(whole) - len(whole.rstrip(",")) + len(fraction) - len(fraction.rstrip(","))
    grouped, places = "," in whole.rstrip(","), re.sub(r"[^0#?]", "", fraction)[:_MOST_PLACES]
    scaled = (value * 100 if percent else value).scaleb(-3 * min(thousands, 3))
    text = f"{scaled.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP, _DIGITS):{',' if grouped else ''}f}"
    left, _, right = text.partition(".")
    needed = whole.count("0")
    if left == "0" and not needed:
        left = ""
    elif not grouped:
        left = left.rjust(needed, "0")
    while right and places[len(right) - 1] != "0" and right[-1] == "0":
        right = right[:-1]
    return f"{left or '0'}.{right}" if right else left


def _number(value: Decimal, tokens: list[Token]) -> str:
    """A number that is not negative in one section: literals around (or within) the digits stay where they stand."""
    percent = any(kind == "percent" for kind, _ in tokens)
    kinds = [kind for kind, _ in tokens]
    if "digit" not in kinds:
        return "".join(plain(value) if kind in ("general", "text") else text for kind, text in tokens)
    if "power" in kinds or ("literal", "/") in tokens:
        return plain(value)
    first = kinds.index("digit")
    last = len(kinds) - 1 - kinds[::-1].index("digit")
    within = tokens[first : last + 1]
    body = _digits(value, "".join(text for kind, text in within if kind == "digit"), percent)
    literal = next((position for position, (kind, _) in enumerate(within) if kind == "literal"), None)
    if literal is not None:  # such as 0!.0, (ten thousands): it stands as many digits before the end as the format says
        behind = sum(len(text.replace(",", "")) for kind, text in within[literal:] if kind == "digit")
        body = body[: len(body) - behind] + within[literal][1] + body[len(body) - behind :]
    before = "".join(text for _, text in tokens[:first])
    return before + body + "".join(text for _, text in tokens[last + 1 :])


def _date(value: Decimal, tokens: list[Token], since_1904: bool) -> str:
    """A day number as a date or time; what is none (negative, too large) stays a number."""
    if not 0 <= value <= _LAST_DAY:
        return plain(value)
    seconds = int((value * 86400).quantize(Decimal(1), ROUND_HALF_UP))
    moment = (_EPOCH_1904 if since_1904 else _EPOCH) + datetime.timedelta(seconds=seconds)
    half_days = any(kind == "half" for kind, _ in tokens)
    shown, minutes = "", False
    for position, (kind, text) in enumerate(tokens):
        following = next((t for k, t in tokens[position + 1 :] if k in ("date", "elapsed")), "")
        mark = text[:1].lower()
        if kind == "elapsed":
            shown += str(seconds // {"h": 3600, "m": 60, "s": 1}[mark]).rjust(len(text), "0")
        elif kind == "half":
            shown += ("AM", "PM")[moment.hour >= 12] if "M" in text else ("上午", "下午")[moment.hour >= 12]
        elif kind == "date":
            is_minute = mark == "m" and (minutes or following[:1].lower() == "s")
            shown += _part(moment, mark, len(text), is_minute, half_days)
        elif kind in ("literal", "digit") and not (kind == "digit" and text.strip("0") == ""):
            shown += text
        minutes = mark == "h" if kind in ("date", "elapsed") else minutes
    return shown.rstrip(".")


def _part(moment: datetime.datetime, mark: str, width: int, is_minute: bool, half_days: bool) -> str:
    hour = (moment.hour % 12 or 12) if half_days else moment.hour
    if mark in "ye":
        return f"{moment.year:04d}" if width > 2 or mark == "e" else f"{moment.year % 100:02d}"
    if mark == "a" or (mark == "d" and width > 2):
        return ("星期" if width > 3 else "") + "一二三四五六日"[moment.weekday()]
    values = {"m": moment.minute if is_minute else moment.month, "d": moment.day, "h": hour, "s": moment.second}
    return f"{values[mark]:0{min(width, 2)}d}"


def is_date(code: str) -> bool:
    """Whether a format shows a date or a time."""
    return any(kind in ("date", "elapsed") for kind, _ in _sections(code)[0])


def shown(value: Decimal, code: str, since_1904: bool = False) -> str:
    """What a person sees: ``4844351.04`` under ``#,##0.00`` is ``4,844,351.04``. Fractions and powers of ten, which no
    budget prints, are shown plain.

    Args:
        value: the number as stored.
        code: its number format; ``""`` is General.
        since_1904: whether days are counted from 1904 (old Macintosh workbooks).
    """
    sections = _sections(code or "General")
    exact = Decimal(plain(value))
    if is_date(code):
        return _date(exact, sections[0], since_1904).strip()
    sign, section = "-" if exact < 0 else "", sections[0]
    if exact < 0 and len(sections) > 1:
        sign, section = "", sections[1]
    elif exact == 0 and len(sections) > 2:
        section = sections[2]
    text = _number(abs(exact), section).strip()
    if exact < 0 and not sign and not _SAYS_NEGATIVE.search(text):  # shown in red alone
        sign = "-"
    if sign and not re.search(r"[1-9]", text):
        sign = ""
    return sign + text
