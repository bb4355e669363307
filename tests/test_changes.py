"""Year-on-year wording of the prose: more, less, the same, shares and reasons."""

from decimal import Decimal

import pytest
from prose import compact, told

from yusuan.recognition.prose.changes import change_before, mentions, reasons


@pytest.mark.parametrize(
    ("words", "direction", "base"),
    [
        ("，较上年增加", "increase", "上年"),
        ("，比2023年预算减少", "decrease", "2023年预算"),
        ("。与2023年度相比，收、支总计各减少", "decrease", "2023年度"),
        ("，本年数小于上年预算数", "decrease", "上年预算数"),
        ("，较去年下降了", "decrease", "去年"),
        ("，较上年增加减少", "", "上年"),
    ],
)
def test_changes_are_recognised(words: str, direction: str, base: str) -> None:
    change = change_before(words)
    assert change is not None
    assert (change.direction, change.compared_with) == (direction, base)


@pytest.mark.parametrize(
    "words", ["，公务接待费", "，增加的培训费", "本年度新增项目预算", "较上年的增加数为主，培训费"]
)
def test_what_only_mentions_more_or_less_is_no_change(words: str) -> None:
    assert change_before(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "与上年持平",
        "较上年度无增减",
        "较上年无变化",
        "比2024年预算持平",
        "与上年预算数一致",
        "与2023年度相比，收入支出总计持平",
    ],
)
def test_no_change_is_said_in_many_ways(words: str) -> None:
    (mention,) = mentions(compact(f"公用经费 5 万元，{words}，{words[-3:]}的主要原因是无。"))
    assert mention.change.direction == "unchanged"
    assert not mention.is_rough


def test_nothing_changed_is_a_change_of_zero_and_nearly_nothing_is_not() -> None:
    _, same = told("公用经费 5.52 万元，较上年无变化万元。")
    assert (same.direction, same.amount, same.quantum, same.belongs_to) == ("unchanged", Decimal(0), Decimal(50), 1)
    _, change, nearly = told("公用经费 109.02万元，较上年增加0.01万元，与上年基本持平。")
    assert (change.direction, change.amount) == ("increase", Decimal(100))
    assert (nearly.direction, nearly.amount, nearly.note) == ("unchanged", None, "nearly the same (基本)")


def test_both_directions_at_once_are_kept_as_none() -> None:
    _, change = told("机关资本性支出（503）1.33万元，较上年增加减少0.02万元。")
    assert (change.direction, change.amount, change.note) == (
        "",
        Decimal(200),
        "both an increase and a decrease are printed",
    )


def test_a_change_without_a_unit_has_no_amount() -> None:
    _, change = told("本单位当年一般公共预算拨款支出 484.43 万元，较上年增加 3.25，主要原因是调资。")
    assert (change.printed, change.value, change.unit, change.amount) == ("3.25", Decimal("3.25"), "", None)
    assert (change.direction, change.note, change.reason) == ("increase", "no unit is printed", "调资")


def test_a_change_after_a_list_is_that_of_the_whole() -> None:
    found = told("财政拨款收入 9 万元，其中一般公共预算拨款收入 9 万元、政府性基金拨款收入 0 万元，较上年增加 1 万元。")
    assert (found[3].subject, found[3].belongs_to) == ("change", 1)
    found = told("其中：公务接待费 2 万元，较上年减少 1 万元；培训费 3 万元，较上年增加 2 万元。")
    assert [s.belongs_to for s in found if s.subject == "change"] == [1, 3]


def test_percentages_are_changes_shares_or_nothing() -> None:
    text = (
        "基本支出6万元，占60.0%，较上年减少 0.7 万元（70%），参训率100%；"
        "项目支出4万元，比2023年预算增加2万元，增长100%。"
    )
    found = [s for s in told(text) if s.unit == "%"]
    assert [(s.subject, s.printed, s.direction, s.compared_with) for s in found] == [
        ("share", "60.0%", "", ""),
        ("percentage-change", "70%", "decrease", "上年"),
        ("percentage-change", "100%", "increase", "2023年预算"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("较上年减少 2 万元，减少的主要原因是厉行节约。其中：甲", "厉行节约"),
        ("较上年减少 2 万元，原因是是 1 人辞职，2 人调出；", "1 人辞职，2 人调出"),
        ("较上年减少 2 万元，增长原因主要是一、项目纳入预算。二、人员增加。其中，", "一、项目纳入预算。二、人员增加"),
        ("与上年相比减少 2 万元，降幅 9.1 %。主要原因：政策性增资。", "政策性增资"),
        ("较上年减少 2 万元，主要原因同上。", "同上"),
    ],
)
def test_reasons_are_kept_as_printed(text: str, reason: str) -> None:
    found = told(f"公用经费 5 万元，{text}")
    assert {statement.reason for statement in found[1:]} == {reason}
    assert found[0].reason == ""


def test_money_in_a_reason_is_told_apart() -> None:
    total, _, mentioned, following = told(
        "会议费支出 9 万元，较上年减少 4 万元，主要原因是从中调出培训费 4 万元；公用经费 1 万元。"
    )
    assert (mentioned.note, mentioned.unread != "") == ("stands in the reason for a change", True)
    assert (total.number, following.belongs_to) == (1, None)


def test_a_reason_ends_with_its_clause() -> None:
    (reason,) = reasons(compact("主要原因是人员增加；公用经费 1 万元。"))
    assert reason.end == len("主要原因是人员增加")
