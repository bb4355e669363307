"""What the terminal says of a disclosure that was converted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.markup import escape
from rich.table import Table

from yusuan.commands.console import SHOWN, Severity, out
from yusuan.conversion import Conversion
from yusuan.converting import Outcome, Summary, summarised
from yusuan.errors import printable
from yusuan.publishing.whereabouts import whereabouts

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def _line(summary: Summary) -> str:
    found = summary.coverage
    return (
        f"{summary.id}: {found.tables} tables, {found.amounts} amounts ({found.amounts - found.keyed} without a key), "
        f"{found.statements} figures in the prose, {summary.facts} facts ({summary.doubtful} corrected or disputed), "
        f"{len(summary.unrecognised)} not recognised"
    )


def report(summary: Summary) -> None:
    """One line for the disclosure, then what was not understood, with its place."""
    out.print(_line(summary), markup=False)
    for line in summary.unrecognised[:SHOWN]:
        out.print(f"  {line}", markup=False)
    more = len(summary.unrecognised) - SHOWN
    if more > 0:
        out.print(f"  … and {more} more, in the package's README.md", markup=False)


def report_conversion(conversion: Conversion) -> None:
    """The report of a conversion that is at hand."""
    report(summarised(conversion))


def _share(part: int, whole: int) -> str:
    """A percentage that is 100 only where nothing is missing."""
    return f"{int(1000 * part / whole) / 10:.1f} %" if whole else "–"


def summary_table(outcomes: Iterable[Outcome]) -> Table:
    """One row for each file that was converted: pages, tables and how many of them are of unknown kind, amounts and
    how many of them have a key, figures of the prose and how many are not understood, findings by severity, seconds."""
    table = Table("file", box=None)
    counts = ("pages", "tables", "unknown", "amounts", "with a key", "figures", "unread")
    for name in (*counts, "errors", "warnings", "notes", "seconds"):
        table.add_column(name, justify="right")
    shown = list(outcomes)
    times = Counter(outcome.file for outcome in shown)
    for outcome in shown:
        summary = outcome.summary
        if summary is None:
            continue
        of_several = f" → {summary.id}" if times[outcome.file] > 1 else ""
        found = summary.coverage
        table.add_row(
            escape(printable(outcome.file) + of_several),
            str(summary.pages or "–"),
            str(found.tables),
            str(found.other_tables),
            str(found.amounts),
            _share(found.keyed, found.amounts),
            str(found.statements),
            str(found.unread_statements),
            *(str(summary.findings[severity.value]) for severity in Severity),
            f"{outcome.seconds:.1f}",
        )
    return table


def whose(summary: Summary) -> str:
    """What the disclosure was taken to be: ``XX县财政局 (department), 2024, approved``."""
    return printable(f"{summary.organization} ({summary.scope}), {summary.fiscal_year}, {summary.phase}")


def kinds(summary: Summary) -> str:
    """The kinds of the tables with how many there are of each: ``revenue 1, project-target-form 3``."""
    return ", ".join(f"{kind} {count}" for kind, count in summary.tables.items())


def finding_lines(conversion: Conversion) -> Iterator[str]:
    """The findings as lines of rich markup: severity, id and place, then the message in both languages."""
    places = whereabouts(conversion)
    for finding in conversion.findings:
        at = escape(printable(places.of_finding(finding)))
        yield f"  [{_COLOURS[finding.severity]}]{finding.severity}[/] {finding.finding_id} {at}"
        yield f"    {escape(printable(finding.message_zh))}"
        yield f"    {escape(printable(finding.message_en))}"
