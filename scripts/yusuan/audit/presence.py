"""What the index says of the tables, and what is there: missing, unlisted, empty or not, and why."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.audit.contents import Contents, Promise, contents, core
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.audit.titles import differing_titles, table_name, unnumbered_tables
from yusuan.reading.document import Paragraph
from yusuan.recognition.disclosure import Table
from yusuan.recognition.kinds import OTHER
from yusuan.recognition.labels import flatten

SUBJECTS = ("政府性基金", "国有资本", "采购", "购买服务", "三公", "会议", "培训", "专项", "结转", "政府债务")
"""Words that tell what a table is about, and what a reason for its emptiness is about."""

_LONGEST_TITLE = 60


def _complaint(code: str, promise: Promise, *tables: Table, **words: str) -> Complaint:
    return Complaint(
        code,
        words={"number": promise.name, "title": promise.title} | words,
        locations=(promise.location, *(table.location for table in tables)),
    )


def _captions(index: Contents, evidence: Evidence) -> set[str]:
    """What stands outside the index in lines or rows of its own, as titles are compared."""
    own = {promise.location for promise in index.promises}
    found = set()
    for block in evidence.blocks:
        lines = [(block,)] if isinstance(block, Paragraph) else block.rows
        for cells in lines:
            filled = [cell for cell in cells if flatten(cell.text)]
            if len(filled) == 1 and len(filled[0].text) <= _LONGEST_TITLE and filled[0].location not in own:
                found.add(core(filled[0].text, index.unit_names))
    return found


def _has_unidentified(index: Contents, evidence: Evidence) -> bool:
    """Whether amounts stand in a table that is not known: it may be any of those that the document seems to lack."""
    kept = {id(table) for tables in index.kept for table in tables}
    unknown = {t.table_id for t in evidence.disclosure.tables if id(t) not in kept and (t.kind == OTHER or not t.title)}
    return any(cell.table_id in unknown for cell in evidence.cells)


def _missing(index: Contents, evidence: Evidence) -> Iterator[Complaint]:
    """Promises that nothing keeps, unless the table may be there unrecognised."""
    unkept = [promise for promise, tables in zip(index.promises, index.kept, strict=True) if not tables]
    if not unkept or _has_unidentified(index, evidence):
        return
    captions = _captions(index, evidence)
    for promise in unkept:
        if core(promise.title, index.unit_names) not in captions:
            yield _complaint("empty-table-not-printed" if promise.is_empty else "table-missing", promise)


def _content(table: Table, evidence: Evidence) -> str:
    kinds = evidence.codelists["table-kinds"]
    return kinds[table.kind].extra.get("content", "") if table.kind in kinds else ""


def _unlisted(index: Contents, evidence: Evidence) -> Iterator[Complaint]:
    """Tables of amounts that stand among those the index lists, or bear a number that it lacks."""
    kept = {id(table) for tables in index.kept for table in tables}
    places = [n for n, table in enumerate(evidence.disclosure.tables) if id(table) in kept]
    numbers = {promise.number for promise in index.promises if promise.number}
    for n, table in enumerate(evidence.disclosure.tables):
        if id(table) in kept or not places or _content(table, evidence) != "amounts":
            continue
        if places[0] < n < places[-1] or (numbers and table.number and table.number not in numbers):
            yield Complaint(
                "table-not-in-index",
                words={"table": table_name(table)},
                locations=(table.location,),
            )


def _emptiness(index: Contents, evidence: Evidence) -> Iterator[Complaint]:
    for promise, table in index.pairs():
        if promise.is_empty:
            filled = [c for c in evidence.cells if c.table_id == table.table_id and c.amount]
            if filled:
                found = _complaint("empty-table-has-amounts", promise, table, amount=filled[0].printed.strip())
                yield Complaint(found.code, (filled[0].cell_id,), words=found.words, locations=found.locations)
        elif promise.is_empty is False and table.empty:
            yield _complaint("empty-table-undeclared", promise, table)


def _subjects(text: str) -> set[str]:
    return {word for word in SUBJECTS if word in flatten(text)}


def _reasons(index: Contents) -> Iterator[Complaint]:
    for promise in index.promises:
        if promise.is_empty and not flatten(promise.reason):
            yield _complaint("reason-missing", promise)
        elif promise.reason:
            yield from _of_another(promise, promise.title, promise.reason)


def _of_another(promise: Promise, title: str, reason: str, *tables: Table) -> Iterator[Complaint]:
    about, given = _subjects(title), _subjects(reason)
    if about and given and not about & given:
        yield _complaint("reason-of-another-table", promise, *tables, reason=reason)


def _notes(evidence: Evidence) -> Iterator[Complaint]:
    """Notes under empty tables whose reason is about something else; those that repeat the index are left to it."""
    for table in evidence.disclosure.tables:
        about, given = _subjects(table.title), _subjects(table.empty_reason)
        if about and given and not about & given:
            yield Complaint(
                "reason-of-another-table",
                words={"number": table.number, "title": table.title, "reason": table.empty_reason},
                locations=(table.location,),
            )


def index_against_tables(evidence: Evidence) -> Iterator[Complaint]:
    """Everything in which the index and the tables of a document disagree."""
    index = contents(evidence)
    yield from _missing(index, evidence)
    yield from _emptiness(index, evidence)
    yield from _reasons(index)
    if not any(promise.reason for promise in index.promises):
        yield from _notes(evidence)
    yield from differing_titles(index)
    yield from _unlisted(index, evidence)
    yield from unnumbered_tables(index, evidence)
