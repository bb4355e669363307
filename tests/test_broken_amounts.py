"""Amounts that cannot be read, column numbers and codes printed in any order: what stands beside them stays right."""

import pytest
from invented import converted, sets

from yusuan.facts.fact import Status
from yusuan.recognition.numbers import says_nothing

TABLE = "支出总表\n单位：元\n科目编码|科目名称|合计|基本支出|项目支出\n"


@pytest.mark.parametrize("broken", ["约300.00", "300.00;", "12 300.00.00", "未定"])
def test_a_broken_amount_moves_nothing_to_its_left(broken: str) -> None:
    made = converted(TABLE + f"210|卫生健康支出|30.00|20.00|10.00\n|合计|{broken}|200.00|100.00\n")
    types = {cell.printed: sets(cell.key).get("expenditure_type") for cell in made.cells if cell.row == 3}
    assert types == {"200.00": "basic", "100.00": "project"}
    assert ("amount", broken) in {(found.what, found.text) for found in made.unrecognised}


def test_a_row_with_a_blank_too_many_is_still_moved() -> None:
    made = converted(TABLE + "210|卫生健康支出|30.00|20.00|10.00\n|208|社会保障和就业支出|5.00|5.00|\n")
    assert [sets(c.key).get("expenditure_type") for c in made.cells if c.row == 3] == [None, "basic"]


def test_a_first_row_of_broken_amounts_is_no_header() -> None:
    made = converted(TABLE + "|合计|约30.00|约20.00|10.00;\n210|卫生健康支出|30.00|20.00|10.00\n")
    assert len(made.cells) == 3
    assert [found.text for found in made.unrecognised if found.what == "amount"] == ["约30.00", "约20.00", "10.00;"]


def test_a_cell_without_room_says_something() -> None:
    assert not says_nothing("####")
    assert says_nothing("#")
    made = converted(TABLE + "210|卫生健康支出|########|20.00|10.00\n208|社会保障和就业支出|5.00|5.00|\n")
    assert ("amount", "########") in {(found.what, found.text) for found in made.unrecognised}


def test_an_amount_that_is_broken_below_a_header_that_nothing_explains() -> None:
    made = converted(
        "支出总表\n单位：元\n科目编码|科目名称|合计|基本支出|星空款\n210|卫生健康支出|30.00|20.00|10.00\n"
        "21011|行政事业单位医疗|30.00|20.00|1,0.00\n2101101|行政单位医疗|30.00|20.00|10.00\n"
    )
    assert ("amount", "1,0.00") in {(found.what, found.text) for found in made.unrecognised}
    assert [f.code for f in made.findings if f.severity == "error"] == []


@pytest.mark.parametrize("marks", ["**|**", "* *|* *", "**|**①", "栏次|"])
@pytest.mark.parametrize("numbers", ["1|2|3", "1\u3000| 2|3 ", "1①|2*|3"])
def test_numbers_of_columns_are_no_amounts(marks: str, numbers: str) -> None:
    made = converted(TABLE + f"{marks}|{numbers}\n210|卫生健康支出|30.00|20.00|10.00\n")
    assert [cell.printed for cell in made.cells] == ["30.00", "20.00", "10.00"]


def test_a_part_without_a_list_may_stand_above_its_whole() -> None:
    lines = ["291|星河支出|30.00|30.00|", "2910101|星河一号|10.00|10.00|", "29101|星河|30.00|30.00|"]
    rows = [*lines, "2910102|星河二号|20.00|20.00|"]
    made = converted(TABLE + "\n".join(rows) + "\n")
    assert {fact.amount for fact in made.facts if fact.key.function == "29101"} == {30}
    assert [f.code for f in made.findings if f.severity == "error"] == []


def test_headings_that_nothing_explains_tell_of_all_rows_below_them() -> None:
    made = converted(
        TABLE + "|合计|42.00|32.00|10.00\n|星空之款|||\n210|卫生健康支出|30.00|20.00|10.00\n213|农林水支出|7.00|7.00|\n"
        "|周转之款|||\n210|卫生健康支出|5.00|5.00|\n"
    )
    assert {cell.row for cell in made.cells if cell.key} == {2}
    assert len({cell.row for cell in made.cells}) == 4


def test_what_only_its_place_tells_is_not_corrected_without_a_word() -> None:
    made = converted(
        "一般公共预算“三公”经费支出表\n单位：元\n合计|因公出国（境）费|公务用车购置及运行费|||公务接待费\n"
        "||小计|公务用车购置费|公务用车运行费|\n15.70||12.50||3.20|12.50\n"
    )
    assert {fact.amount for fact in made.facts} == {cell.amount for cell in made.cells}
    # Two sums say that the subtotal is 3.20: it is corrected, and the finding says so.
    corrected = [(fact.key.economic, str(fact.amount)) for fact in made.facts if fact.status is Status.CORRECTED]
    assert corrected == [("official-vehicles", "3.20")]
    assert [found.code for found in made.findings if found.severity == "error"] == ["amount-contradicted"]


def test_amounts_of_a_row_whose_code_is_moved_have_no_key_and_the_unit_is_its_own() -> None:
    made = converted(
        "收入总表\n单位：元\n科目编码|单位代码|单位名称|科目名称|合计|一般公共预算|政府性基金\n"
        "||313001|云岭县医疗保险经办处||30.00|20.00\n210|||卫生健康支出|30.00|20.00|10.00\n"
        "|313002|云岭县医疗救助站||6.00|6.00|\n210|||卫生健康支出|6.00|6.00|\n".replace("||313001", "|||313001"),
        scope="department",
    )
    assert {cell.row for cell in made.cells if cell.key is None} == {2}
    assert {cell.reason for cell in made.cells if cell.row == 2} == {"the code of the row stands in a column of names"}
    units = {cell.row: cell.key.organization for cell in made.cells if cell.key}
    assert (units[3], units[5]) == ("yunling-medical-insurance.313001", "yunling-medical-insurance.313002")
