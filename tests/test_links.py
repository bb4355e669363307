"""Every link of the built site leads somewhere, every IRI resolves, and all of it works below a path."""

from pathlib import Path

import pytest
from links import Built, absolute, minted, read_built, style_addresses
from sample import ROOT

from yusuan.site import site_base

BASE = "https://a.example/"


@pytest.fixture(scope="module")
def built(built_site: Path) -> Built:
    return read_built(built_site, site_base(ROOT))


def test_no_link_is_broken(built: Built) -> None:
    assert built.broken() == []
    assert len(built.pages) > 100
    assert sum(len(page.addresses) for page in built.pages.values()) > 5000


def test_no_address_begins_at_the_root_of_the_host(built: Built) -> None:
    assert absolute(built) == []


def test_style_sheets_load_what_is_there(built: Built) -> None:
    loaded = list(style_addresses(built))
    assert [each for each in loaded if not built.resolves(each[1].partition("#")[0])] == []


def test_every_iri_resolves(built: Built) -> None:
    iris = minted(built)
    assert sorted(iri for iri in iris if not built.resolves(iri.removeprefix(built.base))) == []
    assert len(iris) > 10_000
    for part in ("#fact-", "#cell-", "#finding-", "codelists/functions/#", "vocabulary/#", "organizations/#"):
        assert any(part in iri for iri in iris), part


def test_every_page_but_the_stamped_ones_mould_is_on_the_site_map(built: Built) -> None:
    for folder in ("", "en/"):
        listed = (built.folder / folder / "sitemap.xml").read_text(encoding="utf-8")
        pages = {a for a in built.pages if a.startswith("en/") == bool(folder) and a != "404.html"} - {"en/404.html"}
        assert {f"<loc>{built.base}{address}</loc>" for address in pages} == {
            line.strip() for line in listed.splitlines() if "<loc>" in line
        }
        assert "mould" not in listed


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/index.html").write_text('<h1 id="a">x</h1><a href="../#top">up</a>', encoding="utf-8")
    (tmp_path / "data.csv").write_text("a\n", encoding="utf-8")
    (tmp_path / "x.ttl").write_text(f"<{BASE}x.ttl#s> <p:p> <{BASE}in/#a> .\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "written",
    [
        '<a href="in/#a">',
        '<a href="in/?q=1#a">',
        '<img src="data.csv">',
        f'<link rel="canonical" href="{BASE}in/">',
        '<a href="https://elsewhere.example/x">',
        '<a href="#top">',
        f'<a href="{BASE}x.ttl#s">',
        '<a href="mailto:a@b.example">',
        '<script type="application/ld+json">{"contentUrl": "https://a.example/data.csv"}</script>',
    ],
)
def test_a_good_link_is_no_complaint(small: Path, written: str) -> None:
    (small / "index.html").write_text(f'<p id="top">{written}', encoding="utf-8")
    assert read_built(small, BASE).broken() == []


@pytest.mark.parametrize(
    "written",
    [
        '<a href="in/#b">',
        '<a href="out/">',
        '<img src="data.json">',
        f'<link rel="canonical" href="{BASE}out/">',
        '<a href="#bottom">',
        f'<a href="{BASE}x.ttl#t">',
        '<a href="data.csv#a">',
        '<form data-all="missing.json">',
        '<p style="background: url(missing.png)">',
        '<script type="application/ld+json">{"contentUrl": "https://a.example/missing.csv"}</script>',
    ],
)
def test_a_broken_link_is_found(small: Path, written: str) -> None:
    (small / "index.html").write_text(f'<p id="top">{written}', encoding="utf-8")
    assert len(read_built(small, BASE).broken()) == 1


def test_an_address_from_the_root_is_found(small: Path) -> None:
    (small / "index.html").write_text('<p id="top"><a href="/in/">', encoding="utf-8")
    built = read_built(small, BASE)
    assert built.broken() == []
    assert absolute(built) == [("", "/in/")]
