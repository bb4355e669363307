"""A table that goes on below captions printed again is one table; another table of the same form is another."""

from pathlib import Path

import openpyxl
import pytest
from invented import LISTS, converted, sets, tables

from yusuan.pipeline import convert, read
from yusuan.sources import Source

CAPTIONS = "表3\n一般公共预算支出表\n单位：万元\n"
HEADER = "科目编码|科目名称|合计\n"
FIRST = (
    "208|社会保障和就业支出|30.00\n20805|行政事业单位养老支出|30.00\n2080505|机关事业单位基本养老保险缴费支出|20.00\n"
)
SECOND = "2080506|机关事业单位职业年金缴费支出|10.00\n|合计|30.00\n"


def test_a_table_goes_on_below_its_captions() -> None:
    made = converted(CAPTIONS + HEADER + FIRST + "\n" + CAPTIONS + HEADER + SECOND)
    assert len(made.disclosure.tables) == 1
    assert [f.code for f in made.findings if f.severity == "error"] == []
    assert sets(made.cells[3].key) == {"operation": "expenditure", "fund": "general", "function": "2080506"}


def test_over_three_pages() -> None:
    parts = (FIRST, "2080506|机关事业单位职业年金缴费支出|10.00\n", "|合计|30.00\n")
    (table,) = tables("\n".join(CAPTIONS + HEADER + part for part in parts))
    assert len(table.rows) == 5


@pytest.mark.parametrize(
    "captions",
    [
        "表4\n一般公共预算支出表\n单位：万元\n",
        "表3\n政府性基金预算支出表\n单位：万元\n",
        "表3\n一般公共预算支出表\n单位：元\n",
        "单位：万元\n",
        "本页为另一单位的数据。\n表3\n一般公共预算支出表\n单位：万元\n",
    ],
)
def test_other_captions_are_those_of_another_table(captions: str) -> None:
    assert len(tables(CAPTIONS + HEADER + FIRST + "\n" + captions + HEADER + SECOND)) == 2


def test_other_headers_and_the_same_rows_are_those_of_another_table() -> None:
    assert len(tables(CAPTIONS + HEADER + FIRST + "\n" + CAPTIONS + "科目编码|科目名称|基本支出\n" + SECOND)) == 2
    assert len(tables(CAPTIONS + HEADER + FIRST + SECOND + "\n" + CAPTIONS + HEADER + FIRST + SECOND)) == 2
    assert len(tables(CAPTIONS + HEADER + FIRST + "|合计|30.00\n\n" + CAPTIONS + HEADER + SECOND)) == 2


@pytest.mark.parametrize("again", [CAPTIONS, ""])
@pytest.mark.parametrize("gap", [0, 1])
def test_on_a_sheet_with_the_number_on_top(again: str, gap: int, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "云岭县医疗保险经办处2024年单位预算"
    sheet = book.create_sheet("支出")
    header = "部门预算支出功能分类||2024年预算数\n" + HEADER
    for line in (CAPTIONS + header + FIRST).splitlines() + [""] * gap + (again + header + SECOND).splitlines():
        sheet.append([float(text) if text.endswith(".00") else text or None for text in line.split("|")])
    path = tmp_path / "a.xlsx"
    book.save(path)
    made = convert(read(path), Source(id="yunling-medical-insurance-2024", path=path), LISTS)
    assert len(made.disclosure.tables) == 1
    assert [f.code for f in made.findings if f.severity == "error"] == []
    assert all(cell.key for cell in made.cells)
