"""The page of one disclosure: what it is, totals, summaries, tables as printed, facts, downloads."""

from __future__ import annotations

from decimal import Decimal

from yusuan.concepts import TOTAL
from yusuan.publishing.pages.codes import codes_json
from yusuan.publishing.pages.downloads import citation, downloads, json_ld
from yusuan.publishing.pages.facts import corrections, fact_table, status_counts, unrecognised
from yusuan.publishing.pages.findings import findings_list, marks, quality_line
from yusuan.publishing.pages.headline import headline
from yusuan.publishing.pages.html import (
    Column,
    Line,
    amount,
    code,
    definitions,
    escape,
    heading,
    link,
    section,
    size,
    table,
)
from yusuan.publishing.pages.model import Language, Package, PublishedFile, Row, Site
from yusuan.publishing.pages.money import money
from yusuan.publishing.pages.printed import printed_tables
from yusuan.publishing.pages.projects import projects
from yusuan.publishing.pages.slices import headline_facts
from yusuan.publishing.pages.statements import staffing, statement_table
from yusuan.publishing.pages.words import label, label_of, place_name, words


def front_matter(
    title: str, *, hides: tuple[str, ...] = (), is_searched: bool = True, scripts: tuple[str, ...] = ()
) -> str:
    """YAML front matter; the title is escaped because the theme writes it into the page as it is.
    ``hides`` names parts of the theme that the page does without: ``navigation``, ``toc``; ``scripts`` the entries of
    ``docs/browser/src/pages/`` that it loads."""
    quoted = '"' + escape(title).replace("\\", "\\\\") + '"'
    lines = ["---", f"title: {quoted}"]
    lines += ["hide:", *(f"  - {part}" for part in hides)] if hides else []
    lines += [] if is_searched else ["search:", "  exclude: true"]
    lines += ["scripts:", *(f"  - {name}" for name in scripts)] if scripts else []
    return "\n".join([*lines, "---", "", ""])


def disclosure_page(package: Package, site: Site, language: Language) -> str:
    """The Markdown of one disclosure's page in one language, what a reader wants first before what few want."""
    say = words(language)
    root = "../" * (2 if language == "zh" else 3)
    title = package.title(language)
    codelists, marked = site.codelists, marks(package, site.codelists, language)
    parts = [
        front_matter(title, hides=("navigation",), scripts=("disclosure",)) + link_back("../", say["back"]),
        f"# {heading(title)} {{ #dataset }}",
        _particulars(package, site, language, root),
        headline(package, site, language),
        _doors(package, language, root),
        *money(package, site, language, f"{root}{package.folder}data/"),
        section("totals", say["totals"], say["totals_intro"], _totals(package, site, language)),
        _findings(package, site, language),
        section("projects", say["projects"], say["projects_intro"], *projects(package, language)),
        section("staffing", say["staffing"], say["staffing_intro"], staffing(package, codelists, language)),
        section("downloads", say["downloads"], "", downloads(package, language, root)),
        section("cite", say["cite"], say["cite_intro"], citation(package, site, language)),
        section("printed", say["printed"], say["printed_intro"], *printed_tables(package, codelists, marked, language)),
        section("statements", say["statements"], say["statements_intro"], statement_table(package, marked, language)),
        section("statuses", say["statuses"], "", status_counts(package, codelists, language)),
        section("corrected", say["corrected"], say["corrected_intro"], corrections(package, codelists, language)),
        section("unrecognised", say["unrecognised"], say["unrecognised_intro"], unrecognised(package, language)),
        section("facts", say["all_facts"], say["all_facts_intro"], fact_table(package, codelists, language)),
        codes_json(package, codelists, language),
        json_ld(package, site, place_name(_division(package, site), site.codelists.get("divisions"), "zh"), language),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _doors(package: Package, language: Language, root: str) -> str:
    """The links below the headline to what most readers came for."""
    say, source = words(language), _source(package)
    doors = [("#downloads", "go_download"), (f"../../compare/?d={package.name}", "go_compare")]
    doors += [("#printed", "go_printed"), ("#cite", "go_cite")]
    doors += [(root + source.path, "go_source")] if source is not None else []
    inner = " ".join(f'<a class="yu-door" href="{escape(target)}">{escape(say[word])}</a>' for target, word in doors)
    return f'<p class="yu-doors">{inner}</p>'


def _source(package: Package) -> PublishedFile | None:
    """The document as published."""
    return next((f for f in package.files if "/source/" in f.path and not f.path.endswith(".yml")), None)


def link_back(target: str, text: str) -> str:
    """The small link at the top of a page that is not in the navigation."""
    return f'<p class="yu-back"><a href="{escape(target)}">← {escape(text)}</a></p>\n\n'


def _findings(package: Package, site: Site, language: Language) -> str:
    if "findings" not in package.rows:
        return ""
    say = words(language)
    intro = say["findings_intro"] if package.table("findings") else ""
    counted = quality_line(package, site.codelists, language) if intro else ""
    found = findings_list(package, site.codelists, language)
    how = f"<p>{link('../../methodology/#audit', say['findings_how'])}</p>"
    return section("findings", say["findings"], intro, counted, found, how)


def _particulars(package: Package, site: Site, language: Language, root: str) -> str:
    say = words(language)
    row = site.overview.get(package.name, {})
    source = _source(package)
    unit = row.get("organization", "")
    name = label(row, language, "organization_") or unit
    scope = row.get("scope", "")
    document = (
        f'<span id="document">{link(root + source.path, source.path.rsplit("/", 1)[1])}</span>'
        f' <small id="document-checksum">{size(source.size)}</small>'
        if source
        else ""
    )
    return definitions(
        (
            (say["unit_name"], link(f"../../organizations/#{unit}", name) if unit else escape(name)),
            (say["place"], place(row, site, language)),
            (say["year"], escape(row.get("fiscal_year", ""))),
            (say["phase"], escape(label_of(row.get("phase", ""), site.codelists.get("phases"), language))),
            (say["scope"], escape(say.get(f"scope_{scope}", scope))),
            (say["source_document"], document),
        )
    )


def place(row: Row, site: Site, language: Language) -> str:
    """The place of a disclosure: the name of its division and its code, as HTML."""
    division = row.get("division", "")
    name = place_name(division, site.codelists.get("divisions"), language)
    return " ".join(part for part in (escape(name), code(division)) if part)


def _totals(package: Package, site: Site, language: Language) -> str:
    """The total of each operation under the broadest fund it is stated for, which is named where it is not all."""
    say = words(language)
    lines = []
    for fact in headline_facts(package).values():
        fund = "" if fact["fund"] == TOTAL else label(fact, language, "fund_")
        name = label(fact, language, "operation_") or fact["operation"]
        shown = f"{name} ({fund})" if fund else name
        cells = link(f"#fact-{fact['fact_id']}", shown), amount(fact["amount"])
        lines.append(Line(cells, css="" if Decimal(fact["amount"]) else "yu-zero"))
    return table((Column(say["label"]), Column(say["amount"], True)), lines, css="yu-totals") if lines else ""


def _division(package: Package, site: Site) -> str:
    return site.overview.get(package.name, {}).get("division", "")
