"""Comparing and exploring in a real browser: figures equal those of the CSV files, the address restores the page."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from browser import OpenPage
from playwright.sync_api import Page, expect
from sample import ROOT

from yusuan.bundles import installed

A, B = "ankang-medical-insurance-2024", "sixian-healthcare-security-2024"
BELOW = {"zh": "", "en": "en/"}


def _view(disclosure: str, name: str = "expenditure_by_function") -> list[dict[str, str]]:
    path = ROOT / "datapackage" / disclosure / "data" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sum(rows: list[dict[str, str]], prefix: str = "", column: str = "function") -> Decimal:
    return sum((Decimal(row["amount"]) for row in rows if row[column].startswith(prefix)), Decimal(0))


def _disclosures(name: str) -> Iterator[list[dict[str, str]]]:
    for path in sorted((ROOT / "datapackage").glob(f"*/data/{name}.csv")):
        yield _view(path.parents[1].name, name)


def _row(page: Page, code: str) -> list[str]:
    """The figures of a row by its code, without the bars and small print."""
    cells = page.locator(f"tr[data-code='{code}'] td")
    return [text.split("\n")[0].strip() for text in cells.all_inner_texts()]


def test_disclosures_are_chosen_and_compared(open_page: OpenPage) -> None:
    page = open_page("compare/")
    for name in (A, B):
        page.locator(f"button[data-disclosure='{name}']").click()
    shares = [_sum(_view(name), "210") * 100 / _sum(_view(name)) for name in (A, B)]
    rounded = [share.quantize(Decimal("0.1")) for share in shares]
    row = page.locator("tr[data-code='210']")
    expect(row).to_contain_text(f"{abs(rounded[0] - rounded[1])} 个百分点")
    assert _row(page, "210")[:2] == [f"{share}%" for share in rounded]
    assert _row(page, "221")[1] == "—"
    expect(page.locator("tr[data-code='221'] td").nth(1).locator("[title='未列示']")).to_have_count(1)
    page.wait_for_url(f"**?d={A},{B}**")
    again = open_page(page.url)
    expect(again.locator("tr[data-code='210']")).to_contain_text(f"{abs(rounded[0] - rounded[1])} 个百分点")


def test_amounts_per_head_need_stated_staff(open_page: OpenPage) -> None:
    page = open_page(f"en/compare/?d={A},{B}&by=economic&measure=head")
    expect(page.locator("tr[data-code='301']")).to_be_visible()
    wages = _sum(_view(A, "expenditure_by_economic_class"), "301", "economic")
    assert _row(page, "301")[:2] == [f"{(wages / 27).quantize(Decimal('0.01')):,}", "—"]
    expect(page.get_by_role("note").filter(has_text="Not broken down")).to_contain_text("B 泗县医疗保障局 76.5%")
    source = page.get_by_role("link", name="Source").first
    assert (source.get_attribute("href") or "").endswith(f"en/disclosures/{A}/#statement-prose.s1")


def test_lines_open_and_levels_show(open_page: OpenPage) -> None:
    page = open_page(f"compare/?d={A},{B}")
    rows = page.locator("table.yu-lines tbody tr")
    expect(rows.first).to_be_visible()
    closed = rows.count()
    opener = page.locator("tr[data-code='208'] button")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("tr[data-code='20805']")).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.locator("select[name=level]").select_option("3")
    expect(page.locator("tr[data-code='2080505']")).to_be_visible()
    assert rows.count() > closed
    page.locator("select[name=by]").select_option("three_public")
    expect(page.get_by_text("文件没有这种细分")).to_be_visible()
    page.wait_for_url("**by=three_public**")


def test_the_comparison_is_downloaded(open_page: OpenPage) -> None:
    page = open_page(f"en/compare/?d={A},{B}")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download this table").click()
    written = saved.value.path().read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    found = {row[0]: row for row in rows[1:]}
    assert Decimal(found["210"][2]) == _sum(_view(A), "210")
    assert found["221"][4:] == ["", ""]


def test_a_wrong_address_is_told(open_page: OpenPage) -> None:
    page = open_page(f"compare/?d={A},no-such-disclosure")
    expect(page.get_by_role("alert")).to_contain_text("no-such-disclosure")


def test_a_selection_sums_to_the_csv_files(open_page: OpenPage) -> None:
    page = open_page("explore/")
    whole = sum((_sum(rows) for rows in _disclosures("expenditure_by_function")), Decimal(0))
    expect(page.locator(".yu-result")).to_contain_text(f"{whole:,.2f} 元")
    page.locator("details[data-facet=function] > summary").click()
    page.locator("details[data-facet=function] input[value='208']").check()
    part = sum((_sum(rows, "208") for rows in _disclosures("expenditure_by_function")), Decimal(0))
    expect(page.locator(".yu-result")).to_contain_text(f"{part:,.2f} 元")
    expect(page.locator("#yu-sum")).to_have_text(f"{part:,.2f}")
    page.wait_for_url("**function=208**")
    again = open_page(page.url)
    expect(again.locator("#yu-sum")).to_have_text(f"{part:,.2f}")


def test_sums_stand_by_what_was_asked_for(open_page: OpenPage) -> None:
    page = open_page("en/explore/")
    page.locator("select[name=view]").select_option("economic")
    page.locator("select[name=across]").select_option("fiscal_year")
    expect(page.locator("thead th")).to_have_text(
        ["Economic class (spent on what), level 1", "2021", "2023", "2024", "Total"]
    )
    wages = sum((_sum(rows, "301", "economic") for rows in _disclosures("expenditure_by_economic_class")), Decimal(0))
    assert _row(page, "301")[-1] == f"{wages:,.2f}"
    page.locator("tr[data-code='301'] td a").last.click()
    lines = sum(
        row["economic"].startswith("301") for rows in _disclosures("expenditure_by_economic_class") for row in rows
    )
    expect(page.locator(".yu-result")).to_contain_text(f"{lines} amounts")
    page.wait_for_url("**tab=lines**")


def test_totals_beside_parts_are_not_summed(open_page: OpenPage) -> None:
    page = open_page("explore/?view=all&measure=sum&tab=sums")
    expect(page.locator("select[name=measure]")).to_have_value("count")
    expect(page.locator("select[name=measure] option[value=sum]")).to_be_disabled()
    expect(page.locator(".yu-result")).not_to_contain_text("元")
    with (ROOT / "datapackage/all/data/facts.csv").open(encoding="utf-8", newline="") as file:
        facts = sum(1 for _ in csv.DictReader(file))
    expect(page.locator("#yu-sum")).to_have_text(f"{facts:,}")


def test_what_another_view_has_is_offered(open_page: OpenPage) -> None:
    page = open_page("explore/?text=公务接待费")
    offered = page.locator(".yu-found li a", has_text="经济分类")
    hospitality = [
        row
        for rows in _disclosures("expenditure_by_economic_class")
        for row in rows
        if row["economic_label_zh"] == "公务接待费"
    ]
    expect(offered.first).to_contain_text(f"：{len(hospitality)} 条")
    offered.first.click()
    expect(page.locator(".yu-result")).to_contain_text(f"{_sum(hospitality, column='economic'):,.2f}")


def test_the_selection_is_downloaded(open_page: OpenPage) -> None:
    page = open_page("explore/?view=all&text=公务接待费")
    expect(page.locator("table.yu-amounts tbody tr").first).to_be_visible()
    with page.expect_download() as saved:
        page.locator("button[name=save-lines]").click()
    rows = list(csv.DictReader(io.StringIO(saved.value.path().read_text(encoding="utf-8-sig"))))
    with (ROOT / "datapackage/all/data/facts.csv").open(encoding="utf-8", newline="") as file:
        expected = [
            (row["fact_id"], Decimal(row["amount"]))
            for row in csv.DictReader(file)
            if any("公务接待费" in text for name, text in row.items() if name.endswith("_label_zh"))
        ]
    assert [(row["fact_id"], Decimal(row["amount"])) for row in rows] == expected
    assert len(rows) == page.locator("table.yu-amounts tbody tr").count() > 10


def test_an_amount_leads_to_where_it_is_printed(open_page: OpenPage, built_site: Path) -> None:
    page = open_page(f"en/explore/?tab=lines&disclosure={A}")
    address = page.locator("table.yu-amounts tbody tr a").last.get_attribute("href") or ""
    place, _, anchor = address.removeprefix(open_page.address).partition("#")
    assert place == f"en/disclosures/{A}/"
    assert f'id="{anchor}"' in (built_site / place / "index.html").read_text(encoding="utf-8")


def test_the_language_switch_keeps_the_question(open_page: OpenPage) -> None:
    page = open_page("explore/?view=economic&economic=301")
    expect(page.locator("#yu-sum")).to_be_visible()
    total = page.locator("#yu-sum").inner_text()
    other = page.locator("a.md-select__link[hreflang=en]").first.evaluate("link => link.href")
    assert other == f"{open_page.address}en/explore/?view=economic&economic=301"
    expect(open_page(other).locator("#yu-sum")).to_have_text(total)


CHOSEN = f"compare/?d={A},{B}&level=2"
LINES = "explore/?tab=lines&view=all&text=住房"


@pytest.mark.parametrize(
    ("language", "scheme", "width", "places"),
    [
        ("zh", "light", 1280, (CHOSEN, "explore/?function=208")),
        ("zh", "dark", 360, ("compare/", LINES)),
        ("en", "light", 360, (CHOSEN, "explore/?function=208")),
        ("en", "dark", 1280, (CHOSEN, LINES)),
    ],
)
def test_nothing_shuts_readers_out(
    open_page: OpenPage, language: str, scheme: str, width: int, places: tuple[str, ...]
) -> None:
    script = installed(ROOT) / "axe-core" / "axe.min.js"
    for place in places:
        page = open_page(BELOW[language] + place, color_scheme=scheme, viewport={"width": width, "height": 800})
        expect(page.locator(".yu-app :is(table, .yu-offers)").first).to_be_visible()
        closed = page.locator(".yu-app details:not([open]) > summary")
        while closed.count():
            closed.first.click()
        page.add_script_tag(path=script)
        found: list[dict[str, Any]] = page.evaluate("axe.run('.md-content').then(found => found.violations)")
        grave = [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]
        assert grave == [], place
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, place
        page.context.close()
