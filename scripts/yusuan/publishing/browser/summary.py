"""The summary of one disclosure, which the pages in the browser compare: totals, staff, breakdowns. JSON, no floats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from yusuan.concepts import Codelist
from yusuan.publishing.browser.breakdowns import VIEWS, Line, three_public_lines, type_lines, view_lines
from yusuan.publishing.pages.model import Package, Row
from yusuan.publishing.pages.words import label_of, place_name
from yusuan.publishing.resource import amount_text

NAME = "summary.json"
"""The file's name below the folder of each disclosure."""
INDEX = "disclosures/index.json"
"""Where the list of all disclosures stands on the site."""
_STAFF = ("establishment", "staff", "retired")
"""The subjects of statements that count people, the whole of each: authorised posts, staff in post, retired."""

Codelists = Mapping[str, Codelist]


def summary(package: Package, overview: Row, codelists: Codelists) -> dict[str, Any]:
    """What the disclosure says of its unit, ready for JSON; amounts are exact text in yuan.

    ``overview`` is the disclosure's row of the table ``disclosures``. A breakdown that the disclosure does not give is
    not there. ``staff`` holds only what the prose states, each with its sentence.
    """
    lines: dict[str, list[Line]] = {view: view_lines(package, view) for view in VIEWS}
    lines["type"] = type_lines(package, overview, codelists)
    lines["three_public"] = three_public_lines(package, overview, codelists)
    return index_entry(package, overview, codelists) | {
        "unit": "yuan",
        "revenue": overview["revenue"] or None,
        "staff": staff(package),
        "breakdowns": {
            name: {"total": _base(name, found, overview), "lines": found} for name, found in lines.items() if found
        },
    }


def _base(name: str, lines: Iterable[Line], overview: Row) -> str | None:
    """What the shares of a breakdown are shares of: the sum of a view, the year's expenditure for the others."""
    if name in VIEWS:
        return amount_text(sum((Decimal(line["amount"]) for line in lines if not line["parent"]), Decimal(0)))
    return overview["expenditure"] or None


def staff(package: Package) -> list[dict[str, Any]]:
    """The numbers of persons that the prose states for the whole unit, with the sentence that states each.

    A number that belongs to a project, to another year or that was only derived is left out, and so is one that
    the prose states twice and differently: it is never guessed.
    """
    found: dict[str, dict[Decimal, Row]] = {}
    for row in package.table("statements"):
        is_plain = not any(row[name] for name in ("project", "compared_with", "direction", "derived_from"))
        if row["subject"] in _STAFF and row["value"] and is_plain:
            found.setdefault(row["subject"], {}).setdefault(Decimal(row["value"]), row)
    return [
        {
            "subject": subject,
            "zh": row["subject_label_zh"],
            "en": row["subject_label_en"] or row["subject_label_zh"],
            "persons": format(persons, "f"),
            "statement": row["statement_id"],
            "sentence": row["sentence"],
        }
        for subject in _STAFF
        if len(found.get(subject, {})) == 1
        for persons, row in found[subject].items()
    ]


def index_entry(package: Package, overview: Row, codelists: Codelists) -> dict[str, Any]:
    """One disclosure in the list of all: whose, where, when, its total in yuan (``None`` where none is stated)."""
    division = overview["division"]
    return {
        "id": package.name,
        "zh": overview["organization_label_zh"] or package.name,
        "en": overview["organization_label_zh"] or package.name,
        "place_zh": place_name(division, codelists.get("divisions"), "zh"),
        "place_en": place_name(division, codelists.get("divisions"), "en"),
        "year": overview["fiscal_year"],
        "phase": overview["phase"],
        "phase_zh": label_of(overview["phase"], codelists.get("phase"), "zh"),
        "phase_en": label_of(overview["phase"], codelists.get("phase"), "en"),
        "scope": overview["scope"],
        "total": overview["expenditure"] or overview["revenue"] or None,
    }


def json_bytes(content: object) -> bytes:
    """Compact JSON in UTF-8 with a final newline."""
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def summary_json(package: Package, overview: Row, codelists: Codelists) -> bytes:
    """The file ``summary.json`` of one disclosure."""
    return json_bytes(summary(package, overview, codelists))


def index_json(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """The file ``disclosures/index.json``: one line per disclosure, so that it can be read and compared as text."""
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)
    return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"
