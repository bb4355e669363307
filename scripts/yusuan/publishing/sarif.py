"""Findings as SARIF 2.1.0, the form in which continuous integration shows what a checker found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yusuan.audit.finding import Finding
from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.reading.document import Location
from yusuan.reading.places import place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _rule(code: str, codes: Codelist) -> dict[str, Any]:
    concept = codes[code]
    return {
        "id": code,
        "shortDescription": {"text": concept.label_en},
        "fullDescription": {"text": concept.extra["check_en"]},
        "defaultConfiguration": {"level": concept.extra["severity"]},
    }


def _places(finding: Finding, conversion: Conversion) -> list[dict[str, Any]]:
    """Where a finding is, as SARIF locations: lines of a text, pages of anything else; at least the document."""
    document = conversion.document
    uri = f"datapackage/{conversion.disclosure.disclosure_id}/source/{document.name}"
    artifact: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    found = []
    for location in dict.fromkeys(Location(page=at.page, line=at.line) for at in finding.locations):
        is_line = location.line is not None and location.page is None
        physical = artifact | ({"region": {"startLine": location.line}} if is_line else {})
        words = place(location, document.media_type)
        found.append({"physicalLocation": physical} | ({"message": {"text": words}} if words and not is_line else {}))
    return found or [{"physicalLocation": artifact}]


def _tables(finding: Finding, conversion: Conversion) -> list[dict[str, Any]]:
    titles = {table.table_id: f"{table.number} {table.title}".strip() for table in conversion.disclosure.tables}
    return [
        {"name": titles.get(table_id) or table_id, "fullyQualifiedName": table_id, "kind": "table"}
        for table_id in finding.tables
    ]


def _result(finding: Finding, conversion: Conversion) -> dict[str, Any]:
    disclosure = conversion.disclosure.disclosure_id
    first, *others = _places(finding, conversion)
    tables = _tables(finding, conversion)
    return {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": f"{finding.message_en} {finding.message_zh}"},
        "locations": [first | ({"logicalLocations": tables} if tables else {})],
        "relatedLocations": others,
        "partialFingerprints": {"yusuan/v1": f"{disclosure}/{finding.finding_id}"},
    }


def sarif(conversions: Sequence[Conversion], version: str) -> dict[str, Any]:
    """One SARIF log of the findings of all conversions; ``version`` is that of the program."""
    used = sorted({finding.code for c in conversions for finding in c.findings})
    rules = [_rule(code, conversions[0].codelists["finding-codes"]) for code in used]
    results = [_result(finding, c) for c in conversions for finding in c.findings]
    driver = {"name": "yusuan", "version": version, "rules": rules}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
