"""Years and phases: which tables are about others than the document, and titles that name what the body is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.facts.fact import Cell
from yusuan.reading.document import Location, Paragraph
from yusuan.recognition.identity import page_title
from yusuan.recognition.labels import flatten
from yusuan.recognition.periods import table_periods
from yusuan.recognition.stated_periods import (
    Stated,
    document_titles,
    is_of_accounts,
    stated_phase,
    table_sections,
    title_periods,
)


def own_periods(evidence: Evidence) -> Mapping[str, Mapping[str, str]]:
    """Year and phase of the tables that are about others than the disclosure, by table."""
    disclosure, names = evidence.disclosure, (evidence.disclosure.organization.label_zh,)
    own, head = Stated(disclosure.fiscal_year, disclosure.phase), page_title(evidence.blocks)
    sections = table_sections(evidence.blocks, own, head, names)
    return table_periods(disclosure.tables, own.year, own.phase, sections)


def titles_of_another_phase(evidence: Evidence) -> Iterator[Complaint]:
    """A title of the document, or of a table, that names a budget where the document is final accounts, or the other
    way round; also where only the columns of its tables say so. A table that is of another year too may well be of
    another phase."""
    disclosure, head = evidence.disclosure, page_title(evidence.blocks)
    is_accounts = is_of_accounts(disclosure.phase)
    named = {is_of_accounts(period.phase) for period in title_periods(head)}
    phases = [c.key.phase for c in evidence.cells if c.key and _is_of_table(c, disclosure.fiscal_year, evidence)]
    if named and is_accounts not in named:
        yield _complaint(head, head, disclosure.phase, _place_of(head, evidence), evidence)
    elif named and phases and not {is_of_accounts(phase) for phase in phases} & named:
        yield _complaint(head, head, phases[0], _place_of(head, evidence), evidence)
    yield from _titles_of_the_cover(head, evidence)
    others = own_periods(evidence)
    for table in disclosure.tables:
        phase = stated_phase(flatten(table.title))
        is_other = bool(phase) and is_of_accounts(phase) != is_accounts
        if is_other and "fiscal_year" not in others.get(table.table_id, {}):
            name = " ".join(part for part in (table.number, table.title) if part)
            yield _complaint(name, table.title, disclosure.phase, (table.location,), evidence)


def _titles_of_the_cover(head: str, evidence: Evidence) -> Iterator[Complaint]:
    """A second title at the head of the document, with the name of the unit, that names what the first, and with it the
    document, is not: of the document's year (2024年部门决算公开, 2024年部门预算); or of another year, where all amounts
    are of that period: then the first is the title of the page alone."""
    disclosure, flat_head = evidence.disclosure, flatten(head)
    is_accounts = is_of_accounts(disclosure.phase)
    if not head or {is_of_accounts(period.phase) for period in title_periods(head)} != {is_accounts}:
        return
    stated = {Stated(cell.key.fiscal_year, cell.key.phase) for cell in evidence.cells if cell.key}
    for line, location in document_titles(evidence.blocks):
        periods = set(title_periods(line))
        if disclosure.organization.label_zh not in line or line in flat_head or len(periods) != 1:
            continue
        (period,) = periods
        if is_of_accounts(period.phase) == is_accounts:
            continue
        if period.year == disclosure.fiscal_year:
            yield _complaint(line, line, disclosure.phase, (location,), evidence)
            return
        if stated == periods:
            yield _complaint(head, head, period.phase, _place_of(head, evidence), evidence, period.year)
            return


def _is_of_table(cell: Cell, fiscal_year: str, evidence: Evidence) -> bool:
    """Whether a cell is one of the tables that is of the year of the document."""
    return cell.key is not None and cell.key.fiscal_year == fiscal_year and cell.table_id in evidence.tables


def _complaint(
    name: str, title: str, phase: str, places: tuple[Location, ...], evidence: Evidence, year: str = ""
) -> Complaint:
    phases = evidence.codelists["phase"]
    named = next((period.phase for period in title_periods(title)), "") or stated_phase(flatten(title))
    words = {
        "title": name,
        "year": year or evidence.disclosure.fiscal_year,
        "found_zh": phases[named].label_zh,
        "found_en": phases[named].label_en,
        "phase_zh": phases[phase].label_zh,
        "phase_en": phases[phase].label_en,
    }
    return Complaint("title-of-another-phase", words=words, locations=places)


def _place_of(title: str, evidence: Evidence) -> tuple[Location, ...]:
    """Where the title of the document stands, of one in two lines the first."""
    flat = flatten(title)
    paragraphs = (block for block in evidence.blocks if isinstance(block, Paragraph) and flatten(block.text))
    return tuple(block.location for block in paragraphs if flat.startswith(flatten(block.text)))[:1]
