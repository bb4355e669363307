"""A PDF says the same on every machine, whatever fonts that has, and whether the file holds its own or not."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from invented import DOCUMENTS
from made_font import write_font
from pdf_stress import cases
from pdf_typeset import Page, write_pdf
from projects import Run
from typeset_pdf import to_pdf
from typeset_table import Style

from yusuan.inspecting.page_images import page_images
from yusuan.pipeline import read
from yusuan.reading.document import Document, Grid
from yusuan.reading.pdf import read_pdf

HERE = Path(__file__).parent
STYLES = (
    Style(),
    Style("ruled", wide="rotated"),
    Style("three-line", wide="sideways"),
    Style("three-line", size=7),
    Style("none", wide="narrow"),
)
SYSTEM = "/usr/share/fonts"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only there pdfium can be told where fonts are")


def elsewhere(folders: list[Path | str], paths: list[Path]) -> list[dict[str, Any]]:
    """What a process says that sees no fonts but those of these folders."""
    names = os.pathsep.join(map(str, folders))
    command: list[str | Path] = [sys.executable, HERE / "other_machine.py", names, *paths]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(said.stdout)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def typeset_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Invented disclosures and difficult pages, each with fonts in the file and without."""
    folder = tmp_path_factory.mktemp("typeset")
    paths = []
    for embedded in (False, True):
        for n, style in enumerate(STYLES):
            source = sorted(DOCUMENTS.glob("*.txt"))[n % 3]
            paths.append(to_pdf(read(source), folder / f"{n}-{embedded}.pdf", style, embedded))
        for name, case in cases().items():
            if case.readable:
                paths.append(write_pdf(folder / f"{name[:3]}-{embedded}.pdf", case.pages, embedded=embedded))
    return paths


@on_linux
def test_the_fonts_of_the_machine_are_not_read(typeset_files: list[Path], tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    fonts = write_font(tmp_path / "fonts").parent
    bare = elsewhere([tmp_path / "none"], typeset_files)
    rich = elsewhere([fonts, SYSTEM], typeset_files)
    for path, a, b in zip(typeset_files, bare, rich, strict=True):
        # pdfium by itself sees other characters there: the test could fail.
        assert (a["seen"] == b["seen"]) == path.stem.endswith("True"), path.stem
        assert a["read"] == b["read"], path.stem


def test_fonts_in_the_file_or_not_make_no_difference(typeset_files: list[Path]) -> None:
    half = len(typeset_files) // 2
    for without, within in zip(typeset_files[:half], typeset_files[half:], strict=True):
        assert read_pdf(without).blocks == read_pdf(within).blocks, without.stem


def texts(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in b.rows] for b in document.blocks if isinstance(b, Grid)]


def test_drawing_pages_with_the_fonts_of_the_machine_leaves_the_reading_as_it_is(typeset_files: list[Path]) -> None:
    path = typeset_files[2]
    before = read_pdf(path)
    images = page_images(path)
    next(images)
    assert texts(read_pdf(path)) == texts(before)
    images.close()  # type: ignore[attr-defined]
    assert read_pdf(path) == before


@on_linux
def test_a_drawn_page_says_that_ideographs_have_no_font(project: Path, tmp_path: Path, run: Run) -> None:
    page = Page()
    page.text(50, 100, "预算 2024")
    kinds = {embedded: write_pdf(tmp_path / f"{embedded}.pdf", [page], embedded=embedded) for embedded in (True, False)}
    assert [image.is_whole for image in page_images(kinds[True])] == [True]
    code = (
        "import sys; from pathlib import Path; import other_machine; other_machine._begin([sys.argv[2]]);"
        "from yusuan.inspecting.page_images import page_images;"
        "print([image.is_whole for image in page_images(Path(sys.argv[1]))])"
    )
    (tmp_path / "none").mkdir()
    fonts = write_font(tmp_path / "fonts").parent
    for folder, says in ((tmp_path / "none", "[False]"), (fonts, "[True]")):
        command: list[str | Path] = [sys.executable, "-c", code, kinds[False], folder]
        said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE)
        assert said.stdout.strip() == says
    run("inspect", kinds[True], "--html", tmp_path / "page.html", "--root", project)
    assert "本机亦无中文字体" not in (tmp_path / "page.html").read_text(encoding="utf-8")
