"""Statements → cells: amounts that the prose states, with the key that their words give, as witnesses of facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from yusuan.facts.belonging import of_one_fund
from yusuan.facts.coded import Names
from yusuan.facts.fact import Binding, Cell
from yusuan.facts.key import Key
from yusuan.facts.meaning import complete_key
from yusuan.recognition.labels import normalise
from yusuan.recognition.lexicon import stem
from yusuan.recognition.periods import settled_phase
from yusuan.recognition.prose.implied import IMPLIED
from yusuan.recognition.prose.statements import Statement
from yusuan.recognition.prose.subjects import Subjects
from yusuan.recognition.prose.wording import states_both_sides

PROSE = "prose"
"""The table id of cells that are printed in the narrative."""

_CODE_WITH_NAME = re.compile(r"(?P<name>.+)\((?P<code>\d{3,7})\)")
_EXPENDITURE_SIDE = {"revenue-grand-total": "expenditure-grand-total"}


def _of_one_unit(key: Key, stated: Collection[Key]) -> Key:
    """The key of a project's amount under the unit below the reporting one to which every table gives the project, if
    that is just one."""
    units = {other.organization for other in stated if other.activity == key.activity} - {key.organization}
    return replace(key, organization=units.pop()) if len(units) == 1 else key


def _known_here(statement: Statement, names: Names) -> dict[str, str]:
    """The class of a printed code that only this document's tables know, where they print the same name beside it."""
    found = _CODE_WITH_NAME.fullmatch(statement.unread)
    for dimension, concepts in names.unknown.items():
        concept = concepts.get(found["code"]) if found else None
        if found and concept and stem(normalise(found["name"])) == stem(normalise(concept.label_zh)):
            return {"operation": "expenditure", dimension: concept.code}
    return {}


def _keys(
    statement: Statement, base: Mapping[str, str], names: Names, stated: Collection[Key]
) -> tuple[list[Key], str]:
    """The keys of a statement's amount (two where it is revenue and expenditure at once), or why it has none."""
    subjects = Subjects(names.lexicon.codelists["statement-subjects"])
    if not subjects.has_key(statement.subject):
        label = subjects.codelist[statement.subject].label_zh
        return [], f"no dimension of the key tells {label}"
    here = _known_here(statement, names)
    if statement.unread and not here:
        return [], f"the words {statement.unread} match nothing in the code lists"
    sets = {**base, **here, **statement.sets}
    sets["phase"] = settled_phase(sets["phase"], sets["fiscal_year"], base)
    if statement.project:
        sets["activity"] = names.activities.code((statement.project,))
    key = complete_key(sets)
    if key is None:
        return [], "nothing says whether it is revenue or expenditure"
    keys = [key]
    if key.operation in _EXPENDITURE_SIDE and states_both_sides(statement.about):
        other = complete_key({**sets, "operation": _EXPENDITURE_SIDE[key.operation]})
        keys += [other] if other is not None else []
    if statement.project:
        keys = [_of_one_unit(k, stated) for k in keys]
    if "fund" not in statement.sets:
        keys = [of_one_fund(k, stated, names.lexicon.codelists["fund"]) for k in keys]
    return keys, ""


def _cell(statement: Statement, side: int, key: Key | None, reason: str) -> Cell:
    assert statement.amount is not None
    assert statement.quantum is not None
    by_code = bool(statement.printed_code)
    return Cell(
        cell_id=f"{PROSE}.s{statement.number}" + (".expenditure" if side else ""),
        table_id=PROSE,
        location=statement.location,
        row=statement.number,
        column=side + 1,
        label=statement.about,
        header=statement.heading,
        printed=statement.printed,
        unit=statement.unit,
        amount=statement.amount,
        quantum=statement.quantum,
        key=key,
        binding=(Binding.CODE if by_code else Binding.LABEL) if key else Binding.NONE,
        reason=reason,
        panel=side,
        place=2 * statement.number + side,  # every statement stands alone: no sum is read from the order of sentences
    )


def statement_cells(
    statements: Sequence[Statement], base: Mapping[str, str], names: Names, stated: Collection[Key] = ()
) -> Iterator[Cell]:
    """Every amount that the prose prints as a cell of the table ``prose``, in printed order; changes and what only
    follows from them are none.

    Args:
        statements: those of one disclosure.
        base: the codes that hold for all its amounts: organization, fiscal year and phase.
        names: what its tables named; projects are resolved by them.
        stated: the keys of the facts that its tables state.
    """
    amounts = names.lexicon.codelists["statement-subjects"]
    for statement in statements:
        if statement.amount is None or statement.subject == IMPLIED:
            continue
        if not amounts.is_within(statement.subject, "amount"):
            continue
        keys, reason = _keys(statement, base, names, stated)
        if not keys:
            yield _cell(statement, 0, None, reason)
        for side, key in enumerate(keys):
            yield _cell(statement, side, key, "")
