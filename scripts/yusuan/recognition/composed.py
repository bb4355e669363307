"""Labels put together from known words (本年一般公共预算基本支出): what they say, and what in them is not known.

A label counts as understood when words of the code lists cover it: names of funds, types, sides and phases, a year, and
the words of ``plain-words``, which say nothing about the key.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from yusuan.concepts import TOTAL
from yusuan.recognition.labels import normalise
from yusuan.recognition.lexicon import Lexicon

PLAIN = "plain-words"
"""The code list of words that say nothing about the key."""

_DIMENSIONS = ("operation", "expenditure_type", "fund", "economic", "phase")
_ARRANGING = "arranging-word"
IN_LABELS = ("label-word", _ARRANGING)
"""The rows of ``plain-words`` that are parts of any label."""

SIDES = frozenset({"revenue", "expenditure"})
_BALANCES = frozenset({"brought-forward", "carried-forward", "fiscal-carry-over"})
"""What a year left to the next: a year beside it is not that of the amount."""

_SHORTEST_NAME = 2
_LONGEST_WORD = 24
_LONGEST_LABEL = 120
"""What is longer is a sentence."""
_YEAR = re.compile(r"20\d\d年?度?")
_MARKS = re.compile(r"[()\[\]<>《》【】,、.:;/\-—_“”‘’]+")

Sense = tuple[str, str]
"""A dimension and a code of it; of a plain word ``("", "")``."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The codes that the words of a label set, by dimension, and the part of it that no word covers, ``""`` if none."""

    sets: Mapping[str, str] = field(default_factory=dict)
    unread: str = ""


@lru_cache(maxsize=8)
def vocabulary(lexicon: Lexicon, plain: tuple[str, ...]) -> Mapping[str, Sense]:
    """Every word that may be part of a label, with what it says. A word that names two codes of a list is none."""
    found: dict[str, Sense] = {}
    for dimension in _DIMENSIONS:
        senses: dict[str, set[str]] = {}
        for concept in lexicon.codelists[dimension]:
            for label in (concept.label_zh, *concept.alt_labels):
                if "/" not in label and len(word := bare(label)) >= _SHORTEST_NAME:
                    senses.setdefault(word, set()).add(concept.code)
        for word, codes in senses.items():
            if len(codes) == 1 and word not in found:
                code = next(iter(codes))
                found[word] = ("", "") if code == TOTAL else (dimension, code)
    for code in plain:
        found |= {word: ("", "") for word in plain_words(lexicon, code) if word not in found}
    return found


def plain_words(lexicon: Lexicon, code: str) -> tuple[str, ...]:
    """The words of one row of ``plain-words``."""
    words = lexicon.codelists.get(PLAIN)
    if words is None or code not in words:
        return ()
    return tuple(bare(label) for label in (words[code].label_zh, *words[code].alt_labels))


def bare(label: str) -> str:
    """A label without numbering, brackets and other marks."""
    return _MARKS.sub("", normalise(label))


def covering(text: str, words: Mapping[str, Sense]) -> tuple[list[tuple[str, Sense]], str]:
    """The words that cover most of a text with the fewest of them, in order, and the characters that none covers."""
    if len(text) > _LONGEST_LABEL:
        return [], text
    best: list[tuple[int, int, list[tuple[str, Sense]], str]] = [(0, 0, [], "")]
    for end in range(1, len(text) + 1):
        missing, count, chosen, rest = best[end - 1]
        options = [(missing + 1, count, chosen, rest + text[end - 1])]
        for start in range(max(0, end - _LONGEST_WORD), end):
            piece = text[start:end]
            if piece in words or _YEAR.fullmatch(piece) or (piece.isdigit() and len(piece) < len("2024")):
                missing, count, chosen, rest = best[start]
                year = ("fiscal_year", piece[:4]) if _YEAR.fullmatch(piece) else ("", "")
                sense = words.get(piece, year)
                options.append((missing, count + 1, [*chosen, (piece, sense)], rest))
        best.append(min(options, key=lambda option: option[:2]))
    return best[-1][2], best[-1][3]


def codes_of(senses: Collection[tuple[str, Sense]], lexicon: Lexicon) -> dict[str, str] | None:
    """The codes that words set together; ``None`` where two of them are of one dimension and neither within the other:
    then they do not say one thing."""
    sets: dict[str, str] = {}
    for _, (dimension, code) in senses:
        held = sets.get(dimension, code)
        if not dimension:
            continue
        if held != code:
            codelist = lexicon.codelists.get(dimension)
            if codelist is None or not (codelist.is_within(held, code) or codelist.is_within(code, held)):
                return None
            code = held if codelist.is_within(held, code) else code
        sets[dimension] = code
    return sets


def composed(label: str, lexicon: Lexicon) -> Composed:
    """What a label says that is put together from known words. One that is not covered, or whose words contradict each
    other, sets nothing."""
    text = bare(label)
    senses, rest = covering(text, vocabulary(lexicon, IN_LABELS))
    sets = None if rest else codes_of(senses, lexicon)
    if sets is None:
        return Composed({}, rest or text)
    is_arranged = any(word in plain_words(lexicon, _ARRANGING) for word, _ in senses)
    if "fiscal_year" in sets and _BALANCES & set(sets.values()):
        return Composed({}, text)
    if is_arranged and sets.get("operation", "expenditure") not in SIDES:  # what is spent of a balance is no balance
        return Composed({}, text)
    says = [(word, sense) for word, sense in senses if sense[0]]
    if "phase" in sets and says[-1][1][0] != "phase":  # 预算 in the midst of a name tells no phase
        del sets["phase"]
    return Composed(sets, "")
