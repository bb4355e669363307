"""The findings of all disclosures in one list that can be filtered, and one page for each check of the audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from yusuan.concepts import Codelist, Concept
from yusuan.publishing.pages.digest import SEVERITIES
from yusuan.publishing.pages.disclosure import front_matter, link_back
from yusuan.publishing.pages.findings import badge, count_badges, finding_card, message
from yusuan.publishing.pages.html import Column, Line, code, escape, exact, heading, link, table, unsearched
from yusuan.publishing.pages.model import Check, Found, Language, Row, Site
from yusuan.publishing.pages.places import places
from yusuan.publishing.pages.words import label, label_of, words

CHECKS = "finding-codes"
"""The code list that says what the audit checks."""
FINDINGS_FILE = "findings/findings.json"
"""Every finding of all disclosures, for the script of the list, where the list itself has only the first."""
_NOT_FOUND = Check({}, 0, (), None)


def checks(site: Site) -> list[Concept]:
    """Every check: those of the code list in its order, then any that only a package names."""
    listed = site.codelists.get(CHECKS, Codelist(CHECKS, {}))
    named = {code: next(iter(check.severities)) for code, check in site.digest.checks.items()}
    unlisted = (Concept(c, "", c, c, extra={"severity": named[c]}) for c in sorted(named) if c not in listed)
    return [*listed, *unlisted]


def findings_pages(site: Site, language: Language) -> Iterator[tuple[str, str]]:
    """The pages about findings of one language: path → Markdown."""
    yield "findings/index.md", findings_index(site, language)
    for check in checks(site):
        yield f"findings/{check.code}.md", check_page(check, site, language)


def unit_name(disclosure: str, site: Site, language: Language) -> str:
    """The unit and the year of a disclosure, given by its id, as text."""
    row = site.overview.get(disclosure, {})
    name = label(row, language, "organization_") or disclosure
    return f"{name} {row.get('fiscal_year', '')}".strip()


def _table(found: Iterable[Found], site: Site, language: Language, root: str, is_of_one_check: bool = False) -> str:
    """Findings as rows; each says its disclosure, severity and check to the script that filters. On the page of a
    check the columns that would say the same in every row are left out."""
    say = words(language)
    severities, codes = site.codelists.get("severities"), site.codelists.get(CHECKS)
    lines = []
    for each in found:
        row, name = each.finding, each.disclosure
        anchor = f"{root}disclosures/{name}/#finding-{row['finding_id']}"
        cells = (
            badge(row["severity"], label_of(row["severity"], severities, language)),
            link(anchor, message(row, language)),
            exact(row["difference"], True),
            escape(unit_name(each.disclosure, site, language)),
            link(f"{root}findings/{row['code']}/", label_of(row["code"], codes, language)),
        )
        said = {"disclosure": name, "severity": row["severity"], "code": row["code"]}
        lines.append(Line(cells[1:4], data=said) if is_of_one_check else Line(cells, data=said))
    columns = (
        Column(say["severity"]),
        Column(say["message"], is_wide=True),
        Column(say["difference_in_yuan"], True),
        Column(say["disclosure"]),
        Column(say["check"]),
    )
    if is_of_one_check:
        return table(columns[1:4], lines, css="yu-findings")
    return table(columns, lines, css="yu-findings yu-filtered")


def finding_words(site: Site, language: Language) -> dict[str, dict[str, str]]:
    """What the entries of :data:`FINDINGS_FILE` name by code: disclosures, severities, checks."""
    lists = {"severities": "severities", "checks": CHECKS}
    named = {"severities": SEVERITIES, "checks": tuple(site.digest.checks)}
    return {"disclosures": {name: unit_name(name, site, language) for name in site.digest.severities}} | {
        key: {code: label_of(code, site.codelists.get(listed), language) for code in named[key]}
        for key, listed in lists.items()
    }


def finding_entries(rows: Iterable[Row], language: Language) -> Iterator[tuple[str, ...]]:
    """Findings, rows with their ``disclosure``, as entries of :data:`FINDINGS_FILE`: disclosure, severity, check, id,
    message, difference as shown."""
    for row in rows:
        names = (row["disclosure"], row["severity"], row["code"], row["finding_id"])
        yield (*names, message(row, language), exact(row["difference"], True))


def _select(name: str, text: str, options: Iterable[tuple[str, str]], language: Language) -> str:
    chosen = "".join(f'<option value="{escape(value)}">{escape(shown)}</option>' for value, shown in options)
    everything = f'<option value="">{escape(words(language)["any"])}</option>'
    return f'<label>{escape(text)}<select name="{name}">{everything}{chosen}</select></label>'


def _filter(site: Site, language: Language) -> str:
    """The form that filters the list. It is hidden until the script that makes it work has run. Where the page has
    only the first findings, the form says where the script gets the rest."""
    say = words(language)
    codes = site.digest.checks
    disclosures = [(name, unit_name(name, site, language)) for name in site.digest.severities]
    severities = [(s, label_of(s, site.codelists.get("severities"), language)) for s in SEVERITIES]
    kinds = [(c.code, label_of(c.code, site.codelists.get(CHECKS), language)) for c in checks(site) if c.code in codes]
    rows = (
        _select("disclosure", say["disclosure"], disclosures, language),
        _select("severity", say["severity"], severities, language),
        _select("code", say["check"], kinds, language),
        f'<label>{escape(say["search_text"])}<input type="search" name="text" autocomplete="off"></label>',
        f'<button type="reset">{escape(say["clear"])}</button>',
        f'<output aria-live="polite" data-shown="{escape(say["shown"])}"></output>',
    )
    attributes = f'aria-label="{escape(say["filter"])}" data-sort-by="{escape(say["sort_by"])}"'
    if site.digest.findings > len(site.digest.first):
        attributes += f' data-all="{FINDINGS_FILE.partition("/")[2]}" data-total="{site.digest.findings}"'
        attributes += f' data-more="{escape(say["more_findings"])}"'
    return f'<form class="yu-filter" data-search-exclude {attributes} hidden>\n' + "\n".join(rows) + "\n</form>"


def findings_index(site: Site, language: Language) -> str:
    """The list of findings with its filter, the gravest first, and the list of all checks. Of very many findings the
    page has the first; the script gets the others, and without it there is the file of all."""
    say, found = words(language), site.digest.first
    root = "../" if language == "zh" else "../../"
    how = link("../methodology/#audit", say["findings_how"])
    parts = [
        f"# {heading(say['findings'])}",
        f"<p>{escape(say['findings_list_intro'])} {how}</p>",
        _filter(site, language) if found else "",
        unsearched(_table(found, site, language, "../")) if found else f"<p>{escape(say['none_found'])}</p>",
        _rest(len(found), site.digest.findings, link(f"{root}datapackage/all/data/findings.csv", "findings.csv"), say),
        f"## {heading(say['checks'])} {{ #checks }}",
        escape(say["checks_intro"]),
        _check_table(site, language),
    ]
    front = front_matter(say["findings"], hides=("navigation", "toc"), scripts=("findings",))
    return front + "\n\n".join(p for p in parts if p) + "\n"


def _rest(shown: int, all_of_them: int, target: str, say: Mapping[str, str]) -> str:
    """The line that says where the findings are that a page leaves out; nothing where it has all."""
    if shown == all_of_them:
        return ""
    told = escape(say["further_findings"].format(shown=f"{shown:,}", total=f"{all_of_them:,}"))
    return f'<p class="yu-rest">{told} {target}</p>'


def _check_table(site: Site, language: Language) -> str:
    say = words(language)
    lines = []
    for check in checks(site):
        of_check = site.digest.checks.get(check.code, _NOT_FOUND)
        severity = check.extra.get("severity", "")
        lines.append(
            Line(
                (
                    link(f"{check.code}/", label_of(check.code, site.codelists.get(CHECKS), language)),
                    badge(severity, label_of(severity, site.codelists.get("severities"), language)) if severity else "",
                    f"{sum(of_check.severities.values()):,}",
                    f"{of_check.disclosures:,}",
                )
            )
        )
    columns = (
        Column(say["check"], is_wide=True),
        Column(say["severity"]),
        Column(say["findings"], True),
        Column(say["disclosures"], True),
    )
    return table(columns, lines)


def check_page(check: Concept, site: Site, language: Language) -> str:
    """One check: what it looks at and why, when it applies, what it tolerates, an example, its findings: of very many
    the first, with a link to all of them."""
    say, of_check = words(language), site.digest.checks.get(check.code, _NOT_FOUND)
    title = label_of(check.code, site.codelists.get(CHECKS), language)
    severity = check.extra.get("severity", "")
    parts = [
        front_matter(title, hides=("navigation", "toc")) + link_back("../", say["back_findings"]),
        f"# {heading(title)}",
        f"<p>{_severity(severity, site.codelists, language)} {code(check.code)}</p>",
        _explained(check, language),
    ]
    if of_check.example:
        first = of_check.example
        (finding,) = first.table("findings")
        cells = {cell["cell_id"]: cell for cell in first.table("cells")}
        printed_in = places(first, language, f"../../disclosures/{first.name}/")
        counted, shown = count_badges(of_check.severities, site.codelists, language), of_check.first
        parts += [
            f"## {heading(say['example'])} {{ #example }}",
            f"<p>{link(printed_in.page, unit_name(first.name, site, language))}</p>",
            finding_card(finding, cells, printed_in, site.codelists, "../../"),
            f"## {heading(say['all_findings'])} {{ #findings }}",
            f"<p>{counted}</p>",
            unsearched(_table(shown, site, language, "../../", True)),
            _rest(
                len(shown), sum(of_check.severities.values()), link(f"../?code={check.code}", say["all_findings"]), say
            ),
        ]
    else:
        parts.append(f"<p>{escape(say['none_of_code'])}</p>")
    return "\n\n".join(part for part in parts if part) + "\n"


def _severity(severity: str, codelists: Mapping[str, Codelist], language: Language) -> str:
    if not severity:
        return ""
    name = label_of(severity, codelists.get("severities"), language)
    return f"{badge(severity, name)} {escape(words(language).get(f'means_{severity}', ''))}"


def _explained(check: Concept, language: Language) -> str:
    """What the code list says of a check, in one language; what it does not say is left out."""
    say = words(language)
    told = (
        (say[name], check.extra.get(f"{column}_{language}", "") or check.extra.get(f"{column}_zh", ""))
        for name, column in (
            ("checked", "check"),
            ("why", "why"),
            ("condition", "condition"),
            ("tolerance", "tolerance"),
        )
    )
    rows = "\n".join(f"<dt>{escape(name)}</dt>\n<dd>{escape(text)}</dd>" for name, text in told if text)
    return f'<dl class="yu-check">\n{rows}\n</dl>' if rows else ""
