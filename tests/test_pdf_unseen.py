"""What a page of a PDF shows and nobody can read of it is a doubt of the page: blank, drawn, covered, unknown."""

from pathlib import Path

import pytest
from pdf_damaged import LINES, one_page, stream
from pdf_typeset import Page, table, write_pdf

from yusuan.errors import InputError
from yusuan.reading.document import Grid
from yusuan.reading.pdf import read_pdf

EDGES = (60.0, 120.0, 300.0, 400.0, 500.0)
ROWS = [("编码", "名称", "本年", "上年"), *((f"2{n:02}", "某项支出", f"{n}00.00", f"{n}50.00") for n in range(1, 9))]


@pytest.fixture(autouse=True)
def _without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra for optical reading were not installed."""
    monkeypatch.setattr("yusuan.reading.pdf.is_installed", lambda: False)


def doubts(path: Path, *pages: Page, readable: bool = True) -> list[tuple[int | None, str]]:
    document = read_pdf(write_pdf(path / "made.pdf", pages, readable))
    return [(doubt.location.page, doubt.text) for doubt in document.doubts]


def printed() -> Page:
    page = Page(readable=True)
    page.text(200, 80, "支出总表", size=14)
    table(page, ROWS, EDGES, 120)
    return page


def test_a_blank_page_is_a_doubt(tmp_path: Path) -> None:
    lined = Page()
    lined.line(50, 60, 500, 60)
    lined.fill(50, 100, 500, 200, grey=0.9)
    blank = "no text is printed on the page"
    assert doubts(tmp_path, printed(), Page(), lined, printed()) == [(2, blank), (3, blank)]


def test_text_drawn_as_outlines_is_a_picture(tmp_path: Path) -> None:
    drawn = Page()
    for n in range(40):
        x, y = 50 + 12 * (n % 20), 700 - 20 * (n // 20)
        drawn.drawing.append(f"{x} {y} m " + " ".join(f"{x + k} {y + k % 3} l" for k in range(1, 9)) + " h f")
    ((page, text),) = doubts(tmp_path, printed(), drawn)
    assert page == 2
    assert "is a picture without text and was not read" in text


def test_a_page_with_rules_and_a_picture_is_a_picture(tmp_path: Path) -> None:
    scan = Page(image=True)
    scan.line(50, 60, 500, 60)
    ((page, text),) = doubts(tmp_path, printed(), scan)
    assert (page, "is a picture" in text) == (2, True)


def test_a_picture_beside_text_is_a_doubt_and_an_emblem_is_none(tmp_path: Path) -> None:
    pictures = {
        "q 400 0 0 300 100 50 cm /Im1 Do Q": 1,
        "q 60 0 0 60 300 50 cm /Im1 Do Q": 0,
        "q 600 0 0 850 0 0 cm /Im1 Do Q": 0,
    }
    for drawing, count in pictures.items():
        page = printed()
        page.drawing.insert(0, drawing)
        found = doubts(tmp_path, page)
        assert len(found) == count
        assert all("a picture stands on the page" in text for _, text in found)


def test_texts_over_each_other_are_a_doubt_and_bold_ones_are_none(tmp_path: Path) -> None:
    bold, over = printed(), printed()
    for n, row in enumerate(ROWS):
        bold.text(302.3, 129 + 20 * n, row[2], size=8)
        over.text(303, 129 + 20 * n, row[3], size=8)
    assert doubts(tmp_path, bold) == []
    ((_, text),) = doubts(tmp_path, over)
    assert "printed over each other" in text


def test_text_beyond_the_sheet_is_a_doubt_and_a_cropped_margin_is_none(tmp_path: Path) -> None:
    beyond, cropped = printed(), printed()
    beyond.text(620, 300, "看不见的金额 1,234.00")
    cropped.text(20, 820, "印刷标记 2024")
    cropped.crop = (0, 60, 595, 842)
    assert doubts(tmp_path, cropped) == []
    ((_, text),) = doubts(tmp_path, beyond)
    assert "beyond the edge of the sheet" in text


def test_a_few_characters_without_a_meaning_are_a_doubt(tmp_path: Path) -> None:
    page = printed()
    page.drawing.append("BT /F1 8 Tf 1 0 0 1 360 573 Tm <002300240025> Tj ET")
    ((_, text),) = doubts(tmp_path, page, readable=False)
    assert "have no known meaning" in text


@pytest.mark.parametrize("bullet", ["\uf0b7", "\uf06c"])
def test_bullets_are_no_doubt(tmp_path: Path, bullet: str) -> None:
    page = printed()
    page.text(60, 400, f"{bullet} 一般公共预算")
    assert doubts(tmp_path, page) == []


def test_a_page_that_does_not_open_is_a_doubt(tmp_path: Path) -> None:
    content = write_pdf(tmp_path / "two.pdf", [printed(), printed()]).read_bytes()
    (tmp_path / "two.pdf").write_bytes(content.replace(b"/Kids [8 0 R 10 0 R]", b"/Kids [8 0 R 77 0 R]"))
    document = read_pdf(tmp_path / "two.pdf")
    assert [(doubt.location.page, doubt.text) for doubt in document.doubts] == [
        (2, "the page is damaged and was not read")
    ]
    assert sum(isinstance(block, Grid) for block in document.blocks) == 1


def test_a_file_of_blank_pages_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no page has text"):
        read_pdf(write_pdf(tmp_path / "blank.pdf", [Page(), Page()]))


def test_a_page_with_nothing_wrong_is_in_no_doubt(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(one_page(stream(LINES)))
    assert read_pdf(path).doubts == ()
    assert doubts(tmp_path, printed()) == []
