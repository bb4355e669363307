"""The audit protects the figures: a changed digit is noticed. A sample here; all of them with `make mutations`."""

import pytest
from mutations import conversions, mutations

from yusuan.conversion import Conversion

EVERY = 15
LEAST_FOUND = 0.95


@pytest.fixture(scope="module")
def disclosures() -> list[Conversion]:
    return conversions()


def test_a_changed_digit_is_noticed(disclosures: list[Conversion]) -> None:
    results = [mutation for conversion in disclosures for mutation in mutations(conversion, EVERY)]
    missed = [f"{m.cell.cell_id}: {m.cell.printed} -> {m.changed}" for m in results if not m.is_found]
    assert len(results) > 40
    assert 1 - len(missed) / len(results) >= LEAST_FOUND, missed


def test_clean_tables_raise_no_arithmetic_alarm(disclosures: list[Conversion]) -> None:
    arithmetic = {"sum-of-parts", "parts-exceed-whole", "amount-contradicted", "amounts-disagree", "funds-disagree"}
    for conversion in disclosures:
        if conversion.disclosure.disclosure_id.startswith(("anyang-", "weinan-")):
            alarms = [
                finding
                for finding in conversion.findings
                if finding.code in arithmetic and not any(c.startswith("prose.") for c in finding.cell_ids)
            ]
            assert alarms == []
