"""What the narrative says that there is none of, against the amounts that are printed for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.facts.fact import Fact
from yusuan.reading.document import Location

_FUNDS = {"政府性基金": "government-fund", "国有资本经营": "state-capital"}
_MEMORANDA = {"政府采购": "procurement", "政府购买服务": "purchased-services"}
_DENIED = re.compile(r"(?:无|没有|未安排|未使用|不涉及)(?P<what>[^，。；:：]{0,30})")
_OTHER_YEAR = re.compile("上年|去年|上一年|历年|往年")
_BOTH_SIDES = ("revenue", "expenditure")
_SIDES = {"收支": _BOTH_SIDES, "收入": ("revenue",), "支出": ("expenditure",)}


@dataclass(frozen=True, slots=True)
class _Denial:
    """A sentence that says that there is nothing of a fund or of a memorandum item, on the sides named."""

    sentence: str
    code: str
    sides: tuple[str, ...]
    location: Location

    def is_of(self, fact: Fact, evidence: Evidence) -> bool:
        """Whether a fact is an amount of what is said not to be."""
        key = fact.key
        if not fact.amount or not key.operation.startswith(self.sides):
            return False
        if self.code in _FUNDS.values():
            return evidence.codelists["fund"].is_within(key.fund, self.code)
        return key.expenditure_type == self.code


def _denials(evidence: Evidence) -> Iterator[_Denial]:
    for passage in evidence.passages:
        text = passage.text.compact
        for found in _DENIED.finditer(text):
            codes = [code for word, code in (_FUNDS | _MEMORANDA).items() if word in found["what"]]
            start = max(text.rfind(mark, 0, found.start()) for mark in "。；，") + 1
            if len(codes) == 1 and not _OTHER_YEAR.search(text[start : found.end()]):
                sides = next((of for word, of in _SIDES.items() if word in found["what"]), _BOTH_SIDES)
                yield _Denial(text[start : found.end()], codes[0], sides, passage.text.location(found.start()))


def denied_amounts(evidence: Evidence) -> Iterator[Complaint]:
    """What the narrative says that there is none of, and for which amounts are printed; each once, by its greatest."""
    seen = set()
    for denial in _denials(evidence):
        denied = [fact for fact in evidence.facts if denial.is_of(fact, evidence) and evidence.is_told(fact)]
        if denied and (denial.code, denial.sides) not in seen:
            seen.add((denial.code, denial.sides))
            fact = max(denied, key=lambda fact: fact.amount)
            cell = evidence.witnesses(fact)[0]
            words = {"sentence": denial.sentence, "place": evidence.place(cell)}
            words["found"] = evidence.in_unit_of(cell, cell.amount)
            yield Complaint(
                "denied-amount", (cell.cell_id,), found=fact.amount, words=words, locations=(denial.location,)
            )
