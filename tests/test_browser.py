"""The site in a real browser: every type of page, in both languages, at the root of a host and below a path."""

import gzip
import re
from pathlib import Path

import pytest
from browser import OpenPage, barriers, page_types
from playwright.sync_api import expect

LANGUAGES = ("zh", "en")
BELOW = {"zh": "", "en": "en/"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_page(built_site: Path, open_page: OpenPage, language: str) -> None:
    """Each opens, fits a phone, and can be used by everybody in light and in dark."""
    kinds, wrong = page_types(built_site), []
    assert {"", "disclosures/", "findings/", "codelists/", "methodology/", "query/"} <= set(kinds)
    for kind in kinds:
        page = open_page(BELOW[language] + kind)
        expect(page.locator("h1").first).not_to_be_empty()
        assert page.locator("html").get_attribute("lang") == language
        wrong += [f"{kind or '/'} in light: {said}" for said in barriers(page)]
        page.emulate_media(color_scheme="dark")
        page.locator("body").evaluate("body => { body.dataset.mdColorScheme = 'slate' }")
        wrong += [f"{kind or '/'} in dark: {said}" for said in barriers(page, "color-contrast")]
        page.set_viewport_size({"width": 360, "height": 740})
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wrong.append(f"{kind or '/'} is wider than a phone")
        wrong += [f"{kind or '/'}: {said}" for said in open_page.complaints]
        open_page.complaints.clear()
        page.context.close()
    assert wrong == []


def test_the_site_works_below_a_path(open_page: OpenPage, built_site: Path, sub_address: str) -> None:
    (disclosure,) = (kind for kind in page_types(built_site) if re.fullmatch("disclosures/.+", kind))
    for path in ("", "en/findings/", disclosure, "query/"):
        page = open_page(sub_address + path)
        expect(page.locator("h1").first).not_to_be_empty()
        assert open_page.complaints == [], path
        page.context.close()


def test_a_page_of_a_disclosure_is_light(built_site: Path, open_page: OpenPage) -> None:
    """What the largest one loads, compressed as servers do, is 300 kB at most."""
    loaded: dict[str, bytes] = {}
    path = max((built_site / "disclosures").glob("*/index.html"), key=lambda page: page.stat().st_size)
    page = open_page("404.html")
    page.on("response", lambda response: loaded.update({response.url: response.body()}))
    page.goto(f"{open_page.address}disclosures/{path.parent.name}/", wait_until="networkidle")
    weights = {url: len(gzip.compress(body)) for url, body in loaded.items()}
    assert any(url.endswith(".css") for url in weights)
    assert sum(weights.values()) <= 300_000, weights


def test_pages_are_dark_where_the_reader_wants_it(open_page: OpenPage) -> None:
    for wanted, scheme in (("dark", "slate"), ("light", "default")):
        page = open_page(color_scheme=wanted)
        assert page.locator("body").get_attribute("data-md-color-scheme") == scheme


@pytest.mark.parametrize(("language", "word"), [("zh", "公务接待费"), ("en", "procurement")])
def test_the_search_finds_a_word(open_page: OpenPage, language: str, word: str) -> None:
    page = open_page(BELOW[language])
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill(word)
    page.keyboard.press("End")  # the search listens to keys
    results = page.locator(".md-search-result__item")
    expect(results.first).to_be_visible()
    expect(results.locator("mark").filter(has_text=re.compile(word[:2], re.IGNORECASE)).first).to_be_attached()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_language_switch_keeps_the_page(open_page: OpenPage, width: int) -> None:
    page = open_page("findings/", viewport={"width": width, "height": 800})
    page.locator(".md-header .md-select").hover()
    page.locator(".md-header .md-select a[hreflang=en]").click()
    page.wait_for_url(f"{open_page.address}en/findings/")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_findings_are_filtered(open_page: OpenPage) -> None:
    page = open_page("findings/")
    rows = page.locator("table.yu-filtered tbody tr")
    errors, all_rows = rows.and_(page.locator("[data-severity=error]")).count(), rows.count()
    assert 0 < errors < all_rows
    page.locator("select[name=severity]").select_option("error")
    expect(rows.locator("visible=true")).to_have_count(errors)
    again = open_page(page.url)
    expect(again.locator("table.yu-filtered tbody tr").locator("visible=true")).to_have_count(errors)
