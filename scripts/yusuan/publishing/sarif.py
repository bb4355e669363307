"""Findings as SARIF 2.1.0, the form in which continuous integration shows what a checker found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yusuan.audit.finding import Finding
from yusuan.concepts import Codelist
from yusuan.conversion import Conversion

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _rule(code: str, codes: Codelist) -> dict[str, Any]:
    concept = codes[code]
    return {
        "id": code,
        "shortDescription": {"text": concept.label_en},
        "fullDescription": {"text": concept.extra["check_en"]},
        "defaultConfiguration": {"level": concept.extra["severity"]},
    }


def _result(finding: Finding, conversion: Conversion) -> dict[str, Any]:
    disclosure = conversion.disclosure.disclosure_id
    uri = f"datapackage/{disclosure}/source/{conversion.document.name}"
    regions = [{"region": {"startLine": line}} for line in finding.lines] or [{}]
    return {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": f"{finding.message_en} {finding.message_zh}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}} | regions[0]}],
        "relatedLocations": [
            {"physicalLocation": {"artifactLocation": {"uri": uri}} | region} for region in regions[1:]
        ],
        "partialFingerprints": {"yusuan/v1": f"{disclosure}/{finding.finding_id}"},
    }


def sarif(conversions: Sequence[Conversion], version: str) -> dict[str, Any]:
    """One SARIF log of the findings of all conversions; ``version`` is that of the program."""
    used = sorted({finding.code for c in conversions for finding in c.findings})
    rules = [_rule(code, conversions[0].codelists["finding-codes"]) for code in used]
    results = [_result(finding, c) for c in conversions for finding in c.findings]
    driver = {"name": "yusuan", "version": version, "rules": rules}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
