"""Words beside the amounts of a row, under a header that is not understood: they may narrow what the row is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from yusuan.facts.fact import Binding
from yusuan.facts.meaning import Meaning, merge
from yusuan.recognition.composed import composed
from yusuan.recognition.disclosure import Column, Table
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.numbers import parse_number, says_nothing
from yusuan.recognition.panels import Panel
from yusuan.recognition.unit_names import names_unit

_SET = ("fund", "expenditure_type")
"""The dimensions that words beside a row may set."""

_AXES = ("function", "economic", "gov_economic")
_WORDS = re.compile(r"[^一二三四五六七八九十\W\d_a-zA-Z]")
"""What words are made of, and numbers of no kind."""
_SHORTEST = 2
"""One character alone is a unit of measure (台, 所)."""


def _beside(table: Table, panel: Panel) -> list[Column]:
    """The columns whose header is not understood and that belong to a list: the next amounts to the right are its own,
    or there are none and those to the left are."""
    amounts = [column.index for column in table.columns if column.role == "amount"]
    own = {column.index for column in panel.amounts}
    found = []
    for column in table.columns:
        after = next((n for n in amounts if n > column.index), amounts[-1] if amounts else -1)
        if not column.role and after in own:
            found.append(column)
    return found


def words_beside(table: Table, panel: Panel, lexicon: Lexicon) -> Mapping[int, tuple[Mapping[str, str], str]]:
    """By the index of a row: the codes that the words beside it in its list name, and the words that name none."""
    columns = _beside(table, panel)
    found: dict[int, tuple[Mapping[str, str], str]] = {}
    for row in table.rows:
        for column in columns:
            text = flatten(row.cells[column.index].text)
            if says_nothing(text) or parse_number(text) is not None:
                continue
            if len(_WORDS.findall(text)) < _SHORTEST or names_unit(text):
                continue
            named = {d: code for d in _SET if (code := lexicon.one(d, text))} or composed(text, lexicon).sets
            sets, unread = found.get(row.index, ({}, ""))
            if named and named.keys() <= set(_SET):
                found[row.index] = ({**sets, **named}, unread)
            else:
                found[row.index] = (sets, unread or normalise(text))
    return found


def _is_name(text: str, meaning: Meaning, lexicon: Lexicon) -> bool:
    """Whether words are no more than the name of the class that the row has by its code."""
    return any(
        meaning.sets[axis] in (*lexicon.exact(axis, text), *lexicon.near(axis, text))
        for axis in _AXES
        if axis in meaning.sets
    )


def with_words_beside(
    meaning: Meaning, beside: tuple[Mapping[str, str], str] | None, lexicon: Lexicon, is_named: bool
) -> Meaning:
    """What a row is about with the words beside it. ``is_named`` says that the row has a name of its own (a project):
    then words that are not understood only describe it."""
    if beside is None or meaning.reason:
        return meaning
    sets, unread = beside
    if unread and not is_named and not _is_name(unread, meaning, lexicon):
        reason = f"the words {unread} beside the row stand under a header that is not understood"
        return Meaning(meaning.label, {}, Binding.NONE, reason)
    return replace(meaning, sets=merge(meaning.sets, sets, lexicon.codelists)) if sets else meaning
