"""Shapes of tables that provinces and final accounts print, in made tables: what every amount is the amount of."""

from decimal import Decimal

import pytest
from invented import at, converted, sets, tables

from yusuan.conversion import Conversion
from yusuan.facts.fact import Cell, Status

MERGED_TOTAL = """收支预算总表
单位：元
收入||支出|||
项目名称|金额|功能分类||支出用途|
||功能科目名称|金额|项目名称|金额
一、财政拨款|90.00|一、一般公共服务支出|60.00|一、基本支出|70.00
二、其他资金|10.00|二、卫生健康支出|40.00|二、项目支出|30.00
当年收入小计|100.00|当年支出小计|||100.00
收入合计|100.00|支出合计|||100.00
"""

LEVELS = """收入预算总表
单位：元
项目名称||金额
收入总计||100.00
一般公共预算资金|小计|60.00
|公共财政拨款(补助)资金|50.00
|专项收入|10.00
其他资金|小计|25.00
|事业收入|5.00
|其他收入|20.00
财政专户管理资金|专户管理教育收费|15.00
上年结转和结余资金|小计|
"""

BALANCE = """财政拨款收入支出决算总表
单位：元
收入||支出|
项目|决算数|项目|决算数
一、一般公共预算财政拨款|90.00|一、一般公共服务支出|95.00
二、政府性基金预算财政拨款|10.00||
本年收入合计|100.00|本年支出合计|95.00
年初财政拨款结转和结余|7.00|年末财政拨款结转和结余|12.00
一、一般公共预算财政拨款|4.00||
二、政府性基金预算财政拨款|3.00||
总计|107.00|总计|107.00
"""

NAMED_TOTALS = """一般公共预算财政拨款基本支出决算表
单位：元
经济分类||科目名称|决算数|经济分类||科目名称|决算数
类|款|||类|款||
301||工资福利支出|50.00|302||商品和服务支出|20.00
301|01|基本工资|50.00|302|01|办公费|20.00
人员经费合计|||50.00|公用经费合计|||20.00
"""

COSTS_BESIDE = """“三公”经费和机关运行经费预算表
单位：元
“三公”经费预算数|||2024年机关运行经费预算数
合计|因公出国（境）费|公务接待费|
9.00|4.00|5.00|30.00
"""

PHASES = """一般公共预算财政拨款支出决算表
单位：元
科目编码|科目名称|年初预算数|调整预算数|决算数
201|一般公共服务支出|8.00|9.00|7.00
"""

YEARS = """“三公”经费支出预算表
单位：元
项目|上年执行数|2023年预算数|2024年预算数|增减额|增减（%）
合计|5.00|6.00|7.00|1.00|16.67
公务接待费|5.00|6.00|7.00|1.00|16.67
"""

YEARS_IN_ROWS = """“三公”经费支出预算表
单位：元
项目|合计|公务接待费
2023年决算数|5.00|5.00
2024年预算数|7.00|7.00
"""

NAMELESS = """政府采购支出预算表
单位：元
采购品目大类|专项名称|经济科目|采购物品名称|采购组织形式|总计
合计|||||9.00
三、服务C|||||9.00
|物业管理费|物业管理费|||9.00
|||物业管理服务|部门集中采购|4.00
||||分散自行组织|2.00
|||其他服务|分散自行组织|3.00
"""


def found(conversion: Conversion) -> dict[tuple[int, int], dict[str, str]]:
    return {(cell.row, cell.column): sets(cell.key) for cell in conversion.cells}


def view(conversion: Conversion, name: str) -> dict[str, Decimal]:
    (made,) = (view for view in conversion.views if view.name == name)
    return {line.code: line.amount for line in made.lines}


def test_a_total_merged_over_two_lists_is_that_of_both() -> None:
    conversion = converted(MERGED_TOTAL)
    keys = found(conversion)
    assert keys[6, 6] == {"operation": "expenditure"}
    assert keys[7, 6] == {"operation": "expenditure-grand-total"}
    assert view(conversion, "expenditure_by_function") == {"201": Decimal(60), "210": Decimal(40)}
    assert {fact.status for fact in conversion.facts if fact.key.function == "201"} == {Status.CONSISTENT}
    assert [finding.code for finding in conversion.findings] == []
    wrong = converted(MERGED_TOTAL.replace("40.00", "45.00"))
    assert "sum-of-parts" in {finding.code for finding in wrong.findings}


def test_a_label_of_a_class_is_not_lent_to_the_list_beside_it() -> None:
    (cell,) = (
        cell
        for cell in converted(MERGED_TOTAL.replace("60.00|一、基本支出", "|")).cells
        if (cell.row, cell.column) == (4, 6)
    )
    assert cell.key is None
    assert cell.reason == "the row has no label"


def test_levels_of_a_list_stand_in_columns_of_their_own() -> None:
    conversion = converted(LEVELS)
    funds = {place: key.get("fund", "total") for place, key in found(conversion).items()}
    assert funds == {
        (2, 3): "total",
        (3, 3): "general",
        (4, 3): "general-appropriation",
        (5, 3): "general-earmarked",
        (6, 3): "unit-funds",
        (7, 3): "business-income",
        (8, 3): "other-income",
        (9, 3): "special-account-education-fees",
    }
    assert conversion.findings == ()
    wrong = converted(LEVELS.replace("|5.00", "|6.00"))
    assert {finding.code for finding in wrong.findings} == {"sum-of-parts"}


def test_a_column_of_amounts_without_header_is_no_level() -> None:
    (table,) = tables("收入预算总表\n单位：元\n项目名称||金额\n收入总计|1.00|2.00\n")
    assert [column.role for column in table.columns] == ["line", "", "amount"]


def test_a_numbering_that_begins_anew_below_a_balance_numbers_its_parts() -> None:
    keys = found(converted(BALANCE, phase="executed"))
    assert keys[3, 2] == {"phase": "executed", "operation": "revenue", "fund": "general"}
    assert keys[6, 2] == {"phase": "executed", "operation": "brought-forward", "fund": "fiscal"}
    assert keys[7, 2] == {"phase": "executed", "operation": "brought-forward", "fund": "general"}
    assert keys[8, 2] == {"phase": "executed", "operation": "brought-forward", "fund": "government-fund"}
    assert keys[9, 2] == {"phase": "executed", "operation": "revenue-grand-total", "fund": "fiscal"}


def test_a_row_names_its_total_in_the_place_of_a_code() -> None:
    keys = found(converted(NAMED_TOTALS, phase="executed"))
    common = {"phase": "executed", "operation": "expenditure", "fund": "general"}
    assert keys[5, 4] == {**common, "expenditure_type": "personnel"}
    assert keys[5, 8] == {**common, "expenditure_type": "operating"}


def test_a_column_of_another_memorandum_item_leaves_the_classes_of_its_table() -> None:
    keys = found(converted(COSTS_BESIDE))
    assert keys[3, 1] == {
        **{"operation": "expenditure", "fund": "general"},
        **{"expenditure_type": "three-public", "economic": "three-public"},
    }
    assert keys[3, 4] == {"operation": "expenditure", "fund": "general", "expenditure_type": "agency-operating-costs"}


def test_one_table_of_final_accounts_has_three_phases() -> None:
    cells = converted(PHASES, phase="executed").cells
    assert [(c.key.phase, c.key.fiscal_year, c.amount) for c in cells if c.key is not None] == [
        ("approved", "2024", Decimal(8)),
        ("revised", "2024", Decimal(9)),
        ("executed", "2024", Decimal(7)),
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (YEARS, [("2023", "executed"), ("2023", "approved"), ("2024", "approved")]),
        (YEARS_IN_ROWS, [("2023", "executed"), ("2024", "approved")]),
    ],
)
def test_years_stand_in_headers_and_rows(table: str, expected: list[tuple[str, str]]) -> None:
    conversion = converted(table)
    assert all(cell.key is not None for cell in conversion.cells)
    totals = [c.key for c in conversion.cells if c.key is not None and c.key.economic.startswith("three-public")]
    assert [(key.fiscal_year, key.phase) for key in totals] == expected
    assert conversion.unrecognised[1:] == ()  # the place alone


def test_what_the_year_before_left_is_of_this_year() -> None:
    cells = converted("收入预算总表\n单位：元\n项目|金额\n2023年结转|\n上年结转|5.00\n").cells
    assert [(c.key.fiscal_year, c.key.operation) for c in cells if c.key is not None] == [("2024", "brought-forward")]


LAST_YEAR = "2023年度收入支出决算总表\n单位：元\n项目|决算数\n本年收入合计|{}\n\n"
THIS_YEAR = "收支预算总表\n单位：元\n收入|\n项目|金额\n本年收入合计|{}\n\n"


def years(cells: tuple[Cell, ...]) -> set[tuple[str, str]]:
    return {(cell.key.fiscal_year, cell.key.phase) for cell in cells if cell.key is not None}


def test_a_table_of_another_year_and_phase_is_about_these() -> None:
    made = converted(THIS_YEAR.format("5.00") + LAST_YEAR.replace("项目|决算数", "收入|\n项目|决算数").format("4.00"))
    assert years(made.cells) == {("2024", "approved"), ("2023", "executed")}
    assert not {finding.code for finding in made.findings} & {"title-of-another-year", "amounts-disagree"}


def test_a_year_in_a_title_alone_is_a_slip() -> None:
    made = converted(THIS_YEAR.replace("收支预算总表", "2023年收支预算总表").format("5.00"))
    assert years(made.cells) == {("2024", "approved")}
    assert {finding.code for finding in made.findings} == {"title-of-another-year"}


def test_a_purchase_without_a_name_is_one_more_of_what_stands_above() -> None:
    conversion = converted(NAMELESS)
    assert all(cell.key is not None for cell in conversion.cells)
    names = [conversion.codelists["activity"][c.key.activity].label_zh for c in conversion.cells if c.key is not None]
    assert names[-3:] == ["物业管理服务", "物业管理服务(分散自行组织)", "其他服务"]
    assert conversion.findings == ()
    wrong = converted(NAMELESS.replace("|2.00", "|1.00"))
    assert {finding.code for finding in wrong.findings} == {"sum-of-parts"}


SHARED = """收支预算总表
单位：万元
支出|
项目|金额
一、一般公共服务支出|60.01
二、卫生健康支出|40.00
本年支出合计|{total}

支出预算表
单位：万元
科目编码|科目名称|合计
201|一般公共服务支出|{again}
210|卫生健康支出|40.00
|合计|100.01
"""


def test_one_last_place_apart_is_a_note_and_two_are_not() -> None:
    codes = {f.code for f in converted(SHARED.format(total="100.01", again="60.02")).findings}
    assert codes == {"amounts-rounded-apart"}
    assert {f.code for f in converted(SHARED.format(total="100.01", again="60.01")).findings} == set()
    assert "amounts-rounded-apart" not in {
        f.code for f in converted(SHARED.format(total="100.01", again="60.11")).findings
    }


def test_units_without_amounts_are_a_list() -> None:
    (table,) = tables("序号|单位名称|备注\n1|云岭县财政局（本级）|\n2|云岭县国库收付中心|并入本级\n")
    assert table.kind == "unit-list"


@pytest.mark.parametrize(
    ("columns", "kind"), [("合计|公务接待费", "three-public-alone"), ("合计|会议费", "three-public")]
)
def test_three_public_expenditure_is_with_meetings_where_the_table_has_them(columns: str, kind: str) -> None:
    (table,) = tables(f"“三公”经费支出预算表\n单位：元\n{columns}\n1.00|1.00\n")
    assert table.kind == kind


def test_what_a_title_names_holds_for_a_table_of_no_known_kind() -> None:
    table = "政府性基金预算拨款资金安排表\n单位：元\n科目编码|科目名称|本年支出\n212|城乡社区支出|5.00\n"
    conversion = converted(table)
    (cell,) = conversion.cells
    assert sets(cell.key) == {"operation": "expenditure", "fund": "government-fund", "function": "212"}
    assert at(conversion.cells, cell.row, cell.column) is cell


FUND = """政府性基金预算财政拨款收入支出决算表
单位：元
功能分类科目编码|科目名称|年初结转和结余|本年收入|本年支出|||年末结转和结余
||||小计|基本支出|项目支出|
212|城乡社区支出|1.00|5.00|4.00|-|4.00|2.00
|合计|1.00|5.00|4.00||4.00|2.00
"""


def test_columns_of_both_sides_and_of_balances_stand_in_one_table() -> None:
    conversion = converted(FUND, phase="executed")
    keys = [sets(cell.key) for cell in conversion.cells if cell.row == 4]
    assert [(key["operation"], key.get("expenditure_type", "total")) for key in keys] == [
        *[("brought-forward", "total"), ("revenue", "total"), ("expenditure", "total")],
        *[("expenditure", "project"), ("carried-forward", "total")],
    ]
    assert {key["fund"] for key in keys} == {"government-fund"}


HEADED = """财政拨款支出预算表（部门经济分类科目）
单位：元
科目编码||单位代码|单位名称（科目）|总计
类|款|||
||||100.00
|||工资福利支出|60.00
301|01|101301|基本工资|60.00
|||商品和服务支出|40.00
302|01|101301|办公费|40.00
"""


def test_a_class_that_is_only_named_is_one_of_the_list_whose_codes_stand_below() -> None:
    conversion = converted(HEADED)
    assert [sets(cell.key).get("economic", "total") for cell in conversion.cells] == [
        *("total", "301", "30101", "302", "30201")
    ]
    assert conversion.findings == ()


CONTENTS = """五、预算表………………………………1．收支预算总表……………………………………3

2．收入预算总表………………………………………3．支出预算总表……………………………………5

收支预算总表
单位：元
收入|
项目|金额
本年收入合计|5.00

收入预算总表
单位：元
项目|金额
本年收入合计|5.00
"""


def test_entries_of_a_table_of_contents_may_share_a_line() -> None:
    missing = [finding.message_zh for finding in converted(CONTENTS).findings]
    assert len(missing) == 1
    assert "3.“支出预算总表”" in missing[0]
