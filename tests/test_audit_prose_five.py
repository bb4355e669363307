"""What the rules of the narrative find in the five published disclosures: these findings and no others.

Each was checked by hand against the transcripts; a new one here is a discovery or a false alarm.
"""

import pytest
from audited import evidence
from prose_mutations import mutations

from yusuan.audit.audit import RULES
from yusuan.conversion import Conversion

MODULES = (
    *("prose", "prose_codes", "parts", "changes", "change_words", "ratios"),
    *("staffing", "counts", "denials", "wording"),
)
PROSE_RULES = [rule for rule in RULES if rule.__module__.removeprefix("yusuan.audit.") in MODULES]
FOUND = {
    "ankang": [
        "amount-without-unit 3.25",
        "change-both-directions 机关资本性支出（503） 0.02万元",
        "prose-amount-of-another-class 机关资本性支出（503） 1.33 万元 0 万元",
        "prose-differs-from-tables 本单位当年公用经费预算安排 61 万元 59.015696 万元",
    ],
    "anyang": [],
    "sixian": [
        "changes-do-not-add 泗县医疗保障局2024年一般公共预算支出 +1,653.67 万元 +1,648.67 万元",
        "prose-rounded 泗县医疗保障局2024年机关运行经费财政拨款预算 75.3 万元 75.27 万元",
        "words-doubled 部门",
        "zero-change-worded 其他医疗保障管理事务支出减少0万元，减少0%",
        "zero-change-worded 社会保险经办机构减少0万元，减少0%",
    ],
    "weinan": [
        "changes-do-not-add 本单位当年一般公共预算支出 +239.32 万元 +176.42 万元",
        "changes-do-not-add 本单位当年一般公共预算支出 +239.32 万元 +176.42 万元",
        "changes-do-not-add 本单位当年一般公共预算支出 +239.32 万元 +176.43 万元",
        "meetings-beyond-budget 0 万元 5 万元",
        "paragraph-repeated",
        "prose-code-of-another-list 机关对个人和家庭的补助支出（303） 1.03万元 ，应为509 对个人和家庭的补助",
        "prose-rounded 医疗保障经办事务 (2101506) 643.2 万元 643.2973 万元",
        "words-misprinted 一般共预算拨款收入 一般共预算 一般公共预算",
    ],
    "zizhou": [
        "changes-do-not-add 本单位当年一般公共预算支出 -30.1 万元 -4.92 万元",
        "prose-code-name-mismatch 医疗保障管理事务（2101550） 253.69万元 ，是其上级科目的名称",
        "reasons-contradict 日常公用经费",
        "retired-counted-as-staff 实有人员 24人 23人",
        "staff-in-target-differs 保障工资人员数 22",
        "unit-without-number 万元",
        "words-doubled 是",
        "zero-change-worded 7",
    ],
}
"""Code, what it is about, what is found and what is expected, where the code has them."""

EVERY = 8
LEAST_FOUND = 0.9


def told(code: str, words: dict[str, str]) -> str:
    """A complaint in one line; of many changes of nothing their number."""
    if code == "zero-change-worded" and (count := words["changes"].count("；")):
        return f"{code} {count + 1}"
    likely = words.get("likely_zh", "") if code.startswith("prose") else ""
    own = [words.get(name, "") for name in ("what", "about", "changes", "unit", "found", "expected")]
    return " ".join(part for part in (code, *own, likely) if part)


@pytest.mark.parametrize("place", sorted(FOUND))
def test_the_narrative_of_the_five_has_these_findings(place: str, conversions: dict[str, Conversion]) -> None:
    seen = evidence(conversions[place])
    found = [told(c.code, dict(c.words)) for rule in PROSE_RULES for c in rule(seen)]
    assert len(PROSE_RULES) > 20
    assert sorted(found) == sorted(FOUND[place])


@pytest.mark.parametrize("place", ["anyang", "weinan"])
def test_the_clean_tables_are_no_part_of_errors(place: str, conversions: dict[str, Conversion]) -> None:
    prose = [f for f in conversions[place].findings if f.severity == "error"]
    assert all(cell_id.startswith("prose.") for finding in prose for cell_id in finding.cell_ids)


def test_a_changed_digit_of_the_narrative_is_noticed(conversions: dict[str, Conversion]) -> None:
    results = [m for conversion in conversions.values() for m in mutations(conversion, EVERY)]
    missed = [f"{m.cell.label}: {m.cell.printed} -> {m.changed}" for m in results if not m.is_found]
    assert len(results) > 8
    assert 1 - len(missed) / len(results) >= LEAST_FOUND, missed
