"""The order of the rooms: document → disclosure → cells → facts → views. The only module that knows it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from yusuan.concepts import Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.errors import InputError
from yusuan.facts.actors import Activities, Organizations
from yusuan.facts.belonging import with_units
from yusuan.facts.binding import Binder, attested_names
from yusuan.facts.breakdown import views
from yusuan.facts.coded import Names
from yusuan.facts.fact import Cell
from yusuan.facts.reconcile import reconcile
from yusuan.reading.document import Document
from yusuan.reading.transcript import read_transcript
from yusuan.recognition.disclosure import Disclosure, Table, Unrecognised
from yusuan.recognition.identity import Identity, identify
from yusuan.recognition.kinds import OTHER
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.tables import content_of, recognise_tables
from yusuan.sources import Source


def read(path: Path) -> Document:
    """Read a file into a document.

    Raises:
        InputError: the file cannot be used.
    """
    return read_transcript(path)


def _settled(identity: Identity, source: Source) -> Identity:
    """What was recognised, with what a human says instead; every part must be known in the end."""
    settled = Identity(
        title=identity.title,
        name=source.organization or identity.name,
        variants=identity.variants,
        division=source.division or identity.division,
        fiscal_year=source.fiscal_year or identity.fiscal_year,
        phase=source.phase or identity.phase,
        scope=source.scope or identity.scope or "unit",
    )
    missing = {
        "organization": settled.name,
        "fiscal_year": settled.fiscal_year,
        "phase": settled.phase,
    }
    for name, value in missing.items():
        if not value:
            raise InputError(f"{source.path}: the {name} is not recognised; say it in disclosure.yml as `{name}: …`")
    return settled


def _recognise(document: Document, source: Source, lexicon: Lexicon) -> Disclosure:
    identity = _settled(identify(document.blocks, lexicon.codelists["divisions"]), source)
    tables = recognise_tables(document.blocks, lexicon, source.unit)
    if not tables:
        raise InputError(f"{source.path}: no table was found in it; give the disclosure with its tables")
    unrecognised = [
        Unrecognised("table", table.title or "(no title)", table.location) for table in tables if table.kind == OTHER
    ]
    if not identity.division:
        unrecognised.append(Unrecognised("place", identity.name, tables[0].location))
    phase = lexicon.codelists["phase"][identity.phase]
    title = identity.title or f"{identity.name}{identity.fiscal_year}年{phase.label_zh}"
    return Disclosure(
        disclosure_id=source.id,
        title=title,
        organization=Concept(source.organization_code, "", identity.name, ""),
        scope=identity.scope,
        division=identity.division,
        fiscal_year=identity.fiscal_year,
        phase=identity.phase,
        tables=tables,
        unrecognised=tuple(unrecognised),
    )


def _bind(
    disclosure: Disclosure, lexicon: Lexicon
) -> tuple[tuple[Cell, ...], dict[str, Codelist], tuple[Unrecognised, ...]]:
    """The cells, the code lists by dimension with what only this disclosure names, and what was not understood."""
    base = {
        "organization": disclosure.organization.code,
        "fiscal_year": disclosure.fiscal_year,
        "phase": disclosure.phase,
    }
    names = Names(
        lexicon,
        Organizations(disclosure.organization, disclosure.scope),
        Activities(),
        attested_names(disclosure.tables),
    )
    binder = Binder(base, names, lexicon.codelists["units-of-measure"])

    def has_amounts(table: Table) -> bool:
        return content_of(table.kind, lexicon) != "form" and bool(table.columns)

    bound = tuple(cell for table in disclosure.tables if has_amounts(table) for cell in binder.cells(table))
    cells = with_units(bound, disclosure.organization.code)
    lists = dict(lexicon.codelists)
    lists |= {dimension: names.codelist(dimension) for dimension in names.unknown}
    lists |= {"organization": names.organizations.codelist(), "activity": names.activities.codelist()}
    unbound = (
        Unrecognised("amount", f"{cell.printed.strip()} ({cell.reason})", cell.location)
        for cell in cells
        if cell.key is None
    )
    return cells, lists, (*binder.unrecognised, *names.unrecognised, *unbound)


def convert(document: Document, source: Source, codelists: Mapping[str, Codelist]) -> Conversion:
    """Convert one document.

    Args:
        document: the document as read.
        source: its id and what a human says about it.
        codelists: the shared code lists by name and by dimension.

    Raises:
        InputError: unit, year or phase cannot be told, or there is no table.
    """
    lexicon = Lexicon(codelists)
    disclosure = _recognise(document, source, lexicon)
    cells, lists, unrecognised = _bind(disclosure, lexicon)
    if not cells:
        raise InputError(f"{source.path}: no amount was found in its tables; give the disclosure with its money tables")
    reconciled = reconcile(cells, lists)
    return Conversion(
        document=document,
        disclosure=disclosure,
        cells=cells,
        facts=reconciled.facts,
        views=views(reconciled.facts, reconciled.equations, disclosure.organization.code, lists),
        codelists=lists,
        unrecognised=(*disclosure.unrecognised, *unrecognised),
    )
