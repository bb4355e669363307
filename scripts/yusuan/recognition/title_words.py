"""The words of a table's title: the codes they set beyond the kind of the table, and those that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from yusuan.concepts import TOTAL
from yusuan.recognition.composed import IN_LABELS, Composed, Sense, bare, codes_of, covering, vocabulary
from yusuan.recognition.disclosure import Table
from yusuan.recognition.headers import table_sets
from yusuan.recognition.kinds import core, holding_all
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
_FUND = "fund"
_SET = (_FUND, "expenditure_type", "economic")
"""The dimensions that a title sets beyond its kind."""

_OF_ROWS = frozenset(
    {"brought-forward", "carried-forward", "use-of-balances", "prior-account-balance", "unallocated-account-funds"}
) | {"draft", "revised"}
"""Balances and phases that a title does not say of all amounts in words that are understood here."""

_RANKED = re.compile(r".{1,7}?[省市州县区旗镇乡].")
_SHORTEST_UNIT, _LONGEST_UNIT = 3, 40

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


def _names_placed_unit(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is a place, or the name of a unit that begins with one, listed or told by its rank."""
    places = _places(lexicon)
    if text in places:
        return True
    is_placed = bool(_RANKED.match(text)) or any(text[:length] in places for length in range(2, len(text)))
    return is_placed and names_unit(text)


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
    for end in range(2, min(len(rest), _LONGEST_UNIT)):
        if _names_placed_unit(rest[:end], lexicon):
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
    if rest:
        return Composed({}, rest)
    named = [(word, sense) for word, sense in senses if sense[0] in _SET]
    others = codes_of([found for found in named if found[1][0] != _FUND], lexicon)
    funds = sorted({code for _, (dimension, code) in named if dimension == _FUND})
    if others is None:
        return Composed({}, "".join(word for word, _ in named))
    one = codes_of([found for found in named if found[1][0] == _FUND], lexicon)
    of_all = {_FUND: holding_all(funds, lexicon.codelists[_FUND])} if one is None else one
    return Composed({**others, **of_all})


def _included(title: str, sets: Mapping[str, str], lexicon: Lexicon) -> Composed:
    """What a title is about that says what it includes (财政拨款（含一般公共预算和政府性基金预算）…表): all that it
    names, whatever its kind is usually about, if the included lies within that; ``sets`` are those of the kind."""
    words = vocabulary(lexicon, _WORDS)
    senses, _ = covering(bare(_REMARK.sub("", title)), words)
    told = codes_of([(word, sense) for word, sense in senses if sense[0] in _SET], lexicon) or {}
    for remark in map(bare, _REMARK.findall(title)):
        senses, rest = covering(remark, words)
        for dimension, code in (sense for _, sense in senses if sense[0]):
            codelist, own = lexicon.codelists.get(dimension), told.get(dimension, sets.get(dimension, TOTAL))
            if codelist is None or not codelist.is_within(code, own):
                return Composed({}, remark)
        if rest:
            return Composed({}, remark)
    return Composed(told)


def _said(table: Table, names: Sequence[str], lexicon: Lexicon) -> Composed:
    """What kind and title of a table set together, of two codes the narrower; where the title names another one than
    the kind, or more than it, that is not understood."""
    said, of_kind = title_words(table.title, names, lexicon), table_sets(table.kind, lexicon)
    if said.unread:
        return said
    sets = dict(of_kind)
    for dimension, code in said.sets.items():
        if dimension == "economic" and dimension in sets:  # 三公 tables: the kind tells which classes it adds up
            continue
        codelist, held = lexicon.codelists[dimension], of_kind.get(dimension, code)
        named = {other for word, other in _named(table.title, dimension, lexicon)}
        if not (codelist.is_within(code, held) or codelist.is_within(held, code)) or not all(
            codelist.is_within(other, held) or codelist.is_within(held, other) for other in named
        ):
            return Composed({}, codelist[code].label_zh)
        sets[dimension] = code if codelist.is_within(code, held) else held
    flat = flatten(table.title)
    if not _REMARK.search(flat):
        return Composed(sets)
    included = _included(flat, of_kind, lexicon)
    return Composed({**sets, **included.sets}, included.unread)


def _named(title: str, dimension: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """The words of a title, without what it includes, that name codes of a dimension."""
    senses, _ = covering(bare(_REMARK.sub("", flatten(title))), _title_vocabulary(lexicon))
    return [(word, code) for word, (own, code) in senses if own == dimension]


def with_title_words(tables: Sequence[Table], names: Sequence[str], lexicon: Lexicon) -> tuple[Table, ...]:
    """The tables with the codes that kind and title set, and the words of the title that nothing explains."""
    read = ((table, _said(table, names, lexicon)) for table in tables)
    return tuple(replace(table, sets=said.sets, unread=said.unread) for table, said in read)
