"""The disclosures on the home page: a table of the first of them, and a form to filter all of them.

Beyond a number of disclosures the table shows the first; its script has the others from a JSON of about 100 bytes each.
"""

from __future__ import annotations

from collections.abc import Mapping

from yusuan.publishing.pages.charts import script_json
from yusuan.publishing.pages.findings import count_badges
from yusuan.publishing.pages.html import Column, Line, amount, escape, link, table
from yusuan.publishing.pages.model import Language, Row, Site
from yusuan.publishing.pages.words import label, label_of, place_name, words

SHOWN = 50
"""So many disclosures stand in the page as rows."""
_SEVERITIES = ("error", "warning", "note")


def disclosures_with_filter(site: Site, language: Language) -> str:
    """The form and the table; where not all stand in it, a link to the page that lists them."""
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
            link(f"disclosures/{name}/", unit_name(row, name, language)),
            escape(place_name(row.get("division", ""), site.codelists.get("divisions"), language)),
            escape(row.get("fiscal_year", "")),
            escape(say.get(f"scope_short_{scope}", scope)),
            amount(total(row)),
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
        found = [counts.get(severity, 0) for severity in _SEVERITIES] if counts is not None else []
        known = (unit_name(row, name, language), number[row.get("division", "")], row.get("fiscal_year", ""))
        rows.append([name, *known, row.get("scope", ""), total(row), *found])
    severities = site.codelists.get("severities")
    return {
        "places": [
            [place_name(code, site.codelists.get("divisions"), language), _province(row, site)]
            for code, row in of_code.items()
        ],
        "scopes": {scope: say[f"scope_short_{scope}"] for scope in ("department", "unit")},
        "severities": [label_of(severity, severities, language) for severity in _SEVERITIES],
        "more": say["home_more"],
        "sort": say["sort_by"],
        "rows": rows,
    }


def unit_name(row: Row, name: str, language: Language) -> str:
    """The name of the unit that a disclosure is of, its id where the overview has none."""
    return label(row, language, "organization_") or name


def total(row: Row) -> str:
    """The total of a disclosure in yuan, ``""`` where it states none."""
    return row.get("expenditure", "") or row.get("revenue", "")
