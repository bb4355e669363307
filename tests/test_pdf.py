"""PDFs made here, each with one way in which real ones are hard to read, become the grids and paragraphs they print."""

from pathlib import Path

import pytest
from pdf_typeset import Page, table, write_pdf

from yusuan.errors import InputError
from yusuan.reading.document import Document, Grid, Paragraph
from yusuan.reading.pdf import read_pdf

EDGES = (50.0, 150.0, 250.0, 350.0, 450.0)
ROWS = (
    ("收入", "", "支出", ""),
    ("项目", "金额", "项目", "金额"),
    ("一、一般公共\n预算", "1,234.\n56", "合计", "1,234.56"),
    ("二、其他", "", "", "-0.40"),
)
SPANS = {(0, 0): (1, 2), (0, 2): (1, 2)}
READ = [
    ["收入", "", "支出", ""],
    ["项目", "金额", "项目", "金额"],
    ["一、一般公共预算", "1,234.56", "合计", "1,234.56"],
    ["二、其他", "", "", "-0.40"],
]


def grids(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in b.rows] for b in document.blocks if isinstance(b, Grid)]


def words(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def read(path: Path, *pages: Page) -> Document:
    return read_pdf(write_pdf(path / "made.pdf", pages))


@pytest.mark.parametrize("rules", ["line", "rect", "cell", "gap"])
def test_a_ruled_table_is_read_however_its_rules_are_drawn(tmp_path: Path, rules: str) -> None:
    page = Page()
    table(page, ROWS, EDGES, 110, spans=SPANS, rules=rules)
    assert grids(read(tmp_path, page)) == [READ]


def test_paragraphs_and_grids_come_in_reading_order_with_their_places(tmp_path: Path) -> None:
    page = Page()
    table(page, ROWS, EDGES, 110, spans=SPANS)
    page.text(200, 80, "收支总表", size=16)
    page.text(50, 240, "注：无。")
    document = read(tmp_path, Page(drawing=["% empty"]), page)
    title, grid, note = document.blocks
    assert isinstance(title, Paragraph)
    assert isinstance(grid, Grid)
    assert isinstance(note, Paragraph)
    assert (title.text, note.text) == ("收支总表", "注：无。")
    assert {block.location.page for block in document.blocks} == {2}
    assert grid.rows[2][1].location.box == pytest.approx((150, 150, 250, 170), abs=0.6)
    assert grid.rows[0][0].location.box == pytest.approx((50, 110, 250, 130), abs=0.6)
    assert (document.media_type, len(document.sha256)) == ("application/pdf", 64)


def test_a_turned_page_is_read_upright_and_its_boxes_stand_on_the_page_as_displayed(tmp_path: Path) -> None:
    upright, turned, sideways = Page(), Page(size=(842, 595), rotate=90), Page(size=(842, 595))
    for page in (upright, turned, sideways):
        # Drawn as on an upright page, then laid on its side: text runs from the bottom to the top.
        if page is not upright:
            page.size = (595, 842)
            page.matrix = "0 1 -1 0 842 0"
        table(page, ROWS, EDGES, 110, spans=SPANS)
        if page is not upright:
            page.size = (842, 595)
    document = read(tmp_path, upright, turned, sideways)
    assert grids(document) == [READ, READ, READ]
    plain, shown, laid = (b.rows[2][1].location.box for b in document.blocks if isinstance(b, Grid))
    assert shown == pytest.approx(plain)
    # Of the page without /Rotate the displayed place differs from the reading place.
    assert laid == pytest.approx((150, 345, 170, 445), abs=0.6)


def test_what_is_drawn_twice_hidden_or_slanted_is_not_read_twice(tmp_path: Path) -> None:
    page = Page()
    table(page, ROWS, EDGES, 110, spans=SPANS)
    for shift in (0.3, 0.6):
        page.text(352 + shift, 159, "1,234.56", size=8)
    page.text(60, 179, "看不见", mode=3)
    page.text(120, 165, "水印", size=40, turn="0.7 0.7 -0.7 0.7")
    assert grids(read(tmp_path, page)) == [READ]


def test_a_shade_is_no_rule_and_a_double_rule_is_one(tmp_path: Path) -> None:
    page = Page()
    page.fill(50, 110, 450, 130, grey=0.9)
    table(page, ROWS, EDGES, 110, spans=SPANS)
    page.line(50, 131.5, 450, 131.5)
    page.line(48.5, 110, 48.5, 190)
    assert grids(read(tmp_path, page)) == [READ]


def test_a_table_open_at_its_sides_keeps_its_outer_columns(tmp_path: Path) -> None:
    page = Page()
    for y in (100, 120, 140):
        page.line(50, y, 350, y)
    for x in (150, 250):
        page.line(x, 100, x, 140)
    for n, row in enumerate((("科目", "名称", "金额"), ("201", "支出", "5.00"))):
        for c, text in enumerate(row):
            page.text(55 + 100 * c, 112 + 20 * n, text, size=8)
    assert grids(read(tmp_path, page)) == [[["科目", "名称", "金额"], ["201", "支出", "5.00"]]]


def test_boundaries_that_miss_each_other_make_no_column_of_their_own(tmp_path: Path) -> None:
    page = Page()
    end = table(page, [("项目", "金额")], (50, 200, 300), 100)
    table(page, [("甲", "1.00"), ("乙", "2.00")], (50, 206, 300), end)
    assert grids(read(tmp_path, page)) == [[["项目", "金额"], ["甲", "1.00"], ["乙", "2.00"]]]


def test_text_wider_than_its_cell_stays_whole(tmp_path: Path) -> None:
    page = Page()
    table(page, [("项目", "金额", "备注"), ("", "", "")], (50, 110, 150, 250), 100)
    page.text(52, 130, "一般公共预算拨款收入", size=8)
    assert grids(read(tmp_path, page))[0][1] == ["一般公共预算拨款收入", "", ""]


def test_radicals_become_the_everyday_characters_and_full_width_stays_as_printed(tmp_path: Path) -> None:
    page = Page()
    table(page, [("部⻔⻋辆", "⼈员"), ("１２３", "（％）")], (50, 150, 250), 100)
    assert grids(read(tmp_path, page)) == [[["部门车辆", "人员"], ["１２３", "（％）"]]]


def test_words_keep_their_space_and_wrapped_ideographs_get_none(tmp_path: Path) -> None:
    page = Page()
    table(page, [("Open data\nFiscal 2024", "政府办公\n室　　　务")], (50, 150, 250), 100, height=30)
    assert grids(read(tmp_path, page)) == [[["Open data Fiscal 2024", "政府办公室 务"]]]


def test_prose_is_joined_over_lines_and_pages_but_headings_and_numbers_are_not(tmp_path: Path) -> None:
    first, second = Page(), Page()
    first.text(110, 700, "字" * 42)
    first.text(90, 716, "字" * 44)
    second.text(90, 80, "完。")
    second.text(110, 96, "一、概况")
    second.text(110, 112, "数" * 42)
    second.text(90, 128, "（一）另起")
    assert words(read(tmp_path, first, second)) == ["字" * 86 + "完。", "一、概况", "数" * 42, "（一）另起"]


def test_a_file_that_is_no_readable_pdf_says_so(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\nnothing")
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    for path, reason in (
        (damaged, "not a whole PDF"),
        (empty, "is empty"),
        (tmp_path / "absent.pdf", "cannot be read"),
    ):
        with pytest.raises(InputError, match=reason):
            read_pdf(path)


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra for optical reading were not installed."""
    monkeypatch.setattr("yusuan.reading.pdf.is_installed", lambda: False)


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_a_scan_is_told_the_command_that_adds_it(tmp_path: Path) -> None:
    scan, page = Page(image=True), Page()
    with pytest.raises(InputError, match=r"pictures without text; .* pip install 'yusuan\[ocr\]'$"):
        read(tmp_path, scan)
    page.text(50, 100, "正文")
    document = read(tmp_path, page, scan)
    assert words(document) == ["正文"]
    assert [(doubt.location.page, "is a picture" in doubt.text) for doubt in document.doubts] == [(2, True)]
    assert "pip install 'yusuan[ocr]'" in document.doubts[0].text


@pytest.mark.usefixtures("without_extra")
def test_a_font_that_does_not_say_its_characters_is_refused(tmp_path: Path) -> None:
    page = Page()
    for n in range(5):
        page.text(50, 100 + 20 * n, "一般公共预算财政拨款收入支出决算总表")
    with pytest.raises(InputError, match="fonts do not say which characters"):
        read_pdf(write_pdf(tmp_path / "made.pdf", [page], readable=False))
