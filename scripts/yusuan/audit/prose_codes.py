"""Rules of the class codes that the narrative prints: codes of another list, and names that are not the code's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.narrative import Narrative, compact, locations
from yusuan.audit.table_amounts import CLASSES, TableAmount, TableAmounts
from yusuan.concepts import PRINTED_HERE, Codelist, Concept
from yusuan.facts.key import Key
from yusuan.facts.meaning import complete_key
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.lexicon import stem
from yusuan.recognition.prose.statements import Statement

_AXES = {"1": "function", "2": "function", "3": "economic", "5": "gov_economic"}
_FEWEST_SIBLINGS = 2


def _axis(statement: Statement) -> str:
    """The classification that a printed code belongs to, ``""`` for none."""
    return _AXES.get(statement.printed_code[:1], "")


def _name(statement: Statement) -> str:
    """The words beside a printed code."""
    return re.sub(rf"\({statement.printed_code}\)|^{statement.printed_code}", "", flatten(statement.about))


def _bears(concept: Concept, words: str) -> bool:
    labels = (concept.label_zh, *concept.alt_labels, *concept.hidden_labels)
    return any(stem(normalise(label)) == stem(normalise(words)) for label in labels)


def _named(codelist: Codelist, words: str) -> list[str]:
    """The codes of a list that bear a name."""
    known = (c for c in codelist if c.code.isdigit() and c.source != PRINTED_HERE)
    return [concept.code for concept in known if _bears(concept, words)]


class _Amounts:
    """Which codes the tables print an amount for."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._tables = TableAmounts(evidence)

    def _key(self, statement: Statement, dimension: str, code: str) -> Key | None:
        disclosure = self._evidence.disclosure
        sets = {d: c for d, c in statement.sets.items() if d not in CLASSES}
        base = {
            "organization": disclosure.organization.code,
            "fiscal_year": disclosure.fiscal_year,
            "phase": disclosure.phase,
        }
        return complete_key({**base, **sets, dimension: code})

    def of(self, statement: Statement, dimension: str, code: str) -> TableAmount | None:
        """What the tables print for a code, all else being what the statement says."""
        key = self._key(statement, dimension, code)
        return self._tables.of(key) if key is not None else None

    def codes(self, statement: Statement, dimension: str, length: int) -> list[str]:
        """The codes of one level of a classification whose amount in the tables is the stated one."""
        assert statement.amount is not None
        assert statement.quantum is not None
        if not statement.amount:
            return []
        printed = {getattr(fact.key, dimension)[:length] for fact in self._evidence.facts}
        fitting = []
        for code in sorted(c for c in printed if c.isdigit() and len(c) == length):
            found = self.of(statement, dimension, code)
            if found is not None and found.cells and found.agrees(statement.amount, statement.quantum):
                fitting.append(code)
        return fitting


def _with_name(codes: list[str], codelist: Codelist) -> str:
    return "/".join(f"{code} {codelist[code].label_zh}" if code in codelist else code for code in codes)


def codes_of_another_list(evidence: Evidence) -> Iterator[Complaint]:
    """A code of one classification among the parts of an amount that are all coded by another one."""
    narrative, amounts = Narrative(evidence), _Amounts(evidence)
    for whole in narrative.amounts():
        coded = [part for part in narrative.parts(whole) if _axis(part)]
        for part in coded:
            axes = {_axis(other) for other in coded if other is not part}
            if len(coded) <= _FEWEST_SIBLINGS or len(axes) != 1 or _axis(part) in axes:
                continue
            (axis,) = axes
            length = len(next(other for other in coded if other is not part).printed_code)
            taken = {other.printed_code for other in coded}
            codelist = evidence.codelists[axis]
            by_amount = [code for code in amounts.codes(part, axis, length) if code not in taken]
            words = {
                "about": _unwrapped(part.about),
                "found": compact(part),
                "code": part.printed_code,
                "list_zh": _LISTS[axis][0],
                "list_en": _LISTS[axis][1],
                "likely_zh": f"，应为{_with_name(by_amount, codelist)}" if len(by_amount) == 1 else "",
                "likely_en": f"; it should be {_with_name(by_amount, codelist)}" if len(by_amount) == 1 else "",
            }
            yield Complaint("prose-code-of-another-list", narrative.cells(part), words=words, locations=locations(part))


_LISTS = {
    "function": ("支出功能分类", "the functional classification"),
    "economic": ("部门预算支出经济分类", "the departmental economic classification"),
    "gov_economic": ("政府预算支出经济分类", "the government economic classification"),
}


def _unwrapped(words: str) -> str:
    """Printed words without the spaces of line wraps."""
    return re.sub(r"\s", "", words)


def codes_with_other_names(evidence: Evidence) -> Iterator[Complaint]:
    """A printed code whose name is not the one beside it, or that no list has, where that name belongs to another code
    of the list."""
    narrative, amounts = Narrative(evidence), _Amounts(evidence)
    for statement in narrative.amounts():
        axis, words = _axis(statement), _name(statement)
        codelist = evidence.codelists.get(axis)
        concept = codelist.concepts.get(statement.printed_code) if codelist else None
        if codelist is None or not words or (concept and _is_own_name(concept, words)):
            continue
        others = _named(codelist, words)
        if not others:
            continue
        said = {"about": _unwrapped(statement.about), "found": compact(statement), "code": statement.printed_code}
        said |= {"name": words, "other": "/".join(others)}
        if concept is None:
            cells = narrative.cells(statement)
            yield Complaint("prose-code-not-listed", cells, words=said, locations=locations(statement))
            continue
        own = amounts.of(statement, axis, statement.printed_code)
        zh, en = _LIKELY[_fit(statement, own, others, amounts.codes(statement, axis, len(others[0])), codelist)]
        yield Complaint(
            "prose-code-name-mismatch",
            (*narrative.cells(statement), *(cell.cell_id for cell in (own.cells if own else ()))),
            words=said | {"own": concept.label_zh, "likely_zh": zh, "likely_en": en},
            locations=locations(statement),
        )


def _is_own_name(concept: Concept, words: str) -> bool:
    """Whether words are a name of a code, or the beginning of its name; a code that only the tables have is theirs."""
    begins = normalise(concept.label_zh).startswith(stem(normalise(words)))
    return concept.source == PRINTED_HERE or begins or _bears(concept, words)


def _fit(
    statement: Statement, own: TableAmount | None, others: list[str], by_amount: list[str], codelist: Codelist
) -> str:
    """Which of code and name the amount is that of, where it tells."""
    if any(other in codelist.ancestors(statement.printed_code) for other in others):
        return "above"
    assert statement.amount is not None
    assert statement.quantum is not None
    is_code = own is not None and statement.amount != 0 and own.agrees(statement.amount, statement.quantum)
    is_name = bool(set(others) & set(by_amount))
    return "code" if is_code and not is_name else "name" if is_name and not is_code else ""


_LIKELY = {
    "above": ("，是其上级科目的名称", ", the class above it"),
    "code": ("；金额是该代码的，名称有误", "; the amount is that of the code, so the name is wrong"),
    "name": ("；金额是该名称的，代码有误", "; the amount is that of the name, so the code is wrong"),
    "": ("", ""),
}
