"""The order of the rooms: document → disclosure → cells → facts → findings. The only module that knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from yusuan.audit.audit import audit
from yusuan.audit.evidence import Evidence
from yusuan.concepts import Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.dividing import divided, the_one
from yusuan.errors import InputError
from yusuan.facts.actors import Activities, Organizations, unit_codes
from yusuan.facts.belonging import with_units
from yusuan.facts.binding import Binder, attested_names
from yusuan.facts.breakdown import views
from yusuan.facts.coded import Names
from yusuan.facts.fact import Cell
from yusuan.facts.form_binding import form_cells
from yusuan.facts.headline import headline
from yusuan.facts.key import Key
from yusuan.facts.precision import trimmed_places
from yusuan.facts.reconcile import reconcile
from yusuan.facts.statement_binding import PROSE, statement_cells
from yusuan.facts.unit_rows import printed_codes, several_units, unit_names
from yusuan.facts.unread import Unread, has_unread_funds, with_doubts, without_split_keys
from yusuan.facts.unread_forms import unread_in_forms
from yusuan.reading.document import Document
from yusuan.reading.formats import read_document
from yusuan.reading.places import place
from yusuan.recognition.disclosure import Disclosure, Unrecognised
from yusuan.recognition.forms.forms import read_forms
from yusuan.recognition.forms.paragraph_forms import paragraph_forms
from yusuan.recognition.forms.targets import Form
from yusuan.recognition.identity import Identity, identify, identify_name, page_title, short_names
from yusuan.recognition.kinds import OTHER, content_of
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.periods import table_periods
from yusuan.recognition.prose.narrative import recognise_statements, states_amounts, unread_in_prose
from yusuan.recognition.prose.statements import Statement
from yusuan.recognition.stated_periods import Stated, table_sections
from yusuan.recognition.table_units import table_units
from yusuan.recognition.tables import INDEX, recognise_tables
from yusuan.recognition.title_words import with_title_words
from yusuan.recognition.titles import is_contents
from yusuan.recognition.told import LeftOut, as_unrecognised, not_told
from yusuan.sources import Source


def read(path: Path) -> Document:
    """Read a file into a document.

    Raises:
        InputError: the file cannot be used.
    """
    return read_document(path)


def _settled(identity: Identity, source: Source, divisions: Codelist) -> Identity:
    """What was recognised, with what a human says instead, and what the name of the file tells where neither does;
    every part must be known in the end."""
    named = identify_name(source.path.stem, divisions)
    settled = Identity(
        title=identity.title,
        name=source.organization or identity.name or named.name,
        variants=identity.variants,
        division=source.division or identity.division or named.division,
        fiscal_year=source.fiscal_year or identity.fiscal_year or named.fiscal_year,
        phase=source.phase or identity.phase or named.phase,
        scope=source.scope or identity.scope or named.scope or "unit",
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


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a document says before any amount has its key: its tables, its forms, the figures of its prose; ``units``
    are the names of units below the department whose single tables are, by table."""

    disclosure: Disclosure
    forms: tuple[Form, ...]
    statements: tuple[Statement, ...]
    units: Mapping[str, str]
    periods: Mapping[str, Mapping[str, str]]
    """Year and phase of the tables that have others than the document, by table."""


def _nothing(path: Path, document: Document, found: str, give: str) -> InputError:
    """A document of which nothing can be used; what its reader could not read is the likely reason."""
    if not document.doubts:
        return InputError(f"{path}: {found}; give {give}")
    doubt = document.doubts[0]
    told = ": ".join(filter(None, (place(doubt.location, document.media_type), doubt.text)))
    return InputError(f"{path}: {found}, and not all of it was read ({told}); get the file again, or give {give}")


def recognise(document: Document, source: Source, lexicon: Lexicon) -> Recognised:
    """Recognise whose budget a document is and what its tables are.

    Raises:
        InputError: unit, year or phase cannot be told, or there is neither a table nor an amount in the prose.
    """
    tables = recognise_tables(document.blocks, lexicon, source.unit)
    prose = tuple(paragraph_forms(document.blocks, lexicon))
    if not tables and not states_amounts(prose):
        found = "no table was found in it, nor an amount"
        raise _nothing(source.path, document, found, "the disclosure with its tables")
    divisions = lexicon.codelists["divisions"]
    identity = _settled(identify(document.blocks, divisions), source, divisions)
    if not source.scope and identity.scope == "unit":
        is_told = "单位" in identity.title
        if several_units(tables, unit_names(tables, identity.name, lexicon), is_told):
            identity = replace(identity, scope="department")
    names = (identity.name, *identity.variants, *short_names(identity.name, document.blocks))
    tables = with_title_words(tables, (*names, identity.title), lexicon)
    unrecognised = [
        Unrecognised("table", table.title or "(no title)", table.location) for table in tables if table.kind == OTHER
    ]
    unrecognised += map(as_unrecognised, document.doubts)
    unrecognised += unread_in_prose(prose)
    if not identity.division:
        unrecognised.append(Unrecognised("place", identity.name, document.blocks[0].location))
    phase = lexicon.codelists["phase"][identity.phase]
    title = identity.title or f"{identity.name}{identity.fiscal_year}年{phase.label_zh}"
    disclosure = Disclosure(
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
    of_year = lexicon.edition(identity.fiscal_year)
    head, own = page_title(document.blocks), Stated(identity.fiscal_year, identity.phase)
    statements = recognise_statements(prose, of_year, identity.fiscal_year, names, identity.phase, head)
    is_department = identity.scope == "department"
    units = table_units(document.blocks, tables, identity.name, divisions) if is_department else {}
    sections = table_sections(document.blocks, own, head, (identity.name,))
    periods = table_periods(tables, identity.fiscal_year, identity.phase, sections)
    return Recognised(disclosure, read_forms(tables, lexicon), statements, units, periods)


@dataclass(frozen=True, slots=True)
class Bound:
    """A disclosure with every amount keyed: the cells, the code lists by dimension with what only this disclosure
    names, what was not understood, and where in the tables that is no cell."""

    cells: tuple[Cell, ...]
    codelists: Mapping[str, Codelist]
    unrecognised: tuple[Unrecognised, ...]
    unread: tuple[Unread, ...] = ()


def bind(recognised: Recognised, lexicon: Lexicon) -> Bound:
    """Give every printed amount its key, or the reason why it has none: tables first, they print the codes of units and
    projects; then forms, then the prose."""
    disclosure, forms = recognised.disclosure, recognised.forms
    base = {
        "organization": disclosure.organization.code,
        "fiscal_year": disclosure.fiscal_year,
        "phase": disclosure.phase,
    }
    named = unit_names(disclosure.tables, disclosure.organization.label_zh, lexicon)
    codes = unit_codes(disclosure.tables) | printed_codes(disclosure.tables, named)
    organizations = Organizations(disclosure.organization, disclosure.scope, codes)
    names = Names(lexicon, organizations, Activities(), attested_names(disclosure.tables), units=named)
    units = lexicon.codelists["units-of-measure"]
    stated_of = dict(recognised.periods)
    for table_id, name in recognised.units.items():
        stated_of[table_id] = {**stated_of.get(table_id, {}), "organization": organizations.unit("", name)}
    binder = Binder(base, names, units, trimmed_places(disclosure.tables), stated_of, LeftOut(disclosure.unrecognised))

    others = [table for table in disclosure.tables if not (table.kind == INDEX and is_contents(table.printed))]
    amounts = [table for table in others if content_of(table.kind, lexicon) != "form" and table.columns]
    by_table = {table.table_id: tuple(binder.cells(table)) for table in amounts}
    by_table |= {form.table_id: tuple(form_cells(form, base, names, units)) for form in forms}
    printed = (cell for table in disclosure.tables for cell in by_table.get(table.table_id, ()))
    doubted = {u.location.page for u in disclosure.unrecognised if u.what == "page" and u.location.page is not None}
    marked = with_doubts(tuple(printed), disclosure.tables, doubted)
    in_tables = with_units(without_split_keys(marked, binder.unread), disclosure.organization.code)
    told = () if has_unread_funds(in_tables, disclosure.tables) else in_tables
    stated = {cell.key for cell in told if cell.key is not None}
    in_prose = tuple(statement_cells(recognised.statements, base, names, stated))
    lists = dict(lexicon.codelists)
    lists |= {dimension: names.codelist(dimension) for dimension in names.unknown}
    lists |= {"organization": names.organizations.codelist(), "activity": names.activities.codelist()}
    unbound = (
        Unrecognised("amount", f"{cell.printed.strip()} ({cell.reason})", cell.location)
        for cell in in_tables
        if cell.key is None
    )
    unread = (
        Unrecognised("words", f"{statement.unread} ({statement.printed})".removesuffix(" ()"), statement.location)
        for statement in recognised.statements
        if statement.unread
    )
    in_forms = (found for form in forms for found in form.unrecognised)
    in_cells = not_told(binder.unrecognised, disclosure.unrecognised)
    unrecognised = (*disclosure.unrecognised, *in_cells, *names.unrecognised, *in_forms, *unbound, *unread)
    return Bound(
        (*in_tables, *in_prose), lists, unrecognised, (*binder.unread, *unread_in_forms(forms, disclosure.tables))
    )


def parts(document: Document, source: Source, codelists: Mapping[str, Codelist]) -> tuple[tuple[Document, Source], ...]:
    """Every disclosure that a file holds, each with a source that says which it is; the document and the source as they
    are where it is one."""
    return divided(document, source, Lexicon(codelists))


def meant(document: Document, source: Source, codelists: Mapping[str, Codelist]) -> Document:
    """The part of a document of which the source speaks.

    Raises:
        InputError: there are several disclosures in it, and nothing says which is meant.
    """
    return the_one(document, source, Lexicon(codelists))


def convert(document: Document, source: Source, codelists: Mapping[str, Codelist]) -> Conversion:
    """Convert one document, or the part of it that is the disclosure of which the source speaks.

    Args:
        document: the document as read.
        source: its id and what a human says about it.
        codelists: the shared code lists by name and by dimension.

    Raises:
        InputError: unit, year or phase cannot be told, there is no table or no amount, or there are several
            disclosures and nothing says which is meant.
    """
    lexicon = Lexicon(codelists)
    document = the_one(document, source, lexicon)
    recognised = recognise(document, source, lexicon)
    bound = bind(recognised, lexicon.edition(recognised.disclosure.fiscal_year))
    if not bound.cells:
        raise _nothing(source.path, document, "no amount was found in it", "the disclosure with its money tables")
    disclosure, lists = recognised.disclosure, bound.codelists
    settled = reconcile(bound.cells, lists, bound.unread)
    base = Key(disclosure.organization.code, disclosure.fiscal_year, disclosure.phase, "expenditure")
    # Forms and prose print in 万元 what the tables print to the fen: the views take the tables' lines alone.
    coarse = {PROSE, *(form.table_id for form in recognised.forms)}
    in_tables = {cell.cell_id for cell in bound.cells if cell.table_id not in coarse}
    itemised = [fact for fact in settled.facts if in_tables.intersection(fact.cell_ids)]
    figures = headline(settled.facts, base, lists, {fact.fact_id for fact in itemised})
    evidence = Evidence(
        disclosure=disclosure,
        cells=bound.cells,
        facts=settled.facts,
        equations=settled.equations,
        forms=recognised.forms,
        statements=recognised.statements,
        codelists=lists,
        blocks=document.blocks,
        unread=bound.unread,
    )
    return Conversion(
        document=document,
        disclosure=disclosure,
        cells=bound.cells,
        facts=settled.facts,
        headline=figures,
        views=views(itemised, settled.equations, figures, lists),
        codelists=lists,
        unrecognised=bound.unrecognised,
        forms=recognised.forms,
        statements=recognised.statements,
        findings=audit(evidence),
    )
