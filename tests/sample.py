"""A small conversion made by hand, for tests of the rooms after recognition. All of it is invented."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from yusuan.audit.finding import Finding
from yusuan.codelists import read_codelists
from yusuan.concepts import Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.facts.fact import Binding, Cell, Fact, Status
from yusuan.facts.headline import headline
from yusuan.facts.key import Key, fact_id
from yusuan.facts.views import View, ViewLine
from yusuan.reading.document import Document, GridCell, Location
from yusuan.recognition.disclosure import Disclosure, Table, Unrecognised
from yusuan.recognition.forms.targets import Form, Funding, Goal, Indicator
from yusuan.recognition.prose.statements import Statement

ROOT = Path(__file__).parents[1]
ORGANIZATION = Concept("jianming-medical-insurance", "", "建明县医疗保险经办处", "")
PROJECT = Concept("3e89f614", "total", "网络运行维护费", "")
FORM_TABLE = "t02-project-target-form"


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


def _form_cell() -> Cell:
    """The project's amount in its form, a second witness of its fact."""
    return replace(
        _cell(4),
        cell_id=f"{FORM_TABLE}.r2c2",
        table_id=FORM_TABLE,
        location=Location(line=22),
        row=2,
        header="年度资金总额",
        printed="0.002",
        unit="wan-yuan",
        amount=Decimal("20.00"),
        quantum=Decimal("5.00"),
    )


def _statement_cell() -> Cell:
    """The total as the prose states it, rounded."""
    return replace(
        _cell(0),
        cell_id="prose.s1",
        table_id="prose",
        location=Location(line=3),
        row=0,
        column=0,
        label="支出",
        header="",
        printed="150.5元",
        quantum=Decimal("0.05"),
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


_FORM_GRID: tuple[tuple[str, ...], ...] = (
    ("项目名称", "网络运行维护费"),
    ("年度资金总额:", "0.002"),
    ("年度目标", "保障网络运行"),
    ("产出指标", "数量指标", "维护次数", "≥4次"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "满意"),
)


def _form_table() -> Table:
    grid = tuple(
        tuple(GridCell(text, Location(line=line)) for text in row) for line, row in enumerate(_FORM_GRID, start=21)
    )
    empty = _table(())
    return replace(
        empty,
        table_id=FORM_TABLE,
        number="表2",
        title="建明县项目绩效目标表",
        kind="project-target-form",
        unit="wan-yuan",
        location=Location(line=20),
        printed=grid,
        header_rows=0,
    )


def _indicator(number: int, headings: tuple[str, str], level: str, target: tuple[str, str, str, str]) -> Indicator:
    return Indicator(
        number,
        *headings,
        level,
        _FORM_GRID[number + 2][2],
        *target,
        deadline="",
        note="",
        is_moved=number == 2,
        location=Location(line=23 + number),
        row=3 + number,
    )


def form() -> Form:
    """A filled-in form of the sample's project with two indicators, the second of which print had moved."""
    return Form(
        table_id=FORM_TABLE,
        kind="project-target-form",
        name=PROJECT.label_zh,
        unit="建明县经办处网络科",
        supervisor="建明县医疗保障局",
        supervisor_code="066",
        period="1年",
        goals=(Goal("年度目标", "保障网络运行", Location(line=23)),),
        particulars=(("项目来源", "本级申报项目"),),
        fundings=(Funding(("年度资金总额",), "0.002", "wan-yuan", Location(line=22), 2, 2),),
        tasks=(),
        indicators=(
            _indicator(1, ("产出指标", "数量指标"), "output-quantity", ("≥4次", "≥", "4", "次")),
            _indicator(2, ("满意度指标", "服务对象满意度指标"), "satisfaction-served", ("满意", "", "", "")),
        ),
        is_template=False,
        location=Location(line=20),
    )


def statements() -> tuple[Statement, ...]:
    """Two figures of the prose: the total, and how many people there are."""
    money = Statement(
        number=1,
        subject="amount",
        about="支出",
        sets={"operation": "expenditure"},
        printed="150.5元",
        value=Decimal("150.5"),
        unit="yuan",
        amount=Decimal("150.50"),
        quantum=Decimal("0.05"),
        direction="",
        reason="",
        sentence="2024年支出150.5元。",
        location=Location(line=3),
        last_line=3,
    )
    staff = replace(
        money,
        number=2,
        subject="staff",
        about="实有",
        sets={},
        printed="22人",
        value=Decimal(22),
        unit="人",
        amount=None,
        quantum=None,
        sentence="实有22人。",
        location=Location(line=4),
        last_line=5,
    )
    return money, staff


def finding() -> Finding:
    """A total that its parts do not give."""
    return Finding(
        finding_id="sum-of-parts.1",
        code="sum-of-parts",
        severity="error",
        message_zh="表1 合计印为150.50，其各部分之和为150.49。",
        message_en="表1 合计 is printed as 150.50; its parts sum to 150.49.",
        cell_ids=("t01-expenditure-summary.r2c2", "prose.s1"),
        locations=(Location(line=10), Location(line=3)),
        tables=("t01-expenditure-summary",),
        expected=Decimal("150.49"),
        found=Decimal("150.50"),
        difference=Decimal("0.01"),
        tolerance=Decimal("0.005"),
        origin="source",
    )


def _codelists() -> dict[str, Codelist]:
    total = Concept("total", "", "合计", "Total")
    return read_codelists(ROOT / "schemas" / "codelists") | {
        "organization": Codelist("organization", {ORGANIZATION.code: ORGANIZATION}),
        "activity": Codelist("activity", {"total": total, PROJECT.code: PROJECT}),
    }


def conversion() -> Conversion:
    """The sample: a table of six amounts and facts and one unknown label, a form and two statements that witness two of
    the facts again, a view by function that sums to the total, one finding."""
    tabled = (*(_cell(n) for n in range(len(KEYS))), _unbound())
    cells = (_statement_cell(), *tabled, _form_cell())
    facts = tuple(
        Fact(
            fact_id(k), k, Decimal(a), Status.CONSISTENT, n in (2, 3, 4), tuple(c.cell_id for c in cells if c.key == k)
        )
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
        tables=(_table(tabled), _form_table()),
        unrecognised=(unknown,),
    )
    document = Document("disclosure.txt", "text/plain", 321, "0" * 64, ())
    views = (View("expenditure_by_function", "function", Decimal("150.50"), lines),)
    return Conversion(
        document=document,
        disclosure=disclosure,
        cells=cells,
        facts=facts,
        views=views,
        codelists=_codelists(),
        unrecognised=(unknown,),
        forms=(form(),),
        statements=statements(),
        findings=(finding(),),
        headline=headline(facts, KEYS[0], _codelists(), {fact.fact_id for fact in facts}),
    )
