"""Amounts of the units of a department: columns and rows that name units, totals of a unit and of the department."""

from collections.abc import Mapping

import pytest
from invented import converted

from yusuan.conversion import Conversion

OWN, FIRST, SECOND = "云岭县教育局（本级）", "云岭县第一小学", "云岭县第二小学"
AMOUNTS = {
    ("", ""): "10.00",
    ("本级", "2050201"): "5.00",
    ("本级", "2080505"): "1.00",
    ("小学", "2050202"): "3.00",
    ("小学", "2080505"): "1.00",
}
"""What every layout below says: the amount by unit and function."""

COLUMN = {
    "at the left, merged over the rows": """
        单位名称|科目编码|科目名称|合计
        ||合计|10.00
        云岭县教育局（本级）|2050201|学前教育|5.00
        |2080505|机关事业单位基本养老保险缴费支出|1.00
        云岭县第一小学|2050202|小学教育|3.00
        |2080505|机关事业单位基本养老保险缴费支出|1.00
        """,
    "at the right of the codes, the total below": """
        科目编码|科目名称|预算单位|合计
        2050201|学前教育|云岭县教育局机关|5.00
        2080505|机关事业单位基本养老保险缴费支出|云岭县教育局机关|1.00
        2050202|小学教育|云岭县第一小学|3.00
        2080505|机关事业单位基本养老保险缴费支出|云岭县第一小学|1.00
        |合计||10.00
        """,
    "behind the amounts, headed by a bare 单位": """
        科目编码|科目名称|合计|单位
        |合计|10.00|
        2050201|学前教育|5.00|云岭县教育局本级
        2080505|机关事业单位基本养老保险缴费支出|1.00|
        2050202|小学教育|3.00|云岭县第一小学
        2080505|机关事业单位基本养老保险缴费支出|1.00|
        """,
    "with the department at its left": """
        主管部门|部门名称|单位名称|科目编码|科目名称|合计
        云岭县教育局|云岭县教育局|云岭县教育局（本级）|2050201|学前教育|5.00
        |云岭县教育局||2080505|机关事业单位基本养老保险缴费支出|1.00
        |云岭县教育局|云岭县第一小学|2050202|小学教育|3.00
        |云岭县教育局||2080505|机关事业单位基本养老保险缴费支出|1.00
        合计|||||10.00
        """,
}
TOTALLED = {
    "subtotals below": """
        单位名称|科目编码|科目名称|合计
        云岭县教育局（本级）|2050201|学前教育|5.00
        |2080505|机关事业单位基本养老保险缴费支出|1.00
        ||小计|6.00
        云岭县第一小学|2050202|小学教育|3.00
        |2080505|机关事业单位基本养老保险缴费支出|1.00
        ||合计|4.00
        合计|||10.00
        """,
    "the total of a unit beside its name": """
        单位名称|科目编码|科目名称|合计
        ||合计|10.00
        云岭县教育局（本级）||合计|6.00
        |2050201|学前教育|5.00
        |2080505|机关事业单位基本养老保险缴费支出|1.00
        云岭县第一小学||合计|4.00
        |2050202|小学教育|3.00
        |2080505|机关事业单位基本养老保险缴费支出|1.00
        """,
    "the name of a unit with 小计": """
        单位名称|科目编码|科目名称|合计
        云岭县教育局（本级）|2050201|学前教育|5.00
        |2080505|机关事业单位基本养老保险缴费支出|1.00
        云岭县教育局（本级）小计|||6.00
        云岭县第一小学|2050202|小学教育|3.00
        |2080505|机关事业单位基本养老保险缴费支出|1.00
        云岭县第一小学小计|||4.00
        合计|||10.00
        """,
    "the department's plain name above its own unit": """
        单位名称|科目编码|科目名称|合计
        云岭县教育局|||10.00
        云岭县教育局机关|||6.00
        |2050201|学前教育|5.00
        |2080505|机关事业单位基本养老保险缴费支出|1.00
        云岭县第一小学|||4.00
        |2050202|小学教育|3.00
        |2080505|机关事业单位基本养老保险缴费支出|1.00
        """,
    "rows of names in the column of names": """
        科目编码|科目名称|合计
        |合计|10.00
        |云岭县教育局本级|6.00
        2050201|学前教育|5.00
        2080505|机关事业单位基本养老保险缴费支出|1.00
        |云岭县第一小学|4.00
        2050202|小学教育|3.00
        2080505|机关事业单位基本养老保险缴费支出|1.00
        """,
}


def converted_of(rows: str, title: str = "一般公共预算支出表", organization: str = "", scope: str = "") -> Conversion:
    text = f"\n{title}\n单位：元\n" + "\n".join(map(str.strip, rows.strip().splitlines()))
    return converted(text, organization=organization, scope=scope)


def by_unit(found: Conversion) -> Mapping[tuple[str, str], str]:
    """The amounts by unit, told by a part of its name, and function."""
    labels = {c.code: "本级" if c.code.endswith(".own") else c.label_zh[-2:] for c in found.codelists["organization"]}
    labels[found.disclosure.organization.code] = ""
    return {
        (labels[fact.key.organization], fact.key.function.replace("total", "")): str(fact.amount)
        for fact in found.facts
    }


@pytest.mark.parametrize("case", COLUMN)
def test_amounts_beside_a_column_of_units_are_theirs(case: str) -> None:
    found = converted_of(COLUMN[case], organization="云岭县教育局")
    assert found.disclosure.scope == "department"
    assert by_unit(found) == AMOUNTS
    assert [f for f in found.findings if f.severity != "note"] == []
    (view,) = (view for view in found.views if view.dimension == "function")
    assert {line.code: str(line.amount) for line in view.lines} == {
        "2050201": "5.00",
        "2050202": "3.00",
        "2080505": "2.00",
    }


@pytest.mark.parametrize("case", TOTALLED)
def test_the_total_of_a_unit_is_not_that_of_the_department(case: str) -> None:
    found = converted_of(TOTALLED[case], organization="云岭县教育局")
    assert by_unit(found) == AMOUNTS | {("本级", ""): "6.00", ("小学", ""): "4.00"}
    assert {fact.status.value for fact in found.facts} == {"consistent"}
    assert [f for f in found.findings if f.severity != "note"] == []


def test_codes_stand_before_the_names_of_units() -> None:
    for first in (
        "科目编码|科目名称|合计\n|合计|10.00\n328|云岭县教育局|10.00\n328001|云岭县教育局机关|6.00\n",
        "预算单位|科目名称|合计\n合计||10.00\n328 云岭县教育局||10.00\n328001 云岭县教育局机关||6.00\n",
    ):
        last = "328002|云岭县第一小学|4.00" if first.startswith("科目编码") else "328002 云岭县第一小学||4.00"
        found = converted_of(first + last, organization="云岭县教育局", scope="department")
        codes = [(fact.key.organization.rpartition(".")[2], str(fact.amount)) for fact in found.facts]
        assert codes == [("yunling-medical-insurance", "10.00"), ("328001", "6.00"), ("328002", "4.00")]


def test_a_list_of_units_alone_is_a_departments() -> None:
    found = converted_of(
        "单位名称|合计\n合计|10.00\n云岭县教育局|6.00\n云岭县第一小学|4.00", "支出总表", organization="云岭县教育局"
    )
    assert found.disclosure.scope == "department"
    assert by_unit(found) == {("", ""): "10.00", ("本级", ""): "6.00", ("小学", ""): "4.00"}


def test_projects_and_purchases_of_one_name_are_those_of_their_units() -> None:
    found = converted_of(
        """
        单位名称|项目名称|合计
        云岭县教育局|办公设备购置|3.00
        云岭县第一小学|办公设备购置|2.00
        合计||5.00

        政府采购支出表
        单位：元
        采购单位|项目名称|合计
        云岭县第一小学|办公设备购置|1.00
        云岭县教育局|办公设备购置|1.00
        |合计|2.00
        """,
        "项目支出表",
        organization="云岭县教育局",
        scope="department",
    )
    assert sorted((f.key.expenditure_type, f.key.organization[-3:], str(f.amount)) for f in found.facts) == sorted(
        [("procurement", end, amount) for end, amount in (("nce", "2.00"), ("own", "1.00"), (digest(found), "1.00"))]
        + [("project", end, amount) for end, amount in (("nce", "5.00"), ("own", "3.00"), (digest(found), "2.00"))]
    )
    assert [f for f in found.findings if f.severity != "note"] == []


def digest(found: Conversion) -> str:
    """The end of the code of the one unit that is not the department's own."""
    reporting = found.disclosure.organization.code
    (code,) = (c.code for c in found.codelists["organization"] if c.code not in (reporting, f"{reporting}.own"))
    return code[-3:]


def test_a_table_whose_slot_names_a_unit_is_of_that_unit() -> None:
    found = converted(
        """
        一般公共预算支出表
        部门：云岭县教育局|单位：元
        科目编码|科目名称|合计
        |合计|9.00

        政府采购支出表
        部门：云岭县第一小学|单位：元
        项目名称|合计
        课桌|1.00
        """,
        organization="云岭县教育局",
        scope="department",
    )
    units = found.codelists["organization"]
    assert [units[fact.key.organization].label_zh for fact in found.facts] == ["云岭县教育局", "云岭县第一小学"]


SILENT = {
    "a unit's own disclosure with the department above it": """
        单位编码|单位名称|科目编码|科目名称|合计
        |合计|||4.00
        328|云岭县教育局|||4.00
        328002|云岭县第一小学|||4.00
        ||2050202|小学教育|3.00
        ||2080505|机关事业单位基本养老保险缴费支出|1.00
        """,
    "functions that end like units": """
        科目编码|科目名称|合计
        |合计|4.00
        2100401|疾病预防控制机构|3.00
        2070104|图书馆|1.00
        """,
    "units of measure": """
        科目编码|科目名称|单位|合计
        |合计||4.00
        2050202|小学教育|所|3.00
        2050201|学前教育|台|1.00
        """,
    "one unit beside every line": """
        单位名称|科目编码|科目名称|合计
        云岭县第一小学|2050202|小学教育|3.00
        云岭县第一小学|2050201|学前教育|1.00
        |合计||4.00
        """,
}


@pytest.mark.parametrize("case", SILENT)
def test_one_unit_stays_one(case: str) -> None:
    found = converted_of(SILENT[case], organization="云岭县第一小学")
    assert found.disclosure.scope == "unit"
    assert {fact.key.organization for fact in found.facts} == {"yunling-medical-insurance"}
    assert all(cell.key is not None for cell in found.cells)
    assert [f for f in found.findings if f.severity != "note"] == []
