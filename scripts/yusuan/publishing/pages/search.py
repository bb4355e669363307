"""What a search over the site finds of a disclosure: a bounded text, whatever the size of the disclosure."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.publishing.pages.model import Language, Package, Site
from yusuan.publishing.pages.places import table_title
from yusuan.publishing.pages.words import label, label_of, words

LIMIT = 1200
"""The most bytes of UTF-8 that the text of one disclosure takes in one language, before it is cut into words."""
_VIEWS = {
    "expenditure_by_function": "function_",
    "expenditure_by_economic_class": "economic_",
    "expenditure_by_government_economic_class": "gov_economic_",
}


def search_text(package: Package, site: Site, language: Language) -> str:
    """The words under which a disclosure is looked for, the most telling first: unit, place, year, projects, tables,
    what its findings are about, the lines of its views. Each stands once; what goes beyond the limit is left out."""
    kept: list[str] = []
    left = LIMIT
    for phrase in dict.fromkeys(filter(None, (" ".join(text.split()) for text in _phrases(package, site, language)))):
        left -= len(phrase.encode()) + 3
        if left < 0:
            break
        kept.append(phrase)
    return ("；" if language == "zh" else "; ").join(kept)


def _phrases(package: Package, site: Site, language: Language) -> Iterator[str]:
    row = site.overview.get(package.name, {})
    divisions = site.codelists.get("divisions")
    yield label(row, language, "organization_")
    yield row.get("organization_label_zh", "")
    division = row.get("division", "")
    if divisions is not None and division in divisions:
        yield from (label_of(code, divisions, language) for code in (division, *divisions.ancestors(division)))
    yield row.get("fiscal_year", "")
    yield label_of(row.get("phase", ""), site.codelists.get("phases"), language)
    yield from (project["name"] for project in package.table("projects"))
    yield from (table_title(table, language) for table in package.table("tables"))
    codes = site.codelists.get("finding-codes")
    found = {finding["code"] for finding in package.table("findings")}
    if found:
        yield words(language)["findings"]
    yield from (label_of(code, codes, language) for code in sorted(found))
    for view, prefix in _VIEWS.items():
        yield from (label(line, language, prefix) for line in package.table(view))
