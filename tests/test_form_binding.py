"""The money of forms: every amount of a funding block or task list is a cell with the key that its headings give."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from invented import BASE, LEXICON, LISTS, sets, tables

from yusuan.concepts import Concept
from yusuan.conversion import Conversion
from yusuan.facts.actors import Activities, Organizations
from yusuan.facts.binding import Binder
from yusuan.facts.coded import Names
from yusuan.facts.fact import Binding, Cell
from yusuan.facts.form_binding import form_cells
from yusuan.recognition.forms.forms import read_forms
from yusuan.recognition.forms.targets import Form
from yusuan.recognition.kinds import content_of

UNITS = LISTS["units-of-measure"]
CELLS = {"ankang": 13, "anyang": 17, "sixian": 40, "weinan": 14, "zizhou": 25}
PROJECT = """
项目绩效目标表

项目名称|云岭信息平台|实施单位|云岭县中心|
项目资金（万元）|年度资金总额：|12.5||
|其中：财政拨款|10||
|县级配套|2.5||
"""


def bound(conversion: Conversion) -> tuple[list[Cell], list[Cell]]:
    """The cells of the other tables and those of the forms, bound afresh."""
    disclosure = conversion.disclosure
    names = Names(LEXICON, Organizations(disclosure.organization, disclosure.scope), Activities(), {})
    base = {"organization": disclosure.organization.code, "fiscal_year": disclosure.fiscal_year, "phase": "approved"}
    binder = Binder(base, names, UNITS)
    with_amounts = (t for t in disclosure.tables if content_of(t.kind, LEXICON) != "form" and t.columns)
    others = [cell for table in with_amounts for cell in binder.cells(table)]
    return others, [c for form in read_forms(disclosure.tables, LEXICON) for c in form_cells(form, base, names, UNITS)]


def cells(form: Form, scope: str = "unit") -> list[Cell]:
    """The cells of a made-up form."""
    organizations = Organizations(Concept(BASE["organization"], "", "云岭县医疗保险经办处", ""), scope)
    return list(form_cells(form, BASE, Names(LEXICON, organizations, Activities(), {}), UNITS))


def keys(found: list[Cell]) -> list[tuple[str, Mapping[str, str]]]:
    """What is printed, and what its key says beyond operation and activity."""
    return [
        (c.printed, {d: code for d, code in sets(c.key).items() if d not in ("operation", "activity")}) for c in found
    ]


@pytest.mark.parametrize("place", CELLS)
def test_every_amount_of_a_form_is_a_cell_with_a_key(conversions: Mapping[str, Conversion], place: str) -> None:
    _, found = bound(conversions[place])
    assert len(found) == CELLS[place]
    assert [cell for cell in found if cell.key is None or cell.binding == Binding.NONE] == []
    printed = {table.table_id: table.printed for table in conversions[place].disclosure.tables}
    for cell in found:
        assert printed[cell.table_id][cell.row - 1][cell.column - 1].text == cell.printed
        assert cell.cell_id == f"{cell.table_id}.r{cell.row}c{cell.column}"
        assert cell.amount == Decimal(cell.printed.removesuffix("万元")) * 10000


def test_a_project_printed_in_forms_and_tables_is_one_fact(conversions: Mapping[str, Conversion]) -> None:
    others, found = bound(conversions["sixian"])
    projects = {cell.key for cell in others if cell.table_id.endswith("project-expenditure") and cell.key}
    totals = [cell for cell in found if cell.key and cell.key.fund == "total"]
    assert len(totals) == 10
    assert len({cell.key for cell in totals}) == 5
    assert {cell.key for cell in totals} <= projects
    others, found = bound(conversions["zizhou"])
    totals = [cell for cell in found if "project-target" in cell.table_id and cell.key and cell.key.fund == "total"]
    assert len(totals) == 5
    assert {cell.key for cell in totals} <= {cell.key for cell in others}


def test_the_whole_period_and_the_year_are_told_apart(conversions: Mapping[str, Conversion]) -> None:
    _, found = bound(conversions["ankang"])
    special = [c for c in found if "special" in c.table_id]
    assert [(c.printed, c.key.expenditure_type, c.key.fund) for c in special if c.key] == [
        ("202", "project-lifetime", "total"),
        ("20", "project", "total"),
        ("20", "project-lifetime", "fiscal"),
        ("20", "project", "fiscal"),
        ("0", "project-lifetime", "other-income"),
        ("0", "project", "other-income"),
    ]
    alone = [c for c in found if "project-target" in c.table_id]
    assert {c.key.expenditure_type for c in alone if c.key} == {"project"}
    assert [c.of_which for c in special] == [False] * 6, "其他资金 holds the rest, so the block adds up"


def test_a_period_of_several_years_is_not_this_year() -> None:
    form = "项目绩效目标表\n\n项目名称|平台|实施期限|{}|\n项目资金(万元)|实施期资金总额：|90||\n"
    for period, expected in (("2024-2026年", "project-lifetime"), ("3年", "project-lifetime"), ("1年", "project")):
        (read,) = read_forms(tables(form.format(period)), LEXICON)
        assert [c.key.expenditure_type for c in cells(read) if c.key] == [expected]
    (read,) = read_forms(tables(form.format("2024年1月至2024年12月")), LEXICON)
    assert [c.key.expenditure_type for c in cells(read) if c.key] == ["project"]


TASKS = """
单位整体支出绩效目标表

单位名称|云岭县医疗保险经办处||||
年度主要任务|任务名称|主要内容|预算金额（万元）||
|||总额|财政拨款|其他资金
|任务1|工资福利支出|30|20|10
|人员工资||5|5|
|任务3||||
金额合计||35|25|10|
年度总体目标|保障运转||||
"""


def test_amounts_of_a_task_list_stand_under_their_headings_wherever_they_are_printed() -> None:
    (form,) = read_forms(tables(TASKS), LEXICON)
    assert [(task.name, task.content) for task in form.tasks] == [("任务1", "工资福利支出"), ("人员工资", "")]
    assert keys(cells(form)) == [
        *(("30", {}), ("20", {"fund": "fiscal"}), ("10", {"fund": "other-income"})),
        *(("5", {}), ("5", {"fund": "fiscal"})),
        *(("35", {}), ("25", {"fund": "fiscal"}), ("10", {"fund": "other-income"})),
    ]
    assert [cell.label for cell in cells(form)[::3]] == ["工资福利支出", "人员工资", ""]
    assert {cell.binding for cell in cells(form)[:5]} == {Binding.LABEL}
    assert {cell.binding for cell in cells(form)[5:]} == {Binding.POSITION}, "the row of totals is printed elsewhere"
    assert [cell.place for cell in cells(form)] == [0, 1, 2, 0, 1, 0, 1, 2]


def test_an_overall_form_of_a_department_is_about_all_of_it() -> None:
    (form,) = read_forms(tables(TASKS), LEXICON)
    assert {c.key.organization for c in cells(form, "department") if c.key} == {BASE["organization"]}
    (project,) = read_forms(tables(PROJECT), LEXICON)
    organizations = {c.key.organization for c in cells(project, "department") if c.key}
    assert len(organizations) == 1
    assert BASE["organization"] not in organizations


def test_the_overall_form_of_anyang(conversions: Mapping[str, Conversion]) -> None:
    _, found = bound(conversions["anyang"])
    assert [
        (c.printed, c.key.organization, c.key.fund, c.key.expenditure_type)
        for c in found
        if c.key and "overall" in c.table_id
    ] == [
        ("623.66", "anyang-healthcare-security", "total", "total"),
        ("623.66", "anyang-healthcare-security", "fiscal-and-carry-over", "total"),
        ("0", "anyang-healthcare-security", "other-income", "total"),
        ("503.66", "anyang-healthcare-security", "total", "basic"),
        ("120", "anyang-healthcare-security", "total", "project"),
    ]


def test_a_heading_in_no_list_leaves_its_amount_without_a_key() -> None:
    (form,) = read_forms(tables(PROJECT), LEXICON)
    found = cells(form)
    assert keys(found[:2]) == [
        ("12.5", {"expenditure_type": "project"}),
        ("10", {"expenditure_type": "project", "fund": "fiscal"}),
    ]
    assert [cell.of_which for cell in found] == [False, True, False]
    assert found[2].key is None
    assert found[2].binding is Binding.NONE
    assert "县级配套" in found[2].reason


def test_an_amount_printed_with_its_own_unit_has_that_unit() -> None:
    (form,) = read_forms(tables(PROJECT.replace("12.5", "125000元")), LEXICON)
    assert [(c.unit, c.amount) for c in cells(form)[:2]] == [("yuan", Decimal(125000)), ("wan-yuan", Decimal(100000))]
