"""The projects of a disclosure with their goals, funds and indicators, and the targets of the whole unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from yusuan.concepts import NOT_APPLICABLE, TOTAL
from yusuan.publishing.pages.html import Column, Line, amount, code, definitions, details, escape, link, table
from yusuan.publishing.pages.joined import parts
from yusuan.publishing.pages.model import Language, Package, Row
from yusuan.publishing.pages.places import Places, places
from yusuan.publishing.pages.words import label, words

_AMOUNTS = (
    ("amount", "year_funds"),
    ("amount_fiscal", "fiscal_funds"),
    ("amount_other", "other_funds"),
    ("amount_lifetime", "lifetime_funds"),
)
"""The amounts of a project and what they are called."""


def projects(package: Package, language: Language) -> Iterator[str]:
    """One closed box for each project with a form and each form about the whole unit, a table of the projects of which
    only name and amount are given, and the codes of all activities. Nothing where the disclosure has no project."""
    say = words(language)
    of_project: dict[str, list[Row]] = defaultdict(list)
    for indicator in package.table("indicators"):
        of_project[indicator["project"]].append(indicator)
    printed_in = places(package, language)
    bare = []
    for project in package.table("projects"):
        indicators = of_project.pop(project["project"], [])
        if indicators or project["goal"] or project["particulars"]:
            yield _project(project, indicators, package, printed_in)
        else:
            bare.append(project)
    for listed in of_project.values():
        for table_id, indicators in _by_form(listed).items():
            summary = say["overall_targets"].format(table=printed_in.table(table_id))
            counted = f"{escape(summary)} {_counted(len(indicators), language)}"
            body = "\n".join((_form_link(table_id, printed_in), indicator_table(indicators, language)))
            yield details(counted, body, anchor=f"targets-{table_id}", is_searched=True)
    if bare:
        yield details(
            escape(say["other_projects"].format(count=len(bare))), _bare_projects(bare, language), is_searched=True
        )
    activities = [r for r in package.table("codelist_activity") if r["code"] not in (TOTAL, NOT_APPLICABLE)]
    if activities:
        summary = escape(say["project_codes"].format(count=len(activities)))
        yield details(summary, _activities(activities, package, language), anchor="activities")


def _counted(count: int, language: Language) -> str:
    say = words(language)
    text = say["indicator_count_one"] if count == 1 else say["indicator_count"].format(count=count)
    return f"<small>{escape(text)}</small>" if count else ""


def _form_link(table_id: str, printed_in: Places) -> str:
    name = words(printed_in.language)["printed_on"]
    return f'<p class="yu-small">{escape(name)} {link("#table-" + table_id, printed_in.table(table_id))}</p>'


def _by_form(indicators: Sequence[Row]) -> Mapping[str, list[Row]]:
    forms: dict[str, list[Row]] = defaultdict(list)
    for indicator in indicators:
        forms[indicator["table_id"]].append(indicator)
    return forms


def _project(project: Row, indicators: Sequence[Row], package: Package, printed_in: Places) -> str:
    """One project: its funds, goals and particulars, then the indicators of its fullest form, those of its other forms
    on a further click."""
    language = printed_in.language
    say = words(language)
    forms = _by_form(indicators)
    fullest = max(forms, key=lambda table_id: len(forms[table_id]), default="")
    money = say["yuan"].format(amount=amount(project["amount"])) if project["amount"] else ""
    shown = (
        f"<span>{escape(project['name'])}</span>",
        f"<b>{escape(money)}</b>" if money else "",
        _counted(len(forms.get(fullest, ())), language),
        _meter(project, package),
    )
    summary = " ".join(part for part in shown if part)
    blocks = [_particulars(project, package, printed_in), _goals(project, language), _further(project)]
    if fullest:
        blocks.append(indicator_table(forms[fullest], language))
    for table_id in forms:
        if table_id != fullest:
            again = say["also_printed"].format(table=printed_in.table(table_id))
            counted = f"{escape(again)} {_counted(len(forms[table_id]), language)}"
            blocks.append(details(counted, indicator_table(forms[table_id], language)))
    body = "\n".join(block for block in blocks if block)
    return details(summary, body, anchor=f"project-{project['project']}", is_searched=True)


def _meter(project: Row, package: Package) -> str:
    """A bar under the name of a project: its funds as a share of those of the largest."""
    funds = [Decimal(row["amount"]) for row in package.table("projects") if row["amount"]]
    if not project["amount"] or max(funds) <= 0 or len(funds) < 2:
        return ""
    share = max(Decimal(project["amount"]), Decimal(0)) * 100 / max(funds)
    return f'<i class="yu-meter" style="--share:{share:.1f}%"></i>'


def _particulars(project: Row, package: Package, printed_in: Places) -> str:
    say = words(printed_in.language)
    supervisor = " ".join(x for x in (escape(project["supervisor"]), code(project["supervisor_code"])) if x)
    tables = " · ".join(link(f"#table-{t}", printed_in.table(t)) for t in parts(project["table_ids"]))
    return definitions(
        (
            *((say[name], money) for name, money in _money(project, package, say)),
            (say["carried_out_by"], escape(project["unit"])),
            (say["supervisor"], supervisor),
            (say["period"], escape(project["period"])),
            (say["printed_on"], tables),
        ),
        css="yu-facts yu-project",
    )


def _money(project: Row, package: Package, say: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The amounts of a project with what they are called, each as a link to the fact that it is taken from."""
    wanted = set(parts(project["fact_ids"]))
    facts = [fact for fact in package.table("facts") if fact["fact_id"] in wanted]
    for column, name in _AMOUNTS:
        if project[column]:
            shown = say["yuan"].format(amount=amount(project[column]))
            source = next((fact for fact in facts if Decimal(fact["amount"]) == Decimal(project[column])), None)
            if source is not None:
                facts.remove(source)
            yield name, link(f"#fact-{source['fact_id']}", shown) if source is not None else escape(shown)


def _goals(project: Row, language: Language) -> str:
    goals = [line for line in project["goal"].splitlines() if line.strip()]
    if not goals:
        return ""
    items = "\n".join(f"<li>{escape(goal)}</li>" for goal in goals)
    listed = f'<ol class="yu-goals">\n{items}\n</ol>' if len(goals) > 1 else f"<p>{escape(goals[0])}</p>"
    return f'<p class="yu-label">{escape(words(language)["goal"])}</p>\n{listed}'


def _further(project: Row) -> str:
    """The other labelled fields of the form, one a line: label, colon, text; a line without colon has no label."""
    lines = [line.replace("：", ":", 1).partition(":") for line in project["particulars"].splitlines()]
    pairs = [(name, escape(text)) if colon else ("", escape(name)) for name, colon, text in lines]
    return definitions(pairs, css="yu-particulars") if pairs else ""


def indicator_table(indicators: Sequence[Row], language: Language) -> str:
    """Indicators in printed order with their anchors; a heading stands only where it changes."""
    say = words(language)
    has_notes = any(row["note"] for row in indicators)
    lines, above = [], ("", "")
    for row in indicators:
        here = row["level_1"], row["level_2"]
        first = escape(here[0]) if here[0] != above[0] else ""
        second = _level_2(row, language) if here != above else ""
        above = here
        moved = f' <small class="yu-hint" title="{escape(say["moved_title"])}">{escape(say["moved"])}</small>'
        lines.append(
            Line(
                (
                    first,
                    second,
                    escape(row["text"]) + (moved if row["is_moved"] == "true" else ""),
                    escape(row["printed"]),
                    escape(target(row, language)),
                    *([escape(row["note"])] if has_notes else []),
                ),
                anchor=f"indicator-{row['indicator_id']}",
                css="yu-group" if first or second else "",
            )
        )
    columns = (
        Column(say["level_1"]),
        Column(say["level_2"]),
        Column(say["indicator"], is_wide=True),
        Column(say["target"]),
        Column(say["target_read"]),
        *([Column(say["note"], is_wide=True)] if has_notes else []),
    )
    return table(columns, lines, css="yu-indicators")


def _level_2(row: Row, language: Language) -> str:
    """The level-2 heading as printed, with the English name of its class beside it on the English page."""
    english = label(row, language, "level_") if language == "en" and row["level"] else ""
    return " ".join(x for x in (escape(row["level_2"]), f"<small>{escape(english)}</small>" if english else "") if x)


def target(row: Row, language: Language) -> str:
    """A target as it was understood: ``≥ 90 %``, ``before 12月底``; ``""`` where it is words."""
    say = words(language)
    due = say["before"].format(deadline=row["deadline"]) if row["deadline"] else ""
    operator = "" if row["operator"] == "before" else row["operator"]
    quantity = " ".join(x for x in (operator, row["value"], row["unit"]) if x) if row["value"] else ""
    return ("；" if language == "zh" else "; ").join(x for x in (quantity, due) if x)


def _bare_projects(listed: Sequence[Row], language: Language) -> str:
    say = words(language)
    lines = [
        Line(
            (
                escape(row["name"]),
                escape(row["unit"]),
                amount(row["amount"]),
                amount(row["amount_fiscal"]),
                amount(row["amount_other"]),
            ),
            anchor=f"project-{row['project']}",
        )
        for row in listed
    ]
    columns = (
        Column(say["project"], is_wide=True),
        Column(say["carried_out_by"]),
        Column(say["year_funds"], True),
        Column(say["fiscal_funds"], True),
        Column(say["other_funds"], True),
    )
    return table(columns, lines)


def _activities(activities: Sequence[Row], package: Package, language: Language) -> str:
    """The disclosure's own list of projects and items, each with its code as anchor."""
    say = words(language)
    named = {project["project"] for project in package.table("projects")}
    lines = [
        Line(
            (
                link(f"#project-{row['code']}", label(row, language))
                if row["code"] in named
                else escape(label(row, language)),
                code(row["code"]),
            ),
            anchor=f"activity-{row['code']}",
        )
        for row in activities
    ]
    return table((Column(say["label"], is_wide=True), Column(say["code"])), lines)
