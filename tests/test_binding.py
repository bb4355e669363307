"""Every printed amount gets its key, or stays without one and says why."""

from decimal import Decimal

import pytest
from invented import at, converted, sets

from yusuan.facts.fact import Binding, Cell
from yusuan.reading.document import Location

SUMMARY = """收支总表
单位：元
收入||支出|||||
项目|预算数|支出功能分类科目|预算数|部门预算支出经济分类科目|预算数|政府预算支出经济分类科目|预算数
一、部门预算|9.00|一、部门预算|9.00|一、部门预算|9.00|一、部门预算|9.00
1、财政拨款|8.00|1、一般公共服务支出|0.00|1、人员经费和公用经费支出|6.00|1、机关工资福利支出|5.00
其中：专项资金列入部门预算的项目|0.00|2、卫生健康|9.00|(1)工资福利支出|5.00|2、机关商品和服务支出|4.00
2、事业收入|1.00|||(2)商品和服务支出|1.00||0.00
3、星空收入|0.00|||2、专项业务经费支出|3.00||
||||(1)商品和服务支出|3.00||
本年收入合计|9.00|本年支出合计|9.00|本年支出合计|9.00|本年支出合计|9.00
收入总计|9.00|支出总计|9.00|支出总计|9.00|支出总计|9.00
"""


@pytest.fixture(scope="module")
def summary() -> tuple[Cell, ...]:
    return converted(SUMMARY).cells


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (3, 2, {"operation": "revenue"}),
        (3, 6, {"operation": "expenditure"}),
        (4, 2, {"operation": "revenue", "fund": "fiscal"}),
        (6, 2, {"operation": "revenue", "fund": "business-income"}),
        (5, 4, {"operation": "expenditure", "function": "210"}),
        (4, 6, {"operation": "expenditure", "expenditure_type": "basic"}),
        (6, 6, {"operation": "expenditure", "expenditure_type": "basic", "economic": "302"}),
        (8, 6, {"operation": "expenditure", "expenditure_type": "project", "economic": "302"}),
        (4, 8, {"operation": "expenditure", "gov_economic": "501"}),
        (9, 2, {"operation": "revenue"}),
        (9, 8, {"operation": "expenditure"}),
        (10, 2, {"operation": "revenue-grand-total"}),
        (10, 4, {"operation": "expenditure-grand-total"}),
    ],
)
def test_each_panel_of_a_summary_says_its_own(
    summary: tuple[Cell, ...], row: int, column: int, expected: dict[str, str]
) -> None:
    assert sets(at(summary, row, column).key) == expected


def test_classes_do_not_apply_to_revenue(summary: tuple[Cell, ...]) -> None:
    key = at(summary, 4, 2).key
    assert key is not None
    assert (key.function, key.economic, key.gov_economic, key.expenditure_type) == ("total", *["not-applicable"] * 3)


def test_a_cell_knows_what_is_printed_where(summary: tuple[Cell, ...]) -> None:
    cell = at(summary, 6, 6)
    assert cell.label == "部门预算 / 人员经费和公用经费支出 / 商品和服务支出"
    assert (cell.header, cell.printed, cell.amount, cell.unit) == ("支出 / 预算数", "1.00", Decimal("1.00"), "yuan")
    assert (cell.location, cell.cell_id) == (Location(line=12), "t01-revenue-expenditure-summary.r6c6")
    assert at(summary, 5, 2).of_which


def test_what_cannot_be_bound_says_why_and_is_reported(summary: tuple[Cell, ...]) -> None:
    assert {(c.row, c.column): c.reason for c in summary if c.key is None} == {
        (6, 8): "the row has no label",
        (7, 2): "the label 星空收入 matches nothing in the code lists",
    }
    assert all(c.binding is Binding.NONE for c in summary if c.key is None)
    reported = [(u.what, u.text, u.location.line) for u in converted(SUMMARY).unrecognised]
    assert ("amount", "0.00 (the row has no label)", 12) in reported
    assert ("amount", "0.00 (the label 星空收入 matches nothing in the code lists)", 13) in reported


def test_a_row_that_names_a_fund_outside_the_row_above_it_is_not_bound() -> None:
    found = converted(
        "财政拨款收支总表\n单位：元\n收入|\n项目|预算数\n一、一般公共预算|9.00\n其中：其他收入|1.00\n二、其他收入|2.00\n"
    )
    assert at(found.cells, 4, 2).reason == "the label 其他收入 names other-income, which is no part of the row above it"
    assert sets(at(found.cells, 5, 2).key)["fund"] == "other-income"


CODED = """部门支出总表
单位：万元
科目编码|||单位代码|单位名称|科目名称|合计|基本支出|项目支出|星空数|备注
类|款|项||||||||
||||合计||1,234.5|1,234.5|0|1,000|无
|||900|云岭县医疗保险经办处||1,234.5|1,234.5||12|
208|05|05|||养老|1,000|壹仟|||
229|97||||新科目|234.5||||
77777||||||1||||
|||||星空|1|-|—||
||||||3||||
"""


def test_split_codes_are_joined_and_bound_by_the_code() -> None:
    cell = at(converted(CODED).cells, 5, 7)
    assert sets(cell.key) == {"operation": "expenditure", "function": "2080505"}
    assert (cell.binding, cell.label, cell.amount) == (Binding.CODE, "2080505 养老", Decimal(10000000))


def test_a_code_that_the_list_lacks_is_kept_as_printed_and_reported() -> None:
    found = converted(CODED)
    assert sets(at(found.cells, 6, 7).key)["function"] == "22997"
    concept = found.codelists["function"]["22997"]
    assert (concept.label_zh, concept.parent, concept.source) == ("新科目", "229", "printed in this disclosure")
    assert ("function code", "22997 新科目", 12) in [(u.what, u.text, u.location.line) for u in found.unrecognised]
    assert "22997" not in converted(SUMMARY).codelists["function"], "no other disclosure learns it"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (3, 10, "the header of the column is not understood"),
        (4, 10, "the header of the column is not understood"),
        (7, 7, "the code 77777 has the shape of no code list"),
        (8, 7, "the row 星空 matches nothing in the code lists"),
        (9, 7, "the row has no label"),
    ],
)
def test_amounts_without_a_key_are_kept_with_the_reason(row: int, column: int, reason: str) -> None:
    cell = at(converted(CODED).cells, row, column)
    assert (cell.key, cell.reason) == (None, reason)


def test_an_amount_that_is_no_number_is_reported_and_dashes_are_not() -> None:
    found = converted(CODED)
    assert ("amount", "壹仟", 11) in [(u.what, u.text, u.location.line) for u in found.unrecognised]
    assert {u.text for u in found.unrecognised}.isdisjoint({"-", "—", "无", ""})
    assert not [cell for cell in found.cells if (cell.row, cell.column) in ((5, 8), (8, 8), (8, 9))]


def test_other_numbers_below_a_header_that_is_not_understood_are_reported_by_the_header() -> None:
    found = converted(
        "支出总表\n单位：元\n科目编码|科目名称|合计|星空数\n208|社会保障和就业支出|5.00|3\n210|卫生健康支出|4.00|\n"
    )
    assert [cell.column for cell in found.cells] == [3, 3]
    assert ("header", "星空数, above numbers", 8) in [(u.what, u.text, u.location.line) for u in found.unrecognised]


def test_an_amount_in_a_column_of_names_that_cannot_be_moved_is_kept() -> None:
    found = converted("支出总表\n单位：元\n科目编码|科目名称|合计\n208|5.00|4.00\n")
    assert at(found.cells, 4 - 2, 2).reason == "the amount stands in a column of names"


def test_without_a_unit_of_measure_there_is_no_amount_in_yuan() -> None:
    (cell,) = converted("支出总表\n\n科目编码|科目名称|合计\n208|社会保障和就业支出|5.00\n").cells
    assert (cell.key, cell.reason) == (None, "no unit of measure is known")
    (cell,) = converted("支出总表\n\n科目编码|科目名称|合计\n208|社会保障和就业支出|5万元\n").cells
    assert (cell.amount, cell.unit, cell.reason) == (Decimal(50000), "wan-yuan", "")
    (cell,) = converted("支出总表\n\n科目编码|科目名称|合计\n208|社会保障和就业支出|5.00\n", unit="wan-yuan").cells
    assert (cell.amount, cell.reason) == (Decimal(50000), "")


def test_a_header_may_state_the_unit_of_its_column_and_means_the_same_with_it() -> None:
    head = "科目编码|科目名称|预算数（元）|其中：基本支出（万元）"
    whole, basic = converted(f"支出总表\n单位：元\n{head}\n208|社会保障和就业支出|50000|3.5\n").cells
    assert (whole.amount, basic.amount, basic.unit) == (Decimal(50000), Decimal(35000), "wan-yuan")
    assert sets(basic.key) == {"operation": "expenditure", "function": "208", "expenditure_type": "basic"}
    assert basic.header == "基本支出(万元)"


def test_a_side_that_nothing_says_is_not_guessed() -> None:
    (cell,) = converted("资金安排情况表\n单位：元\n科目编码|科目名称|合计\n208|社会保障和就业支出|5.00\n").cells
    assert cell.reason == "nothing says whether it is revenue or expenditure"


@pytest.mark.parametrize(
    ("title", "side"),
    [("资金安排支出表", "expenditure"), ("资金安排收入表", "revenue"), ("星空支出表", ""), ("资金安排收支表", "")],
)
def test_a_title_that_names_one_side_says_it(title: str, side: str) -> None:
    (cell,) = converted(f"{title}\n单位：元\n科目编码|科目名称|合计\n208|社会保障和就业支出|5.00\n").cells
    assert (sets(cell.key)["operation"] if cell.key else "") == side


def test_amounts_whose_labels_are_not_understood_are_not_given_to_other_labels() -> None:
    found = converted("收支总表\n单位：元\n收入||支出|\n项目|预算数|星空|预算数\n一、部门预算|9.00|一、甲|8.00\n")
    revenue, expenditure = found.cells
    assert sets(revenue.key) == {"operation": "revenue"}
    assert (expenditure.key, expenditure.reason) == (None, "no column that is understood says what the row is about")


def test_phase_and_fund_may_be_said_by_a_column() -> None:
    found = converted("支出总表\n单位：元\n科目编码|科目名称|预算数|决算数\n208|社会保障和就业支出|5.00|4.00\n")
    assert [cell.key.phase for cell in found.cells if cell.key] == ["approved", "executed"]


CUT = """财政拨款收支总表
单位：元
收入||支出|
项目|预算数|政府预算支出经济分类科目|预算数
一、财政拨款|9.00|一、财政拨款|9.00
||4、机关资本性支出（基本建设）|0.00
||5、对事业单|3.00
||6、对事业单|6.00
||7、对企业补助|0.00
"""


def test_labels_cut_off_are_told_by_their_place() -> None:
    cells = converted(CUT).cells
    assert [(sets(at(cells, row, 4).key)["gov_economic"], at(cells, row, 4).binding) for row in range(4, 8)] == [
        ("504", Binding.LABEL),
        ("505", Binding.POSITION),
        ("506", Binding.POSITION),
        ("507", Binding.LABEL),
    ]


@pytest.mark.parametrize(
    "missing",
    ["||4、机关资本性支出（基本建设）|0.00\n||5、对事业单|3.00\n", "||6、对事业单|6.00\n||7、对企业补助|0.00\n"],
)
def test_a_garbled_label_is_not_told_where_its_place_is_ambiguous(missing: str) -> None:
    garbled = CUT.replace(missing, "").replace("对事业单", "星空")
    cells = converted(garbled).cells
    unbound = [cell for cell in cells if cell.key is None]
    assert [cell.reason for cell in unbound] == ["the label 星空 matches nothing in the code lists"]
