"""Tables and texts that go over pages: page numbers, running heads, cut rows, rests with fewer columns."""

from pathlib import Path

import pytest
from pdf_typeset import Page, table, write_pdf
from test_pdf import grids, words

from yusuan.reading.document import Document
from yusuan.reading.pdf import read_pdf

EDGES = (50.0, 110.0, 250.0, 350.0)
HEAD = ("编码", "科目名称", "金额")


def read(path: Path, *pages: Page) -> Document:
    return read_pdf(write_pdf(path / "made.pdf", pages))


def test_page_numbers_and_running_heads_do_not_stand_between_the_pages_of_a_table(tmp_path: Path) -> None:
    pages = []
    for n in range(4):
        page = Page()
        page.text(220, 30, "某市2024年部门预算")
        table(page, [HEAD, (f"20{n}", "支出", f"{n}.00")], EDGES, 80)
        page.text(290, 815, f"— {n + 1} —")
        pages.append(page)
    document = read(tmp_path, *pages)
    assert words(document) == []
    assert len(grids(document)) == 4


def test_a_caption_repeated_above_each_table_is_no_running_head(tmp_path: Path) -> None:
    pages = []
    for n in range(4):
        page = Page()
        page.text(250, 78, "单位：万元", size=8)
        table(page, [HEAD, (f"20{n}", "支出", f"{n}.00")], EDGES, 80)
        page.text(290, 815, str(n + 1))
        pages.append(page)
    assert words(read(tmp_path, *pages)) == ["单位：万元"] * 4


def test_a_number_in_the_middle_of_a_page_is_text(tmp_path: Path) -> None:
    page = Page()
    page.text(290, 400, "12")
    assert words(read(tmp_path, page)) == ["12"]


def test_a_row_cut_by_the_page_is_made_whole(tmp_path: Path) -> None:
    first, second = Page(), Page()
    table(first, [HEAD, ("八", "社会保障和就业支出" + "等" * 8, "5.00")], EDGES, 700)
    table(second, [("", "各项支出", ""), ("九", "其他", "6.00")], EDGES, 80)
    upper, lower = grids(read(tmp_path, first, second))
    assert upper[-1] == ["八", "社会保障和就业支出" + "等" * 8 + "各项支出", "5.00"]
    assert lower == [["九", "其他", "6.00"]]


def test_a_row_without_amount_is_no_rest_of_the_row_before(tmp_path: Path) -> None:
    first, second = Page(), Page()
    table(first, [HEAD, ("", "社会保障和就业支出", "5.00")], EDGES, 700)
    table(second, [("", "其他支出", ""), ("", "卫生支出", "6.00")], EDGES, 80)
    upper, lower = grids(read(tmp_path, first, second))
    assert upper[-1] == ["", "社会保障和就业支出", "5.00"]
    assert [row[1] for row in lower] == ["其他支出", "卫生支出"]


def test_a_rest_with_merged_cells_only_gets_the_columns_of_its_table(tmp_path: Path) -> None:
    first, second = Page(), Page()
    table(first, [HEAD, ("201", "支出", "5.00")], EDGES, 700)
    table(second, [("合计", "5.00")], (50, 250, 350), 80)
    assert grids(read(tmp_path, first, second))[1] == [["合计", "", "5.00"]]


def test_a_narrower_table_on_the_next_page_keeps_its_own_columns(tmp_path: Path) -> None:
    first, second = Page(), Page()
    table(first, [HEAD, ("201", "支出", "5.00")], EDGES, 700)
    table(second, [("合计", "5.00")], (50, 250, 500), 80)
    assert grids(read(tmp_path, first, second))[1] == [["合计", "5.00"]]


def test_a_title_broken_in_the_middle_of_the_page_is_one_and_pieces_far_apart_are_not(tmp_path: Path) -> None:
    page = Page()
    page.text(90, 80, "“三公”经费、会议费、培训费支出预算" + "明细" * 2, size=20)
    page.text(287, 108, "表", size=20)
    page.text(90, 140, "部门：")
    page.text(200, 140, "某局")
    page.text(460, 140, "单位：万元")
    title = "“三公”经费、会议费、培训费支出预算明细明细表"
    assert words(read(tmp_path, page)) == [title, "部门： 某局", "单位：万元"]


def test_a_caption_that_each_page_of_one_table_repeats_stands_there_once(tmp_path: Path) -> None:
    pages = []
    for n in range(3):
        page = Page()
        page.text(200, 60, "政府采购预算表", size=16)
        page.text(250, 78, "单位：万元", size=8)
        head = HEAD if n < 2 else ("编码", "另一张表", "金额")
        table(page, [head, (f"20{n}", "支出", f"{n}.00")], EDGES, 80)
        pages.append(page)
    assert words(read(tmp_path, *pages)) == ["政府采购预算表", "单位：万元"] * 2


# A header, a paragraph or a note at the end of a page or a table


def test_a_header_cut_by_the_page_is_whole(tmp_path: Path) -> None:
    first, second = Page(), Page()
    edges = (50.0, 110.0, 250.0, 310.0, 370.0, 430.0)
    first.text(200, 740, "支出明细表", size=14)
    table(first, [("编码", "科目名称", "本年支出", "", "")], edges, 770, spans={(0, 2): (1, 3)})
    first.text(290, 815, "— 1 —")
    table(second, [("", "", "合计", "基本支出", "项目支出"), ("208", "保障支出", "3.00", "1.00", "2.00")], edges, 80)
    assert grids(read(tmp_path, first, second)) == [
        [
            ["编码", "科目名称", "本年支出", "", ""],
            ["", "", "合计", "基本支出", "项目支出"],
            ["208", "保障支出", "3.00", "1.00", "2.00"],
        ]
    ]


def test_an_empty_table_is_no_header_of_the_next_page(tmp_path: Path) -> None:
    first, second = Page(), Page()
    table(first, [("编码", "科目名称", "金额")], EDGES, 770)
    table(second, [("序号", "项目名称", "数额"), ("101", "保障项目", "3.00")], EDGES, 80)
    assert [len(grid) for grid in grids(read(tmp_path, first, second))] == [1, 2]


@pytest.mark.parametrize("beside", [1.5, 4.0, 8.0, 14.0])
def test_rules_of_the_header_may_stand_a_little_beside_those_of_the_rows(tmp_path: Path, beside: float) -> None:
    page = Page()
    edges = (50.0, 110.0, 250.0, 330.0, 410.0)
    table(page, [("编码", "科目名称", "合计", "其中：基本")], (50, 110 + beside, 250 - beside, 330 + beside, 410), 100)
    rows = [("208", "保障支出", "3.00", "1.00"), ("210", "卫生支出", "4.00", "2.00")]
    table(page, rows, edges, 120)
    assert grids(read(tmp_path, page)) == [[["编码", "科目名称", "合计", "其中：基本"], *map(list, rows)]]


def test_a_header_with_columns_of_its_own_keeps_them(tmp_path: Path) -> None:
    page = Page()
    table(page, [("项目名称", "某项目名称", "", "")], (50, 130, 290, 370, 410), 100, spans={(0, 1): (1, 3)})
    rows = [("甲类指标", "乙类指标", "丙类指标", "丁类"), ("数量指标", "质量指标", "时效指标", "成本")]
    table(page, rows, (50, 160, 250, 330, 410), 120)
    (grid,) = grids(read(tmp_path, page))
    assert max(map(len, grid)) > 4


def test_a_sentence_goes_on_where_a_number_had_no_room_on_its_line(tmp_path: Path) -> None:
    page = Page()
    page.text(96, 100, "经费情况如下，" + "本" * 20 + "支出", size=12)
    page.text(72, 118, "1,234,567.89元，" + "比上年增加较多主要原因是人员经费增加以及项目增加的缘故" + "。", size=12)
    page.text(96, 136, "下" * 33 + "，完", size=12)
    page.text(72, 154, "整。", size=12)
    first, second = words(read(tmp_path, page))
    assert "支出1,234,567.89元" in first
    assert second.endswith("，完整。")


def test_a_heading_is_not_joined_with_the_number_that_begins_the_next_line(tmp_path: Path) -> None:
    page = Page()
    page.text(72, 80, "全" * 37, size=12)
    page.text(96, 100, "支出预算情况总体说明" * 3, size=12)
    page.text(72, 118, "2024年某站支出合计1.00元。", size=12)
    assert len(words(read(tmp_path, page))) == 3


def test_a_note_below_one_table_and_the_title_of_the_next_are_two(tmp_path: Path) -> None:
    page = Page()
    table(page, [HEAD, ("201", "支出", "1.00")], EDGES, 80)
    page.text(50, 134, "注：本表反映本年度" + "拨款" * 8 + "情况", size=10)
    page.text(160, 148, "乙类明细表", size=10)
    table(page, [HEAD, ("202", "支出", "2.00")], EDGES, 160)
    assert words(read(tmp_path, page))[-1] == "乙类明细表"


# Charts


def test_what_labels_a_chart_is_no_table(tmp_path: Path) -> None:
    shares, axis, bars = Page(), Page(), Page()
    for n, (name, share) in enumerate((("基本支出", "56.2%"), ("项目支出", "30.1%"), ("其他支出", "13.7%"))):
        shares.text(100, 200 + 20 * n, name)
        shares.text(300, 200 + 20 * n, share)
    for n in range(6):
        for x, text in ((80, f"{500 - 100 * n}.00"), (400, f"{100 - 20 * n}%")):
            axis.text(x - 5 * len(text), 203 + 30 * n, text)
    for n, value in enumerate((10, 25, 60, 5)):
        bars.text(70, 208 + 30 * n, "费用" + "甲乙丙丁"[n])
        bars.fill(150, 200 + 30 * n, 150 + 3 * value, 212 + 30 * n, 0.5)
        bars.text(395 - 5 * len(str(value)), 208 + 30 * n, f"{value}.00")
    document = read(tmp_path, shares, axis, bars)
    assert grids(document) == []
    assert [(doubt.text, doubt.location.page) for doubt in document.doubts] == [
        ("what stands beside a chart was not read as a table", 3)
    ]


def test_a_shaded_table_without_rules_is_a_table(tmp_path: Path) -> None:
    page = Page()
    for n in range(4):
        page.fill(60, 190 + 20 * n, 420, 205 + 20 * n, 0.9 if n % 2 else 0.8)
        page.text(70, 203 + 20 * n, "费用" + "甲乙丙丁"[n])
        page.text(300, 203 + 20 * n, f"{n + 1}5.00")
    assert len(grids(read(tmp_path, page))) == 1
