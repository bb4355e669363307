"""Rules of how the narrative is written: numbers without a unit, units without a number, slips, repeated paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.narrative import Narrative, locations, name
from yusuan.concepts import Concept
from yusuan.reading.document import Location
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.lexicon import stem
from yusuan.recognition.prose.figures import MONEY, NUMBER, figures
from yusuan.recognition.prose.sentences import Passage
from yusuan.recognition.prose.statements import Statement

_AMOUNT_WORDS = r"(?:支出|收入|拨款|经费|资金|费|安排|预算数?|决算数?|增加|减少|增长|下降)(?:为|了|约|共|计|是)*"
_WITHOUT_UNIT = re.compile(rf"{_AMOUNT_WORDS}(?P<number>{NUMBER})(?=[，。；、)]|\Z)")
_WITHOUT_NUMBER = re.compile(
    r"(?P<words>[\u4e00-\u9fff]{0,12}(?:支出|收入|拨款|经费|费|安排|增加|减少|增长|下降|变化|持平|增减|为|了))"
    r"(?P<unit>[万亿]元)(?=[，。；、]|\Z)"
)
_DOUBLED = re.compile(r"(?P<words>(?!一)[\u4e00-\u9fff]{2,8})(?P=words)|(?P<word>[是的为及和与较比])(?P=word)")
_UNIT_OF_MEASURE = re.compile(r"单位(?:为|是)?\Z")
_SHORTEST_PARAGRAPH = 20
_SHORTEST_WORDS = 5
_AROUND = 8
_LISTS = ("fund", "function", "economic", "gov_economic", "expenditure_type")


def _at(passage: Passage, at: int) -> tuple[Location, ...]:
    return (passage.text.location(at),)


def _clause(text: str, start: int, end: int) -> str:
    """The clause around a stretch of text, and the one before it."""
    before = text[:start]
    begin = max((before.rfind(mark, 0, max(before.rfind("，"), 0)) for mark in "，。；："), default=-1) + 1
    return text[begin:end]


def numbers_without_unit(evidence: Evidence) -> Iterator[Complaint]:
    """Numbers with decimals after words of money that have no unit, in paragraphs that else print one, and units of
    money that have no number."""
    for passage in evidence.passages:
        text = passage.text.compact
        has_units = any(figure.kind == MONEY for figure in figures(text))
        for found in _WITHOUT_UNIT.finditer(text, passage.body):
            if has_units and "." in found["number"]:
                words = {"words": _clause(text, found.start(), found.end()), "found": found["number"]}
                yield Complaint("amount-without-unit", words=words, locations=_at(passage, found.start("number")))
        for found in _WITHOUT_NUMBER.finditer(text, passage.body):
            if not _UNIT_OF_MEASURE.search(found["words"]):
                words = {"words": found.group(), "unit": found["unit"]}
                yield Complaint("unit-without-number", words=words, locations=_at(passage, found.start("unit")))


def repeated_paragraphs(evidence: Evidence) -> Iterator[Complaint]:
    """A paragraph that is printed again, alone or as the beginning of the next one."""
    before: Passage | None = None
    for passage in evidence.passages:
        words = before.text.compact[before.body :] if before else ""
        is_again = len(words) >= _SHORTEST_PARAGRAPH and passage.text.compact[passage.body :].startswith(words)
        if before and is_again and passage.headings == before.headings:
            said = {"words": words[:_SHORTEST_PARAGRAPH]}
            yield Complaint("paragraph-repeated", words=said, locations=(*_at(before, 0), *_at(passage, 0)))
        before = passage


def doubled_words(evidence: Evidence) -> Iterator[Complaint]:
    """Words that are printed twice in a row."""
    for passage in evidence.passages:
        text = passage.text.compact
        for found in _DOUBLED.finditer(text, passage.body):
            around = text[max(passage.body, found.start() - _AROUND) : found.end() + _AROUND]
            words = {"found": found["words"] or found["word"], "words": around}
            yield Complaint("words-doubled", words=words, locations=_at(passage, found.start()))


def _differ_by_one(words: str, label: str) -> bool:
    """Whether words are a label with one character left out, added or exchanged."""
    if words == label or abs(len(words) - len(label)) > 1:
        return False
    short, long = sorted((words, label), key=len)
    same = next((n for n, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def _slip(words: str, concept: Concept) -> tuple[str, str] | None:
    """A form of a name that the code list knows as misprinted, and the name that it is but for one character."""
    names = [normalise(label) for label in (concept.label_zh, *concept.alt_labels) if "/" not in label]
    if any(label in words for label in names):
        return None
    for misprint in map(normalise, concept.hidden_labels):
        meant = [label for label in names if _differ_by_one(misprint, label)]
        if "/" not in misprint and len(misprint) >= _SHORTEST_WORDS and misprint in words and meant:
            return misprint, meant[0]
    return None


def misprinted_words(evidence: Evidence) -> Iterator[Complaint]:
    """Words before an amount that are the name of a fund, a class or a type but for one character."""
    narrative = Narrative(evidence)
    for statement in narrative.amounts():
        about = flatten(statement.about)
        known = (
            evidence.codelists[dimension].concepts[statement.sets[dimension]]
            for dimension in _LISTS
            if statement.sets.get(dimension) in evidence.codelists[dimension]
        )
        slip = next((found for concept in known if (found := _slip(about, concept))), None)
        slip = slip or _unknown_slip(statement, evidence)
        if slip:
            words = {"about": name(statement), "found": slip[0], "expected": slip[1]}
            yield Complaint("words-misprinted", narrative.cells(statement), words=words, locations=locations(statement))


def _unknown_slip(statement: Statement, evidence: Evidence) -> tuple[str, str] | None:
    """Words that no list knows, and the names that they are but for one character."""
    words = stem(normalise(statement.unread))
    if len(words) < _SHORTEST_WORDS or statement.printed_code:
        return None
    labels = {
        stem(normalise(label))
        for dimension in _LISTS
        for concept in evidence.codelists[dimension]
        for label in (concept.label_zh, *concept.alt_labels)
        if "/" not in label
    }
    meant = sorted(label for label in labels if _differ_by_one(words, label))
    return (words, "/".join(meant)) if meant else None
