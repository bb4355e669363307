"""The generated parts of the home page: headline figures, the disclosures with their filter, a chart, an example.

All of it comes from the overview and the digest, so it does not grow with the rows of the packages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from yusuan.publishing.pages.findings import badge, message
from yusuan.publishing.pages.home_table import disclosures_with_filter, total, unit_name
from yusuan.publishing.pages.html import Column, Line, amount, escape, link, table
from yusuan.publishing.pages.joined import parts
from yusuan.publishing.pages.model import Language, Package, Row, Site
from yusuan.publishing.pages.places import places
from yusuan.publishing.pages.short_amounts import short_amount
from yusuan.publishing.pages.words import label_of, words

_BARS = 12
"""So many disclosures stand in the table of the chart."""
_EXAMPLE = "amount-contradicted"
"""The check whose first finding shows how a figure is traced."""


def fill_home(page: str, site: Site, language: Language) -> str:
    """A page with the marks of the home page replaced; as it is where it has none."""
    for mark, made in _MARKS.items():
        if mark in page:
            page = page.replace(mark, made(site, language))
    return page


def _headline(site: Site, language: Language) -> str:
    say, rows = words(language), site.overview.values()
    counted = [
        (len(site.overview), "home_units", "#disclosures"),
        (_sum(rows, "cells"), "home_cells", "methodology/"),
        (_sum(rows, "facts"), "home_facts", "data-dictionary/"),
        (site.digest.findings, "home_findings", "findings/"),
    ]
    tiles = "\n".join(
        f'<a class="yu-count" href="{target}"><b>{count:,}</b> <span>{escape(say[word])}</span></a>'
        for count, word, target in counted
    )
    return f'<p class="yu-counts">\n{tiles}\n</p>'


def _sum(rows: Iterable[Row], name: str) -> int:
    return sum(int(row.get(name) or 0) for row in rows)


def _chart(site: Site, language: Language) -> str:
    """The largest totals as bars, and as a table."""
    say = words(language)
    totals = [(row, name, Decimal(total(row))) for name, row in site.overview.items() if total(row)]
    ordered = sorted(totals, key=lambda each: (-each[2], each[1]))
    if not ordered:
        return ""
    first = ordered[0]
    told = say["home_chart_text"].format(
        count=f"{len(ordered):,}",
        first=unit_name(first[0], first[1], language),
        amount=short_amount(first[2], language),
    )
    lines = [
        Line(
            (link(f"disclosures/{n}/", unit_name(row, n, language)), escape(row.get("fiscal_year", "")), amount(value))
        )
        for row, n, value in ordered[:_BARS]
    ]
    shown = table(
        (Column(say["unit_name"], is_wide=True), Column(say["year"]), Column(say["home_total_yuan"], True)), lines
    )
    return "\n".join(
        (
            '<figure class="yu-chart yu-bars" id="chart-units" data-chart="bars">',
            f'<div class="yu-plot" style="--bars:{len(lines)}" role="img"'
            f' aria-label="{escape(say["home_chart"])}: {escape(told)}"></div>',
            f"<figcaption>{escape(told)}</figcaption>",
            f'<details class="yu-details yu-data"><summary>{escape(say["show_table"])}</summary>',
            shown,
            "</details>",
            "</figure>",
        )
    )


def _example(site: Site, language: Language) -> str:
    """One finding as a picture: the cell that is held wrong, the cells that say otherwise, what follows. Nothing where
    no disclosure has such a finding."""
    check = site.digest.checks.get(_EXAMPLE)
    if check is None or check.example is None:
        return ""
    package, say = check.example, words(language)
    (finding,) = package.table("findings")[:1]
    cells = {cell["cell_id"]: cell for cell in package.table("cells")}
    concerned = [cells[cell_id] for cell_id in parts(finding["cells"]) if cell_id in cells]
    agreeing = [
        c for c in concerned[1:] if finding["expected"] and Decimal(c["amount"]) == Decimal(finding["expected"])
    ]
    if not concerned:
        return ""
    row = site.overview.get(package.name, {})
    of_whom = f"{unit_name(row, package.name, language)} {row.get('fiscal_year', '')}"
    severity = label_of(finding["severity"], site.codelists.get("severities"), language)
    steps = (
        _step(say["trace_printed"], concerned[:1], package, language, "yu-marked yu-error"),
        _step(say["trace_elsewhere"], agreeing[:3], package, language, "") if agreeing else "",
        f'<div><p class="yu-label">{escape(say["trace_told"])}</p>'
        f"<p>{badge(finding['severity'], severity)} "
        f"{link(f'disclosures/{package.name}/#finding-' + finding['finding_id'], message(finding, language))}</p>"
        f'<p class="yu-small">{escape(of_whom)}</p></div>',
    )
    return '<div class="yu-trace">\n' + "\n".join(step for step in steps if step) + "\n</div>"


def _step(title: str, cells: list[Row], package: Package, language: Language, css: str) -> str:
    printed_in = places(package, language, f"disclosures/{package.name}/")
    items = "".join(
        f'<li><b class="{css}">{escape(cell["printed"])}</b> <small>{printed_in.link(cell)}</small></li>'
        for cell in cells
    )
    return f'<div><p class="yu-label">{escape(title)}</p><ul>{items}</ul></div>'


_MARKS: Mapping[str, Callable[[Site, Language], str]] = {
    "<!-- generated: home-headline -->": _headline,
    "<!-- generated: home-disclosures -->": disclosures_with_filter,
    "<!-- generated: home-chart -->": _chart,
    "<!-- generated: home-example -->": _example,
}
"""Where the home page wants what is generated."""
