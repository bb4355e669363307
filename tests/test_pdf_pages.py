"""Tables and texts that go over pages: page numbers, running heads, cut rows, rests with fewer columns."""

from pathlib import Path

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
