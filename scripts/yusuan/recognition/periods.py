"""Years and phases in headers and titles: 2023年预算数, 上年执行数, 三公经费2024年决算数."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yusuan.recognition.labels import normalise
from yusuan.recognition.lexicon import Lexicon

_WORD = r"\(?(?:(?P<year>20\d\d)年?|(?P<last>上年|上一年|去年)|(?P<this>本年|当年|今年))度?\)?"
_YEAR, _YEAR_AT_END = re.compile(_WORD), re.compile(rf"{_WORD}$")
_LAST, _THIS = "-1", "0"
_SHORTEST_SUFFIX = 3
"""预算数 or 决算数 end a header as its phase; 预算 alone is more often part of what it names (政府性基金预算)."""


@dataclass(frozen=True, slots=True)
class Period:
    """The part of a header that tells when: ``year`` is four digits, ``-1`` for the year before that of the document,
    ``0`` for its own, or ``""``; ``phase`` a code of ``phases`` or ``""``. ``rest`` is the label without either."""

    year: str = ""
    phase: str = ""
    rest: str = ""


def _phase(label: str, lexicon: Lexicon) -> tuple[str, str]:
    """The phase that a label is, or ends with, and the label before it; ``""`` where there is none."""
    for start in range(len(label) - 1):
        if start and len(label) - start < _SHORTEST_SUFFIX:
            break
        found = lexicon.exact("phase", label[start:])
        if len(found) == 1:
            return found[0], label[:start]
    return "", label


def _year(found: re.Match[str]) -> str:
    return found["year"] or (_LAST if found["last"] else _THIS)


def period(label: str, lexicon: Lexicon) -> Period:
    """The year and phase that a header names. A year counts where it stands alone or before a phase: 上年结转 and
    2023年结余 are no amounts of another year, but what that year left to this one."""
    text = normalise(label)
    first = _YEAR.match(text)
    phase, rest = _phase(text[first.end() :] if first else text, lexicon)
    if first and (phase or first.end() == len(text)):
        return Period(_year(first), phase, rest)
    if first:
        return Period("", "", text)
    last = _YEAR_AT_END.search(rest) if phase else None
    return Period(_year(last), phase, rest[: last.start()]) if last else Period("", phase, rest)


def settled_year(year: str, fiscal_year: str) -> str:
    """The four digits of a period's year in a document of ``fiscal_year``."""
    return str(int(fiscal_year) + int(year)) if year in (_LAST, _THIS) else year
