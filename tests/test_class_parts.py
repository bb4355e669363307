"""Tables of final accounts and of procurement: split codes labelled beside the total, levels with a column each."""

from decimal import Decimal

from invented import at, converted, sets

FINAL = """支出决算表
单位：元
项目||||本年支出合计|基本支出
支出功能分类|||科目名称||
科目编码|||||
类|款|项|合计|9.00|7.00
201|||一般公共服务支出|9.00|7.00
201|06||财政事务|9.00|7.00
201|6|1|行政运行|9.00|7.00
"""

PROCUREMENT = """政府采购支出预算表
单位：元
采购品目大类|专项名称|经济科目|采购物品名称|采购组织形式|总计
合计|||||9.00
一、货物A|||||4.00
|设备费|设备购置|||4.00
|||打印机|分散自行组织|1.00
|||计算机|分散自行组织|3.00
二、服务C|||||5.00
|设备费|维修费|||5.00
|||打印机|分散自行组织|5.00
"""

ONE_ROW = """支出预算总表
单位：元
合计|基本支出|项目支出
9.00|7.00|2.00
"""


def test_class_parts_beside_the_total_label_their_columns() -> None:
    cells = converted(FINAL).cells
    key = at(cells, 4, 5).key
    assert key is not None
    assert (key.function, key.expenditure_type) == ("total", "total")
    codes = [cell.key.function for cell in cells if cell.column == 5 and cell.key is not None]
    assert codes == ["total", "201", "20106", "2010601"]


def test_a_blank_level_stands_for_the_name_above_it() -> None:
    conversion = converted(PROCUREMENT)
    assert all(cell.key is not None for cell in conversion.cells)
    activities = [cell.key.activity for cell in conversion.cells if cell.key is not None]
    assert len(set(activities)) == len(activities)
    printers = [cell.amount for cell in conversion.cells if cell.label.endswith("打印机")]
    assert printers == [Decimal("1.00"), Decimal("5.00")]
    assert not conversion.findings


def test_the_only_row_of_a_table_without_labels_is_the_whole() -> None:
    cells = converted(ONE_ROW).cells
    assert sets(at(cells, 2, 1).key) == {"operation": "expenditure"}
    assert sets(at(cells, 2, 3).key) == {"operation": "expenditure", "expenditure_type": "project"}
