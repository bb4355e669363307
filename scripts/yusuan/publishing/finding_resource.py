"""What the audit found: the resource ``findings``."""

from __future__ import annotations

from yusuan.audit.finding import Finding
from yusuan.conversion import Conversion
from yusuan.publishing.resource import Resource, Value
from yusuan.publishing.schemas import data_resource

SEVERITIES = ("error", "warning", "note")
"""The codes of the code list ``severities``, the gravest first."""


def findings(conversion: Conversion) -> Resource:
    """``findings``: one row per finding, in the order of the audit."""

    def row(found: Finding) -> tuple[Value, ...]:
        return (
            found.finding_id,
            found.code,
            found.severity,
            found.message_zh,
            found.message_en,
            ";".join(found.cell_ids),
            ";".join(map(str, found.lines)),
            found.expected,
            found.found,
            found.difference,
            found.tolerance,
            found.origin,
            ";".join(found.tables),
            ";".join(map(str, found.pages)),
        )

    return data_resource("findings", tuple(row(found) for found in conversion.findings))
