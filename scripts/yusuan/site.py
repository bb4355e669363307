"""Build the site from the published packages: the order of it, and nothing else.

mkdocs renders the pages by hand and those across disclosures, and once for each language the mould of the pages of
disclosures; these are stamped one by one (:mod:`yusuan.building`). So time grows with the number of disclosures, and
memory with the largest. Chinese and English are two mkdocs builds, so each has its own navigation, theme language and
search index.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from yusuan.building.across import write_dumps, write_findings
from yusuan.building.browser_files import BrowserFiles
from yusuan.building.mkdocs import run_mkdocs
from yusuan.building.mould import Mould, mould_page, take_mould
from yusuan.building.published import read_site, site_base
from yusuan.building.query_page import write_query_list
from yusuan.building.replacing import check_output, mark, put_in_place
from yusuan.building.search import add_to_search, replace_in_site_map
from yusuan.building.stamping import FOLDERS, Stamped, add_files, stamp
from yusuan.bulk import add_shared_rdf
from yusuan.bundles import bundle
from yusuan.links import refuse_links_in_project
from yusuan.publishing.pages.model import LANGUAGES, Language, Site
from yusuan.publishing.pages.site_pages import fill, site_pages
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE

__all__ = ("build_site", "read_site", "site_base")

_CONFIGS: Mapping[Language, str] = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
_COPIED = ("datapackage", "schemas")
_CHANGELOG_MARK = "<!-- generated: changelog -->"


def build_site(root: Path, output: Path) -> None:
    """Build the whole site of the project in ``root`` into ``output``, which is replaced only once all is built.

    Raises:
        InputError: ``output`` is nothing that a site may replace, something that would be published is a link, nothing
            is published yet, or mkdocs warns of anything (a broken link or anchor).
    """
    output = output.resolve()
    check_output(root, output)
    refuse_links_in_project(root)
    site, published = read_site(root), root / "datapackage"
    staged, built = root / "build" / "site.pages", root / "build" / "site"
    for folder in (staged, built):
        shutil.rmtree(folder, ignore_errors=True)
    beside = staged / "beside"  # of the pages: what does not pass through mkdocs
    beside.mkdir(parents=True)
    write_query_list(site, add_shared_rdf(published, beside, site.base), beside)
    site = replace(site, dumps=write_dumps(published, beside))
    for language in LANGUAGES:
        _stage(site, language, root, staged / language)
    moulds = {language: _render(site, language, root, staged / language, built) for language in LANGUAGES}
    shutil.copytree(beside, built, dirs_exist_ok=True)
    for name in _COPIED:
        shutil.copytree(root / name, built / name)
    bundle(root, built / "assets" / "browser")
    write_findings(published, site, built)
    _add_disclosures(site, moulds, built)
    mark(built)
    put_in_place(built, output)


def _add_disclosures(site: Site, moulds: Mapping[Language, Mould], built: Path) -> None:
    """The pages and files of every disclosure, one after the other: none is kept in memory."""
    told = {language: Stamped() for language in moulds}
    browser = BrowserFiles(built, site.overview, site.codelists)
    for package in site:
        filed = add_files(package, site, built)
        browser.add(package)
        for language, stamped in stamp(filed, site, moulds, built).items():
            told[language].paths += stamped.paths
            told[language].entries += stamped.entries
    browser.finish()
    for language, stamped in told.items():
        folder = built / FOLDERS[language]
        add_to_search(folder, stamped.entries)
        replace_in_site_map(folder, (f"{site.base}{FOLDERS[language]}{path}" for path in stamped.paths))


def _stage(site: Site, language: Language, root: Path, target: Path) -> None:
    """Write one language's tree: hand-written pages with their marks filled, generated pages, the mould, assets."""
    shutil.copytree(root / "docs" / language, target)
    shutil.copytree(root / "docs" / "assets", target / "assets")
    changelog = root / "CHANGELOG.md"
    history = changelog.read_text(encoding="utf-8").partition("\n")[2] if changelog.exists() else ""
    for path in sorted(target.rglob("*.md")):
        text = fill(path.read_text(encoding="utf-8"), site, language).replace(_CHANGELOG_MARK, history)
        path.write_text(text, encoding="utf-8")
    cookbook = {f"queries/{name}.rq": text.replace(PLACEHOLDER_SITE, site.base) for name, text in site.queries}
    for name, text in (site_pages(site, language) | cookbook | dict([mould_page()])).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _render(site: Site, language: Language, root: Path, pages: Path, built: Path) -> Mould:
    """Have mkdocs render the staged pages of one language; the mould taken out of them."""
    output = built / FOLDERS[language]
    config = run_mkdocs(root / _CONFIGS[language], pages, output, site.base + FOLDERS[language])
    return take_mould(config, output)
