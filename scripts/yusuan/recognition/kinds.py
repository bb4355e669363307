"""Which kind of table a grid is: by its title, else by the headers that only one kind has."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from yusuan.concepts import TOTAL, Codelist
from yusuan.recognition.disclosure import Column
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.lexicon import Lexicon, stem

OTHER = "other"
UNITS = "unit-list"
"""The kind of a list of units without amounts."""

_WORDS = (
    ("收入支出", "收支"),
    ("总体情况", "总"),
    ("总体", "总"),
    (r"(?<=预算|基金|经营|经费)(?:财政)?(?:拨款|资金)(?=[^()]*表)", ""),
    ("预算|决算|情况|明细|分类?汇总", ""),
    (r"分类(?=表)|[、和及与]", ""),
)
"""Words that titles use for each other, and words that they leave out at will."""

_GENERAL_CODES = frozenset({"operation=revenue", "operation=expenditure", "fund=fiscal"})
_NARROWING = ("fund", "expenditure_type", "economic", "function")
_INCLUDED = re.compile(r"\(不?含[^()]*\)?")
"""What a title says in brackets that a whole has in it, or not: no name of the whole."""
_LONGEST_WORD = 16
_SHORTEST_NAME = 4
_AXIS_WORDS = (
    ("功能", "function"),
    ("政府预算支出经济", "gov_economic"),
    ("政府预算经济", "gov_economic"),
    ("经济", "economic"),
)


@lru_cache(maxsize=4096)
def core(title: str) -> str:
    """A title, or the label of a kind, without what titles vary in (一般公共预算财政拨款支出决算表, …支出预算表)."""
    text = normalise(title)
    for pattern, replacement in _WORDS:
        text = re.sub(pattern, replacement, text)
    return text


def _is_general(sets: str) -> bool:
    """Whether a kind is about everything a unit receives or spends, or all of its fiscal appropriation."""
    return {pair for pair in sets.split(";") if pair} <= _GENERAL_CODES


@lru_cache(maxsize=8)
def _narrowing_words(lexicon: Lexicon) -> frozenset[str]:
    """The names of the parts of a budget, as titles print them."""
    concepts = (concept for name in _NARROWING for concept in lexicon.codelists[name] if concept.code != TOTAL)
    labels = (label for c in concepts for label in (c.label_zh, *c.alt_labels))
    return frozenset(each for label in labels for each in (core(label), stem(core(label))) if len(each) > 1)


def _is_narrowed(before: str, lexicon: Lexicon) -> bool:
    """Whether the words before a label name a part of the budget (会议费支出表, 社会保险基金支出表)."""
    words = _narrowing_words(lexicon)
    return any(before[-length:] in words for length in range(2, min(len(before), _LONGEST_WORD) + 1))


def kinds_of_title(title: str, lexicon: Lexicon) -> list[str]:
    """The kinds whose label is the longest one found in the title; of several that share it those first that have it
    word by word."""
    text, bare = normalise(title), core(title)
    found: dict[str, tuple[int, bool]] = {}
    for concept in lexicon.codelists["table-kinds"]:
        is_general = _is_general(concept.extra.get("sets", "")) and concept.extra.get("content") == "amounts"
        for label in (concept.label_zh, *concept.alt_labels, *concept.hidden_labels):
            for within, part, is_exact in ((text, normalise(label), True), (bare, core(label), False)):
                at = within.rfind(part)
                if at >= 0 and not (is_general and _is_narrowed(core(within[:at]), lexicon)):
                    found[concept.code] = max(found.get(concept.code, (0, False)), (len(core(part)), is_exact))
    longest = max((length for length, _ in found.values()), default=0)
    kinds = [code for code, (length, _) in found.items() if length == longest]
    return sorted(kinds, key=lambda code: not found[code][1])


def codes_in_title(title: str, lexicon: Lexicon) -> dict[str, str]:
    """The fund and the type of expenditure that a title names, by their longest names in it. Of several funds the one
    that holds them all is meant, of a fund and a part of it the part."""
    text, found = _INCLUDED.sub("", normalise(title)), {}
    for dimension in ("fund", "expenditure_type"):
        codelist = lexicon.codelists[dimension]
        names = {
            name: concept.code
            for concept in codelist
            for label in (concept.label_zh, *concept.alt_labels)
            if len(label) >= _SHORTEST_NAME and (name := normalise(label)) in text
        }
        longest = {code for name, code in names.items() if not any(name in other and name != other for other in names)}
        parts = {code for code in longest if not any(c != code and codelist.is_within(c, code) for c in longest)}
        code = holding_all(sorted(parts), codelist)
        if code not in ("", TOTAL):
            found[dimension] = code
    return found


def holding_all(codes: Sequence[str], codelist: Codelist) -> str:
    """The narrowest code within which all of the codes lie, ``""`` where there is none."""
    if not codes:
        return ""
    above = (codes[0], *codelist.ancestors(codes[0]))
    return next((code for code in above if all(codelist.is_within(other, code) for other in codes)), "")


def _by_columns(columns: Sequence[Column], lexicon: Lexicon) -> list[str]:
    printed = {flatten(label) for column in columns for label in column.path}
    found = []
    for concept in lexicon.codelists["table-kinds"]:
        wanted = [flatten(label) for label in concept.extra.get("columns", "").split("|") if label]
        if wanted and all(label in printed for label in wanted):
            found.append(concept.code)
    return found


def axes_in_title(title: str) -> set[str]:
    """The dimensions by which a title says that its table breaks amounts down."""
    text, found = flatten(title), set()
    for word, axis in _AXIS_WORDS:  # the longer words first: 经济 alone is the departmental classification
        if word in text:
            found.add(axis)
            text = text.replace(word, "")
    return found


def _told_apart(kinds: Sequence[str], title: str, axes: Collection[str], lexicon: Lexicon) -> str:
    """Of several kinds the one with the axis that the title names or the columns have, else the first."""
    for wanted in (axes_in_title(title), axes):
        for kind in kinds:
            if lexicon.codelists["table-kinds"][kind].extra.get("axis", "") in wanted:
                return kind
    return kinds[0]


def recognise_kind(
    title: str, columns: Sequence[Column], axes: Collection[str], lexicon: Lexicon, words: Collection[str] = ()
) -> str:
    """The kind (a code of ``table-kinds``): of several that share a title, the one whose axis the columns have;
    ``other`` when neither title nor columns tell.

    Args:
        title: as printed, ``""`` where there is none.
        columns: those of the table, as far as they are known.
        axes: the dimensions whose codes or names stand in the label columns.
        lexicon: the shared code lists.
        words: the texts of the table; a kind known by a word (会议费) is another one where they lack it.
    """
    kinds = _by_columns(columns, lexicon) or kinds_of_title(title, lexicon)
    roles = {column.role for column in columns}
    if not kinds:
        return UNITS if "unit-name" in roles and roles.isdisjoint({"amount", ""}) else OTHER
    kind = _told_apart(kinds, title, axes, lexicon) if len(kinds) > 1 else kinds[0]
    extra = lexicon.codelists["table-kinds"][kind].extra
    is_lacking = words and extra.get("mentions") and not any(extra["mentions"] in word for word in words)
    return extra["otherwise"] if is_lacking else kind


def content_of(kind: str, lexicon: Lexicon) -> str:
    """What a kind of table holds: ``amounts``, ``form``, ``list`` or ``as-printed``."""
    return lexicon.codelists["table-kinds"][kind].extra.get("content", "")
