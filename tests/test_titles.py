"""Captions: table number, title and unit of measure above a grid, wherever they stand; notes below it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import document, row, tables

from yusuan.reading.document import Location, Paragraph
from yusuan.recognition.titles import caption, caption_height, empty_note, is_table_number, is_title, printed_unit

TITLE = "云岭县医疗保险经办处2024年收支总表"


def lines(text: str) -> list[Paragraph]:
    return [block for block in document(f"{text}\n封底").blocks if isinstance(block, Paragraph)][:-1]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n表1\n\n单位：元",
        f"表1\n\n{TITLE}\n\n单位：元",
        f"表1\n{TITLE}\n单位名称：云岭县医疗保险经办处\n单位：元",
        f"单位：元\n表1\n{TITLE}\n编制日期：2024年1月",
        f"正文说到这里。\n\n附件3\n\n表1\n\n{TITLE}\n\n金额单位：元",
        f"表1\n\n{TITLE}\n\n预算单位：云岭县医疗保险经办处 单位：元",
    ],
)
def test_number_title_and_unit_are_found_in_any_order(text: str) -> None:
    found = caption(lines(text))
    assert (found.number, found.title, found.unit) == ("表1", TITLE, "yuan")


def test_a_title_broken_over_two_lines_is_joined_and_located_at_its_first() -> None:
    found = caption(lines("表12\n\n云岭县2024年一般公共预算拨款“三公”经费及\n会议费、培训费支出预算表\n\n单位：万元"))
    assert found.title == "云岭县2024年一般公共预算拨款“三公”经费及会议费、培训费支出预算表"
    assert found.location == Location(line=3)
    assert found.number == "表12"


@pytest.mark.parametrize(
    "before", ["表7", "单位：元", "单位名称：云岭县医疗保险经办处", "前一张收入总表", "一段话说完了。", "分两段\n"]
)
def test_what_is_no_beginning_of_a_title_is_not_joined_to_it(before: str) -> None:
    assert caption(lines(f"{before}\n{TITLE}")).title == TITLE


@pytest.mark.parametrize("text", ["", "本表没有标题。", "说明：以下为收支总表；", "表"])
def test_no_title_is_made_up(text: str) -> None:
    assert caption(lines(text)).title in ("", "表")


def test_prose_between_ends_the_caption() -> None:
    found = caption(lines(f"表1\n{TITLE}\n\n本年收入比上年增加。\n\n单位：万元"))
    assert (found.number, found.title, found.unit) == ("", "", "wan-yuan")


NUMBERS = [
    *("表4", "表 4", "表13-2", "表一", "部门公开表1", "公开01表", "附表3", "单位公开表12", "预算01表", "财决07表"),
    *("财决批复05表", "部门决算公开07表", "Z05表", "预算公开表5", "财预01-1表", "第3表", "附2表", "（公开05表）"),
    "表号：财决公开 08 表",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_table_numbers(text: str) -> None:
    assert is_table_number(text)


@pytest.mark.parametrize("text", ["收支总表", "表4 收支总表", "报表", "表", "表4。", "2024表", "单位表", "支出03表格"])
def test_what_is_no_table_number(text: str) -> None:
    assert not is_table_number(text)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_below_the_title_is_not_the_title(number: str) -> None:
    found = caption(lines(f"{TITLE}\n{number}\n编制单位：云岭县医疗保险经办处\n金额单位：元"))
    assert (found.title, found.unit) == (TITLE, "yuan")
    assert found.number
    assert found.number in number.replace(" ", "")


@pytest.mark.parametrize("line", ["2024年度 财决07表", "编制单位：云岭县水务局　财决07表", "云岭县水务局 财决07表"])
def test_a_line_that_ends_with_the_number_is_not_the_title(line: str) -> None:
    assert caption(lines(f"{TITLE}\n{line}\n单位：元")).title == TITLE


def test_a_title_with_its_number_behind_it_is_a_title() -> None:
    found = caption(lines("一般公共预算财政拨款支出决算表 公开05表\n单位：元"))
    assert (found.number, found.title) == ("公开05表", "一般公共预算财政拨款支出决算表")
    assert caption(lines(f"{TITLE}（财决07表）")).title == f"{TITLE}（财决07表）"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：元", "yuan"),
        ("单位: 万 元", "wan-yuan"),
        ("金额单位：人民币万元", "wan-yuan"),
        ("资金金额（万元）", "wan-yuan"),
        ("预算金额（单位：千元）", "thousand-yuan"),
        ("单位：亿元", "yi-yuan"),
        ("单位：云岭县医疗保险经办处", ""),
        ("单价20万元以上的设备", ""),
        ("单位：人", ""),
    ],
)
def test_units_of_measure(text: str, unit: str) -> None:
    assert printed_unit(text) == unit


@given(
    st.lists(st.sampled_from(["表3", "单位：元", TITLE, "一句话。", "目录", "附件1", "2024年", "（续）"]), max_size=12)
)
def test_a_caption_only_says_what_is_printed(printed: list[str]) -> None:
    found = caption([Paragraph(text, Location(line=2 * n)) for n, text in enumerate(printed, 1)])
    assert found.number in ("", "表3")
    assert found.title in ("", TITLE, "目录")
    assert found.unit in ("", "yuan")


def test_title_and_unit_inside_the_grid_are_its_caption_and_not_its_header() -> None:
    (table,) = tables(
        """
        |云岭县医疗保险经办处2024年项目支出表||
        ||单位：万元|
        项目名称|项目单位|合计|一般公共预算
        网络运行|云岭县医疗保险经办处|5|5
        合计||5|5
        """
    )
    assert (table.title, table.unit, table.unit_source) == (
        "云岭县医疗保险经办处2024年项目支出表",
        "wan-yuan",
        "printed",
    )
    assert (table.kind, table.header_rows) == ("project-expenditure", 3)
    assert [r.index for r in table.rows] == [3, 4]


def test_a_grid_is_never_all_caption() -> None:
    assert caption_height([row("收支总表|"), row("单位：元|")]) == 1
    assert caption_height([row("项目|金额"), row("收入|1.00")]) == 0


@pytest.mark.parametrize(
    ("below", "note"),
    [
        ("注：本单位没有政府性基金预算拨款安排的支出，故本表无数据", True),
        ("说明：本表为空表。", True),
        ("注：公开空表一定要说明理由", True),
        ("第三部分 情况说明", False),
        ("", False),
    ],
)
def test_the_note_of_an_empty_table_is_one_that_says_so(below: str, note: bool) -> None:
    assert empty_note(lines(below)) == (below if note else "")


def test_the_unit_of_measure_is_printed_stated_in_a_header_inherited_or_none() -> None:
    text = """
        {}
        2024年收入总表

        项目|金额
        本年收入|1.00

        云岭县2024年项目支出表

        项目名称|预算金额（万元）
        网络运行|2

        云岭县2024年政府采购支出表

        采购项目|合计
        打印机|3

        云岭县2024年政府购买服务支出表

        项目名称|购买金额
        保洁|4
        """
    printed = tables(text.format("单位：元"))
    assert [(t.unit, t.unit_source) for t in printed] == [
        ("yuan", "printed"),
        ("wan-yuan", "printed"),
        ("yuan", "inherited"),
        ("yuan", "inherited"),
    ]
    assert [(t.unit, t.unit_source) for t in tables(text.format("2024年度"))] == [
        ("", "none"),
        ("wan-yuan", "printed"),
        ("", "none"),
        ("", "none"),
    ]


@pytest.mark.parametrize("text", ["a" * 60, "a" * 5000, "附件单位部门" * 10, "财决" * 30 + "A1", "公开0" * 20])
def test_a_line_of_any_letters_is_told_at_once(text: str) -> None:
    assert not is_title(text)
    assert not is_table_number(text)
