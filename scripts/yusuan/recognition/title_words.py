"""The words of a table's title: the codes they set beyond the kind of the table, and those that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from yusuan.recognition.composed import IN_LABELS, Composed, Sense, bare, codes_of, covering, vocabulary
from yusuan.recognition.disclosure import Table
from yusuan.recognition.headers import table_sets
from yusuan.recognition.kinds import core
from yusuan.recognition.labels import flatten
from yusuan.recognition.lexicon import Lexicon, stem
from yusuan.recognition.unit_names import names_unit

_WORDS = (*IN_LABELS, "title-word")
_NUMBER = re.compile(
    r"^(?:附件|部门|单位|公开|财决|预算|决算|财预|附)*(?:\d[\d-]*表|表(?:\d[\d-]*|[一二三四五六七八九十]+))[:：]?(?=.)"
)
_REMARK = re.compile(r"\((?:含|包括|包含)([^()]*)\)")
"""What a title says that its table includes."""

_YEAR = re.compile(r"20\d\d年?度?")
_SET = ("fund", "expenditure_type", "economic")
"""The dimensions that a title sets beyond its kind."""

_OF_ROWS = frozenset(
    {"brought-forward", "carried-forward", "use-of-balances", "prior-account-balance", "unallocated-account-funds"}
) | {"draft", "revised"}
"""Balances and phases that a title does not say of all amounts in words that are understood here."""

_SHORTEST_UNIT = 3

_PLAIN: Sense = ("", "")


@lru_cache(maxsize=8)
def _title_vocabulary(lexicon: Lexicon) -> Mapping[str, Sense]:
    """The words of labels and titles, and the names of the kinds of table, which the kind itself explains."""
    concepts = [concept for concept in lexicon.codelists["table-kinds"] if concept.extra.get("content") == "amounts"]
    labels = [label for c in concepts for label in (c.label_zh, *c.alt_labels, *c.hidden_labels)]
    kinds = {word: _PLAIN for label in labels for word in (bare(label), bare(core(label))) if len(word) > 2}
    types = [concept for concept in lexicon.codelists["expenditure_type"] if concept.extra.get("memorandum") == "yes"]
    named = {stem(bare(c.label_zh.partition("（")[0])): ("expenditure_type", c.code) for c in types}
    words = {word: sense for word, sense in vocabulary(lexicon, _WORDS).items() if sense[1] not in _OF_ROWS}
    return {**named, **words, **kinds}


@lru_cache(maxsize=8)
def _places(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(division.label_zh for division in lexicon.codelists["divisions"])


def _is_placed(text: str, lexicon: Lexicon) -> bool:
    places = _places(lexicon)
    return any(text[:length] in places for length in range(2, min(len(text), 12) + 1))


def _without_unit(text: str, names: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The text without each of the names of a unit that it may begin with: one that the document gives its unit, what
    stands before the year, or what begins with a place and ends as units do."""
    yield text
    for name in names:
        if name and text.startswith(name):
            yield text[len(name) :]
    year = _YEAR.search(text)
    if year and names_unit(text[: year.start()]):
        yield text[year.end() :]
    rest = text[year.end() :] if year and not year.start() else text
    if _is_placed(rest, lexicon):
        for end in range(3, len(rest)):
            if names_unit(rest[:end]) or rest[:end] in _places(lexicon):
                yield rest[end:]
    for name in names:
        for end in range(_SHORTEST_UNIT, len(rest)):
            if name.endswith(rest[:end]):  # the whole name, or what follows the place in it
                yield rest[end:]


def title_words(title: str, names: Sequence[str], lexicon: Lexicon) -> Composed:
    """What a title says of fund and type of expenditure, and the words of it that nothing explains.

    Args:
        title: as printed.
        names: how the document calls its unit and itself.
        lexicon: the shared code lists.
    """
    flat, words = _NUMBER.sub("", flatten(title), count=1), _title_vocabulary(lexicon)
    text = bare(_REMARK.sub("", flat))
    bare_names = sorted({bare(name) for name in names}, key=len, reverse=True)
    covered = [covering(each, words) for each in dict.fromkeys(_without_unit(text, bare_names, lexicon))]
    senses, rest = min(covered, key=lambda found: len(found[1]))
    told = codes_of([(word, sense) for word, sense in senses if sense[0] in _SET], lexicon)
    if rest or told is None:
        return Composed({}, rest or "".join(word for word, sense in senses if sense[0] in _SET))
    return Composed(told)


def _with_included(title: str, lexicon: Lexicon) -> Composed:
    """What a title names that says what is included in it (财政拨款（含一般公共预算和政府性基金预算）…表), where all of
    that lies within it: so much the table is about, whatever its kind is usually about."""
    words = vocabulary(lexicon, _WORDS)
    told = codes_of(
        [found for found in covering(bare(_REMARK.sub("", title)), words)[0] if found[1][0] in _SET], lexicon
    )
    for remark in map(bare, _REMARK.findall(title)):
        senses, rest = covering(remark, words)
        named = [sense for _, sense in senses if sense[0]]
        if rest or told is None or not all(_is_told(dimension, code, told, lexicon) for dimension, code in named):
            return Composed({}, remark)
    return Composed(told or {})


def _is_told(dimension: str, code: str, told: Mapping[str, str], lexicon: Lexicon) -> bool:
    return dimension in told and lexicon.codelists[dimension].is_within(code, told[dimension])


def _said(table: Table, names: Sequence[str], lexicon: Lexicon) -> Composed:
    """What kind and title of a table set together, of two codes the narrower; where title and kind contradict each
    other (two funds are named), that is not understood."""
    said, sets = title_words(table.title, names, lexicon), dict(table_sets(table.kind, lexicon))
    if said.unread:
        return said
    for dimension, code in said.sets.items():
        if dimension == "economic" and dimension in sets:  # 三公 tables: the kind tells which classes it adds up
            continue
        codelist, held = lexicon.codelists[dimension], sets.get(dimension, code)
        if not (codelist.is_within(code, held) or codelist.is_within(held, code)):
            return Composed({}, codelist[code].label_zh)
        sets[dimension] = code if codelist.is_within(code, held) else held
    included = _with_included(flatten(table.title), lexicon) if _REMARK.search(flatten(table.title)) else Composed()
    return Composed({**sets, **included.sets}, included.unread)


def with_title_words(tables: Sequence[Table], names: Sequence[str], lexicon: Lexicon) -> tuple[Table, ...]:
    """The tables with the codes that kind and title set, and the words of the title that nothing explains."""
    read = ((table, _said(table, names, lexicon)) for table in tables)
    return tuple(replace(table, sets=said.sets, unread=said.unread) for table, said in read)
