"""Projects and indicators as published: one row per project however often it is printed, amounts from facts alone."""

from dataclasses import replace
from decimal import Decimal

import pytest
import sample
from packaged import FILES, SITE, rows
from sample import FORM_TABLE, PROJECT

from yusuan.concepts import Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.facts.fact import Fact, Status
from yusuan.facts.key import Key, fact_id
from yusuan.publishing.package import package_files
from yusuan.publishing.projects import activities, project_of, projects_of
from yusuan.publishing.resource import csv_bytes
from yusuan.publishing.target_resources import indicators, projects
from yusuan.reading.document import Location
from yusuan.recognition.forms.targets import Form, Goal

FACT = "jianming-medical-insurance.2024.approved.expenditure._T._T._T._T.project.3e89f614"


def with_forms(*forms: Form) -> Conversion:
    return replace(sample.conversion(), forms=forms)


def with_amounts(**amounts: str) -> Conversion:
    """The sample with these amounts of its project, by fund (``lifetime`` for all funds of the whole period)."""
    facts = []
    for name, amount in amounts.items():
        fund = name.replace("_", "-")
        kind = {"expenditure_type": "project-lifetime"} if name == "lifetime" else {"fund": fund}
        key = sample.key(**{"expenditure_type": "project", "activity": PROJECT.code} | kind)
        facts.append(Fact(fact_id(key), key, Decimal(amount), Status.CONSISTENT, True, ()))
    return replace(sample.conversion(), facts=tuple(facts), views=())


def test_a_project_is_published_with_what_its_form_and_its_facts_say() -> None:
    (row,) = rows(FILES["data/projects.csv"])
    assert row == {
        "project": "3e89f614",
        "name": "网络运行维护费",
        "unit": "建明县经办处网络科",
        "supervisor": "建明县医疗保障局",
        "supervisor_code": "066",
        "period": "1年",
        "amount": "20.00",
        "amount_fiscal": "",
        "amount_other": "",
        "amount_lifetime": "",
        "goal": "保障网络运行",
        "particulars": "项目来源：本级申报项目",
        "indicators": "2",
        "table_ids": f"t01-expenditure-summary;{FORM_TABLE}",
        "fact_ids": FACT,
    }


def test_indicators_come_out_in_printed_order_with_their_numbers_as_printed() -> None:
    first, second = rows(FILES["data/indicators.csv"])
    assert [first["indicator_id"], second["indicator_id"]] == [f"{FORM_TABLE}.i1", f"{FORM_TABLE}.i2"]
    target = ("printed", "operator", "value", "unit", "level", "level_label_en", "is_moved", "line")
    assert [first[name] for name in target] == ["≥4次", "≥", "4", "次", "output-quantity", "Quantity", "false", "24"]
    assert [second[name] for name in target[:4]] == ["满意", "", "", ""]
    assert b'"value": 4,' in FILES["data/indicators.json"]


def test_a_form_printed_twice_is_one_project_with_both_forms() -> None:
    again = replace(sample.form(), table_id="t03-again", unit="另一科", indicators=sample.form().indicators[:1])
    tables = (
        *sample.conversion().disclosure.tables,
        replace(sample.conversion().disclosure.tables[1], table_id="t03-again"),
    )
    made = with_forms(again, sample.form())
    made = replace(made, disclosure=replace(made.disclosure, tables=tables))
    (project,) = projects_of(made)
    assert (project.unit, project.indicators) == ("另一科", 2)
    assert project.table_ids == ("t01-expenditure-summary", FORM_TABLE, "t03-again")
    assert [row[:3] for row in indicators(made).rows] == [
        ("t03-again.i1", "t03-again", PROJECT.code),
        (f"{FORM_TABLE}.i1", FORM_TABLE, PROJECT.code),
        (f"{FORM_TABLE}.i2", FORM_TABLE, PROJECT.code),
    ]


def test_spellings_of_one_name_are_one_project() -> None:
    plain = replace(sample.form(), name="2024_城乡医疗救助")
    assert project_of(plain) == project_of(replace(plain, name="2024-城乡 医疗救助"))


def test_a_blank_template_is_no_project_and_has_no_indicators() -> None:
    blank = replace(sample.form(), name="", is_template=True)
    made = replace(with_forms(blank), facts=())
    assert projects(made).rows == ()
    assert indicators(made).rows == ()


def test_a_form_about_the_whole_unit_has_indicators_and_no_project() -> None:
    overall = replace(sample.form(), kind="overall-target-form", name="")
    made = with_forms(overall)
    assert [project.indicators for project in projects_of(made)] == [0]  # the one that the table of amounts names
    assert [row[2] for row in indicators(made).rows] == ["", ""]


def test_a_project_that_only_a_form_names_is_in_the_list_of_activities() -> None:
    made = with_forms(replace(sample.form(), name="新项目", fundings=()))
    code = project_of(made.forms[0])
    assert activities(made)[code].label_zh == "新项目"
    assert [project.name for project in projects_of(made)] == ["新项目", "网络运行维护费"]
    listed = {row["code"]: row["label_zh"] for row in rows(package_files(made, SITE)["data/codelists/activity.csv"])}
    assert listed[code] == "新项目"


def test_a_project_without_a_form_has_its_amounts_and_the_unit_they_belong_to() -> None:
    (project,) = projects_of(with_forms())
    assert (project.name, project.unit, project.goal) == ("网络运行维护费", "建明县医疗保险经办处", "")
    assert project.amounts.total == Decimal("20.00")


def test_a_group_of_projects_is_none() -> None:
    made = with_forms()
    group = Concept("feedbeef", "total", "履职项目", "")
    concepts = {"total": made.codelists["activity"]["total"], group.code: group}
    concepts[PROJECT.code] = replace(PROJECT, parent=group.code)
    key = sample.key(expenditure_type="project", activity=group.code)
    fact = Fact(fact_id(key), key, Decimal("20.00"), Status.CONSISTENT, False, ())
    lists = {**made.codelists, "activity": Codelist("activity", concepts)}
    found = projects_of(replace(made, facts=(*made.facts, fact), codelists=lists))
    assert [project.code for project in found] == [PROJECT.code]


@pytest.mark.parametrize("kind", ["procurement", "three-public", "total"])
def test_activities_of_other_expenditure_are_no_projects(kind: str) -> None:
    key = sample.key(expenditure_type=kind, activity=PROJECT.code)
    fact = Fact(fact_id(key), key, Decimal("1"), Status.CONSISTENT, True, ())
    assert projects_of(replace(with_forms(), facts=(fact,))) == ()


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"total": "9", "fiscal": "7", "other_income": "2"}, ("9", "7", "2", None)),
        ({"total": "9", "general": "9"}, ("9", "9", None, None)),
        ({"general": "5", "government_fund": "4"}, ("9", "9", None, None)),
        (
            {"total": "9", "fiscal": "5", "general": "5", "fiscal_carry_over": "3", "other_income": "1"},
            ("9", "5", "4", None),
        ),
        ({"total": "9", "fiscal_and_carry_over": "9"}, ("9", None, None, None)),
        ({"total": "9", "lifetime": "30"}, ("9", None, None, "30")),
        ({"lifetime": "30"}, (None, None, None, "30")),
        ({"total": "0.00", "other_income": "0"}, ("0.00", None, "0", None)),
    ],
)
def test_amounts_are_those_of_the_facts(amounts: dict[str, str], expected: tuple[str | None, ...]) -> None:
    (project,) = projects_of(with_amounts(**amounts))
    found = project.amounts
    wanted = tuple(None if text is None else Decimal(text) for text in expected)
    assert (found.total, found.fiscal, found.other, found.lifetime) == wanted


def test_amounts_that_are_broken_down_in_two_ways_are_not_added() -> None:
    by_two = (sample.key(function="210", **of_project()), sample.key(economic="302", **of_project()))
    facts = tuple(Fact(fact_id(k), k, Decimal("5"), Status.CONSISTENT, True, ()) for k in by_two)
    (project,) = projects_of(replace(with_forms(), facts=facts))
    assert project.amounts.total is None
    assert project.amounts.fact_ids == ()


def test_amounts_of_another_year_or_phase_are_left_out() -> None:
    def moved(**changes: str) -> Key:
        return replace(sample.key(**of_project()), **changes)

    keys = (moved(fiscal_year="2023"), moved(phase="executed"), moved(operation="revenue"))
    facts = tuple(Fact(fact_id(k), k, Decimal("5"), Status.CONSISTENT, True, ()) for k in keys)
    assert [p.amounts.total for p in projects_of(replace(sample.conversion(), facts=facts))] == [None]


def of_project() -> dict[str, str]:
    return {"expenditure_type": "project", "activity": PROJECT.code}


def test_goals_stand_one_a_line_each_under_its_heading_where_they_differ() -> None:
    goals = [Goal("实施期总目标", "甲", Location()), Goal("年度目标", "乙", Location())]
    several = replace(sample.form(), goals=tuple(goals))
    same = replace(sample.form(), goals=(goals[0], replace(goals[1], text="甲")))
    assert projects_of(with_forms(several))[0].goal == "实施期总目标：甲\n年度目标：乙"
    assert projects_of(with_forms(same))[0].goal == "甲"


def test_without_forms_and_prose_their_resources_are_left_out_and_findings_stay() -> None:
    bare = replace(sample.conversion(), forms=(), statements=(), findings=(), facts=(), cells=(), views=())
    files = package_files(bare, SITE)
    assert not {"data/projects.csv", "data/indicators.csv", "data/statements.csv"} & set(files)
    assert files["data/findings.json"] == b"[]\n"
    assert len(files["data/findings.csv"].splitlines()) == 1
    assert "data/codelists/indicator_level.csv" not in files
    text = files["README.md"].decode()
    assert "empty, it says that nothing was found" in text
    assert "No check found anything." in text


def test_the_readme_lists_projects() -> None:
    text = FILES["README.md"].decode()
    assert "| 网络运行维护费 | 建明县经办处网络科 | 20.00 | 2 |" in text
    assert "| Projects | 1 |" in text


def test_the_order_of_facts_does_not_matter() -> None:
    made = with_amounts(general="5", government_fund="4", other_income="1")
    assert csv_bytes(projects(replace(made, facts=made.facts[::-1]))) == csv_bytes(projects(made))
