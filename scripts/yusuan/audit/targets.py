"""Performance-target forms against the tables: what they are about, what they cost, which of them repeat."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.concepts import TOTAL
from yusuan.facts.fact import Cell
from yusuan.recognition.forms.targets import Form, Indicator
from yusuan.recognition.labels import normalise
from yusuan.recognition.numbers import UNIT_WORDS

_PROJECT_FORM = "project-target-form"
_SPECIAL_FORM = "special-fund-target-form"
_PROJECT_TABLE = "project-expenditure"
_COSTS = ("cost", "output-cost")


def _of_table(evidence: Evidence, kind: str) -> list[Cell]:
    return [c for c in evidence.cells if c.table_id in evidence.tables and evidence.tables[c.table_id].kind == kind]


def _listed(evidence: Evidence) -> dict[str, Cell]:
    """The projects that the project table lists, by activity: those under which it lists nothing further."""
    found = {
        c.key.activity: c for c in reversed(_of_table(evidence, _PROJECT_TABLE)) if c.key and c.key.activity != TOTAL
    }
    activities = evidence.codelists["activity"]
    groups = {activities[code].parent for code in found}
    return {code: cell for code, cell in found.items() if code not in groups}


def _filled(evidence: Evidence, *kinds: str) -> list[Form]:
    return [f for f in evidence.forms if f.kind in kinds and f.name and not f.is_template]


def _activity(form: Form, evidence: Evidence) -> str:
    """The activity of a form, by the cells of its funds or by its name."""
    for cell in evidence.cells:
        if cell.table_id == form.table_id and cell.key is not None:
            return cell.key.activity
    names = {normalise(c.label_zh): c.code for c in evidence.codelists["activity"]}
    return names.get(normalise(form.name), "")


def unlisted_targets(evidence: Evidence) -> Iterator[Complaint]:
    """A project form about a project that the project table does not list."""
    listed = _listed(evidence)
    if not listed:
        return
    names = "、".join(cell.label for cell in listed.values())
    for form in _filled(evidence, _PROJECT_FORM):
        if _activity(form, evidence) not in listed:
            cells = tuple(c.cell_id for c in evidence.cells if c.table_id == form.table_id)
            words = {"name": form.name, "listed": names}
            yield Complaint("target-of-unlisted-project", cells, words=words, locations=(form.location,))


def missing_targets(evidence: Evidence) -> Iterator[Complaint]:
    """A listed project without a form, where the document has forms of projects."""
    forms = _filled(evidence, _PROJECT_FORM, _SPECIAL_FORM)
    if not _filled(evidence, _PROJECT_FORM):
        return
    covered = {_activity(form, evidence) for form in forms}
    for activity, cell in _listed(evidence).items():
        if activity not in covered:
            words = {"name": cell.label, "amount": evidence.in_unit_of(cell, cell.amount)}
            yield Complaint("project-without-target", (cell.cell_id,), words=words)


def repeated_forms(evidence: Evidence) -> Iterator[Complaint]:
    """A form that is printed again: as it was, or as that of a special fund."""
    first: dict[str, Form] = {}
    for form in _filled(evidence, _PROJECT_FORM, _SPECIAL_FORM):
        name = normalise(form.name).replace("_", "-")
        if name not in first:
            first[name] = form
            continue
        earlier = first[name]
        is_special = form.kind == _SPECIAL_FORM and earlier.kind == _PROJECT_FORM
        code = "special-fund-repeats-project" if is_special else "form-printed-twice"
        yield Complaint(code, words={"name": form.name}, locations=(earlier.location, form.location))


def _money(indicator: Indicator, evidence: Evidence) -> Decimal | None:
    unit = evidence.codelists["units-of-measure"].concepts.get(UNIT_WORDS.get(indicator.unit, ""))
    if unit is None or not indicator.value or indicator.operator in (">", "≥"):
        return None
    return Decimal(indicator.value) * Decimal(unit.extra["factor"])


def costly_targets(evidence: Evidence) -> Iterator[Complaint]:
    """A cost target that exceeds the funds of its own form."""
    levels = evidence.codelists["indicator-levels"]
    for form in _filled(evidence, _PROJECT_FORM, _SPECIAL_FORM):
        cells = [c for c in evidence.cells if c.table_id == form.table_id]
        most = max(cells, key=lambda c: c.amount, default=None)
        if most is None:
            continue
        for indicator in form.indicators:
            cost = _money(indicator, evidence)
            is_cost = any(levels.is_within(indicator.level, broad) for broad in _COSTS)
            if cost is None or not is_cost or cost <= most.amount + 2 * most.quantum:
                continue
            words = {
                "name": form.name,
                "indicator": indicator.text,
                "found": indicator.printed,
                "expected": evidence.in_unit_of(most, most.amount),
            }
            locations = (indicator.location,)
            yield Complaint(
                "cost-target-exceeds-funds", (most.cell_id,), most.amount, cost, 2 * most.quantum, words, locations
            )
