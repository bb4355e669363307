"""What a workbook holds and does not print, or prints and cannot be read: struck text, formulas, errors, pictures."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import xlrd
from invented import ROOT
from left_out import PNG, TITLES, assert_undisturbed, converted, grid, rows, told
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.styles import Font

from yusuan.reading.formats import read_document

Fill = Callable[[Any], None]


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
