"""`yusuan audit`."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from yusuan import __version__
from yusuan.commands.console import PROJECT, Root, Severity, out
from yusuan.commands.registered import check_ids, convert_all
from yusuan.commands.reports import finding_lines
from yusuan.conversion import Conversion
from yusuan.publishing.sarif import sarif
from yusuan.sources import read_sources


class AuditFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


class FailOn(StrEnum):
    """From which severity on ``yusuan audit`` fails."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def _print_findings(conversion: Conversion) -> None:
    """The findings of one disclosure, grouped by severity."""
    counts = Counter(finding.severity for finding in conversion.findings)
    summary = ", ".join(f"{counts[s.value]} {s.value}s" for s in Severity)
    out.print(f"[bold]{conversion.disclosure.disclosure_id}[/bold]: {summary}")
    for line in finding_lines(conversion):
        out.print(line)


def audit(
    ids: Annotated[list[str] | None, typer.Argument(help="Audit only these disclosures.", show_default=False)] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with code 1 when a finding is this severe.")] = FailOn.NEVER,
    output_format: Annotated[AuditFormat, typer.Option("--format", help="How to print it.")] = AuditFormat.TEXT,
    root: Root = PROJECT,
) -> None:
    """Print what does not fit in the registered disclosures: contradictions, gaps, oddities."""
    sources = read_sources(root / "datapackage")
    check_ids(sources, ids or [])
    conversions = convert_all(tuple(s for s in sources if not ids or s.id in ids), root)
    if output_format is AuditFormat.SARIF:
        out.print_json(json.dumps(sarif(conversions, __version__), ensure_ascii=False))
    elif output_format is AuditFormat.JSON:
        found = [
            {"disclosure": c.disclosure.disclosure_id} | asdict(f) | {"lines": f.lines, "pages": f.pages}
            for c in conversions
            for f in c.findings
        ]
        out.print_json(json.dumps(found, ensure_ascii=False, default=str))
    else:
        for conversion in conversions:
            _print_findings(conversion)
    severities = [s.value for s in Severity]
    severe = set() if fail_on is FailOn.NEVER else set(severities[: severities.index(fail_on.value) + 1])
    if any(finding.severity in severe for c in conversions for finding in c.findings):
        raise typer.Exit(1)
