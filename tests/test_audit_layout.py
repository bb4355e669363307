"""Cells, columns, numbering, units of measure and lines of tables: what is out of place, and what only looks so."""

import pytest
from audited import SUMMARY, codes, complaints, economic

from yusuan.audit.layout import (
    amounts_without_label,
    columns_without_amounts,
    labels_told_by_place,
    moved_cells,
    summaries_without_total,
)
from yusuan.audit.measure import implausible_units, tables_without_unit
from yusuan.audit.numbering import broken_numbering
from yusuan.audit.repeated import repeated_lines

STAFF = """
人员运行费定额支出明细表

单位：元

单位编码|单位名称|科目代码|||科目名称|合计|财政拨款
||类|款|项|||
{rows}
"""
LIST = """
表4

财政拨款收支总表

单位：元

序号|收入||支出|
|项目|预算数|功能分类科目名称|预算数
{rows}
"""
PROJECTS = """
项目支出表

单位：{unit}

项目名称|总计
合计|{total}
{rows}
"""


def test_a_row_with_a_blank_too_many_at_its_beginning_was_moved() -> None:
    rows = "||||||150.00|150.00\n{}403001|云岭县医疗保险经办处|||||150.00|150.00\n||210|15|01|印刷费|150.00|150.00"
    (found,) = complaints(moved_cells, STAFF.format(rows=rows.format("|")))
    assert (found.code, found.origin, found.words["rows"]) == ("cells-moved", "transcription", "4")
    assert complaints(moved_cells, STAFF.format(rows=rows.format(""))) == []


def test_rows_that_are_only_short_or_long_were_not_moved() -> None:
    rows = "403001|云岭县医疗保险经办处|||||150.00|150.00||\n||210|15|01|印刷费|150.00"
    assert complaints(moved_cells, STAFF.format(rows=rows)) == []


def test_amounts_in_rows_without_a_label() -> None:
    table = SUMMARY.replace("收入总计", "{label}|{amount}||\n收入总计")
    assert complaints(amounts_without_label, table.format(label="二、政府性基金", amount="0.00")) == []
    assert complaints(amounts_without_label, table.format(label="", amount="")) == []
    assert codes(complaints(amounts_without_label, table.format(label="", amount="0.00"))) == ["zero-without-label"]
    (found,) = complaints(amounts_without_label, table.format(label="", amount="7.00"))
    assert (found.code, found.words["amounts"], len(found.cell_ids)) == ("amount-without-label", "7.00", 1)


def test_a_label_that_spans_columns_is_a_label() -> None:
    table = SUMMARY.replace("收入||支出|", "收入||支出|||").replace(
        "项目|预算数|项目|预算数", "项目|预算数|项目|预算数|项目|预算数"
    )
    spanned = table.replace("支出总计|150.00", "支出总计|||150.00")
    assert complaints(amounts_without_label, spanned) == []
    bare = table.replace("支出总计|150.00", "支出总计|150.00||150.00")
    assert codes(complaints(amounts_without_label, bare)) == ["amount-without-label"]


def test_a_list_without_its_column_of_amounts() -> None:
    table = LIST.replace("功能分类科目名称|预算数", "功能分类科目名称")
    rows = "1|一、一般公共预算拨款|150.00|一、卫生健康支出{}\n2|收入总计|150.00|支出总计{}"
    lost = table.replace("收入||支出|", "收入||支出").format(rows=rows.format("", ""))
    (found,) = complaints(columns_without_amounts, lost)
    assert (found.words["header"], found.words["count"]) == ("功能分类科目名称", "2")
    assert complaints(columns_without_amounts, LIST.format(rows=rows.format("|150.00", "|150.00"))) == []


def test_a_column_of_names_after_the_amounts_is_no_list() -> None:
    table = (
        "\n项目支出表\n\n单位：元\n\n项目名称|总计|项目单位\n合计|150.00|\n网络运行维护费|150.00|云岭县医疗保险经办处\n"
    )
    assert complaints(columns_without_amounts, table) == []


def test_a_summary_ends_with_totals() -> None:
    assert complaints(summaries_without_total, SUMMARY) == []
    (found,) = complaints(summaries_without_total, SUMMARY.replace("收入总计|150.00|支出总计|150.00\n", ""))
    assert found.code == "summary-without-total"
    cut = SUMMARY.replace("收入总计|150.00|支出总计|150.00\n", "") + "\n（续）\n\n收入总计|150.00|支出总计|150.00\n"
    assert complaints(summaries_without_total, cut) == [], "the next table may be its rest"
    project = PROJECTS.format(unit="元", total="150.00", rows="网络运行维护费|150.00").replace("合计|150.00\n", "")
    assert complaints(summaries_without_total, project) == [], "other tables may do without"


def test_labels_that_only_their_place_tells() -> None:
    labels = ("一、卫生健康支出", "二、节能环保支出", "三、{}", "四、农林水支出")
    rows = "\n".join(f"{n}|||{label}|5.00" for n, label in enumerate(labels, start=1))
    (found,) = complaints(labels_told_by_place, LIST.format(rows=rows.format("城乡社")))
    assert found.words["labels"] == "城乡社"
    assert complaints(labels_told_by_place, LIST.format(rows=rows.format("城乡社区支出"))) == []


def test_a_table_without_its_unit_of_measure() -> None:
    second = economic("301|工资福利支出|||150.00")
    (found,) = complaints(tables_without_unit, SUMMARY.replace("单位：元", "") + second)
    assert (found.words["unit"], found.words["table"]) == ("元", "表1 云岭县医疗保险经办处收支总表")
    assert complaints(tables_without_unit, SUMMARY + second) == []


@pytest.mark.parametrize(
    ("unit", "amounts", "found"),
    [
        ("元", ("1000000.00", "600000.00", "400000.00"), []),
        ("万元", ("100.00", "60.00", "40.00"), []),
        ("万元", ("1000000.00", "600000.00", "400000.00"), ["unit-of-measure-implausible"]),
        ("元", ("100.00", "60.00", "40.00"), ["unit-of-measure-implausible"]),
        ("万元", ("100.00", "600000.00", "400000.00"), []),  # one agrees: the others are misprints
        ("元", ("123.00", "81.00", "42.00"), []),  # another budget, not another unit
    ],
)
def test_a_unit_of_measure_that_other_tables_contradict(
    unit: str, amounts: tuple[str, str, str], found: list[str]
) -> None:
    title = "一般公共预算基本支出明细表"
    rows = ("301|工资福利支出|||{1}", "302|商品和服务支出|||{2}")
    right = economic(*(row.format("", "600000.00", "400000.00") for row in rows), total="1000000.00", title=title)
    again = economic(*(row.format(*amounts) for row in rows), total=amounts[0], table="表8", title=title)
    said = complaints(implausible_units, right + again.replace("单位：元", f"单位：{unit}"))
    assert codes(said)[:1] == found
    assert all(complaint.words["times"] in ("10,000", "1/10,000") for complaint in said)


@pytest.mark.parametrize(
    ("serials", "labels", "breaks"),
    [
        ((1, 2, 3, 4), ("一、", "二、", "三、", "四、"), []),
        ((1, 2, 5, 6), ("一、", "二、", "三、", "四、"), ["2→5"]),
        ((1, 2, 2, 3), ("一、", "二、", "三、", "四、"), ["2→2"]),
        ((1, 2, 3, 4), ("十六、", "十七、", "十九、", "二十、"), ["17→19"]),
        ((1, 2, 3, 4), ("一、", "1、", "2、", "二、"), []),
        ((1, 2, 3, 4), ("(一)", "1、", "3、", "(三)"), []),  # lists of two rows
        ((1, 2, 1, 2), ("一、", "二、", "一、", "二、"), []),  # begins again
    ],
)
def test_numbering(serials: tuple[int, ...], labels: tuple[str, ...], breaks: list[str]) -> None:
    names = ("外交支出", "国防支出", "教育支出", "科学技术支出")
    rows = [
        f"{n}|{'一般公共预算拨款' if n == 1 else ''}|{'150.00' if n == 1 else ''}|{label}{name}|5.00"
        for n, label, name in zip(serials, labels, names, strict=True)
    ]
    found = complaints(broken_numbering, LIST.format(rows="\n".join(rows)))
    assert [complaint.words["breaks"] for complaint in found] == breaks


def test_numbers_of_nested_lists_are_counted_below_each_heading() -> None:
    labels = ("一、外交支出", "1、甲", "2、乙", "3、丙", "二、国防支出", "1、甲", "2、乙", "4、丙", "三、教育支出")
    rows = [f"{n}|||{label}|5.00" for n, label in enumerate(labels, start=1)]
    (found,) = complaints(broken_numbering, LIST.format(rows="\n".join(rows)))
    assert found.words["breaks"] == "2→4"


ROWS = ("30201|办公费|50201|办公经费|50.00", "30202|印刷费|50201|办公经费|30.00", "30202|印刷费|50201|办公经费|30.00")


@pytest.mark.parametrize(
    ("rows", "total", "found"),
    [
        (ROWS, "80.00", ["line-repeated"]),
        (ROWS, "110.00", ["line-counted-twice"]),
        (ROWS, "100.00", []),  # the sum is broken some other way
        (ROWS[:2], "80.00", []),
        ((*ROWS[:2], "30203|咨询费|50205|委托业务费|30.00"), "110.00", []),  # one amount, two lines
        ((*ROWS[:2], "30202|印刷费|50201|办公经费|0.00"), "80.00", []),
    ],
)
def test_lines_printed_twice(rows: tuple[str, ...], total: str, found: list[str]) -> None:
    text = economic(f"302|商品和服务支出|||{total}", *rows, total=total)
    assert codes(complaints(repeated_lines, text)) == found


def test_two_purchases_of_one_name_are_not_one_line() -> None:
    rows = "办公设备购置|60.00\n办公设备购置|60.00\n会议室改造|30.00"
    assert complaints(repeated_lines, PROJECTS.format(unit="元", total="150.00", rows=rows)) == []


def test_a_unit_row_and_the_department_row_above_it_are_not_one_line() -> None:
    rows = "403|云岭县医疗保障局|150.00\n403002|云岭县医疗保险经办处|150.00\n|网络运行维护费|150.00"
    text = f"\n专项业务经费支出表\n\n单位：元\n\n单位编码|单位（项目）名称|项目金额\n|合计|150.00\n{rows}\n"
    assert complaints(repeated_lines, text) == []
