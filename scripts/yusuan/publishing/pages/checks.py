"""The findings of all disclosures in one list that can be filtered, and one page for each check of the audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from yusuan.concepts import Codelist, Concept
from yusuan.publishing.pages.disclosure import front_matter, link_back
from yusuan.publishing.pages.findings import SEVERITIES, badge, badges, finding_card, message
from yusuan.publishing.pages.html import Column, Line, code, escape, exact, heading, link, table
from yusuan.publishing.pages.model import Language, Package, Row, Site
from yusuan.publishing.pages.places import places
from yusuan.publishing.pages.words import label, label_of, words

CHECKS = "finding-codes"
"""The code list that says what the audit checks."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding and the disclosure that it is about."""

    finding: Row
    package: Package


def _all(site: Site) -> list[_Found]:
    """The findings of all disclosures, the gravest first."""
    found = [_Found(row, package) for package in site for row in package.table("findings")]
    rank = {severity: n for n, severity in enumerate(SEVERITIES)}
    return sorted(found, key=lambda each: rank.get(each.finding["severity"], len(rank)))


def checks(site: Site) -> list[Concept]:
    """Every check: those of the code list in its order, then any that only a package names."""
    listed = site.codelists.get(CHECKS, Codelist(CHECKS, {}))
    named = {row["code"]: row["severity"] for package in site for row in package.table("findings")}
    unlisted = (Concept(c, "", c, c, extra={"severity": named[c]}) for c in sorted(named) if c not in listed)
    return [*listed, *unlisted]


def findings_pages(site: Site, language: Language) -> Iterator[tuple[str, str]]:
    """The pages about findings of one language: path → Markdown."""
    found = _all(site)
    yield "findings/index.md", findings_index(site, found, language)
    for check in checks(site):
        of_check = [each for each in found if each.finding["code"] == check.code]
        yield f"findings/{check.code}.md", check_page(check, of_check, site, language)


def unit_name(package: Package, site: Site, language: Language) -> str:
    """The unit and the year of a disclosure, as text."""
    row = site.overview.get(package.name, {})
    name = label(row, language, "organization_") or package.name
    return f"{name} {row.get('fiscal_year', '')}".strip()


def _table(found: Iterable[_Found], site: Site, language: Language, root: str, is_of_one_check: bool = False) -> str:
    """Findings as rows; each says its disclosure, severity and check to the script that filters. On the page of a
    check the columns that would say the same in every row are left out."""
    say = words(language)
    severities, codes = site.codelists.get("severities"), site.codelists.get(CHECKS)
    lines = []
    for each in found:
        row, name = each.finding, each.package.name
        anchor = f"{root}disclosures/{name}/#finding-{row['finding_id']}"
        cells = (
            badge(row["severity"], label_of(row["severity"], severities, language)),
            link(anchor, message(row, language)),
            exact(row["difference"], True),
            escape(unit_name(each.package, site, language)),
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


def _select(name: str, text: str, options: Iterable[tuple[str, str]], language: Language) -> str:
    chosen = "".join(f'<option value="{escape(value)}">{escape(shown)}</option>' for value, shown in options)
    everything = f'<option value="">{escape(words(language)["any"])}</option>'
    return f'<label>{escape(text)}<select name="{name}">{everything}{chosen}</select></label>'


def _filter(found: list[_Found], site: Site, language: Language) -> str:
    """The form that filters the list. It is hidden until the script that makes it work has run."""
    say = words(language)
    codes = {each.finding["code"] for each in found}
    disclosures = [(package.name, unit_name(package, site, language)) for package in site]
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
    return f'<form class="yu-filter" {attributes} hidden>\n' + "\n".join(rows) + "\n</form>"


def findings_index(site: Site, found: list[_Found], language: Language) -> str:
    """The list of all findings with its filter, and the list of all checks."""
    say = words(language)
    how = link("../methodology/#audit", say["findings_how"])
    parts = [
        f"# {heading(say['findings'])}",
        f"<p>{escape(say['findings_list_intro'])} {how}</p>",
        _filter(found, site, language) if found else "",
        f"<div data-search-exclude>\n{_table(found, site, language, '../')}\n</div>"
        if found
        else f"<p>{escape(say['none_found'])}</p>",
        f"## {heading(say['checks'])} {{ #checks }}",
        escape(say["checks_intro"]),
        _check_table(found, site, language),
    ]
    front = front_matter(say["findings"], hides=("navigation", "toc"), scripts=("findings",))
    return front + "\n\n".join(p for p in parts if p) + "\n"


def _check_table(found: list[_Found], site: Site, language: Language) -> str:
    say = words(language)
    lines = []
    for check in checks(site):
        of_check = [each for each in found if each.finding["code"] == check.code]
        severity = check.extra.get("severity", "")
        lines.append(
            Line(
                (
                    link(f"{check.code}/", label_of(check.code, site.codelists.get(CHECKS), language)),
                    badge(severity, label_of(severity, site.codelists.get("severities"), language)) if severity else "",
                    f"{len(of_check):,}",
                    f"{len({each.package.name for each in of_check}):,}",
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


def check_page(check: Concept, found: list[_Found], site: Site, language: Language) -> str:
    """One check: what it looks at and why, when it applies, what it tolerates, an example, all its findings."""
    say = words(language)
    title = label_of(check.code, site.codelists.get(CHECKS), language)
    severity = check.extra.get("severity", "")
    parts = [
        front_matter(title, hides=("navigation", "toc")) + link_back("../", say["back_findings"]),
        f"# {heading(title)}",
        f"<p>{_severity(severity, site.codelists, language)} {code(check.code)}</p>",
        _explained(check, language),
    ]
    if found:
        first = found[0]
        cells = {cell["cell_id"]: cell for cell in first.package.table("cells")}
        printed_in = places(first.package, language, f"../../disclosures/{first.package.name}/")
        counted = badges((each.finding for each in found), site.codelists, language)
        parts += [
            f"## {heading(say['example'])} {{ #example }}",
            f"<p>{link(printed_in.page, unit_name(first.package, site, language))}</p>",
            finding_card(first.finding, cells, printed_in, site.codelists, "../../"),
            f"## {heading(say['all_findings'])} {{ #findings }}",
            f"<p>{counted}</p>",
            f"<div data-search-exclude>\n{_table(found, site, language, '../../', True)}\n</div>",
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
