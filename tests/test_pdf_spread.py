"""Tables beside each other on a page are read one after the other, each with its captions; two lists may be one."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pdf_typeset import Page, table, write_pdf
from test_pdf import grids
from typeset import texts
from typeset_table import width_of

from yusuan.reading.document import Document
from yusuan.reading.pdf import read_pdf

Rows = Sequence[Sequence[str]]
LEFT = (
    ("编码", "名称", "合计", "基本支出", "项目支出"),
    ("208", "社会保障支出", "150.00", "150.00", "0.00"),
    ("", "合计", "150.00", "150.00", "0.00"),
)
RIGHT = (
    ("编码", "名称", "合计", "人员经费", "公用经费"),
    ("301", "工资福利支出", "70.00", "70.00", "0.00"),
    ("302", "商品服务支出", "30.00", "0.00", "30.00"),
    ("", "合计", "100.00", "70.00", "30.00"),
)
FIRST = ["甲类支出明细表", "部门：某站", "单位：元", [list(row) for row in LEFT]]
SECOND = ["乙类支出明细表", "部门：某站", "单位：万元", [list(row) for row in RIGHT]]
WIDTHS = (40.0, 90.0, 60.0, 60.0, 60.0)


def landscape() -> Page:
    return Page(size=(842, 595))


def edges(left: float, widths: Sequence[float] = WIDTHS) -> list[float]:
    return [left + sum(widths[:n]) for n in range(len(widths) + 1)]


def centred(page: Page, x0: float, x1: float, y: float, text: str, size: float) -> None:
    page.text((x0 + x1 - width_of(text, size)) / 2, y, text, size)


def captions(page: Page, xs: Sequence[float], title: str, unit: str, y: float) -> None:
    centred(page, xs[0], xs[-1], y, title, 12)
    page.text(xs[0], y + 22, "部门：某站", 8)
    page.text(xs[-1] - width_of(unit, 8), y + 22, unit, 8)


def beside(page: Page, gap: float, top: float = 70, rules: str = "line") -> Page:
    a = edges(50)
    b = edges(a[-1] + gap)
    captions(page, a, str(FIRST[0]), "单位：元", top)
    captions(page, b, str(SECOND[0]), "单位：万元", top)
    table(page, LEFT, a, top + 30, rules=rules)
    table(page, RIGHT, b, top + 30, rules=rules)
    return page


def read(path: Path, *pages: Page) -> Document:
    return read_pdf(write_pdf(path / "made.pdf", pages))


@pytest.mark.parametrize("rules", ["line", "cell"])
@pytest.mark.parametrize("gap", [0.0, 8.0, 40.0])
def test_each_of_two_tables_beside_each_other_has_its_captions(tmp_path: Path, gap: float, rules: str) -> None:
    assert texts(read(tmp_path, beside(landscape(), gap, rules=rules))) == [*FIRST, *SECOND]


def test_rules_may_run_through_the_gap_between_them(tmp_path: Path) -> None:
    page = beside(landscape(), 20)
    for row in range(5):
        page.line(50, 100 + 20 * row, 690, 100 + 20 * row)
    assert texts(read(tmp_path, page)) == [*FIRST, *SECOND]


def test_a_page_laid_on_its_side_is_no_exception(tmp_path: Path) -> None:
    page = beside(landscape(), 30)
    page.size, page.matrix, page.rotate = (595, 842), "0 1 -1 0 595 0", 90
    assert texts(read(tmp_path, page)) == [*FIRST, *SECOND]


@pytest.mark.parametrize("rules", ["none", "three-line"])
def test_tables_without_vertical_rules_are_told_apart_too(tmp_path: Path, rules: str) -> None:
    page = landscape()
    for left, rows, caption, unit in ((50.0, LEFT, FIRST, "单位：元"), (410.0, RIGHT, SECOND, "单位：万元")):
        xs = edges(left)
        captions(page, xs, str(caption[0]), unit, 70)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                page.text(xs[c] + 3 if c < 2 else xs[c + 1] - 3 - width_of(text, 8), 110 + 15 * r, text, 8)
        if rules == "three-line":
            for y in (99, 114, 99 + 15 * len(rows) + 2):
                page.line(xs[0], y, xs[-1], y)
    assert texts(read(tmp_path, page)) == [*FIRST, *SECOND]


def test_titles_may_stand_in_the_first_rows_of_the_tables(tmp_path: Path) -> None:
    page = landscape()
    a = edges(50)
    rows: list[tuple[str, ...]] = [("甲类支出表", "", "", "", "", "乙类支出表", "", "", "", "")]
    rows += [(*left, *right) for left, right in zip(LEFT, RIGHT, strict=False)]
    table(page, rows, [*a, *edges(a[-1])[1:]], 80, spans={(0, 0): (1, 5), (0, 5): (1, 5)})
    left, right = grids(read(tmp_path, page))
    assert left == [["甲类支出表", "", "", "", ""], *map(list, LEFT)]
    assert right == [["乙类支出表", "", "", "", ""], *map(list, RIGHT[:3])]


def test_two_rows_of_two_tables_are_four(tmp_path: Path) -> None:
    page = beside(beside(landscape(), 40), 40, top=300)
    page.text(50, 210, "注：表一的说明", 8)
    assert texts(read(tmp_path, page)) == [*FIRST, "注：表一的说明", *FIRST, *SECOND, *SECOND]


def test_tables_beside_each_other_that_go_on_over_the_page_are_each_followed_by_their_own_rest(tmp_path: Path) -> None:
    first, second = beside(landscape(), 40), landscape()
    a = edges(50)
    table(second, [("210", "卫生支出", "1.00", "1.00", "0.00")], a, 60)
    table(second, [("303", "补助支出", "2.00", "2.00", "0.00")], edges(a[-1] + 40), 60)
    for number, page in enumerate((first, second), start=1):
        page.text(420, 580, str(number), 8)
    found = grids(read(tmp_path, first, second))
    assert [grid[0][0] for grid in found] == ["编码", "210", "编码", "303"]


# One table


def lists(gap: float, extra: bool = False) -> Page:
    page = Page()
    a = edges(60, (150, 80))
    b = edges(a[-1] + gap, (150, 80))
    centred(page, 60, b[-1], 70, "2024年收支总表", 14)
    page.text(60, 92, "部门：某站", 8)
    page.text(b[-1] - 36, 92, "单位：元", 8)
    income = [("收入", ""), ("项目", "金额"), ("一、拨款收入", "100.00"), ("收入合计", "100.00")]
    spent = [("支出", ""), ("项目", "金额"), ("一、公共服务支出", "60.00"), ("支出合计", "100.00")]
    if extra:
        spent.insert(3, ("二、社会保障支出", "40.00"))
    table(page, income, a, 100, spans={(0, 0): (1, 2)})
    table(page, spent, b, 100, spans={(0, 0): (1, 2)})
    return page


@pytest.mark.parametrize("gap", [0.0, 6.0, 25.0])
def test_two_lists_under_one_title_are_one_table(tmp_path: Path, gap: float) -> None:
    assert texts(read(tmp_path, lists(gap))) == [
        "2024年收支总表",
        "部门：某站",
        "单位：元",
        [
            ["收入", "", "支出", ""],
            ["项目", "金额", "项目", "金额"],
            ["一、拨款收入", "100.00", "一、公共服务支出", "60.00"],
            ["收入合计", "100.00", "支出合计", "100.00"],
        ],
    ]


def test_the_longer_of_two_lists_keeps_all_its_rows(tmp_path: Path) -> None:
    (grid,) = grids(read(tmp_path, lists(12, extra=True)))
    assert grid[3:] == [["收入合计", "100.00", "二、社会保障支出", "40.00"], ["", "", "支出合计", "100.00"]]


def test_a_list_that_goes_on_beside_itself_keeps_the_captions_above_both_parts(tmp_path: Path) -> None:
    page = Page()
    centred(page, 60, 520, 70, "政府性基金明细表", 14)
    page.text(484, 92, "单位：元", 8)
    head, widths = ("编码", "名称", "金额"), (40.0, 100.0, 70.0)
    table(page, [head, ("101", "甲类", "1.00"), ("102", "乙类", "2.00")], edges(60, widths), 100)
    table(page, [head, ("103", "丙类", "3.00"), ("104", "丁类", "4.00")], edges(310, widths), 100)
    title, unit, first, second = texts(read(tmp_path, page))
    assert (title, unit) == ("政府性基金明细表", "单位：元")
    assert (first[-1][0], second[-1][0]) == ("102", "104")


@pytest.mark.parametrize(
    "above",
    [
        [(50, 92, "部门：某站"), (324, 92, "单位：元")],
        [(50, 70, "附件一"), (300, 70, "公开01表"), (324, 92, "单位：元")],
        [(50, 92, "表五 支出明细表"), (324, 92, "单位：元")],
        [(60, 92, "收入部分"), (250, 92, "支出部分")],
    ],
)
def test_captions_of_one_table_part_it_not(tmp_path: Path, above: list[tuple[float, float, str]]) -> None:
    page = Page()
    centred(page, 50, 360, 80, "2024年部门收支总体情况表", 14)
    for x, y, text in above:
        page.text(x, y, text, 8)
    table(page, LEFT, edges(50), 100)
    assert grids(read(tmp_path, page)) == [[list(row) for row in LEFT]]
