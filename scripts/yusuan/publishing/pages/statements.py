"""The figures of the prose: staff and assets as a small table, and every figure with what it witnesses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from yusuan.concepts import Codelist
from yusuan.publishing.pages.facts import what
from yusuan.publishing.pages.findings import Marks
from yusuan.publishing.pages.html import Column, Line, amount, details, escape, exact, link, table
from yusuan.publishing.pages.joined import parts
from yusuan.publishing.pages.model import Language, Package, Row
from yusuan.publishing.pages.words import label, label_of, words

_STAFF_AND_ASSETS = ("headcount", "vehicles", "equipment")
"""Codes of ``statement-subjects`` below which the figures of staff and assets stand."""


_AMOUNT = "amount"
"""The subject of most figures, which goes without saying."""


def staffing(package: Package, codelists: Mapping[str, Codelist], language: Language) -> str:
    """What the prose says of posts, persons, vehicles and equipment, as a table; ``""`` where it says nothing."""
    subjects = codelists.get("statement-subjects")
    if subjects is None:
        return ""
    say = words(language)
    lines = [
        Line(
            (
                escape(label(row, language, "subject_") or row["subject"]),
                escape(row["about"]),
                escape(_figure(row, codelists, language)),
                link(f"#statement-{row['statement_id']}", _place(row, language)),
            ),
            css="yu-within" if row["belongs_to"] else "",
        )
        for row in package.table("statements")
        if any(subjects.is_within(row["subject"], broader) for broader in _STAFF_AND_ASSETS)
    ]
    columns = (
        Column(say["label"]),
        Column(say["as_stated"], is_wide=True),
        Column(say["figure"], True),
        Column(say["where"]),
    )
    return table(columns, lines) if lines else ""


def _figure(row: Row, codelists: Mapping[str, Codelist], language: Language) -> str:
    """The figure in its unit as text; as printed where it is no number."""
    unit = label_of(row["unit"], codelists.get("units-of-measure"), language)
    return f"{exact(row['value'])} {unit}".strip() if row["value"] else row["printed"]


def _place(row: Row, language: Language) -> str:
    """Page and source lines of a statement, as text."""
    say = words(language)
    lines = row["line"] if row["last_line"] in ("", row["line"]) else f"{row['line']}–{row['last_line']}"
    told = [say["page"].format(page=row["page"])] if row["page"] else []
    told += [say["line"].format(line=lines)] if lines else []
    return ("，" if language == "zh" else ", ").join(told) or row["statement_id"]


def statement_table(package: Package, marked: Marks, language: Language) -> str:
    """Every statement with its anchor ``statement-<statement_id>``, sentence by sentence, in a closed box."""
    say = words(language)
    statements = package.table("statements")
    if not statements:
        return ""
    facts = {fact["fact_id"]: fact for fact in package.table("facts")}
    cells = _cells(package)
    sentences: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in statements:  # what follows from a sentence joins those that it states
        sentences[row["page"], row["line"], row["sentence"]].append(row)
    lines = []
    for group in sentences.values():
        lines.append(Line((_sentence(group[0], language),), css="yu-sentence"))
        lines += [_line(row, cells.get(row["statement_id"], ()), facts, marked, package) for row in group]
    columns = (
        Column(say["about"], is_wide=True),
        Column(say["printed_value"], True),
        Column(say["amount_in_yuan"], True),
        Column(say["in_tables"], is_wide=True),
    )
    summary = escape(say["show_statements"].format(count=f"{len(statements):,}"))
    return details(summary, table(columns, lines, css="yu-statements"))


def _cells(package: Package) -> Mapping[str, list[Row]]:
    """The cells that each statement is, by its id: that of a cell is the same, with more after a ``.`` for a second."""
    known = {row["statement_id"] for row in package.table("statements")}
    cells: dict[str, list[Row]] = defaultdict(list)
    for cell in package.table("cells"):
        name = cell["cell_id"]
        while name and name not in known:
            name = name.rpartition(".")[0]
        cells[name].append(cell)
    return cells


def _line(row: Row, cells: Sequence[Row], facts: Mapping[str, Row], marked: Marks, package: Package) -> Line:
    """One statement. ``cells`` are the cells that it is: one for money of the key, two where it is revenue and
    expenditure at once."""
    language = marked.language
    shown = escape(row["printed"]) or _derived(row, package, language)
    css, witnessed = [], []
    for cell in cells:
        shown = f'<span id="cell-{escape(cell["cell_id"])}">{shown}</span>{marked.flags(cell["cell_id"])}'
        css.append(marked.css(cell["cell_id"]))
        if cell["fact_id"] in facts:
            witnessed.append(_witnessed(row, facts[cell["fact_id"]], package, language))
    return Line(
        (_about(row, language), shown, amount(row["amount"]), "<br>".join(witnessed)),
        anchor=f"statement-{row['statement_id']}",
        css=" ".join(dict.fromkeys(name for name in css if name)),
    )


def _sentence(row: Row, language: Language) -> str:
    headings = f"<small>{escape(row['heading'])}</small><br>" if row["heading"] else ""
    return f'{headings}{escape(row["sentence"])} <small class="yu-place">{escape(_place(row, language))}</small>'


def _derived(row: Row, package: Package, language: Language) -> str:
    say = words(language)
    named = set(parts(row["derived_from"]))
    origins = [other for other in package.table("statements") if other["statement_id"] in named]
    comma = "、" if language == "zh" else ", "
    sources = comma.join(link(f"#statement-{o['statement_id']}", o["printed"] or o["statement_id"]) for o in origins)
    title = escape(say["derived_from"]).replace("{sources}", sources)
    return (
        f'<span class="yu-badge yu-derived">{escape(say["derived"])}</span> <small>{title}</small>' if sources else ""
    )


def _about(row: Row, language: Language) -> str:
    """What a figure is about: its subject and the printed words, its direction and what it is compared with."""
    say = words(language)
    subject = "" if row["subject"] == _AMOUNT else label(row, language, "subject_") or row["subject"]
    told = [say[row["direction"]]] if row["direction"] else []
    told += [say["versus"].format(year=row["compared_with"])] if row["compared_with"] else []
    told += [row["reason"]] if row["reason"] else []
    further = " · ".join(escape(text) for text in told)
    code = "" if row["printed_code"] in row["about"] else row["printed_code"]
    printed = " ".join(text for text in (row["project"], code, row["about"]) if text)
    if subject == printed:
        subject = ""
    return "<br>".join(x for x in (_small(escape(subject)), escape(printed), _small(further)) if x)


def _small(html: str) -> str:
    return f"<small>{html}</small>" if html else ""


def _witnessed(row: Row, fact: Row, package: Package, language: Language) -> str:
    """The fact that a statement witnesses, and how far the two differ."""
    say = words(language)
    difference = Decimal(row["amount"]) - Decimal(fact["amount"])
    if difference == 0:
        told = escape(say["agrees"])
    elif abs(difference) < 2 * Decimal(row["quantum"] or 0):  # rounded, or cut off after its last place
        told = f"{escape(say['agrees_rounded'])} ({exact(str(difference), True)})"
    else:
        told = f"<strong>{escape(say['difference'])} {exact(str(difference), True)}</strong>"
    shown = what(fact, package, language) or label(fact, language, "operation_")
    return f"{link('#fact-' + fact['fact_id'], shown)} <small>{amount(fact['amount'])} · {told}</small>"
