"""Home and the pages of disclosures in a real browser: charts, filter, sorting, from a cell to where it comes from."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browser import OpenPage
from playwright.sync_api import Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 360, "height": 740}
MOST_BYTES = 300_000
"""A page with all that it loads, compressed."""
WITNESSED = """() => {
  const fact = [...document.querySelectorAll("table.yu-facts-all tr[id]")]
    .find((row) => row.querySelectorAll("a[href^='#cell-t']").length > 1);
  const cell = document.getElementById(fact.querySelector("a[href^='#cell-t']").hash.slice(1));
  cell.closest("details").open = true;
  return cell.id;
}"""
"""The id of a cell whose fact is printed in another table too, its own table opened."""


def _disclosures(site: Path) -> list[str]:
    return sorted(path.parent.name for path in (site / "disclosures").glob("*/datapackage.json"))


def _disclosure(site: Path, *, number: int = 0) -> str:
    return f"disclosures/{_disclosures(site)[number]}/"


@pytest.mark.parametrize("language", ["", "en/"])
def test_every_chart_is_drawn(built_site: Path, open_page: OpenPage, language: str) -> None:
    for name in _disclosures(built_site):
        page = open_page(f"{language}disclosures/{name}/")
        figures = page.locator("figure[data-chart]")
        kinds = {figure.get_attribute("data-chart") for figure in figures.all()}
        assert kinds == {"flow", "split", "treemap"}
        for figure in figures.all():
            expect(figure.locator(".yu-plot svg > *").first).to_be_attached()
            assert "%" in str(figure.locator(".yu-plot").get_attribute("aria-label"))
            assert figure.locator("details table.yu tbody tr").count() > 1
        assert open_page.complaints == []
        page.context.close()


def test_the_flow_can_be_shown_by_economic_class(built_site: Path, open_page: OpenPage) -> None:
    page = open_page(_disclosure(built_site))
    flow = page.locator("#chart-flow")
    first, caption = flow.locator("svg").inner_html(), flow.locator("figcaption").inner_text()
    button = flow.get_by_role("button", name="按经济分类")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert flow.locator("svg").inner_html() != first
    assert flow.locator("figcaption").inner_text() != caption


def test_charts_follow_the_width(built_site: Path, open_page: OpenPage) -> None:
    page = open_page(_disclosure(built_site))
    page.set_viewport_size(PHONE)
    page.wait_for_timeout(300)
    for drawing in page.locator(".yu-plot svg").all():
        assert float(str(drawing.get_attribute("width"))) <= PHONE["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_scripts_the_tables_show(built_site: Path, open_page: OpenPage) -> None:
    page = open_page(_disclosure(built_site), java_script_enabled=False)
    for figure in page.locator("figure[data-chart]").all():
        expect(figure.locator(".yu-plot")).to_be_hidden()
        expect(figure.locator("table").first).to_be_visible()
    home = open_page("", java_script_enabled=False)
    expect(home.locator("table.yu-home tbody tr")).to_have_count(len(_disclosures(built_site)))
    expect(home.locator("form.yu-home-filter")).to_be_hidden()


def _marked(page: Page) -> str:
    """The id of a cell that a finding holds wrong, its table opened."""
    cell = page.locator("table.yu-printed td.yu-marked:has(> a.yu-amount[href^='#fact-'])").first
    cell.evaluate("cell => { cell.closest('details').open = true; }")
    return str(cell.get_attribute("id"))


@pytest.mark.parametrize(("language", "place"), [("", "印在"), ("en/", "Where it is printed")])
def test_a_cell_leads_to_where_it_comes_from(built_site: Path, open_page: OpenPage, language: str, place: str) -> None:
    page = open_page(language + _disclosure(built_site))
    cell = page.locator(f"[id='{_marked(page)}']")
    printed = cell.locator("a.yu-amount").inner_text()
    cell.locator("a.yu-amount").press("Enter")
    box = page.locator("dialog.yu-box")
    expect(box).to_be_visible()
    expect(box.locator(".yu-box-figures dd").first).to_contain_text(printed)
    expect(box.get_by_role("heading", name=place, exact=True)).to_be_visible()
    expect(box.locator("table.yu-key tr")).to_have_count(10)
    finding = cell.locator("a.yu-flag").first.get_attribute("href")
    expect(box.locator(f".yu-box-findings a[href='{finding}']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(cell.locator("a.yu-amount")).to_be_focused()


def test_a_witness_leads_to_its_cell(built_site: Path, open_page: OpenPage) -> None:
    page = open_page(_disclosure(built_site))
    cell = page.locator(f"[id='{page.evaluate(WITNESSED)}']")
    cell.locator("a.yu-amount").click()
    witness = page.locator("dialog.yu-box").locator(".yu-box-places a").first
    target = str(witness.get_attribute("href")).removeprefix("#")
    witness.click()
    expect(page.locator("dialog.yu-box")).to_be_hidden()
    expect(page.locator(f"[id='{target}']")).to_be_visible()
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
    assert unquote(urlsplit(page.url).fragment) == target


def test_an_amount_without_a_fact_says_why(built_site: Path, open_page: OpenPage) -> None:
    page = open_page(_disclosure(built_site))
    cell = page.locator("table.yu-printed td.yu-unbound:has(> a.yu-amount)").first
    cell.evaluate("cell => { cell.closest('details').open = true; }")
    cell.locator("a.yu-amount").click()
    box = page.locator("dialog.yu-box")
    expect(box.locator(".yu-box-figures")).to_contain_text(str(cell.get_attribute("title")).split(" · ")[0])
    expect(box.locator("table.yu-key")).to_have_count(0)


def test_addresses_of_facts_and_cells_open_what_they_name(built_site: Path, open_page: OpenPage) -> None:
    path = _disclosure(built_site)
    page = open_page(path)
    cell = _marked(page)
    fact = str(page.locator(f"[id='{cell}'] a.yu-amount").get_attribute("href")).removeprefix("#")
    for anchor in (cell, fact):
        again = open_page(f"{path}#{anchor}")
        expect(again.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_the_disclosures_are_filtered_and_sorted(built_site: Path, open_page: OpenPage) -> None:
    page = open_page()
    rows = page.locator("table.yu-home tbody tr")
    count = len(_disclosures(built_site))
    expect(rows).to_have_count(count)
    header = page.locator("table.yu-home th").nth(4)
    for order, is_largest_first in (("descending", True), ("ascending", False)):
        header.get_by_role("button").click()
        expect(header).to_have_attribute("aria-sort", order)
        totals = [float(text.replace(",", "")) for text in rows.locator("td.n").all_inner_texts()]
        assert totals == sorted(totals, reverse=is_largest_first)
    page.locator("select[name=year]").select_option("2024")
    expect(rows).not_to_have_count(count)
    assert {row.locator("td").nth(2).inner_text() for row in rows.all()} == {"2024"}
    expect(page.locator("#chart-units svg g.yu-bar")).to_have_count(rows.count())
    again = open_page(page.url)
    expect(again.locator("table.yu-home tbody tr")).to_have_count(rows.count())
    page.locator("input[name=text]").fill("no such unit")
    expect(rows).to_have_count(0)
    page.get_by_role("button", name="清除").click()
    expect(rows).to_have_count(count)


def test_the_table_of_disclosures_reads_the_same_with_and_without_scripts(open_page: OpenPage) -> None:
    for path in ("", "en/"):
        texts = [
            open_page(path, java_script_enabled=enabled).locator("table.yu-home tbody tr").all_inner_texts()
            for enabled in (True, False)
        ]
        assert texts[0] == texts[1]


def _loaded(page: Page) -> list[str]:
    loaded: list[str] = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    return [page.url, *loaded]


def test_pages_are_light(built_site: Path, open_page: OpenPage) -> None:
    for path in ("", *(f"disclosures/{name}/" for name in _disclosures(built_site))):
        page = open_page(path)
        weight = 0
        for place in dict.fromkeys(unquote(urlsplit(url).path).lstrip("/") for url in _loaded(page)):
            file = built_site / place / "index.html" if place.endswith("/") or not place else built_site / place
            weight += len(gzip.compress(file.read_bytes()))
        assert weight < MOST_BYTES, path
        page.context.close()


def test_paper_is_light(built_site: Path, open_page: OpenPage) -> None:
    page = open_page(_disclosure(built_site), color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.emulate_media(media="print")
    assert dark != page.evaluate(ground) == "rgb(255, 255, 255)"


def test_a_printed_table_is_sorted_and_put_back(built_site: Path, open_page: OpenPage) -> None:
    page = open_page(_disclosure(built_site))
    page.mouse.move(200, 200)
    table = page.locator("#expenditure_by_function ~ figure table.yu, table.yu.yu-files").first
    box = table.locator("xpath=ancestor::details[1]")
    if box.count():
        box.locator("summary").first.click()
    rows = table.locator("tbody tr")
    printed = rows.all_inner_texts()
    button = table.locator("thead th button").first
    seen = []
    for _ in range(3):
        button.click()
        seen.append(rows.all_inner_texts())
    assert seen[0] != seen[1]
    assert sorted(seen[0]) == sorted(seen[1]) == sorted(printed)
    assert seen[2] == printed
