"""Codes in words: what a key, a column or a row means, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist
from yusuan.facts.key import DIMENSIONS, Key
from yusuan.recognition.disclosure import Column

Pair = tuple[str, str]
"""What is told and what it is: ``("资金来源 fund", "一般公共预算 General public budget")``."""

DIMENSION_WORDS = {
    "organization": "单位 organization",
    "fiscal_year": "年度 fiscal year",
    "phase": "阶段 phase",
    "operation": "收支 operation",
    "fund": "资金来源 fund",
    "function": "功能分类 function",
    "economic": "部门经济分类 economic class",
    "gov_economic": "政府经济分类 government economic class",
    "expenditure_type": "支出类型 expenditure type",
    "activity": "项目 activity",
}
_SILENT = (TOTAL, NOT_APPLICABLE)


def label(codelists: Mapping[str, Codelist], name: str, code: str) -> str:
    """The label of a code in both languages; the code itself where the list does not have it."""
    concept = codelists[name].concepts.get(code) if name in codelists else None
    if concept is None:
        return code
    return " ".join(dict.fromkeys(text for text in (concept.label_zh, concept.label_en) if text)) or code


def _coded(codelists: Mapping[str, Codelist], dimension: str, code: str) -> str:
    """The label of a code of a dimension, with the code in front where documents print it."""
    words = label(codelists, dimension, code)
    concept = codelists[dimension].concepts.get(code) if dimension in codelists else None
    notation = concept.notation if concept else code
    return f"{notation} {words}" if notation.isdigit() and notation != words else words


def worded(sets: Mapping[str, str], codelists: Mapping[str, Codelist]) -> tuple[Pair, ...]:
    """The codes by dimension in words, in the order of the key."""
    return tuple(
        (DIMENSION_WORDS[dimension], _coded(codelists, dimension, sets[dimension]))
        for dimension in DIMENSIONS
        if dimension in sets
    )


def told(key: Key, usual: Mapping[str, str]) -> dict[str, str]:
    """What a key says beyond what is usual in its disclosure: totals and what does not apply are left out."""
    codes = {dimension: getattr(key, dimension) for dimension in DIMENSIONS}
    return {d: code for d, code in codes.items() if code not in _SILENT and usual.get(d) != code}


def common(keys: Sequence[Key], usual: Mapping[str, str]) -> dict[str, str]:
    """What all keys say alike."""
    said = [told(key, usual) for key in keys]
    if not said:
        return {}
    return {d: code for d, code in said[0].items() if all(other.get(d) == code for other in said)}


def of_column(column: Column, codelists: Mapping[str, Codelist]) -> tuple[Pair, ...]:
    """What a column's header was taken to mean; nothing where it was not understood."""
    role = (("作用 role", label(codelists, "column-roles", column.role)),) if column.role else ()
    return (*role, *worded(column.sets, codelists))


def in_one_line(pairs: Iterable[Pair]) -> str:
    """Pairs as one line of text."""

    def parts() -> Iterator[str]:
        for what, value in pairs:
            yield f"{what.partition(' ')[0]}: {value}"

    return "; ".join(parts())
