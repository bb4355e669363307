"""The names of a unit: the spellings in which a disclosure prints one and the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint, reading_order
from yusuan.reading.document import Block, Location, Paragraph
from yusuan.recognition.labels import flatten

_SERVICES = ("中心", "机构", "处", "站", "所")
"""Endings that are exchanged when a service body is renamed; a bureau (局) is not the centre (中心) of its name."""
_ENDINGS = (*_SERVICES, "办公室", "委员会", "局", "厅", "院", "大队", "支队", "学校", "中学", "小学")
_TELLING = set("一二三四五六七八九十百东南西北中上下前后左右新老大小内外甲乙丙丁0123456789")
"""Characters that tell two units apart when only they differ."""
_SHORTEST_STEM = 4
_MOST_LEFT_OUT = 2
_SHORTEST_CUT = 4
_MASK = "\u25a1"
_PREFIX = 3

Spellings = dict[str, list[Location]]
"""Each spelling with the places that print it."""


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str, Location]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield flatten(block.text), block.location
        else:
            for row in block.rows:
                yield from ((flatten(cell.text), cell.location) for cell in row if cell.text.strip())


def _numbers(locations: Sequence[Location]) -> Iterator[str]:
    """The lines of a transcript, else the pages (``p1``) or sheet and row (``p1:5``), each once."""
    numbers = (
        ":".join(part for part in (f"p{at.page}" if at.page else "", str(at.line or "")) if part) for at in locations
    )
    return iter(dict.fromkeys(number for number in numbers if number))


def _place(evidence: Evidence, name: str) -> str:
    """How the unit's name begins: with its place, or with its first characters where that is not known."""
    divisions = evidence.codelists["divisions"]
    code = evidence.disclosure.division
    labels = [divisions[c].label_zh for c in (code, *divisions.ancestors(code)) if c in divisions]
    return next((label for label in labels if name.startswith(label)), name[:_PREFIX])


def _split(name: str) -> tuple[str, str]:
    ending = next((ending for ending in sorted(_ENDINGS, key=len, reverse=True) if name.endswith(ending)), "")
    return name.removesuffix(ending), ending


def _left_out(short: str, long: str) -> bool:
    """Whether one text is the other with a few characters left out."""
    rest = iter(long)
    return 0 < len(long) - len(short) <= _MOST_LEFT_OUT and all(character in rest for character in short)


def is_spelling(name: str, other: str, place: str) -> bool:
    """Whether two names, both beginning with the place, are those of one unit: the same but for one character that does
    not tell units apart, for a word left out, or for the ending of a service body (处, 中心, 机构)."""
    (stem, ending), (stem_2, ending_2) = _split(name.removeprefix(place)), _split(other.removeprefix(place))
    if ending != ending_2 and not {ending, ending_2} <= set(_SERVICES):
        return False
    if stem == stem_2:
        return True
    if min(len(stem), len(stem_2)) < _SHORTEST_STEM:
        return False
    if len(stem) == len(stem_2):
        differing = [pair for pair in zip(stem, stem_2, strict=True) if pair[0] != pair[1]]
        return len(differing) == 1 and not _TELLING & set(differing[0])
    short, long = sorted((stem, stem_2), key=len)
    return ending == ending_2 and _left_out(short, long) and not _TELLING & (set(long) - set(short))


def _cut_off(text: str, known: Mapping[str, Sequence[Location]], place: str) -> str:
    """The name that fills a cell or a slot when it is the beginning of a known one, else ``""``."""
    name = text.rpartition(":")[2]
    if len(name) < len(place) + _SHORTEST_CUT or name in known:
        return ""
    return name if any(whole.startswith(name) and len(whole) - len(name) == 1 for whole in known) else ""


def spellings(name: str, others: Sequence[str], evidence: Evidence) -> Spellings:
    """Every spelling of a unit's name in the document with its places, ``name`` itself first. ``others`` are names of
    other units, which are none of its spellings."""
    place = _place(evidence, name)
    texts = [(text, at) for text, at in _texts(evidence.blocks) if place in text]
    candidate = re.compile(rf"{re.escape(place)}[\u4e00-\u9fff()]{{2,30}}?(?:{'|'.join(_ENDINGS)})")
    known = sorted({name, *others}, key=len, reverse=True)
    found: Spellings = {name: []}
    for text, at in texts:
        rest = text
        for whole in known:
            if whole in rest:
                rest = rest.replace(whole, _MASK)
                if whole == name:
                    found[name].append(at)
        for match in candidate.findall(rest):
            if is_spelling(match, name, place):
                found.setdefault(match, []).append(at)
    for text, at in texts:
        cut = _cut_off(text, found, place)
        if cut and cut not in others:
            found.setdefault(cut, []).append(at)
    return found


def reporting_names(evidence: Evidence) -> tuple[str, ...]:
    """The reporting unit's name and its other spellings in the document."""
    name = flatten(evidence.disclosure.organization.label_zh)
    return tuple(spellings(name, _other_units(evidence, name), evidence))


def _other_units(evidence: Evidence, name: str) -> tuple[str, ...]:
    units = evidence.codelists.get("organization")
    labels = {flatten(label) for unit in units or () for label in (unit.label_zh, *unit.alt_labels)}
    return tuple(sorted(labels - {name}))


def varying_names(evidence: Evidence) -> Iterator[Complaint]:
    """The reporting unit, and each unit below it, whose name the document spells in several ways."""
    name = flatten(evidence.disclosure.organization.label_zh)
    found = [spellings(name, _other_units(evidence, name), evidence)]
    for unit in evidence.codelists.get("organization") or ():
        if unit.alt_labels:
            variants = [flatten(label) for label in (unit.label_zh, *unit.alt_labels)]
            found.append({v: [at for text, at in _texts(evidence.blocks) if v in text] for v in variants})
    for spelled in found:
        printed = {spelling: list(dict.fromkeys(at)) for spelling, at in spelled.items() if at}
        if len(printed) > 1:
            most = max(printed, key=lambda spelling: len(printed[spelling]))
            order = sorted(printed, key=lambda spelling: (spelling != most, reading_order(printed[spelling][0])))
            listed = "；".join(f"{s} ({', '.join(_numbers(printed[s]))})" for s in order)
            yield Complaint(
                "unit-name-varies",
                words={"count": str(len(printed)), "spellings": listed},
                locations=tuple(sorted({at for s in order[1:] for at in printed[s]}, key=reading_order)),
            )
