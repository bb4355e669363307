"""Targets as printed (``≥90%``, ``约2万册``, ``12月底前``) → operator, number and unit, where there is one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yusuan.recognition.labels import folded
from yusuan.recognition.marks import narrow, unmarked_words

_OPERATORS = {
    "≥": (">=", "=>", "≧", "不低于", "不少于", "不小于", "不得低于", "大于等于", "大于或等于", "至少"),
    "≤": ("<=", "=<", "≦", "不高于", "不超过", "不大于", "不多于", "不得超过", "小于等于", "小于或等于", "至多"),
    ">": ("大于", "高于", "超过", "多于"),
    "<": ("小于", "低于", "少于"),
    "≈": ("大约", "约"),
    "=": ("等于",),
}
_SUFFIXES = {"≥": ("及以上", "以上"), "≤": ("及以下", "以下", "以内", "之内", "内"), "≈": ("左右",)}
_WORDS = {word: sign for sign, words in _OPERATORS.items() for word in (sign, *words)}
_ENDINGS = {word: sign for sign, words in _SUFFIXES.items() for word in words}
_BEFORE = "before"

_MONTHS = r"[一二三四五六七八九十]{1,3}"
_DEADLINE = re.compile(
    rf"^(?P<date>(?:20\d\d年度?|[每次当本下]年度?|(?:每|第?[一二三四1-4])个?季度|每个?月|第(?:\d|{_MONTHS})个?月|\d{{1,2}}月份?"
    rf"|{_MONTHS}月份?)+(?:\d{{1,2}}[日号])?[底末初]?)(?:之前|以前|前|之内|以内|内)(?P<rest>.*)\Z"
)
_UNIT = r"(?:[%‰]|[百千万亿]{0,2}(?:个工作日|[^\W\d_]{0,3}?))(?:/[^\W\d_]{1,3}){0,2}"
_QUANTITY = re.compile(
    rf"^(?P<sign>{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})?"
    rf"(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?P<places>\.[0-9]+)?(?P<unit>{_UNIT})"
    rf"(?P<ending>{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})?\Z"
)
_A_YEAR = re.compile(r"^(?:19|20)\d\d年度?\Z")
_UNIT_IN_TEXT = re.compile(r"\((%|[百千万亿]*元)\)\Z")


@dataclass(frozen=True, slots=True)
class Target:
    """What a printed target says: see ``Indicator``. All are ``""`` where the target is in words."""

    operator: str = ""
    value: str = ""
    unit: str = ""
    deadline: str = ""


def _flat(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", folded(unmarked_words(narrow(text))))


def parse_target(printed: str, text: str = "") -> Target:
    """The target that a cell prints.

    The whole cell must be one quantity: an operator or none (then ``=``), a number, and a unit of at most three
    characters, 万 or 亿 before it not counted (``万册``). The number stays in the printed unit: ``30万`` is value
    ``30``, unit ``万``. A unit of money or percent that only the indicator's ``text`` prints (``金额（万元）``) is
    taken from there. A deadline (``12月底前``) has operator ``before`` and its date in ``deadline``; where a quantity
    follows it (``5月底前大于等于60%``), both are given. A bare year (``2024年``), a comparison (``比上年度提高5%``) or
    several numbers are words.
    """
    flat = _flat(printed)
    dated = _DEADLINE.match(flat)
    if dated is None:
        return _quantity(flat, text)
    target = _quantity(dated["rest"], text)
    return Target(target.operator or _BEFORE, target.value, target.unit, dated["date"])


def _quantity(flat: str, text: str) -> Target:
    """The one quantity that a flattened text is, if it is one."""
    found = None if _A_YEAR.match(flat) else _QUANTITY.match(flat)
    if found is None:
        return Target()
    sign = _WORDS.get(found["sign"] or "") or _ENDINGS.get(found["ending"] or "") or "="
    noted = _UNIT_IN_TEXT.search(_flat(text))
    unit = found["unit"] or (noted.group(1) if noted else "")
    return Target(sign, found["digits"].replace(",", "") + (found["places"] or ""), unit)
