"""Heads of printed tables: blanks of merged places go to the heading that they belong to."""

from yusuan.publishing.pages.heads import head_rows, headings

GRID = (
    ("科目编码", "", "单位", "合计", "基本支出", "", "", "项目"),
    ("类", "款", "", "", "小计", "人员", "公用", ""),
    ("208", "05", "甲", "3", "2", "1", "1", "1"),
)


def test_rows_above_the_first_amount_are_the_head() -> None:
    assert head_rows(GRID, {3, 4}) == 2
    assert head_rows(GRID, set()) == 0, "a table without amounts has no head that is known"
    assert head_rows(GRID, {1}) == 0
    assert head_rows((*GRID[:2], ("208", "", "", "", "", "", "", ""), GRID[2]), {4}) == 0, "a row with a code is none"
    assert head_rows((("甲",),) * 6, {6}) == 0, "so many rows are no head"
    assert head_rows((("甲", ""), ("", ""), ("乙", "1")), {3}) == 0


def test_blanks_belong_to_the_heading_above_or_beside() -> None:
    first, second = headings(GRID, 2, 8)
    assert [(h.text, h.columns, h.rows) for h in first] == [
        ("科目编码", 2, 1),
        ("单位", 1, 2),
        ("合计", 1, 2),
        ("基本支出", 3, 1),
        ("项目", 1, 2),
    ]
    assert [(h.text, h.columns, h.rows) for h in second] == [
        ("类", 1, 1),
        ("款", 1, 1),
        ("小计", 1, 1),
        ("人员", 1, 1),
        ("公用", 1, 1),
    ]


def test_a_head_of_one_row_is_left_as_it_is() -> None:
    (line,) = headings((("甲", "", "乙"),), 1, 4)
    assert [(h.text, h.columns) for h in line] == [("甲", 1), ("", 1), ("乙", 1), ("", 1)]


def test_a_blank_under_another_group_is_not_taken() -> None:
    rows = (("甲", "", "乙", ""), ("", "一", "二", ""), ("", "", "三", "四"))
    covered = [
        (h.row + r, h.column + c)
        for line in headings(rows, 3, 4)
        for h in line
        for r in range(h.rows)
        for c in range(h.columns)
    ]
    assert sorted(covered) == [(r, c) for r in range(3) for c in range(4)], "every place once"
