"""Whatever becomes of a document: without a sign no amount is read as another, moves to another key or vanishes, and
what was not touched stays as it was."""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest
from document_mutations import MUTATIONS, Mutant
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mutant_oracle import Case, Converted, converted, strict
from printed_documents import Printed, documents

DOCUMENTS = documents()
TRANSCRIPTS = [name for name in DOCUMENTS if "-" in name]
MADE = [name for name in DOCUMENTS if "-" not in name]
KINDS = ("txt", "html", "docx", "xlsx")
UNSTRIKABLE = {"amounts struck", "amounts replaced"}
"""What a transcript has no means to print."""
TOLD_ELSEWHERE = {"codes lost"}
"""A class that several codes have is told by the one that another table prints."""

Test = Callable[..., None]


def seeded(examples: int) -> Callable[[Test], Test]:
    """The same few examples every time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def _converted(printed: Printed, kind: str) -> Converted:
    with tempfile.TemporaryDirectory() as folder:
        return converted(printed, kind, Path(folder))


@cache
def before(name: str, kind: str) -> Converted:
    """A document as it was."""
    return _converted(DOCUMENTS[name], kind)


def differences(name: str, kind: str, mutation: str, random: Random) -> list[str]:
    """What does not hold of a document after a change."""
    mutant = MUTATIONS[mutation](DOCUMENTS[name], random)
    if mutant is None:
        return []
    return list(Case(before(name, kind), _converted(mutant.printed, kind), mutant).differences())


@pytest.mark.parametrize("mutation", MUTATIONS)
@seeded(3)
@given(st.integers(0, 2**32))
def test_a_changed_document_is_read_as_it_is_printed(mutation: str, seed: int) -> None:
    random = Random(f"{mutation} {seed}")
    name, kind = random.choice(MADE), random.choice(KINDS[mutation in UNSTRIKABLE :])
    assert differences(name, kind, mutation, random) == []


@pytest.mark.parametrize("name", TRANSCRIPTS)
@seeded(3)
@given(st.integers(0, 2**32))
def test_a_changed_transcript_is_read_as_it_is_printed(name: str, seed: int) -> None:
    random = Random(f"{name} {seed}")
    mutation = random.choice(sorted(MUTATIONS.keys() - UNSTRIKABLE - TOLD_ELSEWHERE))
    assert differences(name, "txt", mutation, random) == []


IN_PDF = ("amounts marked", "amounts negative", "full width", "rows swapped", "amounts in words", "page break")


@pytest.mark.parametrize("mutation", IN_PDF)
@seeded(1)
@given(st.integers(0, 2**32))
def test_a_changed_pdf_has_the_amounts_that_it_prints(mutation: str, seed: int) -> None:
    random = Random(f"{mutation} {seed}")
    mutant = MUTATIONS[mutation](DOCUMENTS[random.choice(MADE[:9])], random)
    assert mutant
    conversion = _converted(mutant.printed, "pdf").conversion
    assert conversion
    spots = [spot for sheet in mutant.printed.sheets for row in sheet.rows for spot in row if spot.is_amount]
    printed = Counter(spot.value * 10_000 for spot in spots if spot.value is not None and not spot.is_unreadable)
    assert Counter(cell.amount for cell in conversion.cells if cell.table_id != "prose") == printed
    unread = [found for found in conversion.unrecognised if found.what == "amount"]
    assert len(unread) == sum(spot.is_unreadable for spot in spots)


def _case(name: str = "national 1") -> Case:
    """A document that was not changed."""
    made = before(name, "txt")
    return Case(made, made, Mutant(DOCUMENTS[name], frozenset({0, 1, 2, 3}), is_same=True))


def test_nothing_is_said_of_a_document_that_was_not_changed() -> None:
    for name in MADE:
        assert list(_case(name).differences()) == []


@pytest.mark.parametrize("harm", ["amount", "key", "cell", "fact"])
def test_harm_done_to_a_conversion_is_noticed(harm: str) -> None:
    case = _case()
    whole = case.after.conversion
    assert whole
    cell, other = whole.cells[20], whole.cells[21]
    cells = {
        "amount": [*whole.cells[:20], replace(cell, amount=cell.amount + 1), *whole.cells[21:]],
        "key": [*whole.cells[:20], replace(cell, key=other.key), *whole.cells[21:]],
        "cell": [*whole.cells[:20], *whole.cells[21:]],
    }.get(harm, whole.cells)
    facts = [replace(whole.facts[0], amount=Decimal(5)), *whole.facts[1:]] if harm == "fact" else whole.facts
    harmed = replace(whole, cells=tuple(cells), facts=tuple(facts))
    kind = {"amount": "misread", "key": "other key", "cell": "vanished", "fact": "witness"}[harm]
    found = Case(case.before, Converted(case.after.printed, case.after.places, harmed), case.mutant)
    if harm == "cell":
        facts = [f for f in whole.facts if cell.cell_id not in f.cell_ids]
        found = replace(found, after=replace(found.after, conversion=replace(harmed, facts=tuple(facts))))
    assert any(kind in said for said in found.differences())


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("１，２３４．５０", "1234.50"),
        ("△5.00", "-5.00"),
        ("(5.00)", "-5.00"),
        ("5.00-", "-5.00"),
        ("5.00①", "5.00"),
        ("5.00（注1）", "5.00"),
        ("12 234.00", None),
        ("2,84.00", None),
        ("约5.00", None),
        ("٤5", None),
        ("-", None),
    ],
)
def test_the_strict_reading_of_this_test(text: str, amount: str | None) -> None:
    assert strict(text) == (None if amount is None else Decimal(amount))
