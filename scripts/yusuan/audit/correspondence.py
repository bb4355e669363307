"""The two economic classifications of one line: which government class a departmental class may stand beside."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.audit.coded_lines import by_row, coded_lines
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.concepts import Codelist

_SINCE = "2018"
"""The year from which there are two classifications."""


class Correspondence:
    """The pairs of the list ``economic-correspondence``: departmental class → government classes."""

    def __init__(self, pairs: Codelist) -> None:
        self._governmental: dict[str, set[str]] = {}
        for pair in pairs:
            self._governmental.setdefault(pair.extra["economic"], set()).add(pair.extra["gov_economic"])

    def possible(self, economic: str, gov_economic: str) -> tuple[str, ...]:
        """The government classes that may stand beside a departmental one, empty when the printed one is among them or
        when too little is known. First the top classes are compared; below them only codes whose counterparts within
        the printed top class are listed."""
        top = self._governmental.get(economic[:3], set())
        if top and gov_economic[:3] not in top:
            return tuple(sorted(top))
        if len(economic) != len(gov_economic) or len(economic) == len(economic[:3]):
            return ()
        within = {code for code in self._governmental.get(economic, ()) if code[:3] == gov_economic[:3]}
        return tuple(sorted(within)) if within and gov_economic not in within else ()


def classes_that_do_not_correspond(evidence: Evidence) -> Iterator[Complaint]:
    """Rows whose departmental and government economic class cannot be those of one amount."""
    codelist = evidence.codelists.get("economic-correspondence")
    if codelist is None or evidence.disclosure.fiscal_year < _SINCE:
        return
    correspondence = Correspondence(codelist)
    for lines in by_row(coded_lines(evidence)).values():
        if not lines.keys() >= {"economic", "gov_economic"}:
            continue
        line, beside = lines["economic"], lines["gov_economic"]
        possible = correspondence.possible(line.code, beside.code)
        if possible:
            yield Complaint(
                "classes-do-not-correspond",
                line.cell_ids,
                words={"place": line.place, "code": f"{beside.code} {beside.name}", "possible": "/".join(possible)},
                locations=(line.location,),
            )
