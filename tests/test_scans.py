"""Scans: what is read from a picture of a page is what the page with text says, wherever the picture comes from."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from invented import DOCUMENTS, LISTS, document
from PIL import Image
from scan_accuracy import accuracy
from scans import as_file, drawn, scanned, to_scan
from typeset_pdf import to_pdf
from typeset_table import Style

from yusuan.errors import InputError
from yusuan.pipeline import convert, read
from yusuan.reading.document import Document, Grid, GridCell, Paragraph
from yusuan.reading.formats import read_document
from yusuan.sources import Source

PAGE = """
云岭县医疗保险经办处收支总表

单位：万元

收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|1,150.20|一、卫生健康支出|1,098.64
二、政府性基金预算拨款收入|0.00|二、住房保障支出|51.56
收入总计|1,150.20|支出总计|1,150.20

本年度没有使用政府性基金预算拨款安排的支出。
"""


def texts(read: Document) -> list[str | list[list[str]]]:
    """Paragraphs as texts, grids as rows of texts."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in read.blocks
    ]


def grid_cells(read: Document) -> Iterator[GridCell]:
    """All cells of all grids."""
    return (cell for block in read.blocks if isinstance(block, Grid) for row in block.rows for cell in row)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with text, as a PDF."""
    return to_pdf(document(PAGE), tmp_path_factory.mktemp("page") / "page.pdf", embedded=True)


@pytest.fixture(scope="module")
def scan(page: Path) -> Path:
    """The page as a scan."""
    return to_scan(page, page.with_name("scan.pdf"))


@pytest.fixture(scope="module")
def words(page: Path) -> list[str | list[list[str]]]:
    """What the page says."""
    return texts(read_document(page))


def test_a_scan_says_what_the_page_says(page: Path, scan: Path, words: list[str | list[list[str]]]) -> None:
    found, true = read_document(scan), read_document(page)
    assert texts(found) == words
    assert found.doubts == ()
    for cell, printed in zip(grid_cells(found), grid_cells(true), strict=True):
        assert (cell.confidence is None) == (not cell.text)
        assert printed.confidence is None
        assert cell.location.page == 1
        assert cell.location.box == pytest.approx(printed.location.box, abs=6)  # the sheet lies askew


def test_a_scan_gives_the_same_each_time(scan: Path) -> None:
    assert read_document(scan) == read_document(scan)


def test_text_and_pictures_keep_their_order(page: Path, scan: Path, words: list[str | list[list[str]]]) -> None:
    mixed = pdfium.PdfDocument.new()
    for part in (page, scan, page):
        mixed.import_pages(pdfium.PdfDocument(part))
    path = scan.with_name("mixed.pdf")
    mixed.save(path)
    found = read_document(path)
    assert texts(found) == [*words, *words, *words]
    assert [block.location.page for block in found.blocks if isinstance(block, Grid)] == [1, 2, 3]


def test_pages_that_lie_on_their_side_or_head_are_turned(
    page: Path, tmp_path: Path, words: list[str | list[list[str]]]
) -> None:
    picture = scanned(drawn(page)[0], np.random.default_rng(7))
    for turn in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180):
        path = tmp_path / "turned.pdf"
        picture.transpose(turn).save(path, "PDF", resolution=200)
        assert texts(read_document(path)) == words


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("WEBP", "image/webp")])
def test_picture_files_are_read(
    page: Path, tmp_path: Path, words: list[str | list[list[str]]], kind: str, media_type: str
) -> None:
    path = tmp_path / "picture.txt"  # told by its content
    path.write_bytes(as_file(scanned(drawn(page)[0], np.random.default_rng(5)), kind))
    found = read_document(path)
    assert (texts(found), found.media_type) == (words, media_type)


def test_a_picture_file_may_have_several_pages(page: Path, tmp_path: Path, words: list[str | list[list[str]]]) -> None:
    first = scanned(drawn(page, dpi=300)[0], np.random.default_rng(5), most_tilt=2.0)
    path = tmp_path / "pages.tif"
    path.write_bytes(as_file(first, "TIFF", save_all=True, append_images=[first], dpi=(300, 300)))
    found = read_document(path)
    assert texts(found) == [*words, *words]
    box = found.blocks[0].location.box
    assert box is not None
    assert box[2] < 595  # points of a page in A4


def test_a_page_of_unknown_characters_is_read_as_a_picture(
    page: Path, words: list[str | list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yusuan.reading.pdf.is_unreadable", lambda content: True)
    found = read_document(page)
    assert texts(found) == words
    assert any(cell.confidence is not None for cell in grid_cells(found))


def test_a_picture_without_text_is_a_doubt(scan: Path, tmp_path: Path) -> None:
    grey = Image.linear_gradient("L").resize((450, 600))
    path = tmp_path / "photograph.pdf"
    grey.save(path, "PDF", resolution=100)
    with pytest.raises(InputError, match="no page has text that can be read"):
        read_document(path)
    both = pdfium.PdfDocument.new()
    for part in (scan, path):
        both.import_pages(pdfium.PdfDocument(part))
    both.save(tmp_path / "both.pdf")
    (doubt,) = read_document(tmp_path / "both.pdf").doubts
    assert (doubt.location.page, "hardly any text" in doubt.text) == (2, True)


def test_damaged_and_huge_pictures_are_refused(page: Path, tmp_path: Path) -> None:
    png = as_file(drawn(page)[0], "PNG")
    huge = Image.new("1", (30_000, 20_000))
    for content in (png[: len(png) // 2], png[:30], as_file(huge, "PNG")):
        path = tmp_path / "picture.png"
        path.write_bytes(content)
        with pytest.raises(InputError, match="is a picture"):
            read_document(path)


def test_without_the_extra_a_picture_is_told_the_command(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yusuan.reading.image.is_installed", lambda: False)
    path = page.with_name("page.png")
    path.write_bytes(as_file(drawn(page)[0], "PNG"))
    with pytest.raises(InputError, match=r"pip install 'yusuan\[ocr\]'$"):
        read_document(path)


def test_nothing_of_the_extra_is_loaded_before_a_picture_is_read() -> None:
    code = "import sys, yusuan.cli; print(sorted({'cv2', 'onnxruntime', 'rapidocr'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_amounts_of_a_scanned_disclosure_are_read_right(tmp_path: Path) -> None:
    source = Source(id="yunling-bureau-2024", path=DOCUMENTS / "yunling-bureau-2024.txt")
    pdf = to_pdf(read(source.path), tmp_path / "text.pdf", Style(size=8), embedded=True)
    scan = to_scan(pdf, tmp_path / "scan.pdf")
    found = accuracy(convert(read(pdf), source, LISTS), convert(read(scan), source, LISTS), 0)
    assert found.amounts > 50
    assert len(found.wrong) <= 0.005 * found.amounts
    assert found.silent == ()
    assert found.cells_right >= 0.97 * found.cells
