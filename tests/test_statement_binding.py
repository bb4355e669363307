"""Statements as cells: the key that their words give, in made-up prose."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from invented import LEXICON, LISTS, document, sets

from yusuan.concepts import Codelist, Concept
from yusuan.facts.actors import Activities, Organizations
from yusuan.facts.coded import Names
from yusuan.facts.fact import Binding, Cell
from yusuan.facts.key import Key
from yusuan.facts.statement_binding import statement_cells
from yusuan.recognition.prose.narrative import recognise_statements

UNIT = Concept("yunling-medical-insurance", "", "云岭县医疗保险经办处", "")
BASE = {"organization": UNIT.code, "fiscal_year": "2024", "phase": "approved"}


def cells_of(text: str, stated: Sequence[Key] = ()) -> list[Cell]:
    """The prose cells of a made-up text."""
    found = recognise_statements(document(text).blocks, LEXICON, "2024", (UNIT.label_zh,))
    return list(statement_cells(found, BASE, Names(LEXICON, Organizations(UNIT, "unit"), Activities(), {}), stated))


def key(**dimensions: str) -> Key:
    return Key(**{**BASE, "operation": "expenditure", **dimensions})


def test_a_cell_keeps_what_is_printed_and_where() -> None:
    (cell,) = cells_of("九、公用经费情况说明\n\n本单位当年公用经费预算安排 61 万元，较上年增加 2 万元。")
    assert (cell.cell_id, cell.table_id, cell.row, cell.location.line) == ("prose.s1", "prose", 1, 3)
    assert (cell.label, cell.header, cell.printed) == ("本单位当年公用经费预算安排", "九、公用经费情况说明", "61 万元")
    assert (cell.unit, cell.amount, cell.quantum) == ("wan-yuan", Decimal(610000), Decimal(5000))
    assert sets(cell.key) == {"operation": "expenditure", "expenditure_type": "operating"}


def test_words_that_name_no_fund_mean_the_one_under_which_tables_state_the_line() -> None:
    text = "本单位当年公用经费预算安排 61 万元。"
    general = key(fund="general", expenditure_type="operating")
    fiscal, account = replace(general, fund="fiscal"), replace(general, fund="special-account")
    assert [c.key for c in cells_of(text, [general])] == [general]
    assert [c.key for c in cells_of(text, [general, fiscal])] == [fiscal]
    assert [c.key for c in cells_of(text, [general, account])] == [key(expenditure_type="operating")]
    assert [c.key for c in cells_of(text, [replace(general, expenditure_type="personnel")])] == [
        key(expenditure_type="operating")
    ]


def test_a_fund_that_is_named_is_not_replaced() -> None:
    (cell,) = cells_of("财政拨款基本支出 5 万元。", [key(fund="general", expenditure_type="basic")])
    assert cell.key == key(fund="fiscal", expenditure_type="basic")


def test_revenue_and_expenditure_at_once_are_two_cells() -> None:
    found = cells_of("云岭县医疗保险经办处2024年收支总预算5万元。")
    assert [(c.cell_id, c.column, c.key.operation if c.key else "") for c in found] == [
        ("prose.s1", 1, "revenue-grand-total"),
        ("prose.s1.expenditure", 2, "expenditure-grand-total"),
    ]


def test_a_project_is_the_activity_of_its_name() -> None:
    (cell,) = cells_of("1. “2024-网络运行”项目。\n\n（6）年度预算安排。项目预算安排资金5.0万元")
    activity = Activities().code(("2024_网络运行",))
    assert cell.key == key(expenditure_type="project", activity=activity)


def test_a_project_belongs_to_the_unit_that_tables_give_it() -> None:
    text = "1. “网络运行”项目。\n\n（6）年度预算安排。项目预算安排资金5.0万元"
    whole = key(expenditure_type="project", activity=Activities().code(("网络运行",)))
    below, beside = replace(whole, organization="yunling.1"), replace(whole, organization="yunling.2")
    assert [c.key for c in cells_of(text, [below, whole])] == [below]
    assert [c.key for c in cells_of(text, [below, beside])] == [whole]


def test_a_code_that_only_the_tables_print_is_known_with_their_name() -> None:
    names = Names(LEXICON, Organizations(UNIT, "unit"), Activities(), {})
    names.unknown["function"] = {"2139901": Concept("2139901", "213", "其他农村支出", "")}

    def keyed(text: str) -> list[str]:
        found = recognise_statements(document(text).blocks, LEXICON, "2024", ())
        return [c.key.function if c.key else "" for c in statement_cells(found, BASE, names)]

    assert keyed("其他农村支出（2139901）5 万元；其他农村（2139901）5 万元。") == ["2139901", "2139901"]
    assert keyed("城市支出（2139901）5 万元；其他农村支出（2139902）5 万元。") == ["", ""]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("全市医保基金支出 5 万元。", "the words 全市医保基金 match nothing in the code lists"),
        ("一般公共预算拨款 5 万元。", "nothing says whether it is revenue or expenditure"),
        ("政府采购货物预算 5 万元。", "no dimension of the key tells 政府采购货物"),
        (
            "本单位绩效目标管理全覆盖，涉及一般公共预算拨款 5 万元。",
            "no dimension of the key tells 绩效目标管理涉及金额",
        ),
        ("工资福利支出（302）5 万元。", "the words 工资福利支出(302) match nothing in the code lists"),
    ],
)
def test_an_amount_without_a_key_says_why(text: str, reason: str) -> None:
    (cell,) = cells_of(text)
    assert (cell.key, cell.binding, cell.reason) == (None, Binding.NONE, reason)


def test_every_subject_that_may_have_a_key_is_an_amount() -> None:
    subjects: Codelist = LISTS["statement-subjects"]
    keyed = [concept.code for concept in subjects if concept.extra["keyed"] == "yes"]
    assert all(subjects.is_within(code, "amount") for code in keyed)
    assert {concept.extra["keyed"] for concept in subjects} == {"yes", "no"}
    for concept in subjects:
        for pair in filter(None, concept.extra["sets"].split(";")):
            dimension, _, code = pair.partition("=")
            assert code in LISTS[dimension]
