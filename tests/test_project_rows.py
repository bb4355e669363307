"""Rows of projects and of procurement: the project and the economic class that their columns print."""

import pytest
from invented import converted, sets

LEVELS = """
云岭县水务局政府采购支出预算表

单位：元

采购品目大类|专项名称|{economic}|采购物品名称|采购组织形式|总计
合计|||||400.00
三、服务C|||||400.00
|案件审判经费|维修（护）费|||100.00
|||办公设备维修服务|分散自行组织|100.00
||会议费|||120.00
|||会议服务|分散自行组织|120.00
|设备购置费|办公设备购置|||30.00
|||打印机|分散自行组织|30.00
|案件执行经费|会议费|||150.00
|||会议服务|分散自行组织|150.00
"""
PROJECTS = """
云岭县水务局项目支出表

单位：元

序号|项目名称|{economic}|金额
1|案件审判经费|维修(护)费|100.00
2||会议费|50.00
3||[30202]印刷费|30.00
4|案件执行经费|30213 维修(护)费|15.00
5|设备购置费|办公设备购置|5.00
|合计||200.00
"""


def lines(text: str) -> list[tuple[str, str, str]]:
    """The amount, economic class and activity (its name) of every cell with a key but the totals."""
    conversion = converted(text)
    activities = conversion.codelists["activity"]
    assert all(cell.key is not None for cell in conversion.cells)
    assert not [finding for finding in conversion.findings if finding.severity != "note"]
    told = ((cell.printed, sets(cell.key)) for cell in conversion.cells)
    return [(n, s.get("economic", ""), activities[s["activity"]].label_zh) for n, s in told if "activity" in s]


@pytest.mark.parametrize("economic", ["经济科目", "部门预算支出经济分类", "部门经济科目名称", "经济分类"])
def test_levels_of_procurement_keep_the_class_and_the_project(economic: str) -> None:
    assert lines(LEVELS.format(economic=economic)) == [
        ("400.00", "", "三、服务C"),
        ("100.00", "30213", "案件审判经费"),
        ("100.00", "30213", "办公设备维修服务"),
        ("120.00", "30215", "案件审判经费"),
        ("120.00", "30215", "会议服务"),
        ("30.00", "", "办公设备购置"),  # the name of two classes: an activity as printed
        ("30.00", "", "打印机"),
        ("150.00", "30215", "案件执行经费"),
        ("150.00", "30215", "会议服务"),
    ]


@pytest.mark.parametrize("economic", ["经济科目", "支出经济分类科目", "部门经济分类科目名称"])
def test_a_blank_below_a_project_stands_for_it(economic: str) -> None:
    assert lines(PROJECTS.format(economic=economic)) == [
        ("100.00", "30213", "案件审判经费"),
        ("50.00", "30215", "案件审判经费"),
        ("30.00", "30202", "案件审判经费"),
        ("15.00", "30213", "案件执行经费"),
        ("5.00", "", "办公设备购置"),
    ]


def test_of_classes_of_one_name_that_is_meant_which_a_table_prints_beside_it() -> None:
    coded = "\n云岭县水务局一般公共预算支出明细表\n\n单位：元\n\n部门经济科目编码|部门经济科目名称|合计\n"
    found = lines(PROJECTS.format(economic="经济科目") + coded + "|合计|5.00\n31002|办公设备购置|5.00\n")
    assert ("5.00", "31002", "设备购置费") in found


def test_a_blank_project_beside_a_function_names_none() -> None:
    text = """
        云岭县水务局项目支出明细表

        单位：元

        功能科目编码|功能科目名称|项目名称|经济科目|合计
        |合计|||150.00
        2101506|医疗保障经办事务|网络运行|维修(护)费|100.00
        2101599|其他医疗保障管理事务支出|||50.00
        """
    keys = [sets(cell.key) for cell in converted(text).cells]
    assert [("activity" in key, key.get("economic", "")) for key in keys] == [(False, ""), (True, "30213"), (False, "")]


def test_a_class_that_no_list_tells_is_none_and_no_broader_key() -> None:
    text = """
        云岭县水务局项目支出明细表

        单位：元

        功能科目编码|功能科目名称|经济科目|合计
        |合计||150.00
        2101506|医疗保障经办事务|云岭专用费|150.00
        """
    whole, line = converted(text).cells
    assert whole.key is not None
    assert line.key is None
    assert "云岭专用费" in line.reason
