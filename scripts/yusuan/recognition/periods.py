"""Years and phases in headers and titles: 2023年预算数, 上年执行数, 2023年度收入支出决算总表."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yusuan.reading.document import Location
from yusuan.recognition.disclosure import Table
from yusuan.recognition.labels import flatten, normalise
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.stated_periods import Stated, is_of_accounts, stated_phase

_WORD = r"\(?(?:(?P<year>20\d\d)年?|(?P<last>上年|上一年|去年)|(?P<this>本年|当年|今年))度?\)?"
_YEAR, _YEAR_AT_END = re.compile(_WORD), re.compile(rf"{_WORD}\Z")
_TITLE_YEAR = re.compile(r"(?<!\d)\(?(20\d\d)\)?年")
_LAST, _THIS = "-1", "0"
_SHORTEST_SUFFIX = 3
"""预算数 or 决算数 end a header as its phase; 预算 alone is more often part of what it names (政府性基金预算)."""


@dataclass(frozen=True, slots=True)
class Period:
    """The part of a header that tells when: ``year`` is four digits, ``-1`` for the year before that of the document,
    ``0`` for its own, or ``""``; ``phase`` a code of ``phases`` or ``""``. ``rest`` is the label without either."""

    year: str = ""
    phase: str = ""
    rest: str = ""


def _phase(label: str, lexicon: Lexicon) -> tuple[str, str]:
    """The phase that a label is, or ends with, and the label before it; ``""`` where there is none."""
    for start in range(len(label) - 1):
        if start and len(label) - start < _SHORTEST_SUFFIX:
            break
        found = lexicon.exact("phase", label[start:])
        if len(found) == 1:
            return found[0], label[:start]
    return "", label


def _year(found: re.Match[str]) -> str:
    return found["year"] or (_LAST if found["last"] else _THIS)


def period(label: str, lexicon: Lexicon) -> Period:
    """The year and phase that a header names. A year counts where it stands alone or before a phase: 上年结转 and
    2023年结余 are no amounts of another year, but what that year left to this one."""
    text = normalise(label)
    first = _YEAR.match(text)
    phase, rest = _phase(text[first.end() :] if first else text, lexicon)
    if first and (phase or first.end() == len(text)):
        return Period(_year(first), phase, rest)
    if first:
        return Period("", "", text)
    last = _YEAR_AT_END.search(rest) if phase else None
    return Period(_year(last), phase, rest[: last.start()]) if last else Period("", phase, rest)


def settled_year(year: str, fiscal_year: str) -> str:
    """The four digits of a period's year in a document of ``fiscal_year``."""
    return str(int(fiscal_year) + int(year)) if year in (_LAST, _THIS) else year


def _of_title(title: str) -> tuple[str, str]:
    """The year and the phase that a title names, ``""`` for what it does not."""
    words = flatten(title)
    years = _TITLE_YEAR.findall(words)
    return (years[0] if len(set(years)) == 1 else ""), stated_phase(words)


def table_periods(
    tables: Sequence[Table], fiscal_year: str, phase: str, sections: Mapping[Location, Stated] | None = None
) -> Mapping[str, Mapping[str, str]]:
    """The year and phase of tables that are about another one than their document, by table. A title that names another
    is believed where it differs in both, or where another table of the same kind is the document's own; else it is a
    slip. ``sections`` are the periods of the parts of the document by the places of their cells: what the title of a
    table there does not say is theirs."""
    stated = {table.table_id: _of_title(table.title) for table in tables}
    differing = {
        table_id: (bool(year) and year != fiscal_year, bool(named) and is_of_accounts(named) != is_of_accounts(phase))
        for table_id, (year, named) in stated.items()
    }
    own_kinds = {table.kind for table in tables if not any(differing[table.table_id])}
    found: dict[str, Mapping[str, str]] = {}
    for table in tables:
        differs = differing[table.table_id]
        year, named = stated[table.table_id]
        section = _section(table, sections or {})
        if section is not None and year in ("", section.year):
            found[table.table_id] = section.sets | ({"phase": named} if named else {})
        elif all(differs) or (any(differs) and table.kind in own_kinds):
            codes = zip(("fiscal_year", "phase"), stated[table.table_id], strict=True)
            found[table.table_id] = {dimension: code for dimension, code in codes if code}
    return found


def _section(table: Table, sections: Mapping[Location, Stated]) -> Stated | None:
    return next((sections[cell.location] for row in table.printed for cell in row if cell.location in sections), None)


def settled_phase(phase: str, year: str, base: Mapping[str, str]) -> str:
    """The phase that an amount of a year has in a document of ``base``: the budget of the own year of a draft is that
    draft."""
    is_own = year == base["fiscal_year"] and base["phase"] == "draft"
    return "draft" if is_own and phase == "approved" else phase
