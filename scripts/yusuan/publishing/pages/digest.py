"""What pages across disclosures say of all of them, gathered in one pass: counts, the first findings, who uses a code.

What is kept grows with the number of disclosures (names and counts) and of checks, not with the rows of the packages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from yusuan.codelists import DIMENSION_LISTS
from yusuan.concepts import Codelist
from yusuan.publishing.pages.joined import parts
from yusuan.publishing.pages.model import Check, Digest, Found, Organization, Package, Row
from yusuan.publishing.used_codelists import LISTS, OWN

SEVERITIES = ("error", "warning", "note")
"""The codes of the code list ``severities``, the gravest first."""
SHOWN = 200
"""How many findings the list of all has in its page; the rest are fetched by its script."""
SHOWN_OF_CHECK = 100
"""How many findings the page of a check lists."""


@dataclass(slots=True)
class _Checked:
    """What is gathered of one check."""

    severities: Counter[str] = field(default_factory=Counter)
    disclosures: int = 0
    first: list[Found] = field(default_factory=list)
    example: Package | None = None


@dataclass(slots=True)
class _Gathered:
    """What is gathered of all packages seen so far."""

    severities: dict[str, Mapping[str, int]] = field(default_factory=dict)
    first: dict[str, list[Found]] = field(default_factory=dict)
    checks: dict[str, _Checked] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    uses: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    unlisted: dict[str, dict[str, Row]] = field(default_factory=dict)


def digest(packages: Iterable[Package], codelists: Mapping[str, Codelist]) -> Digest:
    """The digest of packages, which are asked for once each, in order."""
    gathered = _Gathered()
    for package in packages:
        _findings(package, gathered)
        _codes(package, codelists, gathered)
    first = [found for severity in SEVERITIES for found in gathered.first.get(severity, ())]
    return Digest(
        severities=gathered.severities,
        findings=sum(sum(counts.values()) for counts in gathered.severities.values()),
        first=tuple(first[:SHOWN]),
        checks={
            code: Check(dict(kept.severities), kept.disclosures, tuple(_gravest(kept.first)), kept.example)
            for code, kept in sorted(gathered.checks.items())
        },
        organizations=gathered.organizations,
        uses={name: {code: tuple(users) for code, users in codes.items()} for name, codes in gathered.uses.items()},
        unlisted={name: tuple(rows[code] for code in sorted(rows)) for name, rows in gathered.unlisted.items()},
    )


def _gravest(found: Iterable[Found]) -> list[Found]:
    rank = {severity: n for n, severity in enumerate(SEVERITIES)}
    return sorted(found, key=lambda each: rank.get(each.finding["severity"], len(rank)))


def _findings(package: Package, gathered: _Gathered) -> None:
    if "findings" not in package.rows:
        return
    rows = package.table("findings")
    gathered.severities[package.name] = Counter(row["severity"] for row in rows)
    for code in dict.fromkeys(row["code"] for row in rows):
        gathered.checks.setdefault(code, _Checked()).disclosures += 1
    for row in rows:
        found, check = Found(row, package.name), gathered.checks[row["code"]]
        check.severities[row["severity"]] += 1
        listed = gathered.first.setdefault(row["severity"], [])
        if len(listed) < SHOWN:
            listed.append(found)
        if len(check.first) < SHOWN_OF_CHECK:
            check.first.append(found)
        check.example = check.example or _narrowed(package, row)


def _narrowed(package: Package, finding: Row) -> Package:
    """A package with no more rows than the card of one finding needs."""
    wanted = set(parts(finding["cells"]))
    cells = tuple(cell for cell in package.table("cells") if cell["cell_id"] in wanted)
    return replace(
        package, rows={"tables": package.table("tables"), "cells": cells, "findings": (finding,)}, printed={}
    )


def _codes(package: Package, codelists: Mapping[str, Codelist], gathered: _Gathered) -> None:
    for row in package.table("codelist_organization"):
        known = gathered.organizations.setdefault(row["code"], Organization(row, []))
        known.disclosures.append(package.name)
    for dimension, listed in LISTS.items():
        if dimension in OWN:
            continue
        codelist = codelists.get(listed)
        name = codelist.name if codelist is not None else DIMENSION_LISTS.get(listed, listed)
        uses = gathered.uses.setdefault(name, {})
        for row in package.table(f"codelist_{dimension}"):
            users = uses.setdefault(row["code"], [])
            if package.name not in users[-1:]:
                users.append(package.name)
            if codelist is None or row["code"] not in codelist:
                gathered.unlisted.setdefault(name, {})[row["code"]] = row
