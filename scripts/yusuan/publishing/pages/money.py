"""The money of a disclosure: its flow, its types of expenditure and its views, each as a chart with its table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.facts.views import VIEWS
from yusuan.publishing.pages.charts import Labels, flow_chart, split, treemap
from yusuan.publishing.pages.flow import expenditure_types, flows
from yusuan.publishing.pages.html import Column, Line, amount, code, escape, heading, section, share, table
from yusuan.publishing.pages.model import Language, Package, Row, Site
from yusuan.publishing.pages.slices import headline_facts, slices
from yusuan.publishing.pages.words import label, words

_SPLIT = "expenditure_by_type"
"""The view that is drawn as a split bar."""


def money(package: Package, site: Site, language: Language, folder: str) -> Iterator[str]:
    """The sections about money; ``folder`` is the address of the tables to download. What the disclosure does not break
    down has no section."""
    say, labels = words(language), Labels(package, language)
    sliced = slices(package, headline_facts(package).get("expenditure"))
    row = site.overview.get(package.name, {})
    unit = label(row, language, "organization_") or package.title(language)
    facts = f"{folder}facts.csv"
    drawn = flow_chart(flows(package, sliced), unit, labels, facts, language)
    yield section("flow", say["flow"], say["flow_intro"], drawn)
    types = split(expenditure_types(package, sliced), labels, facts, language) if sliced is not None else ""
    present = [(name, dimension) for name, (dimension, _) in VIEWS.items() if name != _SPLIT and package.table(name)]
    if present or types:
        yield f"## {heading(say['summaries'])} {{ #summaries }}\n\n{escape(say['views_intro'])}"
    if types:
        yield f"### {heading(say['split'])} {{ #split }}\n\n{types}"
    for name, dimension in present:
        shown = view_table(package.table(name), dimension, language)
        chart = treemap(package, name, dimension, say[name], shown, f"{folder}{name}.csv", language)
        yield f"### {heading(say[name])} {{ #{name} }}\n\n{chart}"


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
