"""Projects, indicators, staffing and the figures of the prose on the page of a disclosure."""

import re

from made_site import CODELISTS, changed, package, site

from yusuan.publishing.pages.disclosure import disclosure_page
from yusuan.publishing.pages.findings import marks
from yusuan.publishing.pages.model import Package, Row
from yusuan.publishing.pages.projects import indicator_table, projects, target
from yusuan.publishing.pages.statements import staffing, statement_table

HOSTILE = '<script>alert("x")</script> & {d}'
FORM = "t02-project-target-form"


def first(name: str, /, **values: str) -> Row:
    """The first row of one of the sample's tables with other values."""
    return {**package().table(name)[0], **values}


def shown(made: Package) -> str:
    return "\n".join(projects(made, "zh"))


def test_a_project_shows_its_funds_goal_and_indicators() -> None:
    text = shown(package())
    (project,) = package().table("projects")
    assert f'id="project-{project["project"]}"' in text
    assert re.search(rf'href="#fact-[^"]*{project["project"]}">20.00 元', text)
    assert "保障网络运行" in text
    assert "<dt>项目来源</dt><dd>本级申报项目</dd>" in text
    assert f'href="#table-{FORM}">表2' in text
    assert "2 项指标" in text
    for indicator in package().table("indicators"):
        assert f'id="indicator-{indicator["indicator_id"]}"' in text
    assert "≥ 4 次" in text
    assert text.count("移回") == 1


def test_a_form_printed_again_waits_behind_a_click_with_its_own_anchors() -> None:
    again = [
        {**row, "table_id": "t09-project-target-form", "indicator_id": f"t09.i{row['number']}"}
        for row in package().table("indicators")[:1]
    ]
    text = shown(changed(package(), {"indicators": [*again, *package().table("indicators")]}))
    fullest, second = text.index(f'id="indicator-{FORM}.i1"'), text.index('id="indicator-t09.i1"')
    assert fullest < text.index("另印在") < second
    assert "2 项指标" in text[:fullest]


def test_targets_of_the_whole_unit_and_projects_without_form_are_shown() -> None:
    overall = [{**row, "project": ""} for row in package().table("indicators")]
    bare = [first("projects", goal="", particulars="", indicators="0")]
    text = shown(changed(package(), {"indicators": overall, "projects": bare}))
    assert "单位整体绩效目标：表2" in text
    assert f'id="targets-{FORM}"' in text
    assert "只列名称与金额的项目（1 个）" in text
    assert f'<tr id="project-{bare[0]["project"]}">' in text


def test_without_projects_there_is_no_section() -> None:
    bare = changed(package(), {"projects": (), "indicators": (), "codelist_activity": (), "statements": ()})
    page = disclosure_page(bare, site(bare), "zh")
    assert not re.search(r"#(projects|staffing|statements) ", page)
    assert "{ #printed }" in page


def test_targets_are_read_in_words() -> None:
    row = first("indicators", operator="≥", value="60", unit="%", deadline="5月底")
    assert target(row, "zh") == "≥ 60 %；5月底之前"
    assert target({**row, "operator": "before", "value": "", "unit": ""}, "en") == "before 5月底"
    assert target({**row, "operator": "", "value": "", "deadline": ""}, "zh") == ""


def test_headings_of_indicators_stand_where_they_change() -> None:
    rows = [
        first("indicators", indicator_id=f"i{n}", level_1=level_1, level_2=level_2)
        for n, (level_1, level_2) in enumerate((("产出", "数量"), ("产出", "数量"), ("产出", "质量"), ("效益", "质量")))
    ]
    cells = re.findall(r"<tr id.*?><td>(.*?)</td><td>(.*?)</td>", indicator_table(rows, "zh"))
    assert cells == [("产出", "数量"), ("", ""), ("", "质量"), ("效益", "质量")]
    assert "说明" not in indicator_table(rows, "zh")
    assert "说明" in indicator_table([{**rows[0], "note": "按月"}], "zh")


def test_staffing_is_what_the_prose_says_of_persons_and_assets() -> None:
    text = staffing(package(), CODELISTS, "en")
    assert re.findall(r"<tr><td>(.*?)</td><td.*?>(.*?)</td><td.*?>(.*?)</td><td>(.*?)</td></tr>", text) == [
        ("Staff in post", "实有", "22 人", '<a href="#statement-prose.s2">source line 4–5</a>')
    ]
    vehicle = first("statements", subject="vehicle-purchases", subject_label_zh="购置车辆", value="", printed="无")
    assert "购置车辆" in staffing(changed(package(), {"statements": [vehicle]}), CODELISTS, "zh")
    assert staffing(changed(package(), {"statements": [first("statements")]}), CODELISTS, "zh") == ""


def statements(**values: str) -> str:
    """The table of the prose with the sample's first statement changed."""
    listed = [first("statements", **values), package().table("statements")[1]]
    made = changed(package(), {"statements": listed})
    return statement_table(made, marks(made, CODELISTS, "zh"), "zh")


def test_a_statement_leads_to_the_fact_it_witnesses_and_says_how_far_they_differ() -> None:
    text = statements()
    assert 'id="statement-prose.s1"' in text
    assert 'id="cell-prose.s1"' in text
    assert "150.50 · 相符" in text
    assert "在印出的精度内相符 (-0.09)" in statements(amount="150.41")
    assert "<strong>相差 -0.50</strong>" in statements(amount="150.00")


def test_what_follows_from_a_sentence_is_marked_and_stands_with_it() -> None:
    made = package()
    derived = first(
        "statements", statement_id="prose.s3", number="3", printed="", amount="99.00", derived_from="prose.s1;prose.s2"
    )
    made = changed(made, {"statements": [*made.table("statements"), derived]})
    text = statement_table(made, marks(made, CODELISTS, "zh"), "zh")
    assert text.index('id="statement-prose.s3"') < text.index('id="statement-prose.s2"')
    row = text[text.index('id="statement-prose.s3"') :].partition("</tr>")[0]
    assert ">推算<" in row
    assert 'href="#statement-prose.s1">150.5元</a>、<a href="#statement-prose.s2">22人</a>' in row
    assert "#fact-" not in row
    assert text.count('class="yu-sentence"') == 2


def test_a_statement_of_both_sides_is_two_cells() -> None:
    made = package()
    cell = next(row for row in made.table("cells") if row["cell_id"] == "prose.s1")
    other = next(row["fact_id"] for row in made.table("facts") if row["fact_id"] != cell["fact_id"])
    second = {**cell, "cell_id": "prose.s1.expenditure", "fact_id": other}
    made = changed(made, {"cells": [*made.table("cells"), second]})
    text = statement_table(made, marks(made, CODELISTS, "zh"), "zh")
    row = text[text.index('id="statement-prose.s1"') :].partition("</tr>")[0]
    assert 'id="cell-prose.s1"' in row
    assert 'id="cell-prose.s1.expenditure"' in row
    assert row.count("#fact-") == 2


def test_hostile_projects_and_statements_stay_text() -> None:
    words = dict.fromkeys(("name", "unit", "supervisor", "supervisor_code", "period", "goal", "particulars"), HOSTILE)
    said = dict.fromkeys(("about", "heading", "sentence", "printed", "reason", "compared_with", "project"), HOSTILE)
    told = dict.fromkeys(("level_1", "level_2", "text", "printed", "unit", "note"), HOSTILE)
    rows = {
        "projects": [first("projects", **words)],
        "statements": [first("statements", **said)],
        "indicators": [first("indicators", **told)],
    }
    made = changed(package(), rows)
    page = disclosure_page(made, site(made), "en")
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") >= len(words) + len(said) + len(told)
