"""Years and phases of documents, of their parts, of tables and sentences: budget reports, pages with another title."""

from collections.abc import Callable
from pathlib import Path

import pytest
from audited import complaints, evidence
from invented import LISTS, document, sets
from typeset import to_docx, to_html, to_xlsx
from typeset_pdf import to_pdf

from yusuan.audit.phases import titles_of_another_phase
from yusuan.conversion import Conversion
from yusuan.pipeline import convert
from yusuan.reading.document import Document
from yusuan.reading.formats import read_document
from yusuan.recognition.stated_periods import Stated, named_periods, part_of_year, stated_phase, title_periods
from yusuan.sources import Source

UNIT = "云岭县水务局"


def converted(source: str | Document, holds: str = "") -> Conversion:
    read = document(source) if isinstance(source, str) else source
    said = Source(id="yunling-water", path=Path("disclosure.txt"), organization=UNIT, holds=holds)
    return convert(read, said, LISTS)


def periods(conversion: Conversion) -> list[tuple[str, str, str]]:
    """The printed amount, the year and the phase of every cell, without those where it has no key."""
    keys = ((cell.printed.replace(" ", ""), cell.key) for cell in conversion.cells)
    return [(n, key.fiscal_year, key.phase) if key else (n, "", "") for n, key in keys]


@pytest.mark.parametrize(
    ("words", "phase"),
    [
        ("年预算执行情况", "executed"),
        ("年度部门决算", "executed"),
        ("年收入完成情况", "executed"),
        ("年预算草案", "draft"),
        ("年部门预算（草案）", "draft"),
        ("年预算调整方案", "revised"),
        ("年全年预算数", "revised"),
        ("年部门预算公开", "approved"),
        ("年一般公共预算收入", ""),
        ("年部门预决算公开", ""),
        ("年预算绩效管理情况", ""),
        ("年预算和决算对比", ""),
    ],
)
def test_the_phase_that_words_name(words: str, phase: str) -> None:
    assert stated_phase(words.replace("（", "(").replace("）", ")")) == phase


def test_a_title_may_name_several_periods_and_the_latest_is_its_own() -> None:
    report = f"关于{UNIT}2023年预算执行情况和2024年预算草案的报告"
    assert title_periods(report) == (Stated("2024", "draft"), Stated("2023", "executed"))
    assert title_periods(f"{UNIT}2024年部门预算及2023年部门决算公开")[0] == Stated("2024", "approved")
    assert title_periods(f"{UNIT}2024年部门预算公开（2023年12月修订）") == (Stated("2024", "approved"),)
    assert named_periods("比2022年增长，较2021年决算减少") == ()
    assert named_periods("一、上年预算执行情况", "2024") == (Stated("2023", "executed"),)
    assert named_periods("与上年预算对比情况", "2024") == ()


@pytest.mark.parametrize(
    ("words", "part"), [("2023年上半年预算执行情况", "上半年"), ("2024年1-6月支出", "1-6月"), ("1—12月", ""), ("", "")]
)
def test_a_part_of_a_year_is_no_year(words: str, part: str) -> None:
    assert part_of_year(words) == part


PARTS = [
    ("2023年预算执行情况和2024年预算草案", "一、2023年预算执行情况", "二、2024年预算草案", "draft"),
    ("关于2023年预算执行情况和2024年预算草案的报告", "一、上年预算执行情况", "二、2024年预算安排", "draft"),
    ("2023年预算执行情况与2024年预算草案", "一、预算执行情况", "二、预算草案", "draft"),
    ("2023年决算和2024年预算公开", "第一部分 2023年决算情况", "第二部分 2024年预算情况", "approved"),
    ("2024年部门预算公开说明", "一、2023年度部门决算情况", "二、2024年部门预算情况", "approved"),
]


@pytest.mark.parametrize(("title", "first", "second", "phase"), PARTS)
def test_parts_of_a_report_are_of_what_their_headings_say(title: str, first: str, second: str, phase: str) -> None:
    prefix, rest = ("关于", title.removeprefix("关于")) if title.startswith("关于") else ("", title)
    text = (
        f"{prefix}{UNIT}{rest}\n\n{first}\n\n一般公共预算收入总计90.00万元，其中：上年结转10.00万元。\n\n"
        f"（一）支出情况\n\n一般公共预算支出完成80.00万元。\n\n{second}\n\n"
        "一般公共预算收入总计100.00万元。2024年一般公共预算支出95.00万元。\n"
    )
    conversion = converted(text)
    executed, own = ("2023", "executed"), ("2024", phase)
    assert (conversion.disclosure.fiscal_year, conversion.disclosure.phase) == own
    assert periods(conversion) == [
        *(("90.00万元", *executed), ("10.00万元", *executed), ("80.00万元", *executed)),
        *(("100.00万元", *own), ("95.00万元", *own)),
    ]


def test_a_part_of_a_year_in_a_heading_leaves_its_amounts_without_a_key() -> None:
    text = f"{UNIT}2023年决算和2024年上半年预算执行情况\n\n二、2024年上半年预算执行情况\n\n收入总计9.00万元。\n"
    assert periods(converted(text)) == [("9.00万元", "", "")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2024年部门预算收入100.00万元", ("2024", "approved")),
        ("2023年部门决算收入90.00万元", ("2023", "executed")),
        ("2023年预算收入90.00万元", ("2023", "approved")),
        ("2023年收入90.00万元", ("", "")),
        ("比2023年增长，收入总计100.00万元", ("2024", "approved")),
        ("截至2023年12月31日，收入总计100.00万元", ("2024", "approved")),
    ],
)
def test_a_sentence_is_of_the_period_that_it_names(sentence: str, found: tuple[str, str]) -> None:
    text = f"{UNIT}2024年部门预算公开说明\n\n一、收支情况\n\n{sentence}。\n"
    assert [when for _, *when in periods(converted(text))] == [list(found)]


def test_a_year_at_the_beginning_of_a_paragraph_is_not_forgotten() -> None:
    text = f"{UNIT}2024年部门预算公开说明\n\n一、收支情况\n\n2022年，工作有序开展。收入总计90.00万元。\n"
    assert periods(converted(text)) == [("90.00万元", "", "")]


TWO = f"""
{UNIT}2022年部门预算

收支总表
单位：万元
收入||支出|
项目|金额|项目|金额
一、一般公共预算拨款收入|100.00|一、农林水支出|100.00
收入总计|100.00|支出总计|100.00

{UNIT}2021年部门决算

收支总表
单位：万元
收入||支出|
项目|金额|项目|金额
一、一般公共预算拨款收入|90.00|一、农林水支出|90.00
收入总计|90.00|支出总计|90.00

一、收支情况

收入总计90.00万元。
"""


def _as_pdf(read: Document, path: Path) -> None:
    to_pdf(read, path)


FORMATS: dict[str, Callable[[Document, Path], None]] = {
    "xlsx": to_xlsx,
    "docx": to_docx,
    "html": to_html,
    "pdf": _as_pdf,
}


def printed_as(text: str, suffix: str, folder: Path) -> Document:
    """A text as a file of another format, read again."""
    read, path = document(text), folder / f"disclosure.{suffix}"
    FORMATS[suffix](read, path)
    return read_document(path)


@pytest.mark.parametrize("suffix", ["", *FORMATS])
def test_what_is_said_to_be_one_disclosure_may_be_of_two_periods(suffix: str, tmp_path: Path) -> None:
    conversion = converted(printed_as(TWO, suffix, tmp_path) if suffix else TWO, holds="one-disclosure")
    years = {(year, phase) for n, year, phase in periods(conversion) if n.startswith("100")}
    assert years == {("2022", "approved")}
    assert {(year, phase) for n, year, phase in periods(conversion) if n.startswith("90")} == {("2021", "executed")}
    assert not [finding for finding in conversion.findings if finding.severity != "note"]


PAGE = f"""
{UNIT}2024年预算公开
{UNIT}2023年度部门决算
目录
一、收入支出决算总表
二、支出决算表

支出决算表
公开03表
部门：{UNIT}|单位：元
科目编码|科目名称|本年支出合计|基本支出|项目支出
|合计|100.00|60.00|40.00
208|社会保障和就业支出|100.00|60.00|40.00
"""


@pytest.mark.parametrize("suffix", ["", *FORMATS])
def test_the_body_is_believed_against_the_title_of_its_page(suffix: str, tmp_path: Path) -> None:
    conversion = converted(printed_as(PAGE, suffix, tmp_path) if suffix else PAGE)
    assert (conversion.disclosure.fiscal_year, conversion.disclosure.phase) == ("2023", "executed")
    assert conversion.disclosure.title == f"{UNIT}2023年度部门决算"
    assert {(year, phase) for _, year, phase in periods(conversion)} == {("2023", "executed")}
    (found,) = [finding for finding in conversion.findings if finding.code == "title-of-another-phase"]
    assert f"{UNIT}2024年预算公开" in found.message_zh


def test_a_budget_below_the_title_of_final_accounts() -> None:
    text = PAGE.replace("2024年预算公开", "2022年决算公开").replace("2023年度部门决算", "2023年部门预算")
    conversion = converted(text.replace("决算总表", "预算总表").replace("决算表", "预算表"))
    assert (conversion.disclosure.fiscal_year, conversion.disclosure.phase) == ("2023", "approved")
    assert [f.code for f in conversion.findings if f.severity == "warning"] == ["title-of-another-phase"]


BUDGET = f"""
{UNIT}2024年部门预算公开

第一部分 2024年部门预算情况说明

一、2023年决算情况

决算支出90.00万元。

第二部分 2024年部门预算表

部门支出预算总表
单位：万元
科目编码|科目名称|2023年决算数|2024年预算数
|合计|90.00|100.00
213|农林水支出|90.00|100.00

2023年度“三公”经费支出决算表
单位：万元
项目|决算数
“三公”经费|3.00
"""


def test_a_budget_with_accounts_of_last_year_is_a_budget() -> None:
    conversion = converted(BUDGET)
    assert (conversion.disclosure.fiscal_year, conversion.disclosure.phase) == ("2024", "approved")
    found = {(n, year, phase) for n, year, phase in periods(conversion)}
    assert {("100.00", "2024", "approved"), ("90.00", "2023", "executed"), ("3.00", "2023", "executed")} <= found
    assert not [finding for finding in conversion.findings if finding.severity != "note"]


def test_tables_at_the_end_are_not_of_the_period_of_the_last_heading() -> None:
    text = (
        f"{UNIT}2024年部门预算公开\n\n三、2023年度预算执行情况\n\n全年支出总计90.00万元。\n"
        + BUDGET[BUDGET.index("\n部门支出") :]
    )
    assert ("100.00", "2024", "approved") in periods(converted(text))


def test_a_table_of_another_phase_without_another_year_is_reported() -> None:
    text = BUDGET.replace("2023年度“三公”经费支出决算表", "“三公”经费支出决算表")
    found = evidence(converted(text))
    assert [complaint.words["title"] for complaint in titles_of_another_phase(found)] == ["“三公”经费支出决算表"]


def test_columns_of_last_year_alone_contradict_no_title() -> None:
    text = (
        f"{UNIT}2024年部门预算\n\n支出总表\n单位：元\n科目编码|科目名称|2023年决算数\n|合计|9.00\n213|农林水支出|9.00\n"
    )
    assert not [finding for finding in converted(text).findings if finding.code == "title-of-another-phase"]
    own = converted(text.replace("2023年决算数", "决算数"))
    assert [finding.code for finding in own.findings if finding.severity == "warning"] == ["title-of-another-phase"]


@pytest.mark.parametrize(("topic", "fund"), [("一般公共预算。", "general"), ("政府性基金预算：", "government-fund")])
def test_the_words_before_a_numbered_paragraph_name_its_fund(topic: str, fund: str) -> None:
    items = f"（一）{topic}收入总计9.00万元。\n\n（二）其他情况。收入总计8.00万元。\n"
    text = f"{UNIT}2024年部门预算\n\n一、收支情况\n\n{items}"
    assert [cell.key.fund for cell in converted(text).cells if cell.key] == [fund, "total"]


def test_the_budget_of_the_own_year_of_a_draft_is_the_draft() -> None:
    text = BUDGET.replace("2024年部门预算公开", "2024年部门预算（草案）", 1)
    found = {(n, year, phase) for n, year, phase in periods(converted(text))}
    assert {("100.00", "2024", "draft"), ("90.00", "2023", "executed")} <= found


@pytest.mark.parametrize(
    ("header", "phase"),
    [
        ("年初预算数", "approved"),
        ("全年预算数", "revised"),
        ("全年预算", "revised"),
        ("全年预算数（A）", "revised"),
        ("调整预算数", "revised"),
        ("调整后预算数", "revised"),
        ("决算数", "executed"),
        ("执行数", "executed"),
        ("全年执行数（B）", "executed"),
        ("完成数", "executed"),
    ],
)
def test_columns_of_one_year_in_several_phases(header: str, phase: str) -> None:
    text = (
        f"{UNIT}2024年度部门决算\n\n支出决算表\n单位：元\n科目编码|科目名称|{header}\n|合计|9.00\n213|农林水支出|9.00\n"
    )
    assert {(year, phase) for _, year, phase in periods(converted(text))} == {("2024", phase)}


def test_the_whole_year_budget_of_a_sentence_is_the_revised_one() -> None:
    text = (
        f"{UNIT}2024年度部门决算\n\n一、一般公共预算财政拨款支出情况\n\n"
        "一般公共预算财政拨款支出全年预算为100.00万元，支出决算为95.00万元，完成全年预算的95%。\n"
    )
    assert periods(converted(text)) == [("100.00万元", "2024", "revised"), ("95.00万元", "2024", "executed")]


ITEMS = f"""
{UNIT}2024年部门预算公开说明

一、编制说明

支出预算500.00万元，其中：财政拨款支出预算300.00万元。

{{lead}}

1.“农林水支出（类）水利（款）水利行业业务管理（项）”科目50.00万元，主要用于日常工作。2023年当年预算执行数为54.00万元，2024年预算安排50.00万元。

。

2.“社会保障和就业支出（类）社会福利（款）社会福利事业单位（项）”科目60.00万元。

支出预算合计500.00万元。
"""


@pytest.mark.parametrize(
    ("lead", "fund"),
    [
        ("财政拨款支出主要内容如下：", "fiscal"),
        ("财政拨款支出的主要内容如下:", "fiscal"),
        ("政府性基金预算支出具体情况如下：", "government-fund"),
        ("收入增加。一般公共预算拨款支出主要内容如下。", "general"),
        ("主要内容如下：", "total"),
    ],
)
def test_items_below_words_that_name_a_fund_are_of_that_fund(lead: str, fund: str) -> None:
    cells = [cell for cell in converted(ITEMS.format(lead=lead)).cells if cell.key is not None]
    of_items = [sets(c.key).get("fund", "total") for c in cells if c.key and c.key.function != "total"]
    assert of_items
    assert set(of_items) == {fund}
    assert [sets(c.key).get("fund", "total") for c in cells if c.printed.startswith("500")] == ["total", "total"]


def test_the_whole_of_a_side_is_of_all_funds_and_a_line_of_the_one_that_states_it() -> None:
    text = (
        f"{UNIT}2024年部门预算公开说明\n\n一、收支情况\n\n收入总计100.00万元，支出总计100.00万元。基本支出100.00万元。\n\n"
        "财政拨款收支总表\n单位：万元\n收入||支出|\n项目|预算数|项目|预算数\n"
        "一、一般公共预算拨款|100.00|一、农林水支出|100.00\n收入总计|100.00|支出总计|100.00\n\n"
        "一般公共预算基本支出表\n单位：万元\n科目编码|科目名称|合计\n|合计|100.00\n301|工资福利支出|100.00\n"
    )
    funds = [c.key.fund for c in converted(text).cells if c.key and c.table_id == "prose"]
    assert funds == ["total", "total", "general"]


@pytest.mark.parametrize(
    ("title", "fund"),
    [
        ("一般公共预算机关运行经费", "general"),
        ("2024年一般公共预算机关运行经费支出预算表", "general"),
        ("一般公共预算、政府性基金预算项目支出表", "fiscal"),
        ("单位资金项目支出表", "unit-funds"),
        ("政府采购预算表", "total"),
        ("项目支出表（含政府性基金预算）", "total"),
    ],
)
def test_the_fund_that_the_title_of_a_table_names(title: str, fund: str) -> None:
    text = f"{UNIT}2024年部门预算\n\n{title}\n单位：元\n项目名称|预算数\n合计|9.00\n甲项目|9.00\n"
    assert {cell.key.fund for cell in converted(text).cells if cell.key} == {fund}


@pytest.mark.parametrize(
    ("header", "is_reported"),
    [
        ("合计（元）|基本支出（万元）", False),
        ("合计（单位：元）|基本支出（元）", False),
        ("合计（元）|基本支出", False),
        ("合计|基本支出", True),
    ],
)
def test_units_in_the_headers_are_printed_units(header: str, is_reported: bool) -> None:
    text = f"{UNIT}2024年部门预算\n\n支出总表\n科目编码|科目名称|{header}\n|合计|9.00|9.00\n213|农林水支出|9.00|9.00\n"
    assert any(f.code == "unit-of-measure-missing" for f in converted(text).findings) == is_reported


def test_a_title_that_agrees_is_not_reported() -> None:
    assert complaints(titles_of_another_phase, "收支预算总表\n单位：元\n项目|金额\n收入|1.00\n") == []
