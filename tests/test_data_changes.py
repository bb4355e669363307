"""What changed in the published data: facts, amounts and findings of each disclosure, and nothing else."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from made_site import package, site
from sample import ROOT

from yusuan.checking.changes import SHOWN, changes_between, disclosure_changes
from yusuan.publishing.pages.changelog import data_state

Rows = dict[str, list[dict[str, str]]]


def rows() -> Rows:
    made = package()
    return {name: [dict(row) for row in made.table(name)] for name in ("facts", "findings")}


def test_the_same_state_is_no_change() -> None:
    assert disclosure_changes(rows(), rows(), "x").is_nothing


def test_each_kind_of_change_is_told() -> None:
    new = rows()
    new["facts"][0]["amount"] = "150.60"
    new["facts"][1]["status"] = "disputed"
    gone = new["facts"].pop()
    new["facts"] += [{**gone, "fact_id": "new.1"}, {**gone, "fact_id": "new.2"}]
    new["findings"][0]["found"] = "150.60"
    changes = disclosure_changes(rows(), new, "x")
    assert changes.amounts == ((rows()["facts"][0]["fact_id"], rows()["facts"][0]["amount"], "150.60"),)
    assert (changes.facts_added, changes.facts_gone, changes.statuses) == (2, 1, 1)
    assert (changes.findings_added, changes.findings_gone) == (1, 1)
    assert changes.facts == len(rows()["facts"]) + 1


def test_a_finding_that_only_got_another_number_is_no_change() -> None:
    new = rows()
    new["findings"][0]["finding_id"] = "sum-of-parts.7"
    assert disclosure_changes(rows(), new, "x").is_nothing


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two states of two published disclosures, alike."""
    published = sorted(path.parent for path in (ROOT / "datapackage").glob("*/source"))[:2]
    for state in ("old", "new"):
        for folder in published:
            shutil.copytree(folder, tmp_path / state / folder.name)
    return tmp_path / "old", tmp_path / "new"


def test_disclosures_that_came_went_or_changed_are_listed(folders: tuple[Path, Path]) -> None:
    old, new = folders
    assert list(changes_between(old, new)) == []
    first, second = sorted(path.name for path in new.iterdir())
    shutil.rmtree(new / first)
    assert list(changes_between(old, new)) == [f"- `{first}` is no longer published."]
    facts = new / second / "data/facts.csv"
    header, *lines = facts.read_text(encoding="utf-8").splitlines()
    column = header.split(",").index("amount")
    changed = [line.split(",") for line in lines]
    for cells in changed[: SHOWN + 2]:
        cells[column] = "999.00"
    facts.write_text("\n".join([header, *(",".join(cells) for cells in changed)]) + "\n", encoding="utf-8")
    gone, item, *amounts = changes_between(old, new)
    assert gone.endswith("no longer published.")
    assert item.startswith(f"- `{second}`, now {len(lines)} facts")
    assert item.endswith(f"{SHOWN + 2} amounts changed.")
    assert amounts[0].endswith("→ 999.00")
    assert amounts[-1] == "    - and 2 more."
    assert next(line for line in changes_between(new, old) if first in line).startswith(f"- `{first}` is new: ")


def test_the_page_says_what_is_published_now() -> None:
    overview = {"jianming": {"facts": "6", "cells": "9", "expenditure": "150.50", "fiscal_year": "2024"}}
    page = data_state(replace(site(package()), overview=overview), "en")
    assert "1 disclosures, 6 facts from 9 printed amounts, 1 findings" in page
    assert 'href="../disclosures/jianming/"' in page
    assert "150.50" in page
