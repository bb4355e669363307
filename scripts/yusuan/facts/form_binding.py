"""Forms → cells: the amounts of funding blocks and task lists, keyed like those of any other table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from yusuan.concepts import Codelist
from yusuan.facts.coded import Names
from yusuan.facts.fact import Binding, Cell
from yusuan.facts.meaning import complete_key
from yusuan.facts.money import half_of_last_place, yuan
from yusuan.recognition.forms.labels import FIELDS, without_unit
from yusuan.recognition.forms.targets import Form, Funding, Task
from yusuan.recognition.labels import normalise, numbering
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.numbers import PrintedNumber, parse_number

_OVERALL = "overall-target-form"
_LIFETIME, _YEAR = "funding-lifetime", "funding-year"
_LIFETIME_TYPE, _PROJECT_TYPE = "project-lifetime", "project"
_RESIDUAL_FUND = "other-income"
_SERIAL_TASK = re.compile(r"^任务[\d一二三四五六七八九十]{1,2}\Z")
_SEVERAL_YEARS = re.compile(r"(?<!\d)(?:[2-9]|1\d)年|[二两三四五六七八九十]年|(20\d\d)(?!\d).*(?!\1)20\d\d")
_MOST_PLACES = {"yuan": 2}
"""Amounts in yuan are exact to the fen however many zeros are printed after it."""


def _codes(path: Sequence[str], lexicon: Lexicon) -> dict[str, str] | None:
    """The codes that the headings of an amount set, lower ones over upper ones; ``None`` when one is in no list."""
    sets: dict[str, str] = {}
    for depth, heading in enumerate(path):
        label = without_unit(heading)
        field = next(iter(lexicon.exact(FIELDS, label)), "")
        if field:
            stated = lexicon.codelists[FIELDS][field].extra.get("sets", "")
            sets |= dict(pair.split("=", 1) for pair in stated.split(";") if pair)
            continue
        for dimension in ("fund", "expenditure_type"):
            code = lexicon.one(dimension, label, path[:depth])
            if code:
                sets[dimension] = code
                break
        else:
            return None
    return sets


def _expenditure_type(form: Form, funding: Funding, lexicon: Lexicon) -> Mapping[str, str]:
    """``project``, or ``project-lifetime`` for the block of the whole period: where the form prints the year's block
    too, or a period of several years. A form that prints the one block alone for one year means that year."""
    if form.kind == _OVERALL:
        return {}
    blocks = {next(iter(lexicon.exact(FIELDS, other.path[0])), "") for other in form.fundings}
    own = next(iter(lexicon.exact(FIELDS, funding.path[0])), "")
    is_longer = _YEAR in blocks or bool(_SEVERAL_YEARS.search(form.period))
    return {"expenditure_type": _LIFETIME_TYPE if own == _LIFETIME and is_longer else _PROJECT_TYPE}


def _organization(form: Form, names: Names) -> str:
    """The organization a form is about: its unit. An overall form that names the reporting organization, or none, is
    about all of it, subordinate units included."""
    reporting = names.organizations.reporting
    is_own = normalise(form.unit) == normalise(reporting.label_zh)
    if not form.unit or (form.kind == _OVERALL and is_own):
        return reporting.code
    return names.organizations.unit("", form.unit)


def task_name(task: Task) -> str:
    """The name of a task; its content where it is named by a number alone (任务1)."""
    return task.content if task.content and _SERIAL_TASK.match(normalise(task.name)) else task.name


def _is_of_which(funding: Funding, form: Form, lexicon: Lexicon) -> bool:
    """Whether the amounts printed beside it need not make up the whole: it stands under 其中 and nothing in its block
    holds the rest (其他资金)."""
    if not numbering(funding.path[-1])[1]:
        return False
    beside = (other.path for other in form.fundings if other.place == funding.place)
    return not any((_codes(path, lexicon) or {}).get("fund") == _RESIDUAL_FUND for path in beside)


def form_cells(form: Form, base: Mapping[str, str], names: Names, units: Codelist) -> Iterator[Cell]:
    """Every amount of a form in printed order, by row and column.

    Args:
        form: the form as recognised.
        base: the codes of all amounts of the disclosure: organization, fiscal year, phase.
        names: the lexicon and the disclosure's own lists; bind the tables first, they print the units' codes.
        units: the code list ``units-of-measure``.
    """
    activity = names.activities.code((form.name,)) if form.name and form.fundings else ""
    amounts: list[tuple[Funding, str, str]] = [(funding, form.name, activity) for funding in form.fundings]
    for task in form.tasks:
        name = task_name(task)
        code = names.activities.code((name,)) if task.fundings else ""
        amounts += [(funding, name, code) for funding in task.fundings]
    amounts.sort(key=lambda amount: (amount[0].row, amount[0].column))
    numbers = [parse_number(funding.printed) for funding, _, _ in amounts]
    places = max((number.places for number in numbers if number is not None), default=0)
    general = {**base, "organization": _organization(form, names), "operation": "expenditure"} if amounts else {}
    for (funding, label, code), number in zip(amounts, numbers, strict=True):
        if number is not None:
            sets = {**general, **({"activity": code} if code else {})}
            yield _cell(form, funding, label, number, places, sets, names.lexicon, units)


def _cell(
    form: Form,
    funding: Funding,
    label: str,
    number: PrintedNumber,
    places: int,
    sets: Mapping[str, str],
    lexicon: Lexicon,
    units: Codelist,
) -> Cell:
    codes = _codes(funding.path, lexicon)
    unit = number.unit or funding.unit
    reason = "" if codes is not None else f"the heading {funding.path[-1]} matches nothing in the code lists"
    if unit not in units:
        reason = "no unit of measure is known"
    factor = Decimal(units[unit].extra["factor"]) if unit in units else Decimal(1)
    key = None
    if not reason:
        key = complete_key({**sets, **_expenditure_type(form, funding, lexicon), **(codes or {})})
    finest = max(number.places, min(places, _MOST_PLACES.get(unit, 6)))
    placed = Binding.POSITION if funding.is_moved else Binding.LABEL
    return Cell(
        cell_id=f"{form.table_id}.r{funding.row}c{funding.column}",
        table_id=form.table_id,
        location=funding.location,
        row=funding.row,
        column=funding.column,
        label=label,
        header=" / ".join(normalise(heading) for heading in funding.path),
        printed=funding.printed,
        unit=unit,
        amount=yuan(number, factor),
        quantum=half_of_last_place(finest, factor),
        key=key,
        binding=placed if key else Binding.NONE,
        reason=reason,
        place=funding.place,
        of_which=_is_of_which(funding, form, lexicon),
    )
