"""What the rules across tables and document find in the five published disclosures: these findings and no others.

Each was checked by hand against the transcripts; a new one here is a discovery or a false alarm.
"""

import pytest
from audited import evidence

from yusuan.audit.absences import misplaced_absences
from yusuan.audit.audit import Rule
from yusuan.audit.codes import contradicted_codes
from yusuan.audit.correspondence import classes_that_do_not_correspond
from yusuan.audit.layout import (
    amounts_without_label,
    columns_without_amounts,
    labels_told_by_place,
    moved_cells,
    summaries_without_total,
)
from yusuan.audit.measure import implausible_units, tables_without_unit
from yusuan.audit.names import varying_names
from yusuan.audit.numbering import broken_numbering
from yusuan.audit.presence import index_against_tables
from yusuan.audit.repeated import repeated_lines
from yusuan.audit.titles import repeated_numbers, titles_of_another_year
from yusuan.conversion import Conversion

RULES: tuple[Rule, ...] = (
    *(contradicted_codes, classes_that_do_not_correspond, index_against_tables, repeated_numbers),
    *(titles_of_another_year, varying_names, tables_without_unit, implausible_units, repeated_lines),
    *(amounts_without_label, columns_without_amounts, summaries_without_total, labels_told_by_place),
    *(moved_cells, broken_numbering, misplaced_absences),
)
FOUND = {
    "ankang": [
        "line-coded-differently 表8 30236 其他交通费用",
        "table-missing 表2",
        "table-missing 表3",
        "table-missing 表12",
        "reason-of-another-table 表11",
        "name-misprinted 表8 30213 维修(租)费",
        "name-misprinted 表8 50209 维修(租)费",
        "labels-told-by-place 表4",
        "numbering-broken 表1 30→33、38→40",
        "numbering-broken 表4 30→32、33→37",
    ],
    "anyang": ["cells-moved 3, 4", "numbering-broken 17→19、24→27、27→29"],
    "sixian": ["table-missing 2.", "unit-name-varies 2"],
    "weinan": [
        "table-missing 表1",
        "table-missing 表2",
        "table-missing 表3",
        "table-missing 表12",
        "announced-table-missing 国有资本",
        "empty-table-not-printed 表11",
        "unit-name-varies 6",
        "column-without-amounts 表4",
        "summary-without-total 表4",
        "unit-of-measure-missing 表4",
    ],
    "zizhou": [
        "table-missing 表2",
        "table-missing 表3",
        "table-missing 表12",
        "absence-under-another-heading (四)政府性基金预算支出情况",
        "announced-table-missing 国有资本",
        "announced-table-missing 国有资本",
        "empty-table-not-printed 表11",
        "table-without-number 表13-4",
        "unit-name-varies 2",
        "zero-without-label 表1 4",
        "zero-without-label 表4 4",
    ],
}
"""Code and what tells the finding: table or entry of the index, then counts or breaks where the code has them."""


def told(code: str, words: dict[str, str]) -> str:
    """A complaint in one line."""
    if code == "unit-name-varies":
        return f"{code} {words['count']}"
    table = words.get("table", "").split(" ")[0]
    number = table if table.startswith("表") else ""
    own = [words.get(name, "") for name in ("missing", "number", "rows", "breaks", "subject", "heading")]
    parts = [words.get("place", "") or number, *own, words.get("count", "") if code.startswith("zero") else ""]
    return " ".join((code, *(part for part in parts if part)))


@pytest.mark.parametrize("place", sorted(FOUND))
def test_findings_of_the_five(place: str, conversions: dict[str, Conversion]) -> None:
    whole = evidence(conversions[place])
    assert sorted(told(c.code, dict(c.words)) for rule in RULES for c in rule(whole)) == sorted(FOUND[place])


def test_every_finding_has_a_place(conversions: dict[str, Conversion]) -> None:
    for conversion in conversions.values():
        whole = evidence(conversion)
        last = max(block.location.line or 0 for block in conversion.document.blocks)
        for complaint in (c for rule in RULES for c in rule(whole)):
            assert complaint.cell_ids or complaint.locations, complaint.code
            assert set(complaint.cell_ids) <= set(whole.by_id)
            assert all(at.line and 0 < at.line <= last + 60 for at in complaint.locations)


def test_no_rule_here_speaks_of_sums(conversions: dict[str, Conversion]) -> None:
    for conversion in conversions.values():
        whole = evidence(conversion)
        assert all(c.expected is None and c.found is None for rule in RULES for c in rule(whole))


def test_every_code_is_explained(conversions: dict[str, Conversion]) -> None:
    for conversion in conversions.values():
        whole = evidence(conversion)
        listed = whole.codelists["finding-codes"]
        for complaint in (c for rule in RULES for c in rule(whole)):
            extra = listed[complaint.code].extra
            assert extra["severity"] in ("warning", "note")
            for language in ("zh", "en"):
                assert extra[f"message_{language}"].format_map(complaint.words)
                assert all(extra[f"{part}_{language}"] for part in ("check", "condition", "tolerance"))
