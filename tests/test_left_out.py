"""What a file holds and does not print, or prints and cannot be read: struck text, formulas, errors, pictures. It is
left out of the cells and told, in every format."""

import base64
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
import xlrd
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from invented import LISTS, ROOT
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.styles import Font

from yusuan.conversion import Conversion
from yusuan.pipeline import convert
from yusuan.reading.document import Document, Grid
from yusuan.reading.formats import read_document
from yusuan.sources import Source

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TITLES = ("云岭县水务局2024年部门预算", "一般公共预算支出表", "单位：元")
HEADER = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
BODY = (
    ("", "合计", "700.00", "200.00", "500.00"),
    ("208", "社会保障和就业支出", "200.00", "200.00", "0.00"),
    ("20805", "行政事业单位养老支出", "200.00", "200.00", "0.00"),
    ("210", "卫生健康支出", "500.00", "0.00", "500.00"),
    ("21015", "医疗保障管理事务", "500.00", "0.00", "500.00"),
)
Rows = list[list[Any]]


def rows() -> Rows:
    return [list(row) for row in (HEADER, *BODY)]


def converted(path: Path) -> Conversion:
    return convert(read_document(path), Source(id="yunling-water-2024", path=path), LISTS)


def told(document: Document) -> list[tuple[str, int | None]]:
    return [(doubt.text, doubt.location.line) for doubt in document.doubts]


def grid(document: Document) -> list[list[str]]:
    return next([[cell.text for cell in row] for row in b.rows] for b in document.blocks if isinstance(b, Grid))


def assert_undisturbed(conversion: Conversion, amounts: int = 15) -> None:
    """All amounts of the table have their keys, and nothing is said against them."""
    assert [cell.key is not None for cell in conversion.cells] == [True] * amounts
    assert not [found for found in conversion.findings if found.severity != "note"]


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
    assert ("page", "struck text, left out: 934.00") in {(u.what, u.text) for u in found.unrecognised}


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


# Workbooks


def book(tmp_path: Path, fill: Fill, change: tuple[str, str] = ("", "")) -> Path:
    file, path = openpyxl.Workbook(), tmp_path / "book.xlsx"
    sheet = file.active
    sheet.title = "支出表"
    for row in ([title] for title in TITLES):
        sheet.append(row)
    for n, row in enumerate(rows(), start=5):
        for k, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(n, k, float(text) if "." in text else text)
                cell.number_format = "0.00" if "." in text else "@"
    fill(sheet)
    file.save(path)
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with ZipFile(path, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part.replace(change[0].encode(), change[1].encode()) if change[0] else part)
    return path


def put(reference: str, value: Any, **look: Any) -> Fill:
    def fill(sheet: Any) -> None:
        sheet[reference] = value
        for name, said in look.items():
            setattr(sheet[reference], name, said)

    return fill


def test_struck_text_of_a_workbook_is_left_out_and_told(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet["E6"] = CellRichText(TextBlock(InlineFont(strike=True), "934.00"), "500.00")
        for reference, value in (("A11", "213"), ("B11", "农林水支出"), ("C11", 9.5)):
            sheet[reference] = value
            sheet[reference].font = Font(strike=True)

    found = converted(book(tmp_path, fill))
    assert_undisturbed(found)
    cells = (("E6", "934.00"), ("A11", "213"), ("B11", "农林水支出"), ("C11", "9.5"))
    assert [text for text, _ in told(found.document)] == [
        f"sheet 支出表, cell {reference}: struck text, left out: {text}" for reference, text in cells
    ]


def test_of_hidden_and_covered_cells_nothing_is_told(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for reference in ("G6", "C12", "B13"):
            sheet[reference] = "9.00"
            sheet[reference].font = Font(strike=True)
        sheet.column_dimensions["G"].hidden = sheet.row_dimensions[12].hidden = True
        sheet["A13"] = "注"
        sheet.merge_cells("A13:E13")

    assert not read_document(book(tmp_path, fill)).doubts


def test_raised_text_of_a_workbook_is_a_mark(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        raised = InlineFont(vertAlign="superscript")
        sheet["E6"] = CellRichText("500.00", TextBlock(raised, "2"))
        sheet["A7"] = CellRichText("208", TextBlock(raised, "1)"))
        sheet["B8"] = CellRichText("行政事业单位养老支出", TextBlock(raised, "注3"))

    found = converted(book(tmp_path, fill))
    assert_undisturbed(found)
    assert grid(found.document)[-5][4] == "500.00²"


UNSAVED = "a formula without a saved result"
FAILED = "an error instead of a value"
NO_RESULT: dict[str, tuple[Fill, tuple[str, str], str]] = {
    "formula": (put("E6", "=SUM(E7,E9)"), ("", ""), f"{UNSAVED}: =SUM(E7,E9)"),
    "no value": (put("E6", "=E7+E9"), ("<f>E7+E9</f><v></v>", "<f>E7+E9</f>"), f"{UNSAVED}: =E7+E9"),
    "0 of a program": (put("E6", "=E7"), ("<f>E7</f><v></v>", "<f>E7</f><v>0</v>"), f"{UNSAVED}: =E7"),
    "error": (put("E6", "#REF!", data_type="e"), ("", ""), f"{FAILED}: #REF!"),
    "error of a formula": (put("E6", "=X"), ("><f>X</f><v></v>", ' t="e"><f>X</f><v>#N/A</v>'), f"{FAILED}: #N/A"),
}


@pytest.mark.parametrize(("fill", "change", "what"), NO_RESULT.values(), ids=NO_RESULT)
def test_a_cell_without_a_result_is_told_once_and_its_sums_prove_nothing(
    tmp_path: Path, fill: Fill, change: tuple[str, str], what: str
) -> None:
    found = converted(book(tmp_path, fill, change))
    lines = [u.text for u in found.unrecognised if u.what != "place"]
    assert lines == [f"sheet 支出表, cell E6: {what}"]
    assert_undisturbed(found, 14)


def test_a_saved_result_is_read(tmp_path: Path) -> None:
    found = converted(book(tmp_path, put("E6", "=E7+E9"), ("<f>E7+E9</f><v></v>", "<f>E7+E9</f><v>500</v>")))
    assert_undisturbed(found)
    empty = read_document(book(tmp_path, put("G6", "=X"), ("><f>X</f><v></v>", ' t="str"><f>X</f><v></v>')))
    assert not found.document.doubts
    assert not empty.doubts


def test_a_zero_is_a_result_where_the_workbook_was_calculated(tmp_path: Path) -> None:
    path = book(tmp_path, put("E7", "=E8"), ("<f>E8</f><v></v>", "<f>E8</f><v>0</v>"))
    with ZipFile(path) as old:
        parts = {name: old.read(name).replace(b' fullCalcOnLoad="1"', b"") for name in old.namelist()}
    with ZipFile(path, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    assert_undisturbed(converted(path))


@pytest.fixture
def picture(tmp_path: Path) -> Image:
    path = tmp_path / "a.png"
    path.write_bytes(PNG)
    image = Image(str(path))
    image.width, image.height = 400, 300
    return image


def test_a_sheet_of_pictures_is_told(tmp_path: Path, picture: Image) -> None:
    def fill(sheet: Any) -> None:
        other = sheet.parent.create_sheet("收入表")
        other["A1"] = "收入总表"
        other.add_image(picture, "A3")

    found = read_document(book(tmp_path, fill))
    assert [(d.text, d.location.page, d.location.line) for d in found.doubts] == [
        ("sheet 收入表: a picture, not read: Picture", 2, 3)
    ]


def test_struck_raised_and_failed_cells_of_an_old_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    """No library writes such a file, so the fonts are changed in what xlrd makes of one."""
    path, opened = ROOT / "tests" / "formats" / "small.xls", xlrd.open_workbook

    def changed(**said: Any) -> Any:
        made = opened(**said)
        sheet = made.sheets()[0]
        struck, raised = len(made.font_list), len(made.font_list) + 1
        made.font_list += [SimpleNamespace(struck_out=1, escapement=0), SimpleNamespace(struck_out=0, escapement=1)]
        places = {cell.value: (r, c) for r in range(sheet.nrows) for c, cell in enumerate(sheet.row(r))}
        sheet.rich_text_runlist_map[places["卫生健康支出"]] = [(2, struck), (4, raised)]
        row, column = places["合计"]
        sheet.put_cell(row, column, 5, 42, sheet.cell_xf_index(row, column))
        return made

    monkeypatch.setattr(xlrd, "open_workbook", changed)
    found = read_document(path)
    assert {"卫生支出", "#N/A"} <= {cell for row in grid(found) for cell in row}
    assert sorted(text.rpartition(", cell ")[2].partition(": ")[2] for text, _ in told(found)) == [
        "an error instead of a value: #N/A",
        "struck text, left out: 健康",
    ]
