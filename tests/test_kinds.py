"""Kinds of tables: by their titles, by headers that only one kind has; which are empty, and why."""

import pytest
from invented import LEXICON, LISTS, tables

from yusuan.recognition.headers import table_sets
from yusuan.recognition.kinds import content_of, recognise_kind
from yusuan.recognition.tables import index_entries

KINDS = LISTS["table-kinds"]


def by_title(title: str, *axes: str) -> str:
    return recognise_kind(title, (), axes, LEXICON)


@pytest.mark.parametrize("code", list(KINDS.concepts))
def test_every_kind_is_told_by_each_of_its_titles_with_a_unit_and_a_year_before_it(code: str) -> None:
    axis = KINDS[code].extra["axis"]
    for label in (KINDS[code].label_zh, *KINDS[code].alt_labels):
        if code != "other":
            assert by_title(f"2024年云岭县医疗保险经办处 {label}", axis) == code, label


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("部门收支总体情况表", "revenue-expenditure-summary"),
        ("2024年单位综合预算财政拨款收支总表", "fiscal-summary"),
        ("一般公共预算基本支出表", "basic-expenditure-by-economic-class"),
        ("政府采购（资产配置、购买服务）预算表", "procurement"),
        ("云岭县2024年 专项 业务经费支出表", "project-expenditure"),
        ("部门整体支出绩效目标表", "overall-target-form"),
        ("财政拨款“三公”经费预算表", "three-public"),
        ("星空观测表", "other"),
        ("", "other"),
    ],
)
def test_the_longest_label_in_the_title_decides(title: str, kind: str) -> None:
    assert by_title(title) == kind


def test_of_two_kinds_with_one_title_the_columns_tell() -> None:
    title = "一般公共预算支出明细表"
    assert by_title(title, "function") == "expenditure-by-function"
    assert by_title(title, "economic", "gov_economic") == "expenditure-by-economic-class"


@pytest.mark.parametrize(
    ("header", "body", "kind"),
    [
        ("功能科目编码|功能科目名称|合计", "208|社会保障和就业支出|1.00", "expenditure-by-function"),
        ("部门经济科目编码|部门经济科目名称|合计", "301|工资福利支出|1.00", "expenditure-by-economic-class"),
        ("科目编码|科目名称|合计", "208|社会保障和就业支出|1.00", "expenditure-by-function"),
        ("科目编码|科目名称|合计", "301|工资福利支出|1.00", "expenditure-by-economic-class"),
    ],
)
def test_the_axis_is_told_by_the_headers_or_by_the_shape_of_the_codes(header: str, body: str, kind: str) -> None:
    (table,) = tables(f"云岭县一般公共预算支出明细表\n单位：元\n{header}\n{body}\n")
    assert table.kind == kind


def test_a_table_without_a_title_is_told_by_headers_that_only_one_kind_has() -> None:
    (index,) = tables("报表|报表名称|是否空表|公开空表理由\n表1|收支总表|否|\n表9|政府性基金收支表|是|无此项资金\n")
    assert (index.kind, index.empty, index.unit) == ("index", "", "")
    assert [(e.number, e.title, e.is_empty, e.reason) for e in index_entries(index)] == [
        ("表1", "收支总表", False, ""),
        ("表9", "政府性基金收支表", True, "无此项资金"),
    ]


def test_what_a_kind_sets_are_codes_of_the_lists() -> None:
    for concept in KINDS:
        assert content_of(concept.code, LEXICON) in ("amounts", "form", "list", "as-printed")
        for dimension, code in table_sets(concept.code, LEXICON).items():
            assert code in LISTS[dimension], concept.code


HEADER = "科目编码|科目名称|合计|基本支出|项目支出\n"
EMPTY = {
    "header-only with a note": (HEADER + "\n注：没有政府性基金预算拨款安排的支出，故本表无数据\n", "header-only", True),
    "header-only without a note": (HEADER + "\n第三部分 情况说明\n", "header-only", False),
    "blank-rows": (HEADER + "212|城乡社区支出|||\n|合计|||\n\n说明：本表为空表\n", "blank-rows", True),
    "zero-amounts": (HEADER + "212|城乡社区支出|0.00|0|\n|合计|0.00|-|\n", "zero-amounts", False),
    "not empty": (HEADER + "212|城乡社区支出|0.00|0.01|\n", "", False),
    "a blank table with a note for the next is no reason": (HEADER + "212|城乡社区支出|1||\n\n本表无数据\n", "", False),
}


@pytest.mark.parametrize("case", EMPTY)
def test_kinds_of_empty_tables(case: str) -> None:
    text, empty, has_reason = EMPTY[case]
    (table,) = tables(f"云岭县政府性基金预算支出表\n单位：万元\n{text}")
    assert (table.empty, bool(table.empty_reason)) == (empty, has_reason)


FORM = """专项资金总体绩效目标表

专项名称||{name}|
资金金额（万元）|实施期资金总额：|{amount}|
总体目标|目标1：{goal}||
绩效指标|一级指标|指标内容|指标值
|产出指标|指标1：{indicator}|
"""


def test_a_form_left_unfilled_is_a_placeholder() -> None:
    (blank,) = tables(FORM.format(name="", amount="", goal="", indicator=""))
    assert (blank.kind, blank.empty, blank.columns) == ("special-fund-target-form", "placeholder", ())
    (filled,) = tables(FORM.format(name="宣传", amount="5", goal="办好宣传", indicator="场次"))
    assert (filled.kind, filled.empty) == ("special-fund-target-form", "")


INDEX = "目录\n\n报表|报表名称|是否空表|公开空表理由\n表9|政府性基金收支表|是|本单位无此项资金\n表1|收入总表|否|\n"


@pytest.mark.parametrize("number", ["表9\n\n", ""], ids=["by number", "by title"])
def test_the_index_gives_the_reason_and_the_number_of_an_empty_table(number: str) -> None:
    _, table = tables(f"{INDEX}\n{number}政府性基金收支表\n\n单位：元\n{HEADER}212|城乡社区支出|||\n")
    assert (table.number, table.empty, table.empty_reason) == ("表9", "blank-rows", "本单位无此项资金")


def test_the_index_does_not_empty_a_table_that_states_amounts() -> None:
    _, table = tables(f"{INDEX}\n表9\n政府性基金收支表\n单位：元\n{HEADER}212|城乡社区支出|7.00||\n")
    assert (table.empty, table.empty_reason) == ("", "")


def test_the_note_below_the_table_goes_before_the_reason_in_the_index() -> None:
    _, table = tables(f"{INDEX}\n表9\n政府性基金收支表\n单位：元\n{HEADER}\n注：故本表无数据\n")
    assert table.empty_reason == "注：故本表无数据"
