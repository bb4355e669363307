"""The index against the tables: what is missing, empty, wrongly reasoned, titled or numbered."""

import pytest
from audited import SUMMARY, codes, complaints, evidence

from yusuan.audit.absences import misplaced_absences
from yusuan.audit.contents import contents, core
from yusuan.audit.finding import Complaint
from yusuan.audit.numerals import chinese, numeral, table_number
from yusuan.audit.presence import index_against_tables
from yusuan.audit.titles import repeated_numbers, titles_of_another_year
from yusuan.conversion import Conversion

INDEX = """
目录

报表|报表名称|是否空表|公开空表理由
表1|综合预算收支总表|否|
{rows}
"""
REVENUE = """
表2

云岭县医疗保险经办处收入总表

单位：元

项目|预算数
本年收入合计|150.00
"""
FUND = """
{number}

云岭县医疗保险经办处政府性基金收支表

单位：元

收入||支出|
项目|预算数|项目|预算数
一、政府性基金拨款|{amount}|一、城乡社区支出|{amount}
"""
CONTENTS = """
第二部分 预算表

{first}. 云岭县医疗保险经办处2024年收支总表
2. 云岭县医疗保险经办处2024年收入总表
3. 云岭县医疗保险经办处2024年政府性基金收支表{dots}

第三部分 预算情况说明

1. 关于2024年收支总表的说明
2. 关于2024年收入总表的说明
3. 关于2024年政府性基金预算支出表的说明
"""


def indexed(rows: str, *tables: str) -> list[Complaint]:
    return complaints(index_against_tables, INDEX.format(rows=rows) + SUMMARY + "".join(tables))


def test_a_promised_table_that_is_not_there() -> None:
    (found,) = indexed("表2|综合预算收入总表|否|")
    assert found.code == "table-missing"
    assert (found.words["number"], found.words["title"]) == ("表2", "综合预算收入总表")
    assert [at.line for at in found.locations] == [9]
    assert indexed("表2|综合预算收入总表|否|", REVENUE) == []


def test_a_table_is_found_by_its_title_or_kind_where_its_number_is_not_printed() -> None:
    assert indexed("表2|综合预算收入总表|否|", REVENUE.replace("表2", "")) == []
    other = REVENUE.replace("表2", "").replace("收入总表", "收入总体情况表")
    assert indexed("表2|综合预算收入总表|否|", other) == []


def test_a_table_that_may_be_there_unrecognised_is_not_missing() -> None:
    caption = "\n云岭县医疗保险经办处收入总表\n\n（见附图）\n"
    assert indexed("表2|综合预算收入总表|否|", caption) == []
    unknown = "\n甲乙|丙丁\n戊己|150.00\n"
    assert indexed("表2|综合预算收入总表|否|", unknown) == []
    words = "\n甲乙|丙丁\n戊己|庚辛\n"
    assert codes(indexed("表2|综合预算收入总表|否|", words)) == ["table-missing"]


def test_the_parts_of_a_numbered_table_keep_its_promise() -> None:
    form = "\n表2-{n}\n\n项目绩效目标表\n\n项目名称|{n}号项目\n主管部门|云岭县医疗保障局\n"
    assert indexed("表2|项目绩效目标表|否|", form.format(n=1), form.format(n=2)) == []


@pytest.mark.parametrize(
    ("row", "number", "amount", "found"),
    [
        ("表9|政府性基金收支表|是|本单位无政府性基金", "表9", "0.00", []),
        ("表9|政府性基金收支表|是|本单位无政府性基金", "表9", "5.00", ["empty-table-has-amounts"]),
        ("表9|政府性基金收支表|否|", "表9", "5.00", []),
        ("表9|政府性基金收支表|否|", "表9", "0.00", ["empty-table-undeclared"]),
        ("表9|政府性基金收支表|否|", "表9", "", ["empty-table-undeclared"]),
        ("表9|政府性基金收支表|是|", "表9", "0.00", ["reason-missing"]),
        ("表9|政府性基金收支表|是|本单位不涉及", "表9", "0.00", []),
        ("表9|政府性基金收支表|是|本单位无政府采购预算", "表9", "0.00", ["reason-of-another-table"]),
    ],
)
def test_empty_tables_and_their_reasons(row: str, number: str, amount: str, found: list[str]) -> None:
    assert codes(indexed(row, FUND.format(number=number, amount=amount))) == found


def test_an_empty_table_that_is_not_printed_is_only_a_note() -> None:
    assert codes(indexed("表9|政府性基金收支表|是|本单位无政府性基金")) == ["empty-table-not-printed"]


def test_the_amount_of_a_table_said_to_be_empty_is_named() -> None:
    (found,) = indexed("表9|政府性基金收支表|是|无政府性基金", FUND.format(number="表9", amount="5.00"))
    assert found.words["amount"] == "5.00"
    assert len(found.cell_ids) == 1


def test_a_note_under_a_table_is_a_reason_too() -> None:
    table = SUMMARY + FUND.format(number="", amount="")
    right = "\n注：没有政府性基金预算安排的支出，故本表无数据\n"
    wrong = "\n注：没有国有资本经营预算安排的支出，故本表无数据\n"
    assert complaints(index_against_tables, table + right) == []
    assert codes(complaints(index_against_tables, table + wrong)) == ["reason-of-another-table"]


def test_a_table_that_the_index_lacks() -> None:
    fund = FUND.format(number="表9", amount="0.00")
    assert codes(indexed("", fund)) == ["table-not-in-index"]
    # one without a number that stands after all the listed ones is an attachment
    assert indexed("", FUND.format(number="", amount="5.00")) == []


def test_contents_in_prose_are_an_index_too() -> None:
    text = CONTENTS.format(first=1, dots="……12") + SUMMARY + FUND.format(number="", amount="5.00")
    (found,) = complaints(index_against_tables, text)
    assert (found.code, found.words["number"]) == ("table-missing", "2.")
    assert found.words["title"].endswith("收入总表")
    assert complaints(index_against_tables, text + REVENUE.replace("表2", "")) == []


def test_a_list_of_tables_that_are_mostly_not_there_is_not_this_documents() -> None:
    text = CONTENTS.format(first=1, dots="")
    assert complaints(index_against_tables, text + SUMMARY) == []


def test_prose_that_only_mentions_tables_is_no_index() -> None:
    text = "\n1. 关于收支总表的说明\n\n2. 本单位公开收入总表\n\n一、支出总表\n" + SUMMARY
    assert complaints(index_against_tables, text) == []


@pytest.mark.parametrize(
    ("heading", "sentence", "found"),
    [
        ("（四）政府性基金预算支出情况", "本单位无当年政府性基金预算收支，并已公开空表。", []),
        ("（四）政府性基金预算支出情况", "本单位无当年政府性基金预算收支。", []),
        ("（四）政府性基金预算支出情况", "本单位无当年国有资本经营预算收支。", ["absence-under-another-heading"]),
        ("（五）国有资本经营预算情况", "本单位无当年国有资本经营预算收支。", []),
        ("（五）国有资本经营预算情况", "本单位无国有资本经营预算，并已公开空表。", ["announced-table-missing"]),
        ("（五）有关情况", "本单位没有政府性基金预算。", []),
        ("本单位有政府采购预算。", "本单位没有政府性基金预算。", []),  # a sentence above it is no heading
        ("（六）政府采购情况", "本单位政府采购预算5万元，用于政府性基金之外的项目。", []),  # says what there is
    ],
)
def test_sentences_that_say_there_is_nothing(heading: str, sentence: str, found: list[str]) -> None:
    text = f"\n{heading}\n\n{sentence}\n" + SUMMARY + FUND.format(number="", amount="0.00")
    assert codes(complaints(misplaced_absences, text)) == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("2024年云岭县医疗保险经办处综合预算收入总表（不含结转）", []),
        ("部门综合预算收入总表", []),
        ("收入总表", []),
        ("支出总表", ["title-differs"]),
    ],
)
def test_titles_are_those_of_the_index(title: str, found: list[str]) -> None:
    text = REVENUE.replace("云岭县医疗保险经办处收入总表", title)
    assert codes(indexed("表2|单位综合预算收入总表|否|", text)) == found


def test_wording_of_brackets_is_no_difference_but_their_axis_is() -> None:
    title = "\n表5\n\n一般公共预算支出明细表（按{axis}科目分类）\n\n单位：元\n\n"
    table = title + "科目编码|科目名称|合计\n210|卫生健康支出|150.00\n"
    row = "表5|一般公共预算支出明细表（按支出功能分类科目）|否|"
    assert indexed(row, table.format(axis="支出功能")) == []
    assert codes(indexed(row, table.format(axis="支出经济"))) == ["title-differs"]


def test_the_core_of_a_title() -> None:
    names = ("云岭县医疗保险经办处",)
    assert core("2024年云岭县医疗保险经办处综合预算专项 业务经费支出表", names) == "专项业务经费支出表"
    assert core("3. 部门（单位）预算项目支出表（2024年）", names) == "项目支出表"
    assert core("财政拨款收支总表", names) == "财政拨款收支总表"
    assert core("公开 05 表：财政拨款支出预算表", names) == "财政拨款支出预算表"


def test_a_title_of_another_year() -> None:
    assert codes(complaints(titles_of_another_year, SUMMARY.replace("处收支", "处2023年收支"))) == [
        "title-of-another-year"
    ]
    assert complaints(titles_of_another_year, SUMMARY.replace("处收支", "处2024年收支")) == []
    assert complaints(titles_of_another_year, SUMMARY) == []


def test_numbers_that_stand_twice_or_go_down() -> None:
    again = FUND.format(number="表1", amount="0.00")
    assert codes(complaints(repeated_numbers, SUMMARY + again)) == ["table-number-repeated"]
    assert complaints(repeated_numbers, SUMMARY + REVENUE) == []
    down = SUMMARY.replace("表1", "表3") + REVENUE
    assert codes(complaints(repeated_numbers, down)) == ["table-numbers-out-of-order"]


def test_forms_of_one_number_are_pages_of_one_table() -> None:
    form = "\n表13\n\n项目绩效目标表\n\n项目名称|{n}号项目\n主管部门|云岭县医疗保障局\n"
    assert complaints(repeated_numbers, SUMMARY + form.format(n=1) + form.format(n=2)) == []


def test_missing_numbers() -> None:
    fund = FUND.format(number="表4", amount="0.00")
    (found,) = complaints(index_against_tables, SUMMARY + REVENUE + fund)
    assert (found.code, found.words["missing"]) == ("table-number-missing", "表3")
    chinese = SUMMARY.replace("表1", "表一") + FUND.format(number="表三", amount="0.00")
    (found,) = complaints(index_against_tables, chinese)
    assert found.words["missing"] == "表二"
    third = FUND.format(number="表3", amount="0.00")
    assert complaints(index_against_tables, SUMMARY + REVENUE + third) == []


def test_a_table_between_two_numbers_lacks_its_own() -> None:
    form = "\n{number}\n\n项目绩效目标表\n\n项目名称|{n}号项目\n主管部门|云岭县医疗保障局\n"
    numbers = ("表2-1", "", "表2-3")
    text = "".join(form.format(number=number, n=n) for n, number in enumerate(numbers))
    (found,) = complaints(index_against_tables, SUMMARY + text)
    assert (found.code, found.words["missing"]) == ("table-without-number", "表2-2")


@pytest.mark.parametrize(
    ("text", "value"),
    [("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("28", 28), ("二五", None), ("", None)],
)
def test_numerals(text: str, value: int | None) -> None:
    assert numeral(text) == value


def test_chinese_numerals_are_read_back() -> None:
    assert [numeral(chinese(n)) for n in range(1, 100)] == list(range(1, 100))
    assert (chinese(10), chinese(20), chinese(35)) == ("十", "二十", "三十五")


def test_table_numbers() -> None:
    assert table_number("表13-2") == ("表", 13, 2)
    assert table_number("部门公开表1") == ("部门公开表", 1, 0)
    assert table_number("附表十") == ("附表", 10, 0)
    assert table_number("") is None


def test_promises_of_the_five_documents_are_kept_by_the_right_tables(conversions: dict[str, Conversion]) -> None:
    kept = {place: contents(evidence(conversion)) for place, conversion in conversions.items()}
    assert {place: len(index.promises) for place, index in kept.items()} == {
        "ankang": 15,
        "anyang": 0,
        "sixian": 11,
        "weinan": 15,
        "zizhou": 15,
    }
    for place in ("ankang", "weinan", "zizhou"):
        for promise, table in kept[place].pairs():
            assert not table.number or table.number.split("-")[0] == promise.number
    assert [len(tables) for tables in kept["zizhou"].kept][12] == 4, "four numbered forms keep the promise of 表13"
    kinds = [tables[0].kind if tables else "" for tables in kept["sixian"].kept]
    assert kinds[:4] == ["revenue-expenditure-summary", "", "expenditure-summary", "fiscal-summary"]
