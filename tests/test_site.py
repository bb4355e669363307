"""The site: it builds strictly, every link resolves, nothing comes from elsewhere, hostile text stays text."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph
import pytest
from browser import share_browser_packages
from links import minted, read_built
from sample import PROJECT, ROOT, conversion

from yusuan.building.mkdocs import run_mkdocs
from yusuan.building.replacing import mark
from yusuan.codelists import read_codelists
from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.facts.fact import Fact, Status
from yusuan.publication import publish
from yusuan.publishing.pages.html import amount, heading, is_amount, share, size
from yusuan.publishing.pages.model import LANGUAGES
from yusuan.publishing.pages.site_pages import site_pages, stamped_pages
from yusuan.site import build_site, read_site, site_base

HOSTILE = '<script>alert("x")</script> | & *a* [b](c) {d}'
DISCLOSURE = "jianming-medical-insurance-2024"


def _hostile_conversion() -> Conversion:
    """The sample with a fact that was corrected, and with text that would be markup if it were not escaped."""
    sample = conversion()
    table, form_table = sample.disclosure.tables
    hostile_table = replace(table, title=HOSTILE)
    facts: tuple[Fact, ...] = (
        replace(sample.facts[0], amount=Decimal("150.60"), status=Status.CORRECTED),
        *sample.facts[1:],
    )
    organization = replace(sample.disclosure.organization, label_zh=f"建明县{HOSTILE}")
    disclosure = replace(
        sample.disclosure, title=f"建明县 {HOSTILE}", tables=(hostile_table, form_table), organization=organization
    )
    lists = dict(sample.codelists) | {"organization": Codelist("organization", {organization.code: organization})}
    *cells, unbound, of_form = sample.cells
    last = replace(unbound, row=len(table.printed), cell_id=f"{table.table_id}.r{len(table.printed)}c2")
    findings = tuple(replace(found, message_zh=HOSTILE, message_en=HOSTILE) for found in sample.findings)
    statements = tuple(replace(statement, sentence=HOSTILE, about=HOSTILE) for statement in sample.statements)
    return replace(
        sample,
        disclosure=disclosure,
        facts=facts,
        headline=tuple(replace(f, fact=facts[0]) if f.fact == sample.facts[0] else f for f in sample.headline),
        cells=(*cells, last, of_form),
        codelists=lists,
        findings=findings,
        statements=statements,
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one small disclosure, with our docs and schemas but a thousand divisions only, to be quick."""
    folder = tmp_path_factory.mktemp("project")
    share_browser_packages(folder)
    for name in ("mkdocs.yml", "mkdocs.en.yml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("docs", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    divisions = folder / "schemas/codelists/divisions.csv"
    rows = divisions.read_text(encoding="utf-8").splitlines()
    divisions.write_text("\n".join((rows[0], *(row for row in rows[1:] if row[0] in "56"))) + "\n", encoding="utf-8")
    found, base, lists = _hostile_conversion(), site_base(folder), read_codelists(folder / "schemas/codelists")
    publish((found,), lists, folder / "datapackage", base)
    source = folder / "datapackage" / DISCLOSURE / "source"
    source.mkdir()
    (source / found.document.name).write_text("原文", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """The built site."""
    build_site(root, root / "site")
    return root / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, "_Page"]:
    """Every page of the site by address."""
    return dict(_pages(site))


class _Page(HTMLParser):
    """The ids and loaded resources of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.repeated: set[str] = set()
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            (self.repeated if given["id"] in self.ids else self.ids).add(given["id"])
        if "src" in given:
            self.loaded.append(given["src"])
        if tag == "link" and "href" in given and not {"canonical", "alternate"} & set(given.get("rel", "").split()):
            self.loaded.append(given["href"])


def _pages(site: Path) -> Iterator[tuple[str, _Page]]:
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        yield address, _Page(path.read_text(encoding="utf-8"))


def test_every_link_and_anchor_resolves(root: Path, site: Path) -> None:
    built = read_built(site, site_base(root))
    assert built.broken() == []
    assert len(built.pages) > 40


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, _Page]) -> None:
    loaded = {target for page in pages.values() for target in page.loaded}
    assert [target for target in sorted(loaded) if urlsplit(target).netloc] == []
    css = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"url\(\s*['\"]?(?:https?:)?//[^)]*", css) == []


def test_the_query_in_the_docs_answers(root: Path) -> None:
    store = pyoxigraph.Store()
    for path in (root / "datapackage").rglob("*.ttl"):
        store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    for language, label in (("zh", "医疗保障经办事务"), ("en", "Healthcare security agency services")):
        page = (ROOT / "docs" / language / "rdf.md").read_text(encoding="utf-8")
        (query,) = re.findall(r"```sparql\n(.*?)```", page, re.DOTALL)
        answers = store.query(query)
        assert isinstance(answers, pyoxigraph.QuerySolutions)
        assert {(row["label"].value, row["amount"].value) for row in answers} == {(label, "100.5")}


def test_both_languages_have_the_same_pages(pages: dict[str, _Page]) -> None:
    chinese = {address for address in pages if not address.startswith("en/")}
    english = {address.removeprefix("en/") for address in pages if address.startswith("en/")}
    assert chinese == english


def test_language_switch_keeps_the_page(site: Path) -> None:
    text = (site / "disclosures" / DISCLOSURE / "index.html").read_text(encoding="utf-8")
    assert f'href="../../en/disclosures/{DISCLOSURE}/" hreflang="en"' in text
    text = (site / "en" / "codelists" / "funds" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../../codelists/funds/" hreflang="zh"' in text


def test_every_iri_resolves_to_a_page_or_file(root: Path, site: Path) -> None:
    built = read_built(site, site_base(root))
    iris = minted(built)
    assert sorted(iri for iri in iris if not built.resolves(iri.removeprefix(built.base))) == []
    assert len(iris) > 1000


def test_anchors_are_unique_and_in_both_languages(pages: dict[str, _Page]) -> None:
    found = _hostile_conversion()
    parts = {"dataset", "document", "findings"} | {f"fact-{fact.fact_id}" for fact in found.facts}
    parts |= {f"cell-{cell.cell_id}" for cell in found.cells} | {
        f"finding-{each.finding_id}" for each in found.findings
    }
    parts |= {f"statement-prose.s{statement.number}" for statement in found.statements}
    parts |= {f"indicator-{form.table_id}.i{each.number}" for form in found.forms for each in form.indicators}
    for address, page in pages.items():
        assert not page.repeated, address
    for prefix in ("", "en/"):
        assert parts | {f"project-{PROJECT.code}"} <= pages[f"{prefix}disclosures/{DISCLOSURE}/"].ids


def test_hostile_text_stays_text(site: Path) -> None:
    for prefix in ("", "en/"):
        check = "findings/sum-of-parts/"
        for address in ("", "disclosures/", f"disclosures/{DISCLOSURE}/", "organizations/", "findings/", check):
            text = (site / f"{prefix}{address}index.html").read_text(encoding="utf-8")
            assert "<script>alert" not in text
            assert "<em>a</em>" not in text
            assert 'href="c"' not in text
    text = (site / "disclosures" / DISCLOSURE / "index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert" in text


def test_json_ld_describes_the_data_set(site: Path) -> None:
    text = (site / "disclosures" / DISCLOSURE / "index.html").read_text(encoding="utf-8")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    described = json.loads(block)
    assert described["@type"] == "Dataset"
    assert HOSTILE in described["name"]
    assert described["spatialCoverage"]["name"] == "陕西省榆林市子洲县"
    for download in described["distribution"]:
        path = download["contentUrl"].removeprefix("https://yusuan.example/")
        assert (site / path).stat().st_size == int(download["contentSize"].removesuffix(" B"))


def test_amounts_corrections_and_unbound_cells_are_shown(site: Path) -> None:
    page = (site / "disclosures" / DISCLOSURE / "index.html").read_text(encoding="utf-8")
    corrected = page[page.index('id="corrected"') : page.index('id="unrecognised"')]
    assert "150.60" in corrected
    assert "<strong>150.50" in corrected
    assert "表1，第 2 行，第 2 列，原文第 10 行" in corrected
    assert "label matches nothing" in page
    for address in ("", "disclosures/", "en/", "en/disclosures/"):
        assert "150.60" in (site / address / "index.html").read_text(encoding="utf-8")


def test_chinese_search_finds_a_term(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert "\\u200b" in index["config"]["separator"]
    pieces = {
        piece
        for entry in index["docs"]
        if entry["location"].startswith(f"disclosures/{DISCLOSURE}/")
        for piece in re.split(index["config"]["separator"], re.sub("<[^>]+>", " ", entry["text"]))
    }
    assert {"住房", "保障", "支出"} & pieces or "住房保障" in pieces
    assert not any(entry["location"].startswith("codelists/divisions/") for entry in index["docs"])


def test_downloads_are_the_published_bytes(root: Path, site: Path) -> None:
    published = root / "datapackage" / DISCLOSURE
    for path in (p for p in published.rglob("*") if p.is_file()):
        inner = path.relative_to(published)
        assert (site / "disclosures" / DISCLOSURE / inner).read_bytes() == path.read_bytes()
        assert (site / "datapackage" / DISCLOSURE / inner).read_bytes() == path.read_bytes()


def test_every_download_says_what_it_is_for(site: Path) -> None:
    for address in (f"disclosures/{DISCLOSURE}/", "disclosures/", f"en/disclosures/{DISCLOSURE}/", "en/disclosures/"):
        page = (site / address / "index.html").read_text(encoding="utf-8")
        tables = re.findall(r'<table class="yu yu-files">(.*?)</table>', page, re.DOTALL)
        files = [row for table in tables for row in re.findall(r"<tr><td>(.*?)</tr>", table)]
        assert len(files) > 10
        assert [row for row in files if row.endswith('<td class="w"></td>')] == []


def test_pages_are_the_same_each_time(root: Path) -> None:
    for language in LANGUAGES:
        first, second = read_site(root), read_site(root)
        assert site_pages(first, language) == site_pages(second, language)
        for one, other in zip(first, second, strict=True):
            assert stamped_pages(one, first, language) == stamped_pages(other, second, language)


def test_a_stamped_page_is_what_mkdocs_would_have_made(root: Path, site: Path, tmp_path: Path) -> None:
    """But for white space, and for the description and the files made with the site, which mkdocs does not know of."""
    pages, published = tmp_path / "pages", read_site(root)
    shutil.copytree(root / "build/site.pages/en", pages)
    (package,) = published
    (page,) = stamped_pages(package, published, "en").values()
    (pages / f"disclosures/{DISCLOSURE}.md").write_text(page, encoding="utf-8")
    run_mkdocs(root / "mkdocs.en.yml", pages, tmp_path / "site", f"{published.base}en/")
    rendered = (tmp_path / f"site/disclosures/{DISCLOSURE}/index.html").read_text(encoding="utf-8")
    stamped = (site / f"en/disclosures/{DISCLOSURE}/index.html").read_text(encoding="utf-8")
    marks = (("<!doctype", '<meta name="description"'), ("<link", '<h2 id="'), ('<div class="md-dialog"', "</html>"))
    for start, end in marks:
        between = re.compile(f"{start}.*?{end}", re.DOTALL)
        parts = [between.findall(text.replace("><", "> <"))[0].split() for text in (rendered, stamped)]
        assert parts[0] == parts[1]
    assert 'href="#projects"' in stamped


def test_a_broken_link_is_one_clear_line_and_keeps_the_site_before(root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "project"
    shutil.copytree(root, broken, ignore=shutil.ignore_patterns("build", "site"))
    (broken / "site").mkdir()
    (broken / "site" / "kept").write_text("before", encoding="utf-8")
    mark(broken / "site")
    page = broken / "docs/zh/publish.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](missing.md)\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mkdocs\.yml.*missing\.md"):
        build_site(broken, broken / "site")
    assert (broken / "site" / "kept").read_text(encoding="utf-8") == "before"


def test_nothing_published_is_said_clearly(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="yusuan build"):
        build_site(tmp_path, tmp_path / "site")


def test_small_pieces() -> None:
    assert amount("4844351.04") == "4,844,351.04"
    assert amount("-5") == "-5.00"
    assert amount("") == ""
    assert share(Decimal(1), Decimal(3)) == "33.3 %"
    assert share(Decimal(0), Decimal(0)) == "–"
    assert (size(999), size(1234), size(2_500_000)) == ("999 B", "1.2 kB", "2.5 MB")
    assert is_amount("1,200,000.00")
    assert is_amount("-3.5")
    assert is_amount("100%")
    assert not is_amount("2101506")
    assert not is_amount("**")
    assert "<" not in heading("<b>")
