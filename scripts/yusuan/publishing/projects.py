"""The projects of a disclosure: what its forms say of them, and the amounts that its facts give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.concepts import TOTAL, Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.facts.actors import Activities
from yusuan.facts.equations import Hierarchy
from yusuan.facts.fact import Fact
from yusuan.facts.key import DIMENSIONS, Key
from yusuan.recognition.forms.targets import Form

_FISCAL = "fiscal"
_PROJECT, _LIFETIME = "project", "project-lifetime"


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts in yuan of this year (of the whole period: ``lifetime``), ``None`` where no fact states one, and the ids
    of the facts that do."""

    total: Decimal | None = None
    fiscal: Decimal | None = None
    other: Decimal | None = None
    lifetime: Decimal | None = None
    fact_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """One project. ``code`` is its activity's; ``indicators`` is their number on the form that has most of them;
    ``goal`` and ``particulars`` have one goal or field a line."""

    code: str
    name: str
    unit: str
    supervisor: str
    supervisor_code: str
    period: str
    goal: str
    particulars: str
    indicators: int
    table_ids: tuple[str, ...]
    amounts: Amounts


def project_of(form: Form) -> str:
    """The activity code of the project that a form is about; ``""`` for a blank template and a form about a unit."""
    return "" if form.is_template or not form.name else Activities().code((form.name,))


def activities(conversion: Conversion) -> Codelist:
    """The disclosure's activities, with the projects that only a form without amounts names."""
    listed = conversion.codelists["activity"]
    named = {project_of(form): form for form in reversed(conversion.forms) if project_of(form)}
    missing = {
        code: Concept(code, TOTAL, form.name, "") for code, form in sorted(named.items()) if code not in listed.concepts
    }
    return Codelist(listed.name, {**listed.concepts, **missing})


class _Money:
    """The amounts of projects, looked up by activity."""

    def __init__(self, conversion: Conversion) -> None:
        self._lists = conversion.codelists
        self._hierarchy = Hierarchy(conversion.codelists)
        self._facts: dict[str, list[Fact]] = {}
        disclosure = conversion.disclosure
        for fact in conversion.facts:
            key = fact.key
            if (key.phase, key.fiscal_year) == (disclosure.phase, disclosure.fiscal_year) and self._is_of_project(key):
                self._facts.setdefault(key.activity, []).append(fact)

    def _is_of_project(self, key: Key) -> bool:
        types = self._lists["expenditure_type"]
        wanted = key.expenditure_type == _LIFETIME or types.is_within(key.expenditure_type, _PROJECT)
        return wanted and key.operation == "expenditure" and key.activity != TOTAL

    def unlike_groups(self) -> list[str]:
        """The activities with amounts that are no mere groups of others with amounts."""
        groups = {broader for code in self._facts for broader in self._lists["activity"].ancestors(code)}
        return [code for code in self._facts if code not in groups]

    def organizations(self, activity: str) -> list[str]:
        """The organizations whose amounts they are."""
        return sorted({fact.key.organization for fact in self._facts.get(activity, ())})

    def _broadest(self, facts: Sequence[Fact]) -> list[Fact]:
        """Of the facts those within no other, where they can be added: differing along one dimension at most."""
        found = [f for f in facts if not any(self._hierarchy.within(f.key, other.key) for other in facts)]
        varying = [name for name in DIMENSIONS if len({getattr(f.key, name) for f in found}) > 1]
        return sorted(found, key=lambda f: f.fact_id) if len(varying) <= 1 else []

    def amounts(self, activity: str) -> Amounts:
        """What the facts state: the broadest amount, and its parts by fund."""
        facts = self._facts.get(activity, ())
        year = [f for f in facts if f.key.expenditure_type != _LIFETIME]
        funds = self._lists["fund"]
        above = {_FISCAL, *funds.ancestors(_FISCAL)}
        inside = [f for f in year if funds.is_within(f.key.fund, _FISCAL)]
        total = self._broadest(year)
        fiscal = self._broadest(inside)
        other = self._broadest([f for f in year if f not in inside and f.key.fund not in above])
        lifetime = self._broadest([f for f in facts if f.key.expenditure_type == _LIFETIME])
        used = dict.fromkeys(f.fact_id for part in (total, fiscal, other, lifetime) for f in part)
        return Amounts(_sum(total), _sum(fiscal), _sum(other), _sum(lifetime), tuple(used))


def _sum(facts: Sequence[Fact]) -> Decimal | None:
    return sum((fact.amount for fact in facts), Decimal(0)) if facts else None


def _goal(form: Form) -> str:
    """The goals of a form, one a line; each under its heading where there are several and they differ."""
    goals = tuple({goal.text: goal for goal in form.goals}.values())
    several = len({goal.heading for goal in goals}) > 1
    return "\n".join(f"{goal.heading}：{goal.text}" if several and goal.heading else goal.text for goal in goals)


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _tables(conversion: Conversion) -> dict[str, list[str]]:
    """The tables that print each activity's amounts, in reading order."""
    found: dict[str, list[str]] = {}
    for cell in conversion.cells:
        if cell.key is not None:
            found.setdefault(cell.key.activity, []).append(cell.table_id)
    return found


def projects_of(conversion: Conversion) -> tuple[Project, ...]:
    """Every project: those with a form in printed order, then those that the tables of amounts alone name.

    A project is one however many forms print it: each field is that of the first form that fills it in.
    """
    money, listed, printing = _Money(conversion), activities(conversion), _tables(conversion)
    forms: dict[str, list[Form]] = {}
    for form in conversion.forms:
        if code := project_of(form):
            forms.setdefault(code, []).append(form)
    order = [table.table_id for table in conversion.disclosure.tables]

    def project(code: str) -> Project:
        own = forms.get(code, [])
        units = (conversion.codelists["organization"][unit].label_zh for unit in money.organizations(code))
        tables = {form.table_id for form in own} | set(printing.get(code, ()))
        return Project(
            code=code,
            name=listed[code].label_zh,
            unit=_first(form.unit for form in own) or "；".join(units),
            supervisor=_first(form.supervisor for form in own),
            supervisor_code=_first(form.supervisor_code for form in own),
            period=_first(form.period for form in own),
            goal=_first(_goal(form) for form in own),
            particulars=_first("\n".join(f"{name}：{text}" for name, text in form.particulars) for form in own),
            indicators=max((len(form.indicators) for form in own), default=0),
            table_ids=tuple(table_id for table_id in order if table_id in tables),
            amounts=money.amounts(code),
        )

    alone = sorted(money.unlike_groups())
    in_order = (code for code in printing if code in alone)
    return tuple(project(code) for code in dict.fromkeys((*forms, *in_order, *alone)))
