"""The query page in a real browser: the cookbook, results, downloads, addresses, mistakes."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import OpenPage
from playwright.sync_api import Page, expect
from sample import ROOT

from yusuan.querying.query import asked, written
from yusuan.querying.store import load_store, query_prefixes

QUERIES = sorted((ROOT / "docs/queries").glob("*.rq"))
PATIENCE = 60_000


def run(page: Page) -> None:
    """Press the button that runs the query, and wait for what comes."""
    page.locator(".yu-primary").click()
    finished(page)


def finished(page: Page) -> None:
    expect(page.locator(".yu-results")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)


def answers() -> dict[str, list[list[str]]]:
    """What the command answers to each query of the cookbook: the names of the columns, then the rows."""
    store, found = load_store(ROOT / "datapackage"), {}
    for path in QUERIES:
        with asked(store, path.read_text(encoding="utf-8"), query_prefixes()) as results:
            found[path.stem] = list(csv.reader(io.StringIO(written(results, "text/csv").decode(), newline="")))
    return found


def asked_by_address(open_page: OpenPage, query: str, graphs: str = "none") -> Page:
    """The page as its address asks for a query; ``graphs`` are the disclosures to load beside what all share."""
    page = open_page(f"en/query/#query={quote(query)}&graphs={graphs}", is_quiet=False)
    finished(page)
    return page


def test_every_query_of_the_cookbook_gives_what_the_command_gives(open_page: OpenPage) -> None:
    expected, wrong = answers(), []  # asked before the page opens: while a query runs here, no connection can be opened
    page = open_page("query/", is_quiet=False)
    for name, lines in expected.items():
        page.locator(".yu-picker select").select_option(name)
        run(page)
        told = page.locator(".yu-status").inner_text()
        names = page.locator(".yu-results thead th").all_inner_texts()
        if not told.startswith(f"{len(lines) - 1} 行") or names != lines[0]:
            wrong.append((name, len(lines) - 1, told, names))
    assert wrong == []


def test_the_results_can_be_downloaded_as_csv(open_page: OpenPage, tmp_path: Path) -> None:
    query = 'SELECT ?l (2 AS ?n) { VALUES ?l { "a,b" "=1+1" "预算" } }'
    page = asked_by_address(open_page, query)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    download.value.save_as(tmp_path / "result.csv")
    assert download.value.suggested_filename == "yusuan-query.csv"
    text = (tmp_path / "result.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [["l", "n"], ["a,b", "2"], ["'=1+1", "2"], ["预算", "2"]]


def test_an_address_holds_the_query_and_the_language_switch_keeps_it(open_page: OpenPage) -> None:
    page = open_page("query/?example=10-findings-by-kind", is_quiet=False)
    finished(page)
    assert page.url.endswith("#example=10-findings-by-kind")
    before = page.locator(".yu-results tbody tr").count()
    page.locator(".md-header .md-select").hover()
    page.locator(".md-header .md-select a[hreflang=en]").click()
    page.wait_for_url("**/en/query/*")
    finished(page)
    assert page.locator(".yu-results tbody tr").count() == before > 10
    assert page.locator(".yu-picker select").input_value() == "10-findings-by-kind"


def test_iris_of_the_site_are_links_within_it(open_page: OpenPage, sub_address: str) -> None:
    query = "SELECT ?c { ?c skos:notation '2101506' }"
    page = open_page(f"{sub_address}query/#query={quote(query)}", is_quiet=False)
    finished(page)
    link = page.locator(".yu-results td a").first
    assert link.get_attribute("href") == f"{sub_address}codelists/functions/#2101506"


def test_a_chart_shows_every_number(open_page: OpenPage) -> None:
    page = asked_by_address(open_page, 'SELECT ?l ?n { VALUES (?l ?n) { ("a" 10.5) ("b" -2) ("c" 12345.67) } }')
    page.get_by_role("button", name="Chart").click()
    assert page.locator(".yu-bar-value").all_inner_texts() == ["10.5", "-2", "12,345.67"]
    widths = [float(w[:-1]) for w in page.locator(".yu-bar").evaluate_all("bars => bars.map((b) => b.style.width)")]
    assert widths[2] == 100
    assert widths[0] > widths[1] > 0


def test_a_graph_is_turtle_and_a_question_has_an_answer(open_page: OpenPage) -> None:
    page = asked_by_address(open_page, "CONSTRUCT { ?c a ?k } { ?c a ?k ; skos:notation '2101506' }")
    expect(page.locator(".yu-results pre")).to_contain_text("2101506")
    page = asked_by_address(open_page, "ASK { ?c skos:notation '2101506' }")
    expect(page.locator(".yu-results")).to_have_text("Yes")


def test_each_package_is_a_graph(open_page: OpenPage) -> None:
    page = asked_by_address(open_page, "SELECT DISTINCT ?g { GRAPH ?g { ?s a ?k } }", "ankang-medical-insurance-2024")
    graphs = page.locator(".yu-results td a").all_inner_texts()
    assert sum("/disclosures/" in graph for graph in graphs) == 1
    assert any(graph.endswith("/codelists/") for graph in graphs)
    assert "1 of " in page.locator(".yu-query summary").inner_text()


MISTAKES = {
    "a misprint": ("SELECT ?s {\n  ?s ?p ) ?o\n}", r"Line 2, column \d+: cannot be read from here: \?o"),
    "an unknown prefix": (
        "SELECT ?s {\n  ?s foaf:name ?o ;\n    foo:bar 1 }",
        r"Line 3, column 5: the prefix foo: is",
    ),
    "cut off": ("SELECT * {", "Line 1, column 11: the query ends too early"),
    "an update": ("DELETE WHERE { ?s ?p ?o }", "Line 1, column 1: DELETE is an update"),
    "another endpoint": (
        "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
        "Could not be done: .*supported",
    ),
}


@pytest.mark.parametrize(("query", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_said_with_its_place(open_page: OpenPage, query: str, said: str) -> None:
    page = asked_by_address(open_page, query)
    expect(page.locator(".yu-status")).to_have_text(re.compile(said))
    assert page.locator(".yu-fault").count() == ("Line" in said)


def test_a_query_that_takes_too_long_is_cancelled_and_another_runs(open_page: OpenPage) -> None:
    page = open_page(
        f"en/query/#query={quote('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }')}&graphs=none"
    )
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".yu-status")).to_have_text("Cancelled.")
    page.locator(".yu-picker select").select_option("15-files-to-download")
    run(page)
    expect(page.locator(".yu-status")).to_have_text(re.compile("rows"))


def test_hostile_values_stay_text(open_page: OpenPage) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    page = asked_by_address(open_page, f"SELECT ?l (1 AS ?n) {{ VALUES ?l {{ '{hostile}' }} }}")
    expect(page.locator(".yu-results tbody td").first).to_have_text(hostile)
    page.get_by_role("button", name="Chart").click()
    expect(page.locator(".yu-bar-label")).to_have_text(hostile)
