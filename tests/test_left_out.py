"""What a file holds and does not print, or prints and cannot be read: struck text, formulas, errors, pictures. It is
left out of the cells and told, in every format."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from left_out import PNG, TITLES, Rows, assert_undisturbed, converted, grid, rows, told

from yusuan.reading.formats import read_document

# Web pages


def page(tmp_path: Path, made: Sequence[Sequence[str]], style: str = "", after: str = "") -> Path:
    lines = "".join(f"<p>{title}</p>" for title in TITLES)
    body = "".join(
        "<tr>" + "".join(cell if "<td" in cell else f"<td>{cell}</td>" for cell in row) + "</tr>" for row in made
    )
    path = tmp_path / "page.html"
    head = f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>{style}</style></head>"
    path.write_text(f"{head}<body>{lines}<table>{body}</table>{after}</body></html>", encoding="utf-8")
    return path


STRUCK_MARKUP = {
    "s": ("<s>934.00</s>500.00", ""),
    "del": ("<del>934.00</del> 500.00", ""),
    "strike": ("500.00<strike>934.00</strike>", ""),
    "style": ('<span style="color:red; TEXT-DECORATION: line-through">934.00</span>500.00', ""),
    "line": ('<font style="text-decoration-line:line-through">934.00</font>500.00', ""),
    "inside": ('<b style="text-decoration:underline line-through"><i>93</i>4.00</b>500.00', ""),
    "class": (
        '<span class="a old">934.00</span>500.00',
        "<!-- .x, span.old {mso-a:b; text-decoration:line-through;} -->",
    ),
    "below": ('<span class="gone"><i>934.00</i></span>500.00', "table td > .gone i {text-decoration: line-through}"),
    "id": ('<i id="x">934.00</i>500.00', "@media print {#x{color:red}} /* {} */ #x{text-decoration:line-through}"),
    "not s": ('<s style="text-decoration:none">500.00</s><s>934.00</s>', ""),
}


@pytest.mark.parametrize(("cell", "style"), STRUCK_MARKUP.values(), ids=STRUCK_MARKUP)
def test_struck_text_of_a_page_is_left_out_and_told(tmp_path: Path, cell: str, style: str) -> None:
    made = rows()
    made[1][4] = cell
    found = converted(page(tmp_path, made, style))
    assert_undisturbed(found)
    assert told(found.document) == [("struck text, left out: 934.00", 5)]
    assert ("text", "struck text, left out: 934.00") in {(u.what, u.text) for u in found.unrecognised}


UNSTRUCK = (
    '<span class="old">500.00</span>',
    "<u>500.00</u>",
    "<ins>500.00</ins>",
    '<p class="x"><span>500.00</span></p>',
)


@pytest.mark.parametrize("cell", UNSTRUCK)
def test_text_that_is_not_struck_stays(tmp_path: Path, cell: str) -> None:
    made = rows()
    made[1][4] = cell
    style = (
        "div .old, .old:hover, .old[lang], p.y .x span {text-decoration:line-through} .old {text-decoration:underline}"
    )
    found = converted(page(tmp_path, made, style))
    assert_undisturbed(found)
    assert not found.document.doubts


def test_struck_cells_rows_and_paragraphs_of_a_page(tmp_path: Path) -> None:
    made = [
        *rows(),
        ['<td style="text-decoration:line-through">213</td>', "<td><s>农林水支出</s></td>", "<s>1.00</s>", "", ""],
    ]
    found = read_document(page(tmp_path, made, after="<p>预算<s>草案</s>说明</p><p><del>旧</del></p>"))
    assert grid(found)[-1] == ["", "", "", "", ""]
    assert [text.rpartition(": ")[2] for text, _ in told(found)] == ["213", "农林水支出", "1.00", "草案", "旧"]
    assert [line for _, line in told(found)] == [10, 10, 10, 11, 12]


RAISED = (
    "500.00<sup>2</sup>",
    '500.00<span style="vertical-align:super">12</span>',
    "500.00<sup><a href='#n'>[3]</a></sup>",
    "500.00<sup>①</sup>",
    '500.00<span class="f">1)</span>',
)


@pytest.mark.parametrize("cell", RAISED)
def test_raised_text_of_a_page_is_a_mark(tmp_path: Path, cell: str) -> None:
    made = rows()
    made[1][4], made[2][0], made[3][1] = cell, "208<sup>1</sup>", "行政事业单位养老支出<sup>2</sup>"
    found = converted(page(tmp_path, made, ".f {vertical-align: super; font-size: 60%}"))
    assert_undisturbed(found)
    assert not found.document.doubts


def test_pictures_in_the_cells_of_a_page_are_told_and_hold_sums_back(tmp_path: Path) -> None:
    made = rows()
    made[5][4] = made[5][2] = '<img src="img/a%201.png" width="60" height="18">'
    found = converted(page(tmp_path, made))
    assert told(found.document) == [("2 pictures in a table, not read: a 1.png、a 1.png", 9)]
    assert_undisturbed(found, 13)
    assert "picture" in {u.what for u in found.unrecognised}


def test_a_table_of_a_page_that_is_pictures_is_told(tmp_path: Path) -> None:
    cells = '<tr><td><img src="1.gif" width=80 height=20></td><td><img src="2.gif" width=80 height=20></td></tr>'
    found = read_document(page(tmp_path, rows(), after=f"<p>收入总表</p><table>{cells * 2}</table>"))
    assert [text for text, _ in told(found)] == ["2 pictures in a table, not read: 1.gif、2.gif"] * 2


def test_a_picture_where_a_table_may_be_is_told_and_ornaments_are_not(tmp_path: Path) -> None:
    shown = '<p>收入总表</p><p><img src="/upload/table2.jpg" alt="收入 总表"></p><iframe src="t.pdf"></iframe>'
    ornaments = (
        '<div class="logo"><img src="x.png"></div><a href="/"><img src="y.png"></a><img src="z.gif" width="20">'
        '<img src="qrcode.png"><footer><img src="w.png"></footer><img hidden src="h.png">'
        '<iframe src="share.html"></iframe>'
    )
    found = read_document(page(tmp_path, rows(), after=shown + ornaments))
    assert [text for text, _ in told(found)] == ["a picture, not read: 收入 总表", "a picture, not read: t.pdf"]


# Word files

Fill = Callable[[Any], None]


def word(tmp_path: Path, fill: Fill, made: Rows | None = None) -> Path:
    made = made or rows()
    file, path = docx.Document(), tmp_path / "file.docx"
    for title in TITLES:
        file.add_paragraph(title)
    table = file.add_table(len(made), 5)
    for n, row in enumerate(made):
        for k, text in enumerate(row):
            table.cell(n, k).text = text
    fill(file)
    file.save(str(path))
    return path


def add_run(paragraph: Any, text: str, **font: bool) -> Any:
    run = paragraph.add_run(text)
    for name, on in font.items():
        setattr(run.font, name, on)
    return run


def cell_of(file: Any, row: int, column: int) -> Any:
    return file.tables[0].cell(row, column).paragraphs[0]


def style(file: Any, kind: int, **font: bool) -> Any:
    made = file.styles.add_style(f"s{kind}{len(file.styles)}", kind)
    for name, on in font.items():
        setattr(made.font, name, on)
    return made


def by_style(file: Any) -> None:
    below = style(file, 2, strike=True)
    above = style(file, 2)
    above.base_style = below
    add_run(cell_of(file, 1, 4), "934.00").style = above


def by_paragraph(file: Any) -> None:
    paragraph = file.tables[0].cell(1, 4).add_paragraph()
    paragraph.style = style(file, 1, strike=True)
    add_run(paragraph, "934.00")
    add_run(paragraph, "", strike=False)


def by_revision(file: Any) -> None:
    removed, run, text = (OxmlElement(f"w:{name}") for name in ("del", "r", "delText"))
    text.text = "934.00"
    run.append(text)
    removed.append(run)
    cell_of(file, 1, 4)._p.append(removed)


STRUCK_IN_WORD: dict[str, tuple[Fill, str]] = {
    "strike": (lambda file: add_run(cell_of(file, 1, 4), "934.00", strike=True), "struck"),
    "double": (lambda file: add_run(cell_of(file, 1, 4), "934.00", double_strike=True), "struck"),
    "style": (by_style, "struck"),
    "paragraph": (by_paragraph, "struck"),
    "revision": (by_revision, "removed"),
}


@pytest.mark.parametrize(("fill", "what"), STRUCK_IN_WORD.values(), ids=STRUCK_IN_WORD)
def test_struck_and_removed_text_of_a_word_file_is_left_out_and_told(tmp_path: Path, fill: Fill, what: str) -> None:
    found = converted(word(tmp_path, fill))
    assert_undisturbed(found)
    assert told(found.document) == [(f"{what} text, left out: 934.00", 5)]


def test_strikes_that_are_off_leave_the_text(tmp_path: Path) -> None:
    def fill(file: Any) -> None:
        run = add_run(cell_of(file, 1, 4), "", strike=False)
        run.style = style(file, 2, strike=True)
        run.text = "①"

    found = converted(word(tmp_path, fill))
    assert_undisturbed(found)
    assert not found.document.doubts


def raised_by(half_points: int, size: int) -> Fill:
    def fill(file: Any) -> None:
        properties = add_run(cell_of(file, 1, 4), "3")._r.get_or_add_rPr()
        for name, value in (("position", half_points), ("sz", size)):
            element = OxmlElement(f"w:{name}")
            element.set(qn("w:val"), str(value))
            properties.append(element)

    return fill


RAISED_IN_WORD: dict[str, Fill] = {
    "superscript": lambda file: add_run(cell_of(file, 1, 4), "2", superscript=True),
    "brackets": lambda file: add_run(cell_of(file, 1, 4), "（1）", superscript=True),
    "style": lambda file: setattr(add_run(cell_of(file, 1, 4), "2"), "style", style(file, 2, superscript=True)),
    "raised": raised_by(8, 21),
    "raised and smaller": raised_by(4, 12),
}


@pytest.mark.parametrize("fill", RAISED_IN_WORD.values(), ids=RAISED_IN_WORD)
def test_raised_text_of_a_word_file_is_a_mark(tmp_path: Path, fill: Fill) -> None:
    found = converted(word(tmp_path, fill))
    assert_undisturbed(found)
    assert {cell.printed for cell in found.cells} & {"500.00²", "500.00³", "500.00⁽¹⁾"}


def test_an_amount_that_is_raised_as_a_whole_is_no_mark(tmp_path: Path) -> None:
    made = rows()
    made[1][4] = ""

    def fill(file: Any) -> None:
        properties = add_run(cell_of(file, 1, 4), "500.00")._r.get_or_add_rPr()
        element = OxmlElement("w:position")
        element.set(qn("w:val"), "8")
        properties.append(element)

    assert_undisturbed(converted(word(tmp_path, fill, made)))


def test_pictures_of_a_word_file_are_told_but_for_seals(tmp_path: Path) -> None:
    made = rows()
    made[5][4] = ""

    def fill(file: Any) -> None:
        cell_of(file, 5, 4).add_run().add_picture(io.BytesIO(PNG), Cm(1), Cm(0.5))
        file.add_paragraph("收入总表")
        file.add_paragraph().add_run().add_picture(io.BytesIO(PNG), Cm(15), Cm(9))
        file.add_paragraph().add_run().add_picture(io.BytesIO(PNG), Cm(4), Cm(4))

    found = converted(word(tmp_path, fill, made))
    assert told(found.document) == [
        ("a picture in a table, not read: Picture 1", 9),
        ("a picture, not read: Picture 2", 11),
    ]
    assert_undisturbed(found, 14)
