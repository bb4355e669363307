"""The facts of a disclosure: how firmly they stand, the corrected and disputed ones, and every one with an anchor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from yusuan.concepts import NOT_APPLICABLE, TOTAL, Codelist
from yusuan.facts.fact import Status
from yusuan.facts.key import DIMENSIONS
from yusuan.publishing.pages.html import Column, Line, amount, code, details, escape, link, table
from yusuan.publishing.pages.model import Language, Package, Row
from yusuan.publishing.pages.places import Places, places
from yusuan.publishing.pages.printed import differs
from yusuan.publishing.pages.words import label, label_of, words
from yusuan.publishing.remarks import kind_of, remark

Codelists = Mapping[str, Codelist]
_GIVEN = ("organization", "fiscal_year", "phase")


def what(fact: Row, package: Package, language: Language) -> str:
    """What a fact is the amount of: the labels of the dimensions that say more than ``total``, as text."""
    organizations = {row["organization"] for row in package.table("facts")}
    named = DIMENSIONS if len(organizations) > 1 else [d for d in DIMENSIONS if d != "organization"]
    labels = (
        label(fact, language, f"{name}_") or fact[name]
        for name in named
        if name not in _GIVEN[1:] and fact[name] not in (TOTAL, NOT_APPLICABLE)
    )
    return " · ".join(labels)


def status_counts(package: Package, codelists: Codelists, language: Language) -> str:
    """How many facts have each status, with what the status means."""
    say = words(language)
    counts = Counter(fact["status"] for fact in package.table("facts"))
    statuses = codelists.get("fact-status")
    lines = [
        Line(
            (
                escape(label_of(status, statuses, language)),
                escape(say[f"status_{status}"]),
                f"{counts[status]:,}",
            )
        )
        for status in Status
    ]
    return table((Column(say["status"]), Column(say["meaning"], is_wide=True), Column(say["count"], True)), lines)


def _witnesses(package: Package) -> Mapping[str, list[Row]]:
    cells: dict[str, list[Row]] = defaultdict(list)
    for cell in package.table("cells"):
        cells[cell["fact_id"]].append(cell)
    return cells


def corrections(package: Package, codelists: Codelists, language: Language) -> str:
    """The facts whose witnesses disagree: the value taken beside every printed one and its place."""
    say = words(language)
    cells, printed_in = _witnesses(package), places(package, language)
    lines = []
    for fact in package.table("facts"):
        if fact["status"] not in (Status.CORRECTED, Status.DISPUTED):
            continue
        status = escape(label_of(fact["status"], codelists.get("fact-status"), language))
        head = (link(f"#fact-{fact['fact_id']}", what(fact, package, language)), status, amount(fact["amount"]))
        for number, cell in enumerate(cells[fact["fact_id"]]):
            unit = label_of(cell["unit"], codelists.get("units-of-measure"), language)
            printed = escape(f"{cell['printed']} {unit}")
            shown = f"<strong>{printed}</strong>" if differs(cell, fact) else printed
            lines.append(
                Line(
                    (*(head if number == 0 else ("", "", "")), shown, printed_in.link(cell)),
                    css="yu-more" if number else "",
                )
            )
    if not lines:
        return f"<p>{escape(say['none_corrected'])}</p>"
    columns = (
        Column(say["what"], is_wide=True),
        Column(say["status"]),
        Column(f"{say['taken']} ({say['in_yuan']})" if language == "en" else f"{say['taken']}（元）", True),
        Column(say["printed_value"], True),
        Column(say["where"], is_wide=True),
    )
    return table(columns, lines)


def fact_table(package: Package, codelists: Codelists, language: Language) -> str:
    """Every fact with its anchor ``fact-<fact_id>``, in a closed box that is not searched."""
    say = words(language)
    cells, printed_in = _witnesses(package), places(package, language)
    facts = package.table("facts")
    lines = [
        Line(
            (
                escape(what(fact, package, language)),
                amount(fact["amount"]),
                escape(label_of(fact["status"], codelists.get("fact-status"), language)),
                "<br>".join(printed_in.link(cell) for cell in cells[fact["fact_id"]]),
                code(fact["fact_id"]),
            ),
            anchor=f"fact-{fact['fact_id']}",
        )
        for fact in facts
    ]
    columns = (
        Column(say["what"], is_wide=True),
        Column(say["amount"], True),
        Column(say["status"]),
        Column(say["witnesses"], is_wide=True),
        Column(say["fact_id"]),
    )
    return details(escape(say["show_facts"].format(count=f"{len(facts):,}")), table(columns, lines, css="yu-facts-all"))


def unrecognised(package: Package, language: Language) -> str:
    """How much was understood, the text that was not, and the amounts that no key could be given."""
    say = words(language)
    counts = [Line((escape(label(row, language)), f"{int(row['count']):,}")) for row in package.table("coverage")]
    texts = [
        Line(
            (
                escape(kind_of(row["what"], language == "zh")),
                escape(remark(row["text"], language == "zh")),
                escape(row["page"]),
                escape(row["line"]),
            )
        )
        for row in package.table("unrecognised")
    ]
    loose = [cell for cell in package.table("cells") if not cell["fact_id"]]
    columns = (
        Column(say["what_kind"]),
        Column(say["text"], is_wide=True),
        Column(say["pages"], True),
        Column(say["lines"], True),
    )
    blocks = [table((Column(say["what"], is_wide=True), Column(say["count"], True)), counts)] if counts else []
    if not texts and not loose:
        blocks.append(f"<p>{escape(say['none_unrecognised'])}</p>")
    if texts:
        blocks.append(details(escape(say["show_lines"].format(count=len(texts))), table(columns, texts)))
    if loose:
        blocks += [escape(say["unbound_intro"]), _loose_cells(loose, places(package, language), language)]
    return "\n\n".join(blocks)


def _loose_cells(cells: list[Row], printed_in: Places, language: Language) -> str:
    say = words(language)
    lines = [
        Line(
            (
                escape(cell["label"]),
                escape(cell["header"]),
                escape(cell["printed"]),
                printed_in.link(cell),
                escape(remark(cell["reason"], language == "zh")),
            )
        )
        for cell in cells
    ]
    columns = (
        Column(say["label"]),
        Column(say["field"]),
        Column(say["printed_value"], True),
        Column(say["where"], is_wide=True),
        Column(say["reason"], is_wide=True),
    )
    return table(columns, lines)
