"""A small conversion made by hand, for tests of the rooms after recognition. All of it is invented."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from yusuan.codelists import read_codelists
from yusuan.concepts import Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.facts.fact import Binding, Cell, Fact, Status
from yusuan.facts.key import Key, fact_id
from yusuan.facts.views import View, ViewLine
from yusuan.reading.document import Document, GridCell, Location
from yusuan.recognition.disclosure import Disclosure, Table, Unrecognised

ROOT = Path(__file__).parents[1]
ORGANIZATION = Concept("jianming-medical-insurance", "", "建明县医疗保险经办处", "")
PROJECT = Concept("a1b2c3d4", "total", "网络运行维护费", "")


def key(**dimensions: str) -> Key:
    """A key of the sample's organization, year and phase."""
    return Key(
        organization=ORGANIZATION.code,
        fiscal_year="2024",
        phase="approved",
        **{"operation": "expenditure"} | dimensions,
    )


KEYS = (
    key(),
    key(function="210"),
    key(function="2101506"),
    key(function="221"),
    key(expenditure_type="project", activity=PROJECT.code),
    key(
        operation="revenue", economic="not-applicable", gov_economic="not-applicable", expenditure_type="not-applicable"
    ),
)
AMOUNTS = ("150.50", "100.50", "100.50", "50.00", "20.00", "150.50")
LABELS = ("合计", "卫生健康支出", "医疗保障经办事务", "住房保障支出", "网络运行维护费", "本年收入合计")


def _cell(number: int) -> Cell:
    return Cell(
        cell_id=f"t01-expenditure-summary.r{number + 2}c2",
        table_id="t01-expenditure-summary",
        location=Location(page=None, line=10 + number),
        row=number + 2,
        column=2,
        label=LABELS[number],
        header="合计",
        printed=AMOUNTS[number],
        unit="yuan",
        amount=Decimal(AMOUNTS[number]),
        quantum=Decimal("0.005"),
        key=KEYS[number],
        binding=Binding.LABEL,
    )


def _unbound() -> Cell:
    return replace(
        _cell(0),
        cell_id="t01-expenditure-summary.r9c2",
        location=Location(line=18),
        row=9,
        label="不明",
        printed="1.00",
        amount=Decimal("1.00"),
        key=None,
        binding=Binding.NONE,
        reason="label matches nothing",
    )


def _table(cells: Sequence[Cell]) -> Table:
    return Table(
        table_id="t01-expenditure-summary",
        number="表1",
        title="建明县支出总表",
        kind="expenditure-summary",
        unit="yuan",
        unit_source="printed",
        location=Location(line=7),
        printed=(
            (GridCell("项 目", Location(line=9)), GridCell("合计", Location(line=9))),
            *((GridCell(c.label, c.location), GridCell(c.printed, c.location)) for c in cells),
        ),
        header_rows=1,
        columns=(),
        rows=(),
    )


def _codelists() -> dict[str, Codelist]:
    total = Concept("total", "", "合计", "Total")
    return read_codelists(ROOT / "schemas" / "codelists") | {
        "organization": Codelist("organization", {ORGANIZATION.code: ORGANIZATION}),
        "activity": Codelist("activity", {"total": total, PROJECT.code: PROJECT}),
    }


def conversion() -> Conversion:
    """The sample: one table, six cells and facts, a view by function that sums to the total, one unknown label."""
    cells = (*(_cell(n) for n in range(len(KEYS))), _unbound())
    facts = tuple(
        Fact(fact_id(k), k, Decimal(a), Status.CONSISTENT, n in (2, 3, 4), (cells[n].cell_id,))
        for n, (k, a) in enumerate(zip(KEYS, AMOUNTS, strict=True))
    )
    lines = (
        ViewLine("2101506", Decimal("100.50"), (facts[2].fact_id,)),
        ViewLine("221", Decimal("50.00"), (facts[3].fact_id,)),
    )
    unknown = Unrecognised("label", "不明", Location(line=18))
    disclosure = Disclosure(
        disclosure_id="jianming-medical-insurance-2024",
        title="建明县医疗保险经办处2024年单位预算公开说明",
        organization=ORGANIZATION,
        scope="unit",
        division="610831",
        fiscal_year="2024",
        phase="approved",
        tables=(_table(cells),),
        unrecognised=(unknown,),
    )
    document = Document("disclosure.txt", "text/plain", 321, "0" * 64, ())
    views = (View("expenditure_by_function", "function", Decimal("150.50"), lines),)
    return Conversion(document, disclosure, cells, facts, views, _codelists(), (unknown,))
