"""What is not understood has no key and proves nothing; what is understood still does."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from deviating import Made, Maker, as_text, known, write_docx, write_xlsx
from deviating_layouts import LAYOUTS
from invented import LEXICON, LISTS, at, converted, sets

from yusuan.conversion import Conversion
from yusuan.pipeline import convert, read
from yusuan.recognition.composed import composed
from yusuan.recognition.title_words import title_words
from yusuan.sources import Source

Layout = Callable[[Maker], Made]
SEEDS = range(24)
NAME = "yunling-medical-insurance-2024"


def written(tables: list[Made], folder: Path, kind: str) -> Conversion:
    """The conversion of tables written to a file of a kind."""
    path = folder / f"disclosure.{kind}"
    if kind == "txt":
        path.write_text(as_text(tables).replace("|", "\t"), encoding="utf-8")
    else:
        {"docx": write_docx, "xlsx": write_xlsx}[kind](tables, path)
    return convert(read(path), Source(id=NAME, path=path), LISTS)


def differences(conversion: Conversion, tables: list[Made]) -> list[str]:
    """What is wrong: a key that is not the maker's, an amount neither keyed nor kept with a reason, an alarm."""
    cells = {(cell.table_id, cell.row, cell.column): cell for cell in conversion.cells}
    wrong = [f"{f.code} {f.message_en}" for f in conversion.findings if f.severity != "note"]
    for table, made in zip(conversion.disclosure.tables, tables, strict=True):
        top = next(n for n, row in enumerate(table.printed) if row[0].text == made.rows[0][0])
        for (row, column), right in made.keys.items():
            cell = cells.get((table.table_id, row + top + 1, column + 1))
            place = f"{made.title} {made.rows[row]} {column}"
            if cell is None:
                wrong += [f"lost: {place}"] * bool(Decimal(made.rows[row][column]))
            elif cell.key is None:
                wrong += [f"without reason: {place}"] * (not cell.reason)
                wrong += [f"key lost ({cell.reason}): {place}"] * (right is not None)
            elif right is None or sets(cell.key) != dict(right):
                wrong.append(f"key {sets(cell.key)} for {right}: {place}")
    return wrong


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("kind", ["txt", "docx", "xlsx"])
def test_a_layout_that_nothing_explains_gives_no_wrong_key_and_no_alarm(
    layout: Layout, kind: str, tmp_path: Path
) -> None:
    for seed in range(3):
        tables = [layout(Maker(seed))]
        assert differences(written(tables, tmp_path, kind), tables) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_document_of_several_such_tables_gives_none_either(seed: int, tmp_path: Path) -> None:
    random, make = Random(seed), Maker(seed)
    tables = [layout(make) for layout in [known, *random.sample(LAYOUTS, 3)]]
    assert differences(written(tables, tmp_path, "txt"), tables) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_wrong_amount_where_all_is_understood_is_found_beside_what_is_not(seed: int, tmp_path: Path) -> None:
    random, make = Random(seed), Maker(seed)
    tables = [known(make), random.choice(LAYOUTS)(make)]
    row, column = random.choice([(r, c) for r, c in tables[0].keys if c == 2])
    printed = tables[0].rows[row][column]
    tables[0].rows[row][column] = ("1" if printed[0] != "1" else "2") + printed[1:]
    codes = {f.code for f in written(tables, tmp_path, "txt").findings if f.severity == "error"}
    assert codes & {"sum-of-parts", "amount-contradicted", "amounts-disagree", "parts-exceed-whole"}


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("一般公共预算基本支出", {"fund": "general", "expenditure_type": "basic"}),
        ("本年政府性基金安排的支出", {"fund": "government-fund", "operation": "expenditure"}),
        ("上年结转（一般公共预算）", {"operation": "brought-forward", "fund": "general"}),
        ("2023年一般公共预算拨款", {"fiscal_year": "2023", "fund": "general"}),
        ("公用经费决算数", {"expenditure_type": "operating", "phase": "executed"}),
    ],
)
def test_a_label_put_together_from_known_words_says_all_of_them(label: str, said: dict[str, str]) -> None:
    assert composed(label, LEXICON).sets == said


@pytest.mark.parametrize(
    "label",
    [
        "专项债券",
        "非财政拨款支出",
        "人员经费和项目支出",
        "2023年财政拨款结转",
        "上年结转安排",
        "一般公共预算（土地部分）",
        "其他支出",
    ],
)
def test_a_label_with_a_word_that_nothing_explains_says_nothing(label: str) -> None:
    assert composed(label, LEXICON).unread
    assert not composed(label, LEXICON).sets


@pytest.mark.parametrize(
    ("title", "unread"),
    [
        ("星河县专项债券支出表", True),
        ("2024年结余资金支出表", True),
        ("一般公共预算支出表（上年结转安排）", True),
        ("2024年一般公共预算支出调整预算表", True),
        ("下属单位支出总表", True),
        ("政府采购预算表（货物）", True),
        ("表1 部门收支总体情况表", False),
        ("七、2018年度江苏省高级人民法院一般公共预算支出预算表", False),
        ("云岭县水文勘测站2024年部门预算一般公共预算支出表（按功能分类科目）", False),
        ("勘测站收支预算总表", False),
        ("2024年市级部门财政拨款收支总表", False),
    ],
)
def test_a_title_is_understood_when_every_word_of_it_is(title: str, unread: bool) -> None:
    said = title_words(title, ("云岭县水文勘测站", "云岭县水文勘测站2024年部门预算"), LEXICON)
    assert bool(said.unread) is unread


def test_a_title_says_the_fund_that_its_kind_leaves_open() -> None:
    made = converted("一般公共预算项目支出预算表\n单位：元\n项目名称|金额\n测站改造|5.00\n合计|5.00\n")
    assert sets(made.cells[1].key) == {"operation": "expenditure", "fund": "general", "expenditure_type": "project"}


def test_a_title_that_names_two_funds_is_not_understood() -> None:
    made = converted(
        "一般公共预算国有资本经营预算支出表\n单位：元\n科目编码|科目名称|合计\n208|社会保障和就业支出|5.00\n"
    )
    assert [cell.reason for cell in made.cells] == ["the words 一般公共预算 of the title are not understood"]


def test_columns_of_changes_and_shares_are_no_amounts() -> None:
    made = converted(
        "支出总表\n单位：元\n科目编码|科目名称|2023年预算数|2024年预算数|2024年比2023年增减|\n"
        "||||金额|%\n208|社会保障和就业支出|5.00|6.00|1.00|20.00\n"
    )
    assert [sets(cell.key).get("fiscal_year", "2024") for cell in made.cells] == ["2023", "2024"]


def test_words_beside_a_row_that_name_a_fund_say_it() -> None:
    made = converted(
        "支出总表\n单位：元\n科目编码|科目名称|钱从何来|合计\n"
        "208|社会保障和就业支出|一般公共预算|5.00\n208|社会保障和就业支出|政府性基金|4.00\n"
    )
    assert [sets(cell.key)["fund"] for cell in made.cells] == ["general", "government-fund"]


def test_the_name_of_a_class_below_a_header_that_nothing_explains_is_no_riddle() -> None:
    made = converted("支出总表\n单位：元\n科目编码|事由|合计\n208|社会保障和就业支出|5.00\n")
    assert sets(made.cells[0].key) == {"operation": "expenditure", "function": "208"}


SUMMARY = """收支总表
单位：元
收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|90.00|一、卫生健康支出|100.00
二、{word}|{amount}||
本年收入合计|100.00|本年支出合计|100.00
"""


def test_a_row_that_is_nothing_leaves_a_broken_sum_broken() -> None:
    codes = {f.code for f in converted(SUMMARY.format(word="星空收入", amount="0.00")).findings}
    assert "sum-of-parts" in codes
    assert "sum-of-parts" not in {f.code for f in converted(SUMMARY.format(word="星空收入", amount="10.00")).findings}
    assert "sum-of-parts" not in {f.code for f in converted(SUMMARY.format(word="星空收入", amount="壹拾")).findings}


def test_no_amount_is_corrected_with_a_sum_that_is_not_understood() -> None:
    made = converted(SUMMARY.format(word="星空收入", amount="10.00"))
    assert {cell.amount for cell in made.cells if cell.key} == {fact.amount for fact in made.facts}
    assert at(made.cells, 4, 2).reason == "the label 星空收入 matches nothing in the code lists"
