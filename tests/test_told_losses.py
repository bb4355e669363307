"""What a table or page holds besides its amounts is told, and what may be missing proves nothing."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from invented import LISTS, converted
from pdf_typeset import Page, table, write_pdf

from yusuan.conversion import Conversion
from yusuan.pipeline import convert, read
from yusuan.recognition.numbers import parse_number
from yusuan.sources import Source

UNIT = "云岭县水务局"
HEADER = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = (
    ("", "合计", "90.00", "60.00", "30.00"),
    ("208", "社会保障和就业支出", "20.00", "20.00", "0.00"),
    ("213", "农林水支出", "70.00", "40.00", "30.00"),
)


def transcript(*rows: tuple[str, ...]) -> str:
    """A table of functions in a text."""
    return "一般公共预算支出表\n单位：元\n" + "\n".join("|".join(row) for row in (HEADER, *rows)) + "\n"


def alarms(found: Conversion) -> list[str]:
    return [finding.code for finding in found.findings if finding.severity != "note"]


def told(found: Conversion) -> list[str]:
    return [each.text for each in found.unrecognised]


def of_file(path: Path) -> Conversion:
    return convert(read(path), Source(id="yunling-water-2024", path=path), LISTS)


def page(tmp_path: Path, cell: str, style: str = "") -> Conversion:
    """A web page with a cell in place of 70.00."""
    rows = [HEADER, *ROWS[:2], (*ROWS[2][:2], cell, *ROWS[2][3:])]
    made = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    path = tmp_path / "page.html"
    head = f"<meta charset=utf-8><style>{style}</style><h1>{UNIT}2024年部门预算</h1>"
    path.write_text(f"{head}<h2>一般公共预算支出表</h2><p>单位：元</p><table>{made}</table>", encoding="utf-8")
    return of_file(path)


def sheet(tmp_path: Path, above: tuple[tuple[str, ...], ...] = (("单位：元",),), form: str = "0.00") -> Path:
    """A workbook with a cover and the table; ``form`` is the number format of 70.00."""
    book = openpyxl.Workbook()
    book.active.append([f"{UNIT}2024年部门预算"])
    made = book.create_sheet("支出")
    for row in (("一般公共预算支出表",), *above, HEADER, *ROWS):
        made.append([Decimal(text) if "." in text else text or None for text in row])
    for cell in (cell for row in made.iter_rows() for cell in row if isinstance(cell.value, Decimal)):
        cell.number_format = form if cell.value == 70 else "0.00"
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    "cell", ["<s>70.00</s>", '<input value="70.00">', '<textarea rows="1">70.00</textarea>', "<del>70.00</del>"]
)
def test_what_a_page_shows_and_is_not_read_is_told_and_its_sums_prove_nothing(tmp_path: Path, cell: str) -> None:
    found = page(tmp_path, cell)
    assert not alarms(found)
    assert [text for text in told(found) if text.endswith(": 70.00")]


@pytest.mark.parametrize(
    "cell",
    [
        '70.00<input type="hidden" value="9">',
        '<span style="font-size:0">9</span>70.00',
        '<span style="opacity: 0">9</span>70.00',
        '<span class="unseen">9</span>70.00',
        '70.00<span style="position:relative;top:-4px">2</span>',
    ],
)
def test_what_a_page_does_not_show_or_raises_is_no_digit(tmp_path: Path, cell: str) -> None:
    found = page(tmp_path, cell, ".unseen { display: none }")
    assert {cell.amount for cell in found.cells if cell.row == 4 and cell.column == 3} == {Decimal("70.00")}
    assert not alarms(found)


def test_larger_parts_that_a_rule_hides_may_be_those_that_a_click_shows(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    made = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in (HEADER, *ROWS))
    head = f"<meta charset=utf-8><style>.tab {{ display: none }}</style><h1>{UNIT}2024年部门预算</h1>"
    body = f"<div class=tab><h2>一般公共预算支出表</h2><p>单位：元</p><table>{made}</table></div>"
    path.write_text(head + body, encoding="utf-8")
    assert len(of_file(path).cells) == 9


def test_a_value_that_its_format_hides_is_told(tmp_path: Path) -> None:
    found = of_file(sheet(tmp_path, form=";;;"))
    assert not alarms(found)
    assert [text for text in told(found) if "a value that its format does not show" in text and text.endswith(": 70")]


def test_a_struck_amount_of_a_pdf_leaves_no_blank_that_proves_anything(tmp_path: Path) -> None:
    made = Page()
    made.text(60, 40, f"{UNIT}2024年部门预算", 14)
    made.text(120, 70, "一般公共预算支出表", 12)
    made.text(400, 86, "单位：元", 8)
    table(made, (HEADER, *ROWS), (60.0, 110.0, 260.0, 325.0, 390.0, 455.0), 92)
    made.line(262, 158, 282, 158)
    found = of_file(write_pdf(tmp_path / "made.pdf", [made]))
    assert not alarms(found)
    assert "struck text, left out: 70.00" in told(found)


def test_a_row_with_one_cell_too_many_and_a_blank_has_no_key_and_accuses_nobody() -> None:
    shifted = (*ROWS[2][:2], "", *ROWS[2][2:])
    found = converted(transcript(*ROWS[:2], shifted))
    assert {cell.printed for cell in found.cells if cell.key is None} == {"70.00", "40.00", "30.00"}
    assert not alarms(found)


def test_an_amount_beside_a_full_row_costs_the_row_nothing() -> None:
    found = converted(transcript(*ROWS[:2], (*ROWS[2], "", "5.50"), ("2130301", "行政运行", "70.00", "40.00", "30.00")))
    assert [cell.printed for cell in found.cells if cell.key is None] == ["5.50"]


def test_an_amount_in_a_line_of_its_own_is_told() -> None:
    assert "1,234.50" in told(converted(transcript(*ROWS) + "\n1,234.50\n"))
    assert "12" not in told(converted(transcript(*ROWS) + "\n12\n"))


@pytest.mark.parametrize("date", ["2024年1月", "2024年1月15日", "预算年度：2024", "填报时间：2024-01"])
def test_a_date_between_the_name_of_the_unit_and_the_unit_of_measure_is_no_header(tmp_path: Path, date: str) -> None:
    found = of_file(sheet(tmp_path, ((f"编制单位：{UNIT}", "", date, "", "单位：元"),)))
    assert len(found.cells) == 9
    assert all(cell.key for cell in found.cells)
    assert not alarms(found)


@pytest.mark.parametrize("numbers", [("**", "**", "1=2+3", "2", "3"), ("栏次", "", "1＝2＋3", "2", "3")])
def test_numbers_of_columns_may_say_how_they_add_up(numbers: tuple[str, ...]) -> None:
    found = converted(transcript(numbers, *ROWS))
    assert [cell.key is None for cell in found.cells] == [False] * 9


@pytest.mark.parametrize("text", ["70.00１", "７０．００1"])
def test_a_last_digit_of_another_width_is_not_read_as_a_decimal(text: str) -> None:
    assert parse_number(text) is None


def test_a_raised_minus_is_a_minus() -> None:
    number = parse_number("⁻70.00")
    assert number is not None
    assert number.value == Decimal("-70.00")


SECOND = "title-of-another-phase"


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("2024年部门决算公开", "2024年部门预算"), [SECOND]),
        (("2024年部门预算", "2024年部门决算公开"), [SECOND]),
        (("2024年部门预算公开", "2023年度部门决算"), [SECOND]),
        (("2024年部门预算公开", "2024年部门预算"), []),
        (("2024年部门预算", "2024年部门预算编制说明"), []),
    ],
)
def test_two_titles_that_name_a_budget_and_final_accounts_are_told(
    tmp_path: Path, titles: tuple[str, ...], expected: list[str]
) -> None:
    path = tmp_path / "made.txt"
    made = "\n".join(UNIT + title for title in titles) + "\n" + transcript(*ROWS).replace("|", "\t")
    path.write_text(made, encoding="utf-8")
    assert alarms(of_file(path)) == expected


def test_the_name_of_a_page_of_information_is_no_part_of_a_title() -> None:
    found = converted(transcript(*ROWS).replace("一般公共预算支出表", f"{UNIT}2024年信息公开\n一般公共预算支出表"))
    assert all(cell.key for cell in found.cells)
