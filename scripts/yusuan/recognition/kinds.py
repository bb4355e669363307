"""Which kind of table a grid is: by its title, else by the headers that only one kind has."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from yusuan.recognition.disclosure import Column
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.lexicon import Lexicon

OTHER = "other"


def _by_title(title: str, lexicon: Lexicon) -> list[str]:
    """The kinds whose label is the longest one found in the title."""
    text = normalise(title)
    found: dict[str, int] = {}
    for concept in lexicon.codelists["table-kinds"]:
        for label in (concept.label_zh, *concept.alt_labels, *concept.hidden_labels):
            flat = normalise(label)
            if flat in text:
                found[concept.code] = max(found.get(concept.code, 0), len(flat))
    longest = max(found.values(), default=0)
    return [code for code, length in found.items() if length == longest]


def _by_columns(columns: Sequence[Column], lexicon: Lexicon) -> list[str]:
    printed = {flatten(label) for column in columns for label in column.path}
    found = []
    for concept in lexicon.codelists["table-kinds"]:
        wanted = [flatten(label) for label in concept.extra.get("columns", "").split("|") if label]
        if wanted and all(label in printed for label in wanted):
            found.append(concept.code)
    return found


def recognise_kind(title: str, columns: Sequence[Column], axes: Collection[str], lexicon: Lexicon) -> str:
    """The kind (a code of ``table-kinds``): of several that share a title, the one whose axis the columns have;
    ``other`` when neither title nor columns tell."""
    kinds = _by_columns(columns, lexicon) or _by_title(title, lexicon)
    if len(kinds) > 1:
        with_axis = [k for k in kinds if lexicon.codelists["table-kinds"][k].extra.get("axis", "") in axes]
        kinds = with_axis or kinds
    return kinds[0] if kinds else OTHER
