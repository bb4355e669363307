"""Reading workbooks: what a person sees in the visible sheets, number by number as it is shown."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import ROOT
from openpyxl.styles import Border, Side
from typeset import texts

from yusuan.errors import InputError
from yusuan.reading.document import Grid
from yusuan.reading.formats import read_document
from yusuan.reading.number_format import BUILT_IN, shown
from yusuan.reading.sheet import joined_lines

RULED = Border(top=Side(style="thin"))
Sheet = Any


def read(tmp_path: Path, fill: Callable[[Sheet], None], **members: tuple[str, str]) -> list[str | list[list[str]]]:
    """The blocks of a workbook whose first sheet ``fill`` fills; ``members`` are replacements within its XML."""
    book, path = openpyxl.Workbook(), tmp_path / "book.xlsx"
    fill(book.active)
    book.save(path)
    if members:
        with ZipFile(path) as old:
            parts = {name: old.read(name).decode() for name in old.namelist()}
        for before, after in members.values():
            assert any(before in part for part in parts.values())
            parts = {name: part.replace(before, after) for name, part in parts.items()}
        with ZipFile(path, "w") as new:
            for name, part in parts.items():
                new.writestr(name, part)
    return texts(read_document(path))


def rows(sheet: Sheet, *lines: str, ruled: bool = False) -> None:
    """Fill a sheet from texts with ``|`` between cells."""
    for row, line in enumerate(lines, start=1):
        for column, text in enumerate(line.split("|"), start=1):
            if text:
                sheet.cell(row, column, text).data_type = "s"
            if ruled and line:
                sheet.cell(row, column).border = RULED


FORMATS = [
    ("4844351.04", "#,##0.00", "4,844,351.04"),
    ("4844351.0399999999", "#,##0.00", "4,844,351.04"),
    ("4844351.0399999999", "General", "4844351.04"),
    ("0.30000000000000004", "General", "0.3"),
    ("100", "General", "100"),
    ("1E2", "General", "100"),
    ("2101506", "0", "2101506"),
    ("506", "0000000", "0000506"),
    ("1.005", "0.00", "1.01"),
    ("-1234.5", "#,##0.00", "-1,234.50"),
    ("-1234.5", "#,##0.00;(#,##0.00)", "(1,234.50)"),
    ("-1234.5", "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
    ("-0.001", "0.00", "0.00"),
    ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    ("1234.5", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
    ("0", "#,##0.00;-#,##0.00;", ""),
    ("0.5", "0%", "50%"),
    ("0.0305", "0.00%", "3.05%"),
    ("48443510.4", "0!.0,", "4844.4"),
    ("48443510.4", '0"."0,', "4844.4"),
    ("1234567", "#,##0,", "1,235"),
    ("12.5", "#,##0.##", "12.5"),
    ("12", "0.0#", "12.0"),
    ("12.5", '#,##0.00"万元"', "12.50万元"),
    ("12.5", '"¥"#,##0.00', "¥12.50"),
    ("12.5", "[$¥-804]#,##0.00", "¥12.50"),
    ("12.5", "@", "12.5"),
    ("12.5", "G/通用格式", "12.5"),
    ("45292", "yyyy-mm-dd", "2024-01-01"),
    ("45292", 'yyyy"年"m"月"d"日"', "2024年1月1日"),
    ("45292", '[$-804]yyyy"年"m"月";@', "2024年1月"),
    ("45292.5", "yyyy/m/d h:mm", "2024/1/1 12:00"),
    ("45292.75", "h:mm AM/PM", "6:00 PM"),
    ("1.5", "[h]:mm", "36:00"),
    ("-1", "yyyy-mm-dd", "-1"),
    ("12.5", "0.00E+00", "12.5"),
]


@pytest.mark.parametrize(("stored", "code", "seen"), FORMATS)
def test_a_number_is_shown_as_its_format_says(stored: str, code: str, seen: str) -> None:
    assert shown(Decimal(stored), code) == seen


def test_days_may_be_counted_from_1904() -> None:
    assert shown(Decimal(43830), "yyyy-mm-dd", since_1904=True) == "2024-01-01"


@given(st.decimals(-(10**10), 10**10, places=2))
def test_an_amount_is_never_changed_by_the_way_through_a_binary_fraction(amount: Decimal) -> None:
    stored = Decimal(f"{float(amount):.17g}")
    assert Decimal(shown(stored, "#,##0.00").replace(",", "")) == amount
    assert Decimal(shown(stored, "General")) == amount


@given(st.decimals(-(10**12), 10**12), st.text('0#?.,%;"[]$_*\\!@ymdhse-+E()年G', max_size=12))
def test_any_format_gives_some_text(value: Decimal, code: str) -> None:
    assert isinstance(shown(value, code), str)


@pytest.mark.parametrize("code", BUILT_IN.values())
def test_every_built_in_format_gives_a_text(code: str) -> None:
    assert shown(Decimal("45292.25"), code)


def test_cells_are_read_as_a_person_sees_them(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.append(["项目", "金额", "是否"])
        sheet.append(["0101", 4844351.04, True])
        sheet.append(["合\n计", "1,234.50", "=1/0"])
        sheet["B2"].number_format = "#,##0.00"

    found = read(tmp_path, fill, cached=("<f>1/0</f><v></v>", "<f>1/0</f><v>7.0</v>"))
    assert found == [[["项目", "金额", "是否"], ["0101", "4,844,351.04", "TRUE"], ["合计", "1,234.50", "7"]]]


def test_a_formula_counts_by_the_result_saved_with_it(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        rows(sheet, "项目|金额|文字|错误")
        sheet["A2"], sheet["B2"], sheet["C2"], sheet["D2"] = "合计", "=SUM(1)", '="a"', "=1/0"

    found = read(
        tmp_path,
        fill,
        number=("<f>SUM(1)</f><v></v>", "<f>SUM(1)</f><v>4844351.0399999999</v>"),
        text=('r="C2"><f>"a"</f><v></v>', 'r="C2" t="str"><f>"a"</f><v>甲</v>'),
        error=('r="D2"><f>1/0</f><v></v>', 'r="D2" t="e"><f>1/0</f><v>#DIV/0!</v>'),
    )
    assert found == [[["项目", "金额", "文字", "错误"], ["合计", "4844351.04", "甲", "#DIV/0!"]]]


def test_a_merged_cell_has_its_text_in_the_top_left(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        rows(sheet, "科目|支出||", "|合计|基本|项目", "甲|3|1|2")
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:D1")

    assert read(tmp_path, fill) == [
        [["科目", "支出", "", ""], ["", "合计", "基本", "项目"], ["甲", "3", "1", "2"]],
    ]


def test_what_a_merged_cell_covers_is_not_seen(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        rows(sheet, "科目|金额", "甲|覆盖", "乙|2")

    merged = ("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>')
    assert read(tmp_path, fill, merged=merged) == [[["科目", "金额"], ["甲", ""], ["乙", "2"]]]


def test_hidden_rows_columns_and_sheets_are_left_out(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        rows(sheet, "科目|旧|金额", "藏|0|9", "甲|0|1")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        for state in ("hidden", "veryHidden"):
            hidden = sheet.parent.create_sheet(state)
            hidden["A1"], hidden.sheet_state = "看不见", state

    assert read(tmp_path, fill) == [[["科目", "金额"], ["甲", "1"]]]


def test_a_merged_cell_whose_first_column_is_hidden_is_still_seen(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        rows(sheet, "支出||合计", "藏|甲|1")
        sheet.merge_cells("A1:B1")
        sheet.column_dimensions["A"].hidden = True

    assert read(tmp_path, fill) == [[["支出", "合计"], ["甲", "1"]]]


def test_rows_stand_in_grids_between_blank_rows(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        revenue, expenditure = ("收入总表", "项目|金额", "收入|1"), ("支出总表", "项目|金额", "支出|1")
        rows(sheet, "部门预算公开", "", *revenue, "", "|", *expenditure, "", "说明")

    assert read(tmp_path, fill) == [
        "部门预算公开",
        [["收入总表", ""], ["项目", "金额"], ["收入", "1"]],
        [["支出总表", ""], ["项目", "金额"], ["支出", "1"]],
        "说明",
    ]


def test_a_blank_row_with_borders_belongs_to_its_table_and_a_note_below_does_not(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        rows(sheet, "项目|金额", "收入|1", "|", "合计|1", ruled=True)
        sheet["A5"] = "注：本表单位为元"

    assert read(tmp_path, fill) == [[["项目", "金额"], ["收入", "1"], ["", ""], ["合计", "1"]], "注：本表单位为元"]


def test_blank_outer_rows_and_columns_are_left_out_and_places_are_those_of_the_sheet(tmp_path: Path) -> None:
    book, path = openpyxl.Workbook(), tmp_path / "book.xlsx"
    book.active["A1"] = "封面"
    sheet = book.create_sheet()
    sheet["C4"], sheet["D4"], sheet["C5"], sheet["D5"] = "项目", "金额", "收入", 1
    book.save(path)
    cover, grid = read_document(path).blocks
    assert (cover.location.page, cover.location.line) == (1, 1)
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["项目", "金额"], ["收入", "1"]]
    assert [(row[0].location.page, row[0].location.line) for row in grid.rows] == [(2, 4), (2, 5)]
    assert (grid.location.page, grid.location.line) == (2, 4)


def test_pronunciations_are_no_text_and_escapes_are_undone(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        lambda sheet: rows(sheet, "项目|金额", "abc|一二"),
        runs=("<t>abc</t>", "<r><t>收</t></r><r><t>入_x0041_</t></r><rPh><t>shouru</t></rPh>"),
    )
    assert found == [[["项目", "金额"], ["收入A", "一二"]]]


def test_a_style_that_is_broken_does_not_keep_the_numbers_back(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.append(["收入", 1.5])
        sheet["B1"].number_format = "0.00"

    assert read(tmp_path, fill, style=('s="1"', 's="99"')) == [[["收入", "1.5"]]]


def test_a_stray_cell_at_the_far_end_costs_nothing(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        rows(sheet, "项目|金额", "收入|1")
        sheet["XFD1048576"] = "迷路"

    assert read(tmp_path, fill) == [[["项目", "金额"], ["收入", "1"]], "迷路"]


def test_a_merged_area_as_large_as_the_sheet_costs_nothing(tmp_path: Path) -> None:
    whole = "".join('<mergeCell ref="A2:XFD1048576"/>' for _ in range(1000))
    merged = ("</sheetData>", f"</sheetData><mergeCells>{whole}</mergeCells>")
    found = read(tmp_path, lambda sheet: rows(sheet, "项目|金额", "收入|1"), merged=merged)
    assert found == [[["项目", "金额"], ["收入", ""]]]


def test_a_table_with_absurdly_many_cells_is_refused(tmp_path: Path) -> None:
    def fill(sheet: Sheet) -> None:
        for row in range(1, 200):
            sheet.cell(row, 1, row)
        sheet["XFD1"] = "迷路"

    with pytest.raises(InputError, match="sheet 1 reaches to column 16384 and row 199"):
        read(tmp_path, fill)


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    path = ROOT / "tests" / "formats" / "small.xls"
    found = read_document(path)
    assert found.media_type == "application/vnd.ms-excel"
    assert texts(found) == [
        [
            ["收支总表", "", "", ""],
            ["", "", "", "单位：元"],
            ["收入", "", "支出", ""],
            ["一般公共预算", "4,844,351.04", "卫生健康支出", "30.00%"],
            ["合计", "", "编码", "0101"],
        ],
        "无",
        "2024年1月1日",
    ]
    assert [block.location.page for block in found.blocks] == [1, 3, 3]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("合\n计", "合计"),
        ("1,234\n5,678", "1,234 5,678"),
        ("a\r\nb", "a b"),
        ("一\n1", "一1"),
        (" 项 目 \n", "项 目"),
    ],
)
def test_the_lines_of_a_cell_become_one(text: str, whole: str) -> None:
    assert joined_lines(text) == whole
