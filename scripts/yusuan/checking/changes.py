"""What changed in the published data between two states of ``datapackage/``: for the changelog, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from yusuan.checking.published import Row, read_package

SHOWN = 10
"""So many changed amounts of a disclosure are listed; of more, only how many there are."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in one disclosure. ``amounts`` are the facts of both states whose amounts differ: fact, old and new
    amount as text. The counts are those of facts and findings now, and of those that came and went."""

    disclosure: str
    facts: int
    facts_added: int
    facts_gone: int
    amounts: tuple[tuple[str, str, str], ...]
    statuses: int
    findings: int
    findings_added: int
    findings_gone: int

    @property
    def is_nothing(self) -> bool:
        """Whether both states say the same."""
        counts = (self.facts_added, self.facts_gone, self.statuses, self.findings_added, self.findings_gone)
        return not self.amounts and not any(counts)


def disclosure_changes(old: Mapping[str, list[Row]], new: Mapping[str, list[Row]], disclosure: str) -> Changes:
    """The changes between two states of a disclosure, each given as its rows of ``facts`` and ``findings``."""
    before = {row["fact_id"]: row for row in old["facts"]}
    now = {row["fact_id"]: row for row in new["facts"]}
    both = [fact for fact in now if fact in before]
    # The number in the id of a finding moves when another comes before it: what it says is compared.
    found_before, found_now = ({_said(row) for row in state["findings"]} for state in (old, new))
    return Changes(
        disclosure,
        len(now),
        len(now.keys() - before.keys()),
        len(before.keys() - now.keys()),
        tuple(
            (fact, before[fact]["amount"], now[fact]["amount"])
            for fact in both
            if before[fact]["amount"] != now[fact]["amount"]
        ),
        sum(before[fact]["status"] != now[fact]["status"] for fact in both),
        len(new["findings"]),
        len(found_now - found_before),
        len(found_before - found_now),
    )


def _said(row: Row) -> tuple[str, ...]:
    return (row["code"], row["cells"], row["lines"], row["expected"], row["found"])


def changes_between(old: Path, new: Path) -> Iterator[str]:
    """Lines of Markdown that say what changed from the folder ``old`` to ``new``, each a ``datapackage/``: one item
    for each disclosure that came, went or changed, below it the amounts.

    Raises:
        InputError: a package cannot be read.
    """
    before, now = _disclosures(old), _disclosures(new)
    for name in sorted(before.keys() | now.keys()):
        if name not in now:
            yield f"- `{name}` is no longer published."
        elif name not in before:
            rows = _rows(now[name])
            yield f"- `{name}` is new: {len(rows['facts']):,} facts, {len(rows['findings']):,} findings."
        else:
            yield from _item(disclosure_changes(_rows(before[name]), _rows(now[name]), name))


def _disclosures(folder: Path) -> dict[str, Path]:
    return {path.parent.name: path.parent for path in folder.glob("*/source") if (path.parent / "data").is_dir()}


def _rows(folder: Path) -> dict[str, list[Row]]:
    package = read_package(folder)
    return {name: package.rows(name) for name in ("facts", "findings")}


def _item(changes: Changes) -> Iterator[str]:
    if changes.is_nothing:
        return
    told = [
        f"{count:,} {what}"
        for count, what in (
            (changes.facts_added, "facts added"),
            (changes.facts_gone, "facts gone"),
            (len(changes.amounts), "amounts changed"),
            (changes.statuses, "statuses changed"),
            (changes.findings_added, "findings added"),
            (changes.findings_gone, "findings gone"),
        )
        if count
    ]
    yield f"- `{changes.disclosure}`, now {changes.facts:,} facts and {changes.findings:,} findings: {', '.join(told)}."
    for fact, old, new in changes.amounts[:SHOWN]:
        yield f"    - `{fact}`: {old} → {new}"
    if len(changes.amounts) > SHOWN:
        yield f"    - and {len(changes.amounts) - SHOWN:,} more."
