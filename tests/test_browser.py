"""The site in a real browser: every type of page, in both languages, at the root of a host and below a path."""

import re
from pathlib import Path

import pytest
from browser import OpenPage, page_types
from playwright.sync_api import expect

LANGUAGES = ("zh", "en")
BELOW = {"zh": "", "en": "en/"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_page_opens(built_site: Path, open_page: OpenPage, language: str) -> None:
    kinds = page_types(built_site)
    assert {"", "disclosures/", "findings/", "codelists/", "methodology/"} <= set(kinds)
    for kind in kinds:
        page = open_page(BELOW[language] + kind)
        expect(page.locator("h1").first).not_to_be_empty()
        assert page.locator("html").get_attribute("lang") == language
        assert open_page.complaints == [], kind
        page.context.close()


def test_every_type_of_page_opens_below_a_path(built_site: Path, open_page: OpenPage, sub_address: str) -> None:
    for n, kind in enumerate(page_types(built_site)):
        page = open_page(sub_address + BELOW[LANGUAGES[n % 2]] + kind)
        expect(page.locator("h1").first).not_to_be_empty()
        assert open_page.complaints == [], kind
        page.context.close()


@pytest.mark.parametrize(("language", "word"), [("zh", "公务接待费"), ("en", "procurement")])
def test_the_search_finds_a_word(open_page: OpenPage, language: str, word: str) -> None:
    page = open_page(BELOW[language])
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(word, delay=20)
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


def test_no_page_is_wider_than_a_phone(built_site: Path, open_page: OpenPage) -> None:
    for kind in page_types(built_site):
        page = open_page(kind, viewport={"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, kind
        page.context.close()
