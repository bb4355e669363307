"""Headers: how wide a table is, which rows are header, what each column is; rows brought to its columns."""

import pytest
from invented import LEXICON, row, tables

from yusuan.recognition.disclosure import Column, Row
from yusuan.recognition.headers import (
    aligned,
    bind_columns,
    column_paths,
    header_height,
    is_column_numbers,
    realigned,
)
from yusuan.recognition.panels import panels


def rows(text: str) -> tuple[Row, ...]:
    return aligned([row(line.strip()) for line in text.strip().splitlines()])


def paths(text: str) -> list[str]:
    header = rows(text)
    return ["/".join(path) for path in column_paths(header, len(header[0].cells))]


def texts(found: Row) -> list[str]:
    return [cell.text for cell in found.cells]


def columns(text: str, title: str = "", within: dict[str, str] | None = None) -> tuple[Column, ...]:
    return bind_columns(rows(text), title, within or {}, LEXICON)


def test_a_merged_heading_reaches_over_the_columns_below_it() -> None:
    assert paths(
        """科目编码|||科目名称|合计|一般公共预算||政府性基金
           类|款|项|||小计|财政拨款|"""
    ) == [
        *("科目编码/类", "科目编码/款", "科目编码/项", "科目名称", "合计"),
        *("一般公共预算/小计", "一般公共预算/财政拨款", "政府性基金"),
    ]


def test_three_levels_and_columns_that_have_one_or_two() -> None:
    assert paths(
        """收 入||支 出|||||
           项 目|金 额|项 目|合 计|本年支出小计|||
           ||||一般公共预算||政府性基金|单位资金
           ||||小 计|财政拨款||"""
    ) == [
        *("收 入/项 目", "收 入/金 额", "支 出/项 目", "支 出/合 计"),
        *("支 出/本年支出小计/一般公共预算/小 计", "支 出/本年支出小计/一般公共预算/财政拨款"),
        *("支 出/本年支出小计/政府性基金", "支 出/本年支出小计/单位资金"),
    ]


def test_a_heading_does_not_reach_past_the_one_above_it() -> None:
    assert paths("收入||支出|\n项目||项目|\n甲|乙|丙|丁") == [
        "收入/项目/甲",
        "收入/项目/乙",
        "支出/项目/丙",
        "支出/项目/丁",
    ]
    assert paths("收入||支出|\n甲|乙||丁") == ["收入/甲", "收入/乙", "支出", "支出/丁"]


def test_a_heading_printed_on_two_levels_counts_once() -> None:
    assert paths("合 计|项目支出||\n合计|项目支出|小计|其他") == ["合 计", "项目支出", "项目支出/小计", "项目支出/其他"]


@pytest.mark.parametrize(
    ("table", "height"),
    [
        ("项目|金额\n一、收入|", 1),
        ("项目|金额\n收入|1.00", 1),
        ("类|款|项|合计\n208|05|05|1.00", 1),
        ("科目|合计\n类|\n**|1\n收入|2.00", 2),
        ("一、收入|1.00\n二、支出|1.00", 0),
        ("|合计|1，234，567.89\n208|社会保障|5", 0),
        ("编码|名称|金额\n|合计|１，２３４．５０", 1),
        ("编码|名称|金额\n|合计|￥1,234", 1),
        ("编码|名称|金额\n|合计|100元", 1),
        ("编码|名称|金额\n|合计|（12.50）", 1),
        ("编码|名称|金额\n|合计|—", 1),
        ("项目|2023|2024\n合计|5.00|6.00", 1),
        ("项目|2024年预算|比重\n合计|2024|2001", 1),
        ("项目|预算|比重\n合计|2024|", 1),
        ("报表|名称\n表1|收支总表", 1),
        ("项目|金额\n小计|数额", 2),
        ("科目编码|本年支出||\n|合计|基本支出|项目支出", 2),
    ],
)
def test_the_header_ends_where_numbers_or_numbered_labels_begin(table: str, height: int) -> None:
    assert header_height(rows(table)) == height


@pytest.mark.parametrize("text", ["**|**|1|2|3", "|**|**|1|2|", "栏次||1|2|3|4", "**||1", "** |**|1|2|3|备注"])
def test_a_row_that_numbers_the_columns_is_told(text: str) -> None:
    assert is_column_numbers(rows(text)[0])


@pytest.mark.parametrize(
    "text", ["合计|1|2|3", "**|合计|1|3", "1|2|3", "**|**", "**|2|3", "栏次|1.00|2.00", "收入|1.00"]
)
def test_a_row_of_amounts_is_no_row_of_column_numbers(text: str) -> None:
    assert not is_column_numbers(rows(text)[0])


def test_a_row_with_one_blank_too_many_is_moved_left() -> None:
    text = "科目编码|科目名称|合计|备注"
    lines = rows(f"{text}\n||合计|5.00|\n301|工资|5.00|\n||见附注|5.00")[1:]
    moved, kept, unclear = (realigned(line, columns(text), 4) for line in lines)
    assert (texts(moved), moved.origins) == (["", "合计", "5.00", ""], (1, 2, 3, -1))
    assert (texts(kept), kept.origins) == (["301", "工资", "5.00", ""], (0, 1, 2, 3))
    assert unclear.origins == (1, 2, 3, -1)


@pytest.mark.parametrize("text", ["|合计|5.00|备注|", "||5.00|", "|合计|见表|", "||合计|无", "项|工资|其中|5.00"])
def test_a_row_that_fits_or_fits_nowhere_is_not_moved(text: str) -> None:
    head = "科目编码|科目名称|合计|备注"
    line = rows(f"{head}\n{text}")[1]
    assert realigned(line, columns(head), 4).origins == line.origins


@pytest.mark.parametrize("more", ["", "|", "|||"])
def test_blanks_at_the_end_of_a_header_or_of_rows_say_nothing(more: str) -> None:
    plain = rows("编码|名称|合计\n|合计|5.00\n301|工资|5.00")
    for text in ("编码|名称|合计{0}\n|合计|5.00\n301|工资|5.00", "编码|名称|合计\n|合计|5.00{0}\n301|工资|5.00{0}"):
        assert [texts(line) for line in rows(text.format(more))] == [texts(line) for line in plain]


def test_blanks_too_many_at_the_end_are_cut_and_too_few_are_filled() -> None:
    _, longer, shorter = rows("编码|名称|合计\n301|工资|5.00||\n302|商品")
    assert (texts(longer), longer.origins) == (["301", "工资", "5.00"], (0, 1, 2))
    assert (texts(shorter), shorter.origins) == (["302", "商品", ""], (0, 1, -1))


def test_no_amount_is_lost_when_a_row_is_longer_than_the_header() -> None:
    found = rows("编码|名称|合计\n301|工资|5.00|4.00|1.00\n302|商品|2.00")
    assert [texts(line) for line in found[1:]] == [
        ["301", "工资", "5.00", "4.00", "1.00"],
        ["302", "商品", "2.00", "", ""],
    ]
    assert all(len(line.cells) == 5 for line in found)


def test_amounts_that_stand_in_the_name_column_are_moved_right() -> None:
    text = "科目编码|科目名称|合计|基本支出|项目支出"
    found = columns(text)
    lost, whole, full, bare = (
        realigned(line, found, 5)
        for line in rows(f"{text}\n208|5.00|3.00|2.00|\n210|医疗|7.00|7.00|\n221|5.00|3.00|2.00|9.00\n229|2024|3.00||")[
            1:
        ]
    )
    assert (texts(lost), lost.origins) == (["208", "", "5.00", "3.00", "2.00"], (0, -1, 1, 2, 3))
    assert (texts(whole), whole.origins) == (["210", "医疗", "7.00", "7.00", ""], (0, 1, 2, 3, 4))
    assert full.origins == (0, 1, 2, 3, 4), "a row that is full has lost nothing"
    assert bare.origins == (0, 1, 2, 3, 4), "a name that is a bare number is no amount"


def test_roles_and_codes_of_the_columns_of_a_coded_table() -> None:
    found = columns("功能科目编码|功能科目名称|合计|人员经费支出|公用经费支出|专项业务经费支出|备注")
    assert [column.role for column in found] == ["function-code", "function-name", *["amount"] * 4, "note"]
    assert [dict(column.sets) for column in found[3:6]] == [
        {"expenditure_type": "personnel"},
        {"expenditure_type": "operating"},
        {"expenditure_type": "project"},
    ]


def test_a_word_means_what_the_heading_above_it_makes_of_it() -> None:
    alone, within = columns("项目|财政拨款"), columns("项目|一般公共预算|\n|小计|财政拨款")
    assert dict(alone[1].sets) == {"fund": "fiscal"}
    assert [dict(column.sets) for column in within[1:]] == [{"fund": "general"}, {"fund": "general-appropriation"}]
    this_year = columns(
        "项目名称|本年财政拨款||财政拨款结转结余|\n|一般公共预算|政府性基金预算|一般公共预算|政府性基金预算"
    )
    assert [column.sets.get("fund") for column in this_year[1:]] == [
        *("general", "government-fund", "general-carry-over", "government-fund-carry-over")
    ]


def test_side_by_side_panels_each_have_their_labels_amounts_and_side() -> None:
    found = panels(columns("序号|收入||支出|||\n|项目|预算数|项目|预算数|政府预算支出经济分类科目|预算数"))
    assert [([c.index for c in p.labels], [c.index for c in p.amounts], p.operation()) for p in found] == [
        ([1], [2], "revenue"),
        ([3], [4], "expenditure"),
        ([5], [6], "expenditure"),
    ]


def test_the_last_panel_may_have_lost_its_amounts() -> None:
    found = panels(columns("收入||支出||\n项目|预算数|项目|预算数|政府预算支出经济分类科目"))
    assert [len(panel.amounts) for panel in found] == [1, 1, 0]


def test_amounts_are_not_given_to_the_labels_of_the_other_side() -> None:
    found = panels(columns("收入||支出|\n项目|预算数|星空|预算数"))
    assert [(len(panel.labels), [c.index for c in panel.amounts]) for panel in found] == [(1, [1]), (0, [3])]


def test_a_header_that_is_not_understood_has_no_role() -> None:
    found = columns("项目|预算数|星空数")
    assert [(column.role, dict(column.sets)) for column in found] == [
        ("line", {}),
        ("amount", {"phase": "approved"}),
        ("", {}),
    ]


def test_column_numbers_are_not_rows_of_the_table() -> None:
    (table,) = tables("支出总表\n单位：元\n科目编码|科目名称|合计\n**|**|1\n208|社会保障和就业支出|5.00\n")
    assert [texts(line) for line in table.rows] == [["208", "社会保障和就业支出", "5.00"]]
    assert [cell.text for cell in table.printed[1]] == ["**", "**", "1"], "what is printed stays as printed"


@pytest.mark.parametrize("repeated", ["", "科目编码|科目名称|合计\n"], ids=["header once", "header again"])
def test_a_page_break_inside_a_table_is_mended(repeated: str) -> None:
    (table,) = tables(
        "支出总表\n单位：元\n科目编码|科目名称|合计\n208|社会保障和就业支出|5.00\n\n\n"
        f"{repeated}210|卫生健康支出|3.00\n|合计|8.00\n"
    )
    assert [texts(line)[2] for line in table.rows] == ["5.00", "3.00", "8.00"]
    assert [line.cells[0].location.line for line in table.rows] == [4, 7 + bool(repeated), 8 + bool(repeated)]


def test_a_header_of_two_rows_is_not_repeated_as_amounts_after_a_page_break() -> None:
    head = "科目编码|科目名称|本年支出|\n||合计|基本支出\n"
    (table,) = tables(
        f"支出总表\n单位：元\n{head}208|社会保障和就业支出|5.00|5.00\n\n{head}210|卫生健康支出|3.00|3.00\n"
    )
    assert [texts(line)[0] for line in table.rows] == ["208", "210"]


def test_the_lower_row_of_a_header_alone_may_be_repeated() -> None:
    head = "科目编码|科目名称|本年支出|\n"
    again = "||合计|基本支出\n"
    (table,) = tables(f"支出总表\n单位：元\n{head}{again}208|社会保障|5.00|5.00\n\n{again}210|卫生健康|3.00|3.00\n")
    assert [texts(line)[0] for line in table.rows] == ["208", "210"]


def test_grids_of_another_width_or_with_words_between_are_other_tables() -> None:
    first = "支出总表\n单位：元\n科目编码|科目名称|合计\n208|社会保障和就业支出|5.00\n\n"
    assert len(tables(f"{first}收入总表\n项目|金额\n收入|5.00\n")) == 2
    assert len(tables(f"{first}a|b|c|d|e\n")) == 2
