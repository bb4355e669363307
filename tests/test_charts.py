"""Charts and headline figures: nothing is drawn that does not sum exactly, nothing is said that is not stated."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from made_site import changed, package, site
from sample import ROOT

from yusuan.building.published import read_site
from yusuan.concepts import TOTAL
from yusuan.publishing.pages.charts import Labels, flow_chart, main_parts, script_json, split, treemap
from yusuan.publishing.pages.codes import codes_json
from yusuan.publishing.pages.flow import UNIT, Flow, expenditure_types, flows
from yusuan.publishing.pages.headline import clause, headline, stated_change
from yusuan.publishing.pages.model import Package, Row, Site
from yusuan.publishing.pages.short_amounts import short_amount, short_parts
from yusuan.publishing.pages.slices import Slices, headline_facts, slices, tiling, top_class

TYPES = {"total": "", "basic": "total", "personnel": "basic", "operating": "basic", "project": "total"}


@pytest.fixture(scope="module")
def real() -> Site:
    return read_site(ROOT)


def _sliced(made: Package) -> Slices:
    found = slices(made, headline_facts(made).get("expenditure"))
    assert found is not None
    return found


def _codelist(parents: Mapping[str, str]) -> list[Row]:
    return [{"code": c, "parent": p, "label_zh": c, "label_en": c} for c, p in parents.items()]


def _fact(amount: str, **codes: str) -> Row:
    dimensions = ("organization", "fiscal_year", "phase", "operation", "fund", "function", "economic", "gov_economic")
    key = {name: TOTAL for name in (*dimensions, "expenditure_type", "activity")}
    given = {"organization": "u", "fiscal_year": "2024", "phase": "approved", "operation": "expenditure", **codes}
    return {**key, **given, "amount": amount, "fact_id": "-".join(given.values()), "status": "consistent"}


def _headline(fact: Row) -> Row:
    """The headline figure of the year's expenditure, which is this fact."""
    return {"dimension": "operation", "code": fact["operation"], "amount": fact["amount"], "fact_id": fact["fact_id"]}


def _made(first: Row, *others: Row, revenue: str = "10") -> Package:
    """A package of facts, the first of which is the disclosure's expenditure."""
    rows: dict[str, Sequence[Row]] = {
        "headline": [_headline(first)],
        "facts": (first, *others),
        "revenue": [{"fund": "general", "amount": revenue}],
        "codelist_expenditure_type": _codelist(TYPES),
        "codelist_function": _codelist({"total": "", "208": "total", "20805": "208", "210": "total"}),
        "codelist_economic": _codelist({"total": ""}),
        "expenditure_by_function": [],
        "expenditure_by_economic_class": [],
    }
    return replace(package(), rows={name: tuple(listed) for name, listed in rows.items()})


def _entering_and_leaving(flow: Flow) -> list[tuple[Decimal, Decimal]]:
    middle = {end for _, end, _ in flow.links} & {start for start, _, _ in flow.links}
    return [
        (
            sum((v for _, e, v in flow.links if e == n), Decimal(0)),
            sum((v for s, _, v in flow.links if s == n), Decimal(0)),
        )
        for n in middle
    ]


def test_what_enters_a_node_leaves_it(real: Site) -> None:
    for made in real.packages:
        sliced = _sliced(made)
        assert sliced.total == Decimal(real.overview[made.name]["expenditure"])
        drawn = flows(made, sliced)
        assert [flow.dimension for flow in drawn] == ["function", "economic"]
        for flow in drawn:
            pairs = _entering_and_leaving(flow)
            assert pairs
            assert [pair for pair in pairs if pair[0] != pair[1]] == []
            assert sum(value for start, _, value in flow.links if start == UNIT) == sliced.total
            assert all(value > 0 for *_, value in flow.links)


def test_the_page_shows_the_published_headline_whatever_other_facts_there_are() -> None:
    last = _fact("99", fiscal_year="2023", phase="executed")
    made = _made(_fact("10", fund="general"), last, _fact("98", fund="fiscal"))
    assert _sliced(made).total == 10
    assert ">10.00 yuan<" in headline(made, site(made), "en")
    assert slices(made, headline_facts(made).get("revenue")) is None


def test_types_sum_to_the_total(real: Site) -> None:
    for made in real.packages:
        sliced = _sliced(made)
        types = expenditure_types(made, sliced)
        assert {"personnel", "operating", "project"} == {code for code, _ in types}
        assert sum(value for _, value in types) == sliced.total


def test_what_does_not_sum_is_not_drawn() -> None:
    whole, basic, project = (_fact("10"), _fact("7", expenditure_type="basic"), _fact("3", expenditure_type="project"))
    made = _made(whole, basic, project)
    (flow, other) = flows(made, _sliced(made))
    assert [(s.code, e.code, v) for s, e, v in flow.links if s == UNIT] == [
        (TOTAL, "basic", Decimal(7)),
        (TOTAL, "project", Decimal(3)),
    ]
    assert all(end.kind != "class" for _, end, _ in other.links)
    wrong = _made(whole, basic, _fact("4", expenditure_type="project"))
    assert expenditure_types(wrong, _sliced(wrong)) == ()
    elsewhere = _made(whole, basic, project, revenue="9")
    assert all(start.kind != "fund" for start, *_ in flows(elsewhere, _sliced(elsewhere))[0].links)


def test_a_type_without_classes_ends_in_what_is_not_itemised() -> None:
    made = _made(
        _fact("10"),
        _fact("7", expenditure_type="basic"),
        _fact("3", expenditure_type="project"),
        _fact("5", expenditure_type="basic", function="20805"),
        _fact("2", expenditure_type="basic", function="210"),
    )
    flow = flows(made, _sliced(made))[0]
    ends = {(start.code, end.code): value for start, end, value in flow.links if end.kind == "class"}
    assert ends == {("basic", "20805"): 5, ("basic", "210"): 2, ("project", TOTAL): 3}
    assert {end.group for _, end, _ in flow.links if end.code == "20805"} == {"208"}
    labels = Labels(made, "en")
    assert "Not itemised 30.0 %" in flow_chart((flow,), "Unit", labels, "x.csv", "en")


def test_a_class_beside_its_own_part_takes_it_in() -> None:
    made = _made(
        _fact("10"),
        _fact("7", expenditure_type="basic"),
        _fact("3", expenditure_type="project"),
        _fact("7", expenditure_type="basic", function="208"),
        _fact("6.99", expenditure_type="basic", function="20805"),
        _fact("3", expenditure_type="project", function="20805"),
    )
    flow = flows(made, _sliced(made))[0]
    assert {end.code for _, end, _ in flow.links if end.kind == "class"} == {"208"}


def test_a_negative_part_is_not_drawn() -> None:
    made = _made(_fact("10"), _fact("12", expenditure_type="basic"), _fact("-2", expenditure_type="project"))
    assert expenditure_types(made, _sliced(made)) == ()
    assert slices(made, None) is None
    assert slices(made, _fact("0")) is None


def test_tiling_takes_the_finest_that_sums() -> None:
    broader = {"a": "total", "a1": "a", "a2": "a", "b": "total"}
    amounts = {"a": Decimal(6), "a1": Decimal(2), "a2": Decimal(4), "b": Decimal(1)}
    assert dict(tiling(amounts, broader, "total", Decimal(7))) == {"a1": 2, "a2": 4, "b": 1}
    amounts["a2"] = Decimal(3)
    assert dict(tiling(amounts, broader, "total", Decimal(7))) == {"a": 6, "b": 1}
    assert dict(tiling(amounts, broader, "total", Decimal(8))) == {"total": 8}
    assert top_class("a1", broader) == "a"
    assert top_class("a1", {"a1": "a", "a": "a1"}) == "a", "a circle of codes ends"


def test_amounts_for_people() -> None:
    assert short_amount(Decimal("4844351.04"), "zh") == "484.44 万元"
    assert short_amount(Decimal("4844351.04"), "en") == "4.84 million yuan"
    assert short_amount(Decimal("280556000000"), "zh") == "2,805.56 亿元"
    assert short_parts(Decimal(3000), "zh") == ("3,000", "元")
    assert short_parts(Decimal("-301000"), "en") == ("-301", "thousand yuan")
    assert short_parts(Decimal(0), "zh") == ("0", "元")
    assert short_parts(Decimal("0.5"), "zh") == ("0.5", "元")


def test_the_text_of_a_chart_names_the_largest_parts() -> None:
    parts = [("a", Decimal(50)), ("b", Decimal(5)), ("c", Decimal(30)), ("d", Decimal(10)), ("e", Decimal(5))]
    assert main_parts(parts, Decimal(100), "en") == "a 50.0 %, c 30.0 %, d 10.0 %, 2 others 10.0 % together"
    assert main_parts(parts[:2], Decimal(55), "zh") == "a 90.9 %、b 9.1 %"


def test_json_in_the_page_cannot_end_its_script() -> None:
    assert script_json({"x": "</script><b>"}).count("<") == 2
    assert json.loads(re.sub("<[^>]+>", "", script_json(["</script>"]))) == ["</script>"]


def test_charts_hold_exact_amounts_and_their_table(real: Site) -> None:
    made = next(p for p in real.packages if p.name.startswith("ankang"))
    drawn = treemap(made, "expenditure_by_function", "function", "By function", "<table></table>", "x.csv", "en")
    (text,) = re.findall(r'<script type="application/json">(.*?)</script>', drawn)
    content = json.loads(text)
    assert sum(Decimal(tile[3]) for tile in content["tiles"]) == Decimal("4844351.04")
    assert set(content["groups"]) == {tile[2] for tile in content["tiles"]} == {"208", "210", "221"}
    assert '<div class="yu-plot" role="img" aria-label="By function: area chart: Total 4.84 million yuan.' in drawn
    assert '<a href="x.csv">' in drawn
    assert "\n\n" not in drawn
    bar = split((("personnel", Decimal(3)), ("project", Decimal(1))), Labels(made, "zh"), "x.csv", "zh")
    assert "人员经费 75.0 %、项目支出 25.0 %" in bar
    assert split((("personnel", Decimal(3)),), Labels(made, "zh"), "x.csv", "zh") == ""


def test_one_line_is_a_table_and_no_chart() -> None:
    lines = [{"fund": "general", "fund_label_zh": "甲", "fund_label_en": "A", "amount": "5.00"}]
    made = changed(package(), {"revenue": lines})
    assert "data-chart" not in treemap(made, "revenue", "fund", "x", "<table></table>", "x.csv", "en")


def _statement(number: int, **given: str) -> Row:
    names = ("subject", "about", "printed", "value", "amount", "direction", "sets", "sentence", "derived_from")
    return {"statement_id": f"prose.s{number}", **dict.fromkeys(names, ""), **given}


def test_the_change_is_that_of_the_whole() -> None:
    change = {"subject": "change", "amount": "100.00", "direction": "decrease"}
    rows = [
        _statement(1, **change, sets="operation=expenditure;fund=general;function=208"),
        _statement(2, **change, sets="operation=revenue"),
        _statement(3, **change, sets="operation=expenditure;fund=general"),
        _statement(
            4,
            **change,
            sets="operation=expenditure",
            sentence="甲为900 元，比上年减少100 元，原因是乙。",
            printed="100 元",
        ),
        _statement(5, subject="implied-amount", amount="1000.00", derived_from="prose.s9;prose.s4"),
        _statement(6, subject="change", amount="", direction="increase", sets="operation=expenditure"),
    ]
    found = [stated_change(changed(package(), {"statements": rows[:count]})) for count in (0, 1, 2, 3, 6)]
    assert [row["statement_id"] if row else "" for row in found] == ["", "", "prose.s2", "prose.s3", "prose.s4"]
    fact = _fact("900")
    made = changed(package(), {"statements": rows, "facts": [fact], "headline": [_headline(fact)]})
    shown = re.sub("<[^>]+>", "|", headline(made, site(made), "zh"))
    assert "−100" in shown
    assert "−10.0 % · 上年 1,000 元" in shown
    assert "…比上年减少100 元，原因是乙。" in shown


def test_a_quotation_says_where_it_was_cut() -> None:
    assert clause("甲 1 元，乙 2 元。", "1 元") == "甲 1 元，乙 2 元。"
    assert clause("甲 1 元，乙 2 元。", "2 元") == "…乙 2 元。"
    assert clause("乙 2 元，" + "丙" * 80 + "。", "2 元") == "乙 2 元…"


def test_no_tile_for_what_is_not_said() -> None:
    made = changed(package(), {"statements": [], "facts": [], "headline": []})
    shown = headline(made, site(made), "en")
    assert "Change" not in shown
    assert "Staff" not in shown
    assert "Total expenditure" not in shown


def test_the_box_about_a_cell_can_name_every_code(real: Site) -> None:
    for made in real.packages:
        text = re.sub("^<[^>]+>|<[^>]+>$", "", codes_json(made, real.codelists, "en"))
        content = json.loads(text)
        names = [name for name, _, _ in content["dimensions"]]
        short = {"_T": TOTAL, "_Z": "not-applicable"}
        for fact in made.table("facts"):
            *_, last = pieces = fact["fact_id"].split(".")
            values = [".".join(pieces[:-9]), *pieces[-9:]]
            assert [short.get(value, value) for value in values] == [fact[name] for name in names]
            assert last
        assert all(content["dimensions"][names.index("fund")][2].get(fact["fund"]) for fact in made.table("facts"))
