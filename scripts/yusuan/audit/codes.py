"""Rules of codes and names: a code printed with a name that is not its own, or differently for one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.audit.coded_lines import CodedLine, coded_lines, contradicted_lines
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.concepts import PRINTED_HERE, Codelist, Concept
from yusuan.recognition.labels import normalise
from yusuan.recognition.lexicon import stem

_SHORTEST_CUT = 2


def _names(concept: Concept) -> set[str]:
    """The labels of a concept as they are compared."""
    return {stem(normalise(label)) for label in (concept.label_zh, *concept.alt_labels, *concept.hidden_labels)}


def _bears(concept: Concept, name: str) -> bool:
    return stem(normalise(name)) in _names(concept)


def _is_cut_or_longer(concept: Concept, name: str) -> bool:
    """Whether a name is a label of the concept cut short, or goes on after it."""
    printed = normalise(name)
    return len(printed) >= _SHORTEST_CUT and any(
        label.startswith(stem(printed)) or printed.startswith(label) for label in _names(concept)
    )


class _Lists:
    """The shared code lists, asked which code a name belongs to."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._by_name: dict[str, dict[str, list[str]]] = {}

    def known(self, line: CodedLine) -> Concept | None:
        """The concept of a line's code, none where the shared list lacks it."""
        codelist = self._evidence.codelists[line.axis]
        concept = codelist.concepts.get(codelist.coded(line.code))
        return None if concept is None or concept.source == PRINTED_HERE else concept

    def _index(self, codelist: Codelist) -> dict[str, list[str]]:
        if codelist.name not in self._by_name:
            index: dict[str, list[str]] = {}
            for concept in codelist:
                if concept.notation.isdigit() and concept.source != PRINTED_HERE:
                    for name in _names(concept):
                        index.setdefault(name, []).append(concept.notation)
            self._by_name[codelist.name] = index
        return self._by_name[codelist.name]

    def has_edition(self, axis: str) -> bool:
        """Whether the list of an axis had any code in the year of the disclosure: without one nothing can be wrong."""
        return bool(self._index(self._evidence.codelists[axis]))

    def codes_of(self, line: CodedLine) -> tuple[str, ...]:
        """The codes of the same length that bear the line's name: those under the same parent where there are any, else
        those of the same class."""
        bearing = self._index(self._evidence.codelists[line.axis]).get(stem(normalise(line.name)), [])
        same = [code for code in bearing if len(code) == len(line.code)]
        for digits in (len(line.code) - 2, 3, 0):
            near = tuple(code for code in same if code[:digits] == line.code[:digits])
            if near:
                return near
        return ()

    def names_another_axis(self, line: CodedLine) -> bool:
        """Whether the name, in a column that may hold names of any list, is one of another list: an economic class
        named beside a function code."""
        others = {"function", "economic", "gov_economic"} - {line.axis}
        name = stem(normalise(line.name))
        return not line.is_stated and any(name in self._index(self._evidence.codelists[axis]) for axis in others)


def _complaint(code: str, line: CodedLine, others: Sequence[CodedLine] = (), **words: str) -> Complaint:
    return Complaint(
        code,
        tuple(dict.fromkeys(cell_id for each in (line, *others) for cell_id in each.cell_ids)),
        words={"place": line.place, "code": line.code, "name": line.name} | words,
        locations=tuple(each.location for each in (line, *others)),
    )


def _pairs(lines: Sequence[CodedLine]) -> Iterator[tuple[CodedLine, CodedLine]]:
    """Lines of two tables with one name under one parent, an amount in common and different codes, where neither table
    prints the other's code with this name."""
    groups: dict[tuple[str, str, str], list[CodedLine]] = {}
    for line in lines:
        groups.setdefault((line.axis, stem(normalise(line.name)), line.code[:-2]), []).append(line)
    for group in groups.values():
        printed = {(line.table.table_id, line.code) for line in group}
        for n, first in enumerate(group):
            for second in group[n + 1 :]:
                crossed = {(first.table.table_id, second.code), (second.table.table_id, first.code)}
                if first.code != second.code and not crossed & printed and first.amounts & second.amounts:
                    yield first, second


def _coded_differently(lines: Sequence[CodedLine], lists: _Lists) -> Iterator[Complaint]:
    """One line (name and amount) that two tables print with different codes."""
    seen = set()
    for first, second in _pairs(lines):
        right = [line for line in (first, second) if (known := lists.known(line)) and _bears(known, line.name)]
        if len(right) != 1 or (first.code, second.code) in seen:
            continue
        seen.add((first.code, second.code))
        wrong = second if right[0] is first else first
        words = {"other": right[0].table.number or right[0].table.title, "right": right[0].code}
        yield _complaint("line-coded-differently", wrong, right, **words)


def _misnamed(lines: Sequence[CodedLine], lists: _Lists) -> Iterator[Complaint]:
    """Codes printed with a name that is none of theirs, and codes that the list lacks; each once per code and name."""
    groups: dict[tuple[str, str, str], list[CodedLine]] = {}
    for line in lines:
        groups.setdefault((line.axis, line.code, normalise(line.name)), []).append(line)
    for first, *others in groups.values():
        concept = lists.known(first)
        if lists.names_another_axis(first):
            continue
        yield from _unlisted(first, others, lists) if concept is None else _listed(first, others, concept, lists)


def _unlisted(line: CodedLine, others: Sequence[CodedLine], lists: _Lists) -> Iterator[Complaint]:
    right = lists.codes_of(line)
    is_told = len(right) == 1 or any(code[:-2] == line.code[:-2] for code in right)  # 行政运行 stands under each 款
    if is_told and right[0][:3] == line.code[:3]:
        yield _complaint("code-misprinted", line, others, right="/".join(right))
    else:
        yield _complaint("code-not-listed", line, others)


def _listed(line: CodedLine, others: Sequence[CodedLine], concept: Concept, lists: _Lists) -> Iterator[Complaint]:
    own = concept.label_zh
    misprints = {stem(normalise(label)) for label in concept.hidden_labels}
    if stem(normalise(line.name)) in misprints and not _begins(own, line.name):
        yield _complaint("name-misprinted", line, others, own=own)
    elif _bears(concept, line.name) or _begins(own, line.name):
        return
    elif right := lists.codes_of(line):
        yield _complaint("code-name-mismatch", line, others, own=own, right="/".join(right))
    elif not _is_cut_or_longer(concept, line.name):
        yield _complaint("name-not-listed", line, others, own=own)


def _begins(label: str, name: str) -> bool:
    return normalise(label).startswith(stem(normalise(name)))


def _named_differently(lines: Sequence[CodedLine], lists: _Lists) -> Iterator[Complaint]:
    """A code that the list lacks, printed with names neither of which is the beginning of the other."""
    groups: dict[tuple[str, str], list[CodedLine]] = {}
    for line in lines:
        if lists.known(line) is None:
            groups.setdefault((line.axis, line.code), []).append(line)
    for first, *others in groups.values():
        name = stem(normalise(first.name))
        for other in others:
            again = stem(normalise(other.name))
            if not (name.startswith(again) or again.startswith(name)):
                yield _complaint("code-named-differently", other, (first,), own=first.name)
                break


def _disbelieved(evidence: Evidence) -> Iterator[Complaint]:
    """Codes in parts whose name decides what they are, or which it only contradicts; each once per code and name."""
    groups: dict[tuple[str, str, str, str], list[CodedLine]] = {}
    for line, right in contradicted_lines(evidence):
        groups.setdefault((line.axis, line.code, normalise(line.name), right), []).append(line)
    for (*_, right), (first, *others) in groups.items():
        if right:
            yield _complaint("code-told-by-name", first, others, right=right)
        else:
            yield _complaint("code-and-name-contradict", first, others)


def contradicted_codes(evidence: Evidence) -> Iterator[Complaint]:
    """Everything that is wrong with codes and the names beside them. A code that another table contradicts is not
    reported again."""
    yield from _disbelieved(evidence)
    lists = _Lists(evidence)
    lines = [line for line in coded_lines(evidence) if line.name and lists.has_edition(line.axis)]
    differing = tuple(_coded_differently(lines, lists))
    yield from differing
    told = {complaint.words["code"] for complaint in differing}
    rest = [line for line in lines if line.code not in told]
    yield from _named_differently(rest, lists)
    yield from _misnamed(rest, lists)
