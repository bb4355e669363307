"""What is on the paper and is no part of the cells: watermarks, struck text, marks of notes. And what only looks so."""

from pathlib import Path

import pytest
from pdf_typeset import Page, table, write_pdf
from test_pdf import grids, words
from typeset_table import width_of

from yusuan.reading.document import Document
from yusuan.reading.pdf import read_pdf

EDGES = (50.0, 110.0, 250.0, 330.0, 410.0)
ROWS = (
    ("编码", "科目名称", "合计", "基本支出"),
    ("", "合计", "1234567.89", "1000000.00"),
    ("208", "社会保障支出", "150000.00", "150000.00"),
)
READ = [list(row) for row in ROWS]
TOP, HEIGHT, SIZE = 110.0, 20.0, 8.0


def made() -> Page:
    page = Page()
    table(page, ROWS, EDGES, TOP, HEIGHT)
    return page


def place(row: int, column: int) -> tuple[float, float, float]:
    """Where the text of a cell begins and ends, and its baseline."""
    x = EDGES[column] + 2
    return x, x + width_of(ROWS[row][column], SIZE), TOP + row * HEIGHT + 9


def read(path: Path, *pages: Page) -> Document:
    return read_pdf(write_pdf(path / "made.pdf", pages))


def painted(page: Page, how: str, x: float, y: float, text: str, size: float, turn: str = "1 0 0 1") -> None:
    """Text drawn after some operators of its own."""
    page.text(x, y, text, size, turn=turn)
    page.drawing[-1] = f"q {how} {page.drawing[-1]} Q"


def doubted(document: Document) -> list[str]:
    return [doubt.text for doubt in document.doubts]


# Marks of notes


@pytest.mark.parametrize(("size", "rise"), [(5, 3), (6.6, 2.7), (8, 3), (5, -1.5)])
def test_a_small_figure_raised_or_lowered_beside_a_text_is_no_part_of_it(
    tmp_path: Path, size: float, rise: float
) -> None:
    page = made()
    for row, column, text in ((1, 2, "2"), (1, 3, "13"), (2, 1, "1")):
        _, end, y = place(row, column)
        page.text(end, y - rise, text, size)
    (grid,) = grids(read(tmp_path, page))
    assert grid[1:] == [["", "合计", "1234567.89²", "1000000.00¹³"], ["208", "社会保障支出¹", "150000.00", "150000.00"]]


def test_a_raised_figure_may_stand_before_an_amount_and_in_running_text(tmp_path: Path) -> None:
    page = Page()
    table(page, (("名称", "金额"), ("水费", "")), EDGES[:3], TOP)
    page.text(112, TOP + 26, "3", 5)
    page.text(114.6, TOP + 29, "20.00", 8)
    said = "支出1234.56"
    page.text(50, 300, said, 12)
    page.text(50 + width_of(said, 12), 296, "2", 7)
    page.text(50 + width_of(said, 12) + 3.5, 300, "万元。", 12)
    document = read(tmp_path, page)
    assert grids(document) == [[["名称", "金额"], ["水费", "³20.00"]]]
    assert words(document) == ["支出1234.56²万元。"]


def test_an_index_stays_an_index_and_smaller_figures_on_the_line_or_in_the_next_cell_stay_figures(
    tmp_path: Path,
) -> None:
    page = Page()
    page.text(50, 80, "CO", 12)
    page.text(50 + 12, 83, "2", 7)
    page.text(200, 80, "支出", 12)
    page.text(224, 80, "2024", 8)
    table(page, (("名称", "金额"), ("社会保障和就业支出甲乙丙", "")), (50, 148, 250), TOP)
    page.text(150, TOP + 27, "12", 5)
    document = read(tmp_path, page)
    assert words(document) == ["CO₂", "支出2024"]
    assert grids(document)[0][1] == ["社会保障和就业支出甲乙丙", "12"]


# Watermarks


@pytest.mark.parametrize(
    ("how", "size", "y", "turn"),
    [
        ("0.85 g", 14, 135, "1 0 0 1"),
        ("1 0.7 0.7 rg", 14, 137, "1 0 0 1"),
        ("0.7 0.8 1 rg", 60, 165, "1 0 0 1"),
        ("/Veil gs", 40, 150, "1 0 0 1"),
        ("0.8 0.8 0.8 rg", 20, 165, "0 1 -1 0"),
        ("/Artifact << /Type /Pagination /Subtype /Watermark >> BDC", 12, 137, "1 0 0 1"),
    ],
)
def test_faint_or_tagged_text_laid_over_a_table_is_no_text_of_its_cells_and_is_named(
    tmp_path: Path, how: str, size: float, y: float, turn: str
) -> None:
    page = made()
    painted(page, how, 60, y, "仅供公开2024", size, turn)
    if how.endswith("BDC"):
        page.drawing[-1] = page.drawing[-1].replace("Q", "EMC Q")
    document = read(tmp_path, page)
    assert grids(document) == [READ]
    assert words(document) == []
    assert doubted(document) == ["text laid over the page (a watermark), left out: 仅供公开2024"]


@pytest.mark.parametrize(("inside", "do"), [("q /Veil gs {} Q", "/Fm1 Do"), ("{}", "q /Veil gs /Fm1 Do Q")])
def test_a_watermark_in_a_transparent_form_is_one(tmp_path: Path, inside: str, do: str) -> None:
    page = made()
    page.text(60, 150, "内部资料", 30)
    page.form = [inside.format(page.drawing.pop())]
    page.drawing.append(do)
    document = read(tmp_path, page)
    assert grids(document) == [READ]
    assert len(document.doubts) == 1


def test_a_watermark_is_left_out_and_named_once_on_all_pages_also_where_it_covers_nothing(tmp_path: Path) -> None:
    pages = [Page(), made(), Page()]
    for page in pages:
        if page is not pages[1]:
            page.text(72, 100, "一、基本情况", 12)
        painted(page, "0.85 g", 90, 135, "仅供公开2024", 14)
    document = read(tmp_path, *pages)
    assert words(document) == ["一、基本情况", "一、基本情况"]
    assert len(document.doubts) == 1
    assert document.doubts[0].location.page == 2


def test_slanted_text_is_named(tmp_path: Path) -> None:
    page = made()
    page.text(60, 160, "样本样本", 14, turn="0.7 0.7 -0.7 0.7")
    document = read(tmp_path, page)
    assert grids(document) == [READ]
    assert doubted(document) == ["slanted text (a watermark), left out: 样本样本"]


def test_faint_text_that_respects_the_table_is_text(tmp_path: Path) -> None:
    page = Page()
    page.fill(50, TOP, 410, TOP + HEIGHT, 0.2)
    table(page, ((("",) * 4), *ROWS[1:], ("210", "卫生支出", "", "")), EDGES, TOP)
    for column, text in enumerate(ROWS[0]):
        painted(page, "1 g", EDGES[column] + 2, TOP + 9, text, 8)
    for column in (2, 3):
        painted(page, "0.6 g", EDGES[column] + 2, TOP + 69, "0.00", 8)
    painted(page, "0.6 0.75 0.95 rg", 150, 70, "某站2024年部门预算", 20)
    painted(page, "0.6 g", 50, 220, "注：本表无空数", 9)
    document = read(tmp_path, page)
    assert grids(document) == [[*READ, ["210", "卫生支出", "0.00", "0.00"]]]
    assert words(document) == ["某站2024年部门预算", "注：本表无空数"]
    assert document.doubts == ()


# Struck text


@pytest.mark.parametrize("drawn", ["line", "rectangle", "double", "pieces"])
def test_struck_text_is_left_out_and_named(tmp_path: Path, drawn: str) -> None:
    page = made()
    x0, x1, y = place(1, 2)
    if drawn == "rectangle":
        page.fill(x0, y - 3.2, x1, y - 2.6)
    elif drawn == "pieces":
        page.line(x0, y - 2.8, x0 + 16, y - 2.8)
        page.line(x0 + 16, y - 2.8, x1, y - 2.8)
    else:
        page.line(x0, y - 2.8, x1, y - 2.8)
    if drawn == "double":
        page.line(x0, y - 4, x1, y - 4)
    document = read(tmp_path, page)
    assert grids(document)[0][1] == ["", "合计", "", "1000000.00"]
    assert "".join(text.split(": ")[1] for text in doubted(document)) == "1234567.89"


def test_a_line_through_a_row_strikes_all_of_it_and_parts_no_row(tmp_path: Path) -> None:
    page = made()
    page.line(50, place(2, 0)[2] - 2.8, 410, place(2, 0)[2] - 2.8)
    document = read(tmp_path, page)
    assert grids(document) == [[*READ[:2], [""] * 4]]
    assert doubted(document) == ["struck text, left out: 208社会保障支出150000.00150000.00"]


def test_the_new_amount_beside_a_struck_one_stays(tmp_path: Path) -> None:
    page = Page()
    said = "支出12.00万元"
    page.text(50, 250, said + "13.00万元。", 12)
    page.line(50 + width_of("支出", 12), 246, 50 + width_of(said, 12), 246)
    document = read(tmp_path, page)
    assert words(document)[0].replace(" ", "") == "支出13.00万元。"
    assert doubted(document) == ["struck text, left out: 12.00万元"]


@pytest.mark.parametrize("below", [0.0, 1.0, 1.8])
def test_an_underline_strikes_nothing_and_parts_no_row(tmp_path: Path, below: float) -> None:
    page = made()
    x0, x1, y = place(1, 2)
    page.line(x0, y + below, x1, y + below)
    document = read(tmp_path, page)
    assert grids(document) == [READ]
    assert document.doubts == ()


@pytest.mark.parametrize("rules", ["line", "rect", "cell", "gap"])
@pytest.mark.parametrize("height", [10.5, 14.0])
def test_the_rules_of_a_table_strike_nothing(tmp_path: Path, rules: str, height: float) -> None:
    page = Page()
    table(page, ROWS, EDGES, TOP, height, rules=rules)
    document = read(tmp_path, page)
    assert grids(document) == [READ]
    assert document.doubts == ()


def test_rules_drawn_beside_the_rows_strike_nothing(tmp_path: Path) -> None:
    page = Page()
    table(page, ROWS, EDGES, TOP)
    page.drawing = [drawn for drawn in page.drawing if not drawn.startswith("BT")]
    for r, row in enumerate(ROWS):
        for column, text in enumerate(row):
            page.text(EDGES[column] + 2, TOP + HEIGHT * r + 23, text, 8)
    assert not any("struck" in text for text in doubted(read(tmp_path, page)))
