"""Note marks, which point at a note and say nothing of their own: ① ² * （注1） [2] † beside an amount, a label or a
code. A mark is never a digit of the number it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.reading.raised import SUPERSCRIPTS

_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)}
_WIDTH: dict[int, str | int | None] = {
    **_FULL_WIDTH,
    **str.maketrans("﹐﹒﹣﹙﹚﹡￥\u3000", ",.-()*¥ "),
}
_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD), None)

CIRCLED = "\u2460-\u2487\u249c-\u24ff\u2776-\u2793\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf"
"""Numbers and letters in circles or brackets as one character: ① ⑴ ⓐ ❶ ㈠ ㊀ (a class of a pattern). Not ⒈: beside
digits it may be read as one with a decimal point."""

_UP = f"[{SUPERSCRIPTS}]"
_RAISED = f"(?<!{_UP})(?<!(?<![0-9.,])10)(?!⁰){_UP}(?:[,、·]?{_UP}){{0,5}}(?!{_UP})"
_SIGN = "[*†‡§¶※∗⁎☆★#]"
_NUMBER = rf"(?:[0-9]{{1,2}}|[{CIRCLED}]|{_RAISED}|[一二三四五六七八九十]{{1,2}})"
_NUMBERS = rf"{_NUMBER}(?:[,、]{_NUMBER}){{0,3}}"
_NOTE = rf"[见附脚]?注释?:?\s?(?:{_NUMBERS})?"
_BRACKETED = (
    rf"(?:[\[【〔〖]\s?(?:{_NOTE}|{_NUMBERS}|{_SIGN}{{1,3}})\s?[\]】〕〗]"
    rf"|\(\s?(?:{_NOTE}|[{CIRCLED}]{{1,3}}|{_RAISED}|{_SIGN}{{1,3}})\s?\))"
)
NOTE_MARK = rf"(?:注?[{CIRCLED}]|注?{_RAISED}|{_BRACKETED}|{_SIGN})"
"""One mark beside digits (a pattern for narrow text)."""

_BEFORE = re.compile(rf"\s*{NOTE_MARK}\s*")
_AFTER = re.compile(rf"\s*(?:{NOTE_MARK}|(?<=[0-9元万])注[0-9]{{0,2}}|(?<=\s)[0-9]{{1,2}}\))\s*\Z")
_BEFORE_WORDS = re.compile(rf"\s*(?:{_BRACKETED}|[†‡§¶※☆★])\s*")
_AFTER_WORDS = re.compile(
    rf"\s*(?:(?:(?<![备附脚标批关])注)?(?<=[\u4e00-\u9fff)\]0-9%{CIRCLED}])[{CIRCLED}]|{_BRACKETED}|[†‡§¶※☆★])\s*\Z"
)
_AFTER_LIST = re.compile(r"\s[0-9]{1,2}\)\s*\Z")
_RAISED_IN_WORDS = re.compile(rf"(?<![A-Za-z]|{_UP}){_UP}(?:[,、·]?{_UP})*")
_IN_PROSE = re.compile(
    rf"(?<![A-Za-z]|{_UP})(?<!(?<![0-9.,])10){_UP}(?:[,、·]?{_UP})*|{_BRACKETED}"
    rf"|(?<=[0-9])(?:[{CIRCLED}]|[†‡§¶※])(?=[\s{CIRCLED}†‡§¶※]*(?:[亿万千百]*元|%))"
)
_PLAIN = re.compile(r"[0-9.,]*")
_LONGEST, _MOST = 24, 6
"""How long a mark is at most, and how many stand in a row."""


def narrow(text: str) -> str:
    """The text with full-width forms as ASCII and without characters that print nothing. Nothing but a full-width digit
    becomes a digit: not ², ①, ⒉, ٤ or 𝟒."""
    return text if text.isascii() else text.translate(_WIDTH).translate(_UNSEEN)


def _stripped(text: str, before: re.Pattern[str], after: re.Pattern[str]) -> str:
    for _ in range(_MOST):
        found = before.match(text)
        if found is None or found.end() == len(text):
            break
        text = text[found.end() :]
    for _ in range(_MOST):
        found = after.search(text, max(0, len(text) - _LONGEST))
        if found is None or not found.start():
            break
        text = text[: found.start()]
    return text


def in_prose(text: str) -> Iterator[tuple[int, int]]:
    """Where note marks stand in running text: circled numbers, which also number clauses, only between a number and its
    unit."""
    return (found.span() for found in _IN_PROSE.finditer(text.translate(_WIDTH)))


def without_marks(text: str) -> str:
    """A narrow text without the note marks before and after it; one that is nothing but marks stays."""
    return text if _PLAIN.fullmatch(text) else _stripped(text.strip(), _BEFORE, _AFTER)


def unmarked_words(text: str) -> str:
    """A narrow label or title without its note marks: raised ones anywhere but behind a Latin letter (m²), others
    before and behind it. A circled number at its head is its numbering and stays, as does a text that is nothing but
    marks."""
    words = _stripped(_RAISED_IN_WORDS.sub("", text) or text, _BEFORE_WORDS, _AFTER_WORDS)
    found = None if "(" in words else _AFTER_LIST.search(words, max(0, len(words) - _LONGEST))
    return words[: found.start()] if found else words
