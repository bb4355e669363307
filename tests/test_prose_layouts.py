"""Ways in which the prose of real disclosures speaks of amounts, in made sentences: what each is the amount of."""

import pytest
from invented import converted, document, sets

from yusuan.conversion import Conversion
from yusuan.facts.statement_binding import PROSE
from yusuan.recognition.identity import short_names

TABLES = """

第三部分 报表

支出预算总表
单位：万元
科目编码|科目名称|合计
210|卫生健康支出|30.00
21011|行政事业单位医疗|30.00
2101101|行政单位医疗|30.00
|合计|30.00
"""


def keys(conversion: Conversion) -> list[tuple[str, str, dict[str, str]]]:
    """Year, phase and whatever else the amounts of the prose are about."""
    found = [cell.key for cell in conversion.cells if cell.table_id == PROSE]
    shared = ("fiscal_year", "phase", "operation")
    return [
        (key.fiscal_year, key.phase, {d: c for d, c in sets(key).items() if d not in shared})
        for key in found
        if key is not None
    ]


@pytest.mark.parametrize(
    "words",
    [
        "“卫生健康支出-行政事业单位医疗-行政单位医疗”科目30万元，主要用于医疗保险。",
        "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）30万元。",
    ],
)
def test_the_levels_of_a_function_stand_in_brackets_or_between_dashes(words: str) -> None:
    (key,) = keys(converted(f"1.{words}{TABLES}"))
    assert key == ("2024", "approved", {"function": "2101101"})


def test_other_dashes_are_no_levels() -> None:
    made = converted(f"1.“三年行动-第一批”科目30万元。{TABLES}")
    assert keys(made) == []


def test_the_amount_of_another_year_is_of_the_same_line() -> None:
    prose = (
        "1.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）30万元，主要用于医疗保险。"
        "2023年当年预算执行数为28万元，2024年预算安排30万元，比2023年预算执行数增加7.14%。"
    )
    assert keys(converted(prose + TABLES)) == [
        ("2024", "approved", {"function": "2101101"}),
        ("2023", "executed", {"function": "2101101"}),
        ("2024", "approved", {"function": "2101101"}),
    ]


def test_an_amount_of_another_year_without_a_line_has_no_key() -> None:
    assert keys(converted("2023年预算执行数为28万元。" + TABLES)) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("云海省人民检察院", "省检察院本年收入合计5万元。", ("省检察院",)),
        ("云海省人民检察院", "省公安厅本年收入合计5万元，省法院没有。", ()),
        ("云海省星河市医疗保障局", "市医保局今年的任务。", ("市医保局",)),
        ("云岭县财政局", "云岭县财政局的任务。", ()),
    ],
)
def test_short_names_leave_out_characters_of_the_full_one(name: str, text: str, expected: tuple[str, ...]) -> None:
    assert short_names(name, document(text).blocks) == expected


def test_a_short_name_says_nothing_of_an_amount() -> None:
    made = converted("二、支出预算情况说明\n\n县医保处本年支出预算合计30万元。" + TABLES)
    assert keys(made) == [("2024", "approved", {})]


def test_a_heading_may_run_into_its_sentence() -> None:
    prose = (
        "九、基本支出情况说明\n\n本单位基本支出20万元，其中：\n\n（一）人员经费15万元。\n\n（二）公用经费5万元。\n\n"
        "十、机关运行经费支出预算情况说明2024年本部门机关运行经费支出预算30万元。"
    )
    made = converted(prose + TABLES)
    assert "prose-parts-differ" not in {finding.code for finding in made.findings}
    assert made.statements[-1].heading.endswith("机关运行经费支出预算情况说明")


def test_a_narrative_alone_is_published_with_its_statements() -> None:
    made = converted("二、支出预算情况说明\n\n本单位本年支出预算合计30万元，其中：基本支出20万元，项目支出10万元。")
    assert (made.disclosure.tables, made.views) == ((), ())
    assert len(made.statements) == 3
    assert len(made.facts) == 3
