"""The page of one disclosure: what it is, totals, summaries, tables as printed, facts, downloads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist
from yusuan.publishing.pages.downloads import citation, downloads, json_ld
from yusuan.publishing.pages.facts import corrections, fact_table, status_counts, unrecognised
from yusuan.publishing.pages.findings import findings_list, marks, quality_line
from yusuan.publishing.pages.html import (
    Column,
    Line,
    amount,
    code,
    definitions,
    escape,
    heading,
    link,
    share,
    size,
    table,
)
from yusuan.publishing.pages.model import Language, Package, Row, Site
from yusuan.publishing.pages.printed import printed_tables
from yusuan.publishing.pages.projects import projects
from yusuan.publishing.pages.statements import staffing, statement_table
from yusuan.publishing.pages.words import label, label_of, words

VIEWS = {
    "expenditure_by_function": "function",
    "expenditure_by_economic_class": "economic",
    "expenditure_by_government_economic_class": "gov_economic",
    "revenue": "fund",
}
"""The views by file name, with the dimension that each breaks down."""
_BREAKDOWNS = ("fund", "function", "economic", "gov_economic", "expenditure_type", "activity")


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
    """The Markdown of one disclosure's page in one language."""
    say = words(language)
    root = "../" * (2 if language == "zh" else 3)
    title = package.title(language)
    codelists, marked = site.codelists, marks(package, site.codelists, language)
    parts = [
        front_matter(title, hides=("navigation",)) + link_back("../", say["back"]),
        f"# {heading(title)} {{ #dataset }}",
        _particulars(package, site, language, root),
        quality_line(package, codelists, language),
        _section("totals", say["totals"], say["totals_intro"], _totals(package, site.codelists, language)),
        *_views(package, language),
        _findings(package, site, language),
        _section("projects", say["projects"], say["projects_intro"], *projects(package, language)),
        _section("staffing", say["staffing"], say["staffing_intro"], staffing(package, codelists, language)),
        _section("downloads", say["downloads"], "", downloads(package, language, root)),
        _section("cite", say["cite"], say["cite_intro"], citation(package, site, language)),
        _section(
            "printed", say["printed"], say["printed_intro"], *printed_tables(package, codelists, marked, language)
        ),
        _section("statements", say["statements"], say["statements_intro"], statement_table(package, marked, language)),
        _section("statuses", say["statuses"], "", status_counts(package, codelists, language)),
        _section("corrected", say["corrected"], say["corrected_intro"], corrections(package, codelists, language)),
        _section("unrecognised", say["unrecognised"], say["unrecognised_intro"], unrecognised(package, language, root)),
        _section("facts", say["all_facts"], say["all_facts_intro"], fact_table(package, codelists, language)),
        json_ld(package, site, place_name(_division(package, site), site, "zh"), language),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def link_back(target: str, text: str) -> str:
    """The small link at the top of a page that is not in the navigation."""
    return f'<p class="yu-back"><a href="{escape(target)}">← {escape(text)}</a></p>\n\n'


def _section(anchor: str, title: str, introduction: str, *blocks: str) -> str:
    """A section; ``""`` where there is nothing to show in it."""
    if not any(blocks):
        return ""
    return "\n\n".join(text for text in (f"## {heading(title)} {{ #{anchor} }}", escape(introduction), *blocks) if text)


def _findings(package: Package, site: Site, language: Language) -> str:
    if "findings" not in package.rows:
        return ""
    say = words(language)
    found = findings_list(package, site.codelists, language)
    how = f"<p>{link('../../methodology/#audit', say['findings_how'])}</p>"
    return _section("findings", say["findings"], say["findings_intro"] if package.table("findings") else "", found, how)


def _particulars(package: Package, site: Site, language: Language, root: str) -> str:
    say = words(language)
    row = site.overview.get(package.name, {})
    source = next((f for f in package.files if "/source/" in f.path and not f.path.endswith(".yml")), None)
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
    return " ".join(part for part in (escape(place_name(division, site, language)), code(division)) if part)


def place_name(division: str, site: Site, language: Language) -> str:
    """The name of a division with those around it, province first in Chinese and last in English."""
    divisions = site.codelists.get("divisions")
    if divisions is None or division not in divisions:
        return division
    names = [label_of(part, divisions, language) for part in (division, *divisions.ancestors(division))]
    return "".join(reversed(names)) if language == "zh" else ", ".join(names)


def _whole(package: Package) -> Iterator[Row]:
    """The facts of the reporting organization that nothing but their fund narrows."""
    facts = package.table("facts")
    reporting = min((fact["organization"] for fact in facts), key=len, default="")
    for fact in facts:
        narrow = (fact[name] for name in _BREAKDOWNS if name != "fund")
        if fact["organization"] == reporting and all(code in (TOTAL, NOT_APPLICABLE) for code in narrow):
            yield fact


def _totals(package: Package, codelists: Mapping[str, Codelist], language: Language) -> str:
    """The total of each operation under the broadest fund it is stated for, which is named where it is not all."""
    say = words(language)
    order = {code: n for n, code in enumerate(codelists["funds"].concepts)} if "funds" in codelists else {}
    broadest: dict[str, Row] = {}
    for fact in sorted(_whole(package), key=lambda fact: order.get(fact["fund"], len(order))):
        broadest.setdefault(fact["operation"], fact)
    lines = []
    for fact in (fact for fact in package.table("facts") if broadest.get(fact["operation"]) is fact):
        fund = "" if fact["fund"] == TOTAL else label(fact, language, "fund_")
        name = label(fact, language, "operation_") or fact["operation"]
        shown = f"{name} ({fund})" if fund else name
        lines.append(Line((link(f"#fact-{fact['fact_id']}", shown), amount(fact["amount"]))))
    return table((Column(say["label"]), Column(say["amount"], True)), lines) if lines else ""


def _division(package: Package, site: Site) -> str:
    return site.overview.get(package.name, {}).get("division", "")


def _views(package: Package, language: Language) -> Iterator[str]:
    say = words(language)
    present = [(name, dimension) for name, dimension in VIEWS.items() if package.table(name)]
    if present:
        yield f"## {heading(say['summaries'])} {{ #summaries }}\n\n{escape(say['views_intro'])}"
    for name, dimension in present:
        yield f"### {heading(say[name])} {{ #{name} }}\n\n" + view_table(package.table(name), dimension, language)


def view_table(lines: tuple[Row, ...], dimension: str, language: Language) -> str:
    """A view as a table: code, label, amount, share of the total, and the total below."""
    say = words(language)
    total = sum((Decimal(line["amount"]) for line in lines), Decimal(0))
    rows = [
        Line(
            (
                code("" if line[dimension] == "not-itemised" else line[dimension]),
                escape(label(line, language, f"{dimension}_") or say.get(line[dimension], line[dimension])),
                amount(line["amount"]),
                share(Decimal(line["amount"]), total),
            )
        )
        for line in lines
    ]
    rows.append(Line(("", escape(say["sum"]), amount(total), share(total, total)), css="yu-sum"))
    columns = (
        Column(say["code"]),
        Column(say["label"], is_wide=True),
        Column(say["amount"], True),
        Column(say["share"], True),
    )
    return table(columns, rows)
