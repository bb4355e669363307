"""The generated parts of the home page: headline figures, the disclosures with their filter, a chart, an example.

All of it comes from the overview and the digest, so it does not grow with the rows of the packages. Beyond a number of
disclosures the table shows the first of them; its script has the others from a JSON of about 100 bytes a disclosure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from yusuan.publishing.pages.charts import script_json
from yusuan.publishing.pages.disclosure import place_name
from yusuan.publishing.pages.findings import badge, count_badges, message
from yusuan.publishing.pages.html import Column, Line, amount, escape, link, table
from yusuan.publishing.pages.joined import parts
from yusuan.publishing.pages.model import Language, Package, Row, Site
from yusuan.publishing.pages.places import places
from yusuan.publishing.pages.short_amounts import short_amount
from yusuan.publishing.pages.words import label, label_of, words

SHOWN = 50
"""So many disclosures stand in the page as rows."""
_BARS = 12
"""So many disclosures stand in the table of the chart."""
_EXAMPLE = "amount-contradicted"
"""The check whose first finding shows how a figure is traced."""
_SEVERITIES = (("error", "errors"), ("warning", "warnings"), ("note", "notes"))


def fill_home(page: str, site: Site, language: Language) -> str:
    """A page with the marks of the home page replaced; as it is where it has none."""
    for mark, made in _MARKS.items():
        if mark in page:
            page = page.replace(mark, made(site, language))
    return page


def _name(row: Row, name: str, language: Language) -> str:
    return label(row, language, "organization_") or name


def _total(row: Row) -> str:
    return row.get("expenditure", "") or row.get("revenue", "")


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


def _disclosures(site: Site, language: Language) -> str:
    say = words(language)
    shown = list(site.overview)[:SHOWN]
    lines = [_line(name, site, language) for name in shown]
    columns = (
        Column(say["unit_name"], is_wide=True),
        Column(say["place"]),
        Column(say["year"]),
        Column(say["home_unit_kind"]),
        Column(say["home_total_yuan"], True),
        Column(say["findings"]),
    )
    rest = len(site.overview) - len(shown)
    more = f"<p>{link('disclosures/', say['home_all'])}</p>" if rest else ""
    return "\n".join(x for x in (_filter(site, language), table(columns, lines, css="yu-home"), more) if x)


def _line(name: str, site: Site, language: Language) -> Line:
    row, say = site.overview[name], words(language)
    scope = row.get("scope", "")
    counts = site.digest.severities.get(name)
    found = "" if counts is None else count_badges(counts, site.codelists, language) or "–"
    return Line(
        (
            link(f"disclosures/{name}/", _name(row, name, language)),
            escape(place_name(row.get("division", ""), site, language)),
            escape(row.get("fiscal_year", "")),
            escape(say.get(f"scope_short_{scope}", scope)),
            amount(_total(row)),
            found,
        )
    )


def _filter(site: Site, language: Language) -> str:
    """The form above the table, which the page's script shows, and what it works with."""
    say = words(language)
    codes = sorted({_province(row, site) for row in site.overview.values()} - {""})
    provinces = {code: label_of(code, site.codelists.get("divisions"), language) for code in codes}
    years = sorted({row.get("fiscal_year", "") for row in site.overview.values()} - {""}, reverse=True)
    scopes = sorted({row.get("scope", "") for row in site.overview.values()} - {""})
    chosen = (
        _select("province", say["place"], provinces, say),
        _select("year", say["year"], {year: year for year in years}, say),
        _select("scope", say["home_unit_kind"], {s: say.get(f"scope_short_{s}", s) for s in scopes}, say),
        _select(
            "found",
            say["home_has_findings"],
            {"error": say["home_with_errors"], "any": say["home_with_findings"], "none": say["home_clean"]},
            say,
        ),
    )
    return "\n".join(
        (
            f'<form class="yu-filter yu-home-filter" aria-label="{escape(say["home_filter"])}" hidden>',
            f"<label>{escape(say['search_text'])}"
            f'<input type="search" name="text" placeholder="{escape(say["home_placeholder"])}"></label>',
            *chosen,
            f'<button type="reset">{escape(say["clear"])}</button>',
            f'<output aria-live="polite" data-shown="{escape(say["home_shown"])}"></output>',
            script_json(_json(site, language), ' id="yu-home"'),
            "</form>",
        )
    )


def _select(name: str, title: str, options: Mapping[str, str], say: Mapping[str, str]) -> str:
    inner = "".join(f'<option value="{escape(v)}">{escape(text)}</option>' for v, text in options.items())
    first = f'<option value="">{escape(say["any"])}</option>'
    return f'<label>{escape(title)}<select name="{name}">{first}{inner}</select></label>'


def _province(row: Row, site: Site) -> str:
    """The code of the province that a disclosure's place lies in."""
    division, divisions = row.get("division", ""), site.codelists.get("divisions")
    if divisions is None or division not in divisions:
        return ""
    return [division, *divisions.ancestors(division)][-1]


def _json(site: Site, language: Language) -> Mapping[str, object]:
    """What the script knows of each disclosure: id, name, place, year, scope, total, findings by severity."""
    say = words(language)
    of_code = {row.get("division", ""): row for row in site.overview.values()}
    number = {code: n for n, code in enumerate(of_code)}
    rows = []
    for name, row in site.overview.items():
        counts = site.digest.severities.get(name)
        found = [counts.get(severity, 0) for severity, _ in _SEVERITIES] if counts is not None else []
        known = (_name(row, name, language), number[row.get("division", "")], row.get("fiscal_year", ""))
        rows.append([name, *known, row.get("scope", ""), _total(row), *found])
    severities = site.codelists.get("severities")
    return {
        "places": [[place_name(code, site, language), _province(row, site)] for code, row in of_code.items()],
        "scopes": {scope: say[f"scope_short_{scope}"] for scope in ("department", "unit")},
        "severities": [label_of(severity, severities, language) for severity, _ in _SEVERITIES],
        "more": say["home_more"],
        "sort": say["sort_by"],
        "rows": rows,
    }


def _chart(site: Site, language: Language) -> str:
    """The largest totals as bars, and as a table."""
    say = words(language)
    totals = [(row, name, Decimal(_total(row))) for name, row in site.overview.items() if _total(row)]
    ordered = sorted(totals, key=lambda each: (-each[2], each[1]))
    if not ordered:
        return ""
    first = ordered[0]
    told = say["home_chart_text"].format(
        count=f"{len(ordered):,}", first=_name(first[0], first[1], language), amount=short_amount(first[2], language)
    )
    lines = [
        Line((link(f"disclosures/{n}/", _name(row, n, language)), escape(row.get("fiscal_year", "")), amount(value)))
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
    of_whom = f"{_name(row, package.name, language)} {row.get('fiscal_year', '')}"
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
    "<!-- generated: home-disclosures -->": _disclosures,
    "<!-- generated: home-chart -->": _chart,
    "<!-- generated: home-example -->": _example,
}
"""Where the home page wants what is generated."""
