"""Rows that name what they are the total of instead of a code: 人员经费合计, 基本支出小计, 2023年决算数."""

from __future__ import annotations

import re

from yusuan.concepts import TOTAL
from yusuan.recognition.labels import normalise
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.periods import period

_TOTAL_AT_END = re.compile(r"(?<=.)(?:合计|小计|总计)\Z")
_DIMENSIONS = ("operation", "expenditure_type", "fund")


def named_period(label: str, lexicon: Lexicon) -> dict[str, str]:
    """The year and phase of a row whose label is nothing else."""
    when = period(label, lexicon)
    return {} if when.rest else {d: code for d, code in (("fiscal_year", when.year), ("phase", when.phase)) if code}


def named_total(label: str, lexicon: Lexicon) -> dict[str, str]:
    """The codes of a label that names a side, a type of expenditure or a fund, as a total of it or by itself; empty
    where it names none."""
    when = named_period(label, lexicon)
    if when:
        return when
    text = normalise(label)
    for words in dict.fromkeys((text, _TOTAL_AT_END.sub("", text))):
        for dimension in _DIMENSIONS:
            codes = lexicon.exact(dimension, words)
            if len(codes) == 1 and codes[0] != TOTAL:
                return {dimension: codes[0]}
    return {}
