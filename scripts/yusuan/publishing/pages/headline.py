"""The headline of a disclosure: total, change as stated, staff, three-public expenses, what the audit says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yusuan.publishing.pages.findings import badges
from yusuan.publishing.pages.html import amount, escape, exact, link, share
from yusuan.publishing.pages.joined import parts
from yusuan.publishing.pages.model import Language, Package, Row, Site
from yusuan.publishing.pages.short_amounts import short_amount, short_parts
from yusuan.publishing.pages.slices import headline_facts
from yusuan.publishing.pages.words import label, words

_WHOLE = ("expenditure", "expenditure-grand-total", "revenue", "revenue-grand-total")
_MANY_LETTERS = 60
"""So much of a sentence is quoted in a tile; its whole stands behind the link."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One headline figure: its name, the figure and its unit as text, and lines of HTML below; where it leads to."""

    name: str
    figure: str
    unit: str = ""
    lines: tuple[str, ...] = ()
    css: str = ""

    def html(self) -> str:
        """The tile as an item of a list of definitions."""
        unit = f" <small>{escape(self.unit)}</small>" if self.unit else ""
        below = "".join(f'<dd class="yu-tile-line">{line}</dd>' for line in self.lines if line)
        figure = f'<dd class="yu-figure">{escape(self.figure)}{unit}</dd>' if self.figure else ""
        return f'<div class="yu-tile {self.css}"><dt>{escape(self.name)}</dt>{figure}{below}</div>'


def headline(package: Package, site: Site, language: Language) -> str:
    """The tiles at the top of a disclosure's page, as far as the document says anything."""
    top = headline_facts(package)
    tiles = [
        *_total(top.get("expenditure") or top.get("revenue"), language),
        *_change(package, language),
        *_staff(package, language),
        *_three_public(package, top.get("expenditure"), language),
        *_quality(package, site, language),
    ]
    inner = "\n".join(tile.html() for tile in tiles)
    return f'<dl class="yu-tiles">\n{inner}\n</dl>' if tiles else ""


def _total(fact: Row | None, language: Language) -> Iterator[Tile]:
    if fact is None:
        return
    say = words(language)
    figure, unit = short_parts(Decimal(fact["amount"]), language)
    fund = "" if fact["fund"] == "total" else label(fact, language, "fund_")
    name = say["headline_total_of"].format(fund=fund) if fund else say["headline_total"]
    shown = say["exactly"].format(amount=amount(fact["amount"]))
    yield Tile(name, figure, unit, (link(f"#fact-{fact['fact_id']}", shown),), "yu-first")


def sets(row: Row) -> Mapping[str, str]:
    """The dimensions that a statement fixes, from ``operation=expenditure;fund=general``."""
    return dict(part.partition("=")[::2] for part in parts(row.get("sets", "")))


def stated_change(package: Package) -> Row | None:
    """The statement of how the whole of expenditure, else of revenue, differs from the year before; the broadest fund
    comes first. ``None`` where the document states no amount."""
    rank = {"": 0, "fiscal-and-carry-over": 1, "fiscal": 2, "general": 3}
    found = []
    for place, row in enumerate(package.table("statements")):
        fixed = sets(row)
        operation, fund = fixed.get("operation", ""), fixed.get("fund", "")
        is_whole = set(fixed) <= {"operation", "fund"} and fund in rank and operation in _WHOLE
        if row["subject"] == "change" and row["amount"] and row["direction"] and is_whole:
            found.append((not operation.startswith("expenditure"), rank[fund], place, row))
    return min(found, key=lambda each: each[:3])[-1] if found else None


def _change(package: Package, language: Language) -> Iterator[Tile]:
    row = stated_change(package)
    if row is None:
        return
    say = words(language)
    sign = {"increase": 1, "decrease": -1}.get(row["direction"], 0)
    change = sign * abs(Decimal(row["amount"]))
    figure, unit = short_parts(change, language)
    of_revenue = sets(row)["operation"].startswith("revenue")
    before = next(
        (r for r in package.table("statements") if r["statement_id"] != row["statement_id"] and _follows(r, row)), None
    )
    last = Decimal(before["amount"]) if before is not None and before["amount"] else Decimal(0)
    told = f"{_signed(share(change, last))} · " + say["of_last_year"].format(amount=short_amount(last, language))
    quote = (
        f'<q class="yu-said" lang="zh"><a href="#statement-{escape(row["statement_id"])}"'
        f' title="{escape(row["sentence"])}">{escape(clause(row["sentence"], row["printed"]))}</a></q>'
    )
    name = say["headline_change_revenue" if of_revenue else "headline_change"]
    yield Tile(name, _signed(figure), unit, (escape(told) if last > 0 else "", quote))


def clause(sentence: str, printed: str) -> str:
    """The part of a sentence that states a figure, with what follows it as far as there is room; dots stand for the
    rest."""
    clauses = re.findall(r"[^，；。]+[，；。]?", sentence)
    start = next((n for n, text in enumerate(clauses) if printed and printed in text), 0)
    shown = ""
    for text in clauses[start:]:
        if shown and len(shown) + len(text) > _MANY_LETTERS:
            break
        shown += text
    cut = shown[:_MANY_LETTERS]
    rest = sentence.rstrip()
    return ("" if rest.startswith(cut) else "…") + cut.rstrip("，；") + ("" if rest.endswith(cut) else "…")


def _follows(row: Row, stated: Row) -> bool:
    return row["subject"] == "implied-amount" and stated["statement_id"] in parts(row["derived_from"])


def _signed(figure: str) -> str:
    """A figure with its sign; nought has none."""
    if figure in ("0", "0.0 %", "–"):
        return figure
    return figure.replace("-", "−") if figure.startswith("-") else f"+{figure}"


def _staff(package: Package, language: Language) -> Iterator[Tile]:
    say = words(language)
    first: dict[str, Row] = {}
    for row in package.table("statements"):
        if row["value"]:
            first.setdefault(row["subject"], row)
    shown = first.get("staff") or first.get("establishment")
    if shown is None:
        return
    others = [("establishment", "posts"), ("retired", "retired_staff")]
    lines = [
        link(f"#statement-{first[subject]['statement_id']}", say[word].format(count=exact(first[subject]["value"])))
        for subject, word in others
        if subject in first and first[subject] is not shown
    ]
    name = say["headline_staff"] if shown["subject"] == "staff" else label(shown, language, "subject_")
    yield Tile(name, exact(shown["value"]), say["persons"], (" · ".join(lines),))


def _three_public(package: Package, top: Row | None, language: Language) -> Iterator[Tile]:
    fact = headline_facts(package, "economic").get("three-public")
    if fact is None:
        return
    say = words(language)
    figure, unit = short_parts(Decimal(fact["amount"]), language)
    shown = link(f"#fact-{fact['fact_id']}", say["exactly"].format(amount=amount(fact["amount"])))
    whole = Decimal(top["amount"]) if top is not None else Decimal(0)
    part = escape(say["of_total"].format(share=share(Decimal(fact["amount"]), whole))) if whole else ""
    yield Tile(say["headline_three_public"], figure, unit, (shown, part))


def _quality(package: Package, site: Site, language: Language) -> Iterator[Tile]:
    if "findings" not in package.rows:
        return
    say = words(language)
    counted = badges(package.table("findings"), site.codelists, language, "#findings")
    facts = package.table("facts")
    firm = sum(fact["status"] == "consistent" for fact in facts)
    shown = f'<span class="yu-badges">{counted}</span>' if counted else f"<b>{escape(say['no_contradiction'])}</b>"
    told = say["facts_hold"].format(facts=f"{len(facts):,}", count=f"{firm:,}")
    checked = say["all_checked"].format(cells=f"{len(package.table('cells')):,}")
    lines = (shown, link("#statuses", told), escape(checked))
    yield Tile(say["headline_quality"], "", "", lines, "yu-quality-tile")
