"""Rules of what the narrative counts: units, offices, projects and vehicles, against the lists and tables of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.narrative import Narrative, compact, locations, name
from yusuan.concepts import TOTAL
from yusuan.facts.fact import Cell
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.prose.amounts import PURCHASE_COST

_UNIT_LIST = "unit-list"
_VEHICLE_CLASS = "31013"
_PROJECT_FORM = "project-target-form"
_OFFICES = r"(?P<list>[\u4e00-\u9fff、()和及]+)"
_COUNTED = r"(?P<count>\d{1,2})个(?:内设|职能|业务|行政|综合)*(?:科室|股室|处室|科|股|处|室|机构|部门)"
_LISTED_BEFORE = re.compile(
    rf"(?:内设|下设|分设|设有|设立|设)(?:有)?[:：]?{_OFFICES}(?:等|共|共计|共有)?{_COUNTED}(?=[，,。；;]|\Z)"
)
_LISTED_AFTER = re.compile(rf"{_COUNTED}[，,]?(?:分别[是为]|即|包括)?[:：，,]?{_OFFICES}(?=[。；;]|\Z)")
_OFFICE = re.compile(r"(?:科|股|室|处|部|所|队|中心|办|办公室)\Z")
_BOUGHT_AS_PROJECT = re.compile("车.*(?:购|更新|配备)|(?:购|更新|配备).*车")
_BOUGHT_AS_GOODS = re.compile("用车|公务车|轿车|汽车|车辆|越野车|客车")
_NOT_BOUGHT = re.compile("租|运行|运维|维修|维护|保险|加油|燃油")


def _listed_offices(words: str) -> list[str]:
    return [office for office in re.split("[、和及]", words) if office]


def offices_miscounted(evidence: Evidence) -> Iterator[Complaint]:
    """Offices whose number is not that of the names beside it. A list with etc. (等) is left alone."""
    for passage in evidence.passages:
        text = passage.text.compact
        for pattern in (_LISTED_BEFORE, _LISTED_AFTER):
            for found in pattern.finditer(text):
                offices = _listed_offices(found["list"])
                if len(offices) < 2 or "等" in found.group() or not all(_OFFICE.search(office) for office in offices):
                    continue
                if len(offices) != int(found["count"]):
                    words = {"about": "科室", "found": found["count"], "expected": str(len(offices))}
                    words["listed"] = "、".join(offices)
                    place = passage.text.location(found.start())
                    yield Complaint("count-differs", words=words, locations=(place,))


def _unit_rows(evidence: Evidence) -> Iterator[list[str]]:
    for table in evidence.disclosure.tables:
        if table.kind == _UNIT_LIST:
            rows = [[flatten(cell.text) for cell in row.cells] for row in table.rows]
            names = [max(row, key=len) for row in rows if any(row)]
            yield [unit for unit in names if not re.fullmatch("(?:总|合)计", unit)]


def _projects(evidence: Evidence) -> list[str]:
    """The names of the projects that have a target form of their own."""
    forms = (f for f in evidence.forms if f.kind == _PROJECT_FORM and f.name and not f.is_template)
    return list(dict.fromkeys(normalise(form.name).replace("_", "-") for form in forms))


def counts_that_differ(evidence: Evidence) -> Iterator[Complaint]:
    """A number of units or of projects with targets that is not the number of those listed."""
    narrative = Narrative(evidence)
    listed = {"units": next(_unit_rows(evidence), []), "projects": _projects(evidence)}
    for statement in narrative.statements:
        names = listed.get(statement.subject, [])
        is_of_targets = statement.subject != "projects" or "绩效" in statement.sentence
        if names and is_of_targets and statement.value is not None and statement.value != len(names):
            words = {"about": name(statement), "found": compact(statement), "expected": str(len(names))}
            yield Complaint("count-differs", words=words | {"listed": "、".join(names)}, locations=locations(statement))


def _buys_vehicles(cell: Cell, kind: str) -> bool:
    """Whether a cell of a table prints money for vehicles to be bought: by class, as a project or as a procurement."""
    if cell.key is None or cell.key.operation != "expenditure" or cell.key.function != TOTAL or not cell.amount:
        return False
    bought = {"project-expenditure": _BOUGHT_AS_PROJECT, "procurement": _BOUGHT_AS_GOODS}.get(kind)
    named = bought is not None and bought.search(cell.label) and not _NOT_BOUGHT.search(cell.label)
    return cell.key.economic == _VEHICLE_CLASS or bool(named)


def _vehicle_cells(evidence: Evidence) -> dict[tuple[str, int], list[Cell]]:
    """What the tables print for vehicles to be bought, column by column."""
    columns: dict[tuple[str, int], list[Cell]] = {}
    for cell in evidence.cells:
        table = evidence.tables.get(cell.table_id)
        if table is not None and _buys_vehicles(cell, table.kind):
            columns.setdefault((cell.table_id, cell.place), []).append(cell)
    return columns


def vehicle_purchases_that_differ(evidence: Evidence) -> Iterator[Complaint]:
    """Vehicles that the narrative says are bought for another amount than the tables print, or not at all."""
    narrative, columns = Narrative(evidence), _vehicle_cells(evidence)
    sums = [sum((cell.amount for cell in cells), Decimal(0)) for cells in columns.values()]
    printed = [cell for cells in columns.values() for cell in cells]
    for vehicles in narrative.statements:
        if vehicles.subject != "vehicle-purchases" or vehicles.belongs_to is not None or not printed:
            continue
        if any(evidence.is_open(table_id) for table_id, _ in columns):
            continue
        costs = [part for part in narrative.parts(vehicles) if part.subject == PURCHASE_COST]
        stated = costs[0].amount if costs else Decimal(0) if vehicles.value == 0 else None
        quanta = [cell.quantum for cell in printed] + [cost.quantum for cost in costs[:1] if cost.quantum is not None]
        allowed = 2 * max(quanta)
        if stated is None or any(abs(stated - amount) <= allowed for amount in (*sums, *(c.amount for c in printed))):
            continue
        most = max(printed, key=lambda cell: cell.amount)
        words = {
            "about": name(vehicles),
            "found": "，".join(compact(s) for s in (vehicles, *costs[:1])),
            "expected": evidence.in_unit_of(most, most.amount),
            "place": evidence.place(most),
        }
        yield Complaint("vehicle-purchase-differs", (most.cell_id,), words=words, locations=locations(vehicles))
