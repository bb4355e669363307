"""The labels of forms: which cell is a field's label, a level of indicators, or a mark of an empty template."""

from __future__ import annotations

import re

from yusuan.recognition.labels import flatten, normalise, numbering
from yusuan.recognition.lexicon import Lexicon

FIELDS, LEVELS = "form-fields", "indicator-levels"
_UNIT_NOTE = re.compile(r"\((?:单位:?)?[百千万亿]*元\)\Z")
_COUNT = r"[\d一二三四五六七八九十]{0,2}"
_TEMPLATE_MARK = re.compile(rf"(?:目标|指标|任务){_COUNT}[:：、.]|[.…·。]{{2,}}")
_INDICATOR_MARK = re.compile(rf"^\s*指标\s*{_COUNT}\s*[:：、.]\s*")


def without_unit(label: str) -> str:
    """A label as compared, without the unit of measure noted at its end (``资金金额 (万元)`` → ``资金金额``)."""
    return _UNIT_NOTE.sub("", normalise(label)).strip(":")


def is_placeholder(text: str) -> bool:
    """Whether the text is nothing but the marks of an unfilled template (``目标1: 目标2:``, ``指标1:``, ``……``)."""
    flat = flatten(text)
    return bool(flat) and not _TEMPLATE_MARK.sub("", flat)


def without_mark(text: str) -> str:
    """An indicator's text without ``指标1:`` at its front."""
    return _INDICATOR_MARK.sub("", text).strip()


class FormLabels:
    """The code lists ``form-fields`` and ``indicator-levels``, asked by printed text."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the lists from the lexicon."""
        self.lexicon = lexicon
        self._fields = lexicon.codelists[FIELDS]
        self._levels = lexicon.codelists[LEVELS]

    def field(self, text: str) -> str:
        """The code of ``form-fields`` that a text is a label of, or ``""``; of ``资金来源:(1)财政性资金`` the first."""
        return next(iter(self.lexicon.exact(FIELDS, self.parts(text)[0])), "")

    def parts(self, text: str) -> tuple[str, ...]:
        """The labels that one cell holds from the top down: two where a heading is printed before its first line."""
        label = without_unit(text)
        head, _, tail = numbering(text)[2].partition(":")
        if tail and self.lexicon.exact(FIELDS, head):
            return head, without_unit(tail)
        return (label,)

    def block(self, code: str) -> str:
        """The block of the form that a field belongs to (its topmost code)."""
        return next(iter(list(self._fields.ancestors(code))[::-1]), code)

    def levels(self, text: str) -> tuple[str, ...]:
        """The codes of ``indicator-levels`` that a text names."""
        return self.lexicon.exact(LEVELS, text)

    def level_1(self, text: str) -> str:
        """The level-1 code that a text names, or ``""``."""
        return next((code for code in self.levels(text) if not self._levels[code].parent), "")

    def level_2(self, text: str, below: str = "") -> str:
        """The level-2 code that a text names, that below ``below`` where there is one; ``""`` when it names none."""
        codes = [code for code in self.levels(text) if self._levels[code].parent]
        return next((c for c in codes if self._levels[c].parent == below), codes[0] if codes else "")

    def parent(self, level: str) -> str:
        """The level-1 code above a level-2 code."""
        return self._levels[level].parent

    def name(self, level: str) -> str:
        """The Chinese name of a level."""
        return self._levels[level].label_zh
