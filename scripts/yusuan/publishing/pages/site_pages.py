"""All generated pages of the site: what stands where, in both languages. Pure: packages in, Markdown out."""

from __future__ import annotations

from decimal import Decimal

from yusuan.publishing.pages.changelog import DATA_MARK, data_state
from yusuan.publishing.pages.checks import findings_pages
from yusuan.publishing.pages.compare import compare_page
from yusuan.publishing.pages.dictionary import dictionary_page
from yusuan.publishing.pages.disclosure import disclosure_page, front_matter, place
from yusuan.publishing.pages.downloads import downloads, dump_table, file_table
from yusuan.publishing.pages.explore import explore_page
from yusuan.publishing.pages.findings import count_badges
from yusuan.publishing.pages.home import fill_home
from yusuan.publishing.pages.html import Column, Line, amount, escape, heading, link, table, unsearched
from yusuan.publishing.pages.model import Language, Package, Site
from yusuan.publishing.pages.queries import queries_section
from yusuan.publishing.pages.reference import (
    codelist_page,
    codelists_index,
    organizations_page,
    shared_lists,
    vocabulary_page,
)
from yusuan.publishing.pages.words import label, words
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE

DISCLOSURES_MARK = "<!-- generated: disclosures -->"
"""Where a hand-written page wants the table of disclosures."""
QUERIES_MARK = "<!-- generated: queries -->"
"""Where a hand-written page wants the cookbook."""


def stamped_pages(package: Package, site: Site, language: Language) -> dict[str, str]:
    """The pages of one disclosure: name below ``disclosures/`` → Markdown. They do not go through mkdocs."""
    return {package.name: disclosure_page(package, site, language)}


def site_pages(site: Site, language: Language) -> dict[str, str]:
    """The generated pages of one language but those of single disclosures: path in that language's tree → Markdown."""
    pages = {
        "disclosures/index.md": disclosures_index(site, language),
        "codelists/index.md": codelists_index(site, language),
        "compare.md": compare_page(language),
        "explore.md": explore_page(language),
        "organizations.md": organizations_page(site, language),
        "vocabulary.md": vocabulary_page(site, language),
        "data-dictionary.md": dictionary_page(site, language),
    }
    pages |= {f"codelists/{name}.md": codelist_page(listed, site, language) for name, listed in shared_lists(site)}
    pages |= dict(findings_pages(site, language))
    return dict(sorted(pages.items()))


def fill(page: str, site: Site, language: Language) -> str:
    """A hand-written page with its marks replaced by what is generated, and the site's own address in its examples."""
    filled = fill_home(page.replace(PLACEHOLDER_SITE, site.base), site, language)
    if DISCLOSURES_MARK in filled:
        filled = filled.replace(DISCLOSURES_MARK, disclosures_table(site, language, "disclosures/"))
    if DATA_MARK in filled:
        filled = filled.replace(DATA_MARK, data_state(site, language))
    return filled.replace(QUERIES_MARK, queries_section(site, language)) if QUERIES_MARK in filled else filled


def disclosures_index(site: Site, language: Language) -> str:
    """The page that lists all disclosures and the downloads across them."""
    say = words(language)
    root = "../" if language == "zh" else "../../"
    parts = [
        f"# {heading(say['disclosures'])}",
        escape(say["disclosures_intro"]),
        unsearched(disclosures_table(site, language, "")),  # each disclosure is found by its own page
    ]
    parts.append(f"## {heading(say['all_downloads'])} {{ #downloads }}")
    parts += _dumps(site, language, root)
    for package in site.shared:
        parts += [
            f"### {heading(package.title(language))} {{ #{package.name} }}",
            downloads(package, language, root, f"{package.name}/"),
        ]
    others = [(file.path.removeprefix("datapackage/"), file) for file in site.files]
    parts.append(file_table(others, {}, language, root) if others else "")
    return front_matter(say["disclosures"], hides=("navigation",)) + "\n\n".join(part for part in parts if part) + "\n"


def _dumps(site: Site, language: Language, root: str) -> tuple[str, ...]:
    """The files that hold everything, made with the site."""
    say = words(language)
    if not site.dumps:
        return ()
    title = f"### {heading(say['everything'])} {{ #everything }}"
    return (title, escape(say["everything_intro"]), dump_table(site.dumps, language, root))


def disclosures_table(site: Site, language: Language, folder: str) -> str:
    """The table of disclosures: unit, place, year, total, tables, facts; ``folder`` leads to their pages."""
    say = words(language)
    lines = [_disclosure_line(name, site, language, folder) for name in site.overview]
    columns = (
        Column(say["unit_name"], is_wide=True),
        Column(say["place"], is_wide=True),
        Column(say["year"]),
        Column(say["total"], True),
        Column(say["tables"], True),
        Column(say["facts"], True),
        Column(say["findings"]),
    )
    return table(columns, lines)


def _disclosure_line(name: str, site: Site, language: Language, folder: str) -> Line:
    row = site.overview[name]
    return Line(
        (
            link(f"{folder}{name}/", label(row, language, "organization_") or name),
            place(row, site, language),
            escape(row.get("fiscal_year", "")),
            amount(row.get("expenditure", "") or row.get("revenue", "")),
            _count(row.get("tables", "")),
            _count(row.get("facts", "")),
            _found(name, site, language, f"{folder}{name}/"),
        )
    )


def _found(name: str, site: Site, language: Language, page: str) -> str:
    """How many findings of each severity; a dash where there are none, nothing where no audit was published."""
    counts = site.digest.severities.get(name)
    if counts is None:
        return ""
    return count_badges(counts, site.codelists, language, f"{page}#findings") or "–"


def _count(text: str) -> str:
    return f"{Decimal(text):,}" if text else ""
