"""What is published now, for the changelog: each disclosure with its version, its facts and its findings."""

from __future__ import annotations

from yusuan.publishing.pages.checks import unit_name
from yusuan.publishing.pages.findings import count_badges
from yusuan.publishing.pages.html import Column, Line, amount, escape, link, table
from yusuan.publishing.pages.model import Language, Site
from yusuan.publishing.pages.words import words

DATA_MARK = "<!-- generated: data -->"
"""Where a hand-written page wants to say what is published."""
_SHOWN = 50
"""So many disclosures are listed; the page of all disclosures has the others."""


def data_state(site: Site, language: Language) -> str:
    """A sentence with what is published in all, and a table of the disclosures."""
    say, rows = words(language), site.overview
    said = say["data_now"].format(
        version=site.version,
        disclosures=f"{len(rows):,}",
        facts=f"{sum(int(row['facts']) for row in rows.values()):,}",
        cells=f"{sum(int(row['cells']) for row in rows.values()):,}",
        findings=f"{site.digest.findings:,}",
    )
    lines = [
        Line(
            (
                link(f"../disclosures/{name}/", unit_name(name, site, language)),
                f"{int(row['facts']):,}",
                f"{int(row['cells']):,}",
                count_badges(site.digest.severities.get(name, {}), site.codelists, language) or "–",
                amount(row["expenditure"] or row["revenue"]),
            )
        )
        for name, row in list(rows.items())[:_SHOWN]
    ]
    columns = (
        Column(say["disclosure"], is_wide=True),
        Column(say["facts"], True),
        Column(say["amounts"], True),
        Column(say["findings"]),
        Column(say["total"], True),
    )
    more = f"<p>{link('../disclosures/', say['back'])}</p>" if len(rows) > _SHOWN else ""
    return "\n\n".join(part for part in (escape(said), table(columns, lines), more) if part)
