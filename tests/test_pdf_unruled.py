"""Tables without vertical rules: what makes one and what does not, what is in doubt, pages that go on."""

from pathlib import Path

from pdf_typeset import Page, write_pdf
from test_pdf import grids, words

from yusuan.reading.document import Document
from yusuan.reading.pdf import read_pdf

ROWS = (("208", "社会保障", "1,200.00"), ("210", "卫生健康", "30.50"), ("221", "住房保障", "4.00"))


def read(path: Path, *pages: Page) -> Document:
    return read_pdf(write_pdf(path / "made.pdf", pages))


def aligned(page: Page, rows: tuple[tuple[str, ...], ...], top: float) -> float:
    for n, row in enumerate(rows):
        for x, text in zip((60, 120, 400), row, strict=True):
            shift = 4 * len(text) if x == 400 else 0
            page.text(x - shift, top + 20 * n, text, size=8)
    return top + 20 * len(rows)


def three_line(page: Page, top: float, head: bool = True) -> None:
    rows = (("编码", "名称", "金额"), *ROWS) if head else ROWS
    end = aligned(page, rows, top + 14)
    for y in (top, *([top + 20] if head else []), end - 6):
        page.line(50, y, 450, y)


def test_a_table_between_three_rules_is_read_and_is_not_in_doubt(tmp_path: Path) -> None:
    page = Page()
    page.text(200, 80, "支出表", size=14)
    three_line(page, 100)
    document = read(tmp_path, page)
    assert grids(document) == [[["编码", "名称", "金额"], *map(list, ROWS)]]
    assert words(document) == ["支出表"]
    assert document.doubts == ()


def test_the_rest_on_the_next_page_has_the_same_columns_though_some_are_blank_there(tmp_path: Path) -> None:
    first, second = Page(), Page()
    three_line(first, 600)
    second.line(50, 60, 450, 60)
    aligned(second, (("合计", "", "1,234.50"), ("", "", "0.00")), 74)
    second.line(50, 100, 450, 100)
    assert grids(read(tmp_path, first, second))[1] == [["合计", "", "1,234.50"], ["", "", "0.00"]]


def test_a_table_without_any_rule_is_read_and_in_doubt(tmp_path: Path) -> None:
    page = Page()
    aligned(page, (("编码", "名称", "金额"), *ROWS), 100)
    document = read(tmp_path, page)
    assert grids(document) == [[["编码", "名称", "金额"], *map(list, ROWS)]]
    assert [(doubt.location.page, "without any rule" in doubt.text) for doubt in document.doubts] == [(1, True)]


def test_a_label_of_several_lines_is_one_cell_of_its_row(tmp_path: Path) -> None:
    page = Page()
    rows = (
        ("编码", "名称", "金额"),
        ("208", "社会保障和就业支出社会保障", "1.00"),
        ("", "和就业", ""),
        ("210", "卫生", "2.00"),
    )
    for row, y in zip(rows, (114, 134, 144, 164), strict=True):
        for x, text in zip((60, 120, 400), row, strict=True):
            page.text(x, y, text or " ", size=8)
    for y in (100, 120, 180):
        page.line(50, y, 450, y)
    (grid,) = grids(read(tmp_path, page))
    assert grid[1:] == [["208", "社会保障和就业支出社会保障和就业", "1.00"], ["210", "卫生", "2.00"]]


def test_prose_and_tables_of_contents_make_no_table(tmp_path: Path) -> None:
    prose, dotted, plain = Page(), Page(), Page()
    prose.line(50, 60, 545, 60)
    for n in range(6):
        prose.text(60, 100 + 20 * n, f"本年预算{n}00万元，比上年增加{n}.50万元，主要原因是人员增加。")
        dotted.text(60, 100 + 20 * n, f"{'一二三四五六'[n]}、收支总表" + "…" * 20)
        dotted.text(500, 100 + 20 * n, f"{n + 3}")
        plain.text(60, 100 + 20 * n, f"{'一二三四五六'[n]}、收支总表")
        plain.text(500 - 5 * (n > 3), 100 + 20 * n, f"{3 * n}")
    prose.line(50, 780, 545, 780)
    assert grids(read(tmp_path, prose, dotted, plain)) == []
