"""Forms of a PDF that draw themselves or each other: such a page is not read, and that is said in one line."""

import re
from pathlib import Path

import pytest
from pdf_damaged import LINES, bodies_of, file_of, in_codes, one_page, stream
from pdf_typeset import Page, write_pdf
from projects import Run, refused

from yusuan.errors import InputError
from yusuan.inspecting.page_images import page_images
from yusuan.reading.document import Paragraph
from yusuan.reading.pdf import read_pdf

KIND = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"


def form(content: bytes, names: bytes = b"", is_packed: bool = True) -> bytes:
    """A form with the names that it knows; without any it takes those of the page."""
    resources = b"/Resources << /Font << /F1 5 0 R >> /XObject << %s >> >>" % names if names else b""
    return stream(content, b"%s %s" % (KIND, resources), is_packed)


def drawing(content: bytes, *forms: bytes) -> bytes:
    """A file of one page with these forms, X0, X1 …, the objects from 6."""
    names = b" ".join(b"/X%d %d 0 R" % (n, n + 6) for n in range(len(forms)))
    return one_page(stream(content), b"/XObject << %s >>" % names, *forms)


ENDLESS = {
    "itself": (form(b"/X0 Do /X0 Do", b"/X0 6 0 R"),),
    "itself, not packed": (form(b"/X0 Do /X0 Do", b"/X0 6 0 R", is_packed=False),),
    "itself, by a name of the page": (form(b"/X0 Do /X0 Do"),),
    "itself, by other spellings": (form(b"/#580%a\nDo (X0) Do", b"/X0 6 0 R"),),
    "itself, in codes": (in_codes(b"/X0 Do /X0 Do", KIND),),
    "each other": (form(b"/X1 Do /X1 Do", b"/X1 7 0 R"), form(b"/X0 Do /X0 Do", b"/X0 6 0 R")),
    "the next one twice": (*(form(b"/Y Do /Y Do", b"/Y %d 0 R" % (n + 7)) for n in range(24)), form(LINES)),
    "the next one a thousand times": (
        form(b"/Y Do " * 1000, b"/Y 7 0 R"),
        form(b"/Y Do " * 1000, b"/Y 8 0 R"),
        form(LINES),
    ),
    "one in the other, deeper than any": (*(form(b"/Y Do", b"/Y %d 0 R" % (n + 7)) for n in range(60)), form(LINES)),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_draws_without_end_is_not_opened(tmp_path: Path, name: str) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(drawing(b"/X0 Do", *ENDLESS[name]))
    with pytest.raises(InputError, match=r"page 1 draws .*, so it was not read") as said:
        read_pdf(path)
    assert "\n" not in str(said.value)
    assert list(page_images(path)) == []


def test_a_glyph_that_is_drawn_with_its_own_font_is_not_drawn_again(tmp_path: Path) -> None:
    glyph = stream(b"500 0 0 0 500 500 d1 /X0 Do /X0 Do")
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 500] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 "
        b"/LastChar 97 /Widths [500] /Encoding << /Differences [97 /a] >> /CharProcs << /a 7 0 R >> "
        b"/Resources << /XObject << /X0 8 0 R >> >> >>"
    )
    endless = form(b"/X0 Do /X0 Do", b"/X0 8 0 R")
    bodies = bodies_of(one_page(stream(LINES + b" BT /F2 9 Tf 50 50 Td (a) Tj ET")))
    bodies[2] = bodies[2].replace(b"/F1 5 0 R", b"/F1 5 0 R /F2 6 0 R")
    path = tmp_path / "endless.pdf"
    path.write_bytes(file_of(*bodies, font, glyph, endless))
    with pytest.raises(InputError, match="page 1 draws itself"):
        read_pdf(path)


def test_every_command_ends_in_one_line(project: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(drawing(b"/X0 Do", *ENDLESS["itself"]))
    for command in (
        ("convert", path, "--output", tmp_path / "out"),
        ("inspect", path),
        ("inspect", path, "--html", tmp_path / "page.html"),
        ("add", path, "--id", "some-unit-2024"),
    ):
        refused(run(*command, "--root", project), "page 1 draws itself")
    source = project / "datapackage" / "some-unit-2024" / "source"
    source.mkdir(parents=True)
    (source / "some.pdf").write_bytes(path.read_bytes())
    (source / "disclosure.yml").write_text("id: some-unit-2024\nfile: some.pdf\n", encoding="utf-8")
    refused(run("build", "--root", project), "page 1 draws itself")


def test_the_other_pages_of_such_a_file_are_read(tmp_path: Path) -> None:
    page = Page()
    page.text(50, 80, "云溪县水务站")
    good = bodies_of(write_pdf(tmp_path / "good.pdf", [page]).read_bytes())
    bad = bodies_of(drawing(b"/X0 Do", *ENDLESS["itself"]))[2:]
    # The page that draws itself goes behind the other one.
    moved = {3 + n: len(good) + 1 + n for n in range(len(bad))}
    bad = [re.sub(rb"(\d+) 0 R", lambda ref: b"%d 0 R" % moved.get(int(ref[1]), 2), body) for body in bad]
    good[1] = good[1].replace(b"] /Count 1", b" %d 0 R] /Count 2" % moved[3])
    path = tmp_path / "both.pdf"
    path.write_bytes(file_of(*good, *bad))
    document = read_pdf(path)
    assert [(doubt.location.page, "draws itself" in doubt.text) for doubt in document.doubts] == [(2, True)]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["云溪县水务站"]
    assert [image.number for image in page_images(path)] == [1]


def test_forms_in_forms_that_come_to_an_end_are_read(tmp_path: Path) -> None:
    forms = (form(b"/X1 Do", b"/X1 7 0 R"), form(b"/X2 Do " * 3, b"/X2 8 0 R"), form(LINES, b"/X3 6 0 R"))
    path = tmp_path / "forms.pdf"
    path.write_bytes(drawing(b"/X0 Do " * 2, *forms))
    document = read_pdf(path)
    assert document.doubts == ()
    assert "Revenue 1,234.50" in " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))
