"""The organizations and activities that one disclosure names."""

from invented import at, converted, sets

DEPARTMENT = """部门支出总表
单位：元
单位编码|单位名称|科目编码|科目名称|合计
||合计||9.00
900|云岭县医疗保险经办处|||9.00
900001|云岭县医疗保险经办处|||5.00
||208|社会保障和就业支出|5.00
900002|云岭县生育保险中心|||4.00
||210|卫生健康支出|4.00

项目支出表
单位：元
项目名称|项目单位|合计
网络运行|云岭县生育保险中心|2.00
合计||2.00
"""


def test_a_department_its_own_unit_and_the_units_below_it_are_organizations() -> None:
    found = converted(DEPARTMENT, scope="department")
    whole, own, other = (f"yunling-medical-insurance{suffix}" for suffix in ("", ".900001", ".900002"))
    assert [cell.key.organization for cell in found.cells if cell.key] == [
        whole,
        whole,
        own,
        own,
        other,
        other,
        other,
        whole,
    ]
    assert list(found.codelists["organization"].concepts) == [whole, own, other]
    assert found.codelists["organization"][own].parent == whole
    assert all(fact.status != "disputed" for fact in found.facts)


def test_in_a_units_own_disclosure_every_unit_row_is_the_unit() -> None:
    found = converted(DEPARTMENT, scope="unit")
    assert {cell.key.organization for cell in found.cells if cell.key} == {"yunling-medical-insurance"}


def test_projects_and_their_parts_are_a_tree_that_all_tables_share() -> None:
    found = converted(
        """
        项目支出表
        单位：万元
        单位编码|单位（项目）名称|项目金额|项目简介
        |合计|5|
        900|云岭县医疗保险经办处|5|
        |专用项目|5|
        |网络运行|3|维护网络
        |宣传|2|印制材料

        政府采购支出表
        单位：万元
        项目名称|政府采购品目|合计
        网络运行|交换机|1
        |合计|1
        """
    )
    activities = found.codelists["activity"]
    by_name = {concept.label_zh: concept for concept in activities}
    assert {name: activities[c.parent].label_zh for name, c in by_name.items() if c.parent} == {
        "专用项目": "合计",
        "网络运行": "专用项目",
        "宣传": "专用项目",
        "交换机": "网络运行",
    }
    assert sets(at(found.cells[5:], 2, 3).key) == {
        "operation": "expenditure",
        "expenditure_type": "procurement",
        "activity": by_name["交换机"].code,
    }


def test_a_subtotal_is_that_of_the_unit_above_it_or_of_nothing_that_is_told() -> None:
    found = converted(
        """
        部门支出总表
        单位：元
        单位编码|单位名称|科目编码|科目名称|合计
        900001|云岭县医疗保险经办处|210|卫生健康支出|5.00
        |小计|||5.00
        900002|云岭县生育保险中心|210|卫生健康支出|4.00
        |小计|||4.00
        |合计|||9.00

        一般公共预算支出表
        单位：元
        科目编码|科目名称|合计
        208|社会保障和就业支出|9.00
        |小计|9.00
        |合计|9.00
        """,
        scope="department",
    )
    first = [cell for cell in found.cells if cell.table_id.startswith("t01")]
    assert [sets(cell.key).get("organization", "").rpartition(".")[2] for cell in first] == [
        *("900001", "900001", "900002", "900002", "")
    ]
    assert at(found.cells[5:], 3, 3).reason == "the label 小计 does not say of which rows"
    assert {fact.status.value for fact in found.facts} == {"consistent"}
