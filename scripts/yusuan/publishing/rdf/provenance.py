"""Where every amount is printed: fact → cells → document, in PROV-O and Web Annotation.

A cell is at once an entity of PROV and a specific resource of Web Annotation: the document, and in it the place that
its selector tells. The IRIs of selectors are fragments of the Turtle file that describes them: no page shows them.
Where a line prints one text several times, the quote finds all of them; the cell's row and column say which it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yusuan import __version__
from yusuan.conversion import Conversion
from yusuan.facts.fact import Cell
from yusuan.facts.key import fact_id
from yusuan.facts.statement_binding import PROSE
from yusuan.publishing.cell_kinds import cell_kinds
from yusuan.publishing.rdf import entities
from yusuan.publishing.rdf.distributions import document_triples
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.rdf.namespaces import DCAT, DCTERMS, FOAF, OA, PROV, RDF, RDFS, SCHEMA, SPDX, XSD
from yusuan.publishing.rdf.terms import Terms
from yusuan.publishing.rdf.turtle import A, Namespace, Triple, decimal, described, document, integer, iri, literal
from yusuan.publishing.resource import amount_text
from yusuan.reading.document import Location
from yusuan.recognition.disclosure import Table

PATH = "rdf/provenance.ttl"
"""Where the graph lies in a package."""

_LINES = "http://tools.ietf.org/rfc/rfc5147"
_PAGES = "http://tools.ietf.org/rfc/rfc3778"
"""The names that Web Annotation gives to the fragments of plain text and of PDF."""


def segment(location: Location, last_line: int | None, media_type: str) -> tuple[str, str]:
    """The part of the document as a fragment identifier of its media type, and the IRI of the standard that says what
    the fragment means; two empty strings where the media type has none or the place is not known.

    RFC 5147 counts the gaps between lines from 0, so line 5 is ``line=4,5``.
    """
    if media_type == "text/plain" and location.line is not None:
        return f"line={location.line - 1},{max(location.line, last_line or 0)}", _LINES
    if media_type == "application/pdf" and location.page is not None:
        return f"page={location.page}", _PAGES
    return "", ""


@dataclass(frozen=True, slots=True)
class _Names:
    """The terms of one disclosure's cells and tables and of what the graph itself describes."""

    terms: Terms
    here: Namespace
    cell: Namespace
    table: Namespace
    place: Namespace
    quote: Namespace
    made: Namespace
    kind: Namespace
    table_kind: Namespace
    unit: Namespace
    binding: Namespace

    def namespaces(self) -> tuple[Namespace, ...]:
        """Every namespace whose prefix the graph uses."""
        standard = (DCAT, DCTERMS, FOAF, OA, PROV, RDF, RDFS, SCHEMA, SPDX, XSD)
        local = (self.here, self.cell, self.table, self.place, self.quote, self.made)
        lists = (self.kind, self.table_kind, self.unit, self.binding)
        return (*standard, *local, *lists, self.terms.own, self.terms.namespaces["fact"])


def _names(terms: Terms) -> _Names:
    base, name = terms.base, terms.disclosure_id
    graph = f"{base.file(name, PATH)}#"
    return _Names(
        terms,
        Namespace("disclosure", base.part(name, "")),
        Namespace("cell", base.part(name, "cell-")),
        Namespace("table", base.part(name, "table-")),
        Namespace("place", f"{graph}place-"),
        Namespace("quote", f"{graph}quote-"),
        Namespace("made", graph),
        *(Namespace(lst, base.concepts(lst)) for lst in ("cell-kinds", "table-kinds", "units-of-measure", "binding")),
    )


def _zh(text: str) -> str:
    return literal(text, "zh") if text else ""


def _count(number: int | None) -> str:
    return integer(number) if number else ""


def _selector_triples(cell: Cell, last_line: int | None, media_type: str, names: _Names) -> Iterator[Triple]:
    """The place in the document, narrowed down to the text that is printed there."""
    fragment, standard = segment(cell.location, last_line, media_type)
    subject, place, quote = (space[cell.cell_id] for space in (names.cell, names.place, names.quote))
    yield subject, OA["hasSelector"], place if fragment else quote
    if fragment:
        yield from described(
            place,
            {
                A: OA["FragmentSelector"],
                RDF["value"]: literal(fragment),
                DCTERMS["conformsTo"]: iri(standard),
                OA["refinedBy"]: quote,
            },
        )
    yield from described(quote, {A: OA["TextQuoteSelector"], OA["exact"]: literal(cell.printed)})


def _cell_triples(cell: Cell, kind: str, names: _Names) -> Iterator[Triple]:
    """What one cell prints, where, and the fact that it witnesses."""
    own, in_table = names.terms.own, cell.table_id != PROSE
    source = names.here["document"]
    yield from described(
        names.cell[cell.cell_id],
        {
            A: (own["Cell"], OA["SpecificResource"], PROV["Entity"]),
            DCTERMS["identifier"]: literal(cell.cell_id),
            OA["hasSource"]: source,
            PROV["wasDerivedFrom"]: source,
            own["cellKind"]: names.kind[kind],
            own["printedText"]: literal(cell.printed),
            own["printedAmount"]: decimal(Decimal(amount_text(cell.amount))),
            own["printedUnit"]: names.unit[cell.unit] if cell.unit else "",
            own["printedIn"]: names.table[cell.table_id] if in_table else "",
            own["rowLabel"]: _zh(cell.label),
            own["columnHeader"]: _zh(cell.header),
            own["row"]: _count(cell.row if in_table else None),
            own["column"]: _count(cell.column if in_table else None),
            own["line"]: _count(cell.location.line),
            own["page"]: _count(cell.location.page),
            own["binding"]: names.binding[cell.binding.value],
            own["unboundBecause"]: literal(cell.reason) if cell.reason else "",
            own["witnesses"]: names.terms.fact(fact_id(cell.key)) if cell.key is not None else "",
        },
    )


def _table_triples(table: Table, names: _Names) -> Iterator[Triple]:
    own = names.terms.own
    yield from described(
        names.table[table.table_id],
        {
            A: own["Table"],
            DCTERMS["identifier"]: literal(table.table_id),
            DCTERMS["isPartOf"]: names.here["document"],
            RDFS["label"]: _zh(" ".join(text for text in (table.number, table.title) if text)),
            own["tableKind"]: names.table_kind[table.kind] if table.kind else "",
            own["line"]: _count(table.location.line),
            own["page"]: _count(table.location.page),
        },
    )


def _activity_triples(conversion: Conversion, names: _Names) -> Iterator[Triple]:
    """The conversion and the software that did it; no time is told, so that the same document gives the same bytes."""
    terms, activity, software = names.terms, names.made["conversion"], names.made["software"]
    source, dataset = names.here["document"], names.here["dataset"]
    for subject, predicate, thing in document_triples(
        conversion.document, entities.title_zh(conversion.disclosure), terms
    ):
        yield source if subject == terms.part("document") else subject, predicate, thing
    yield source, A, PROV["Entity"]
    yield from described(dataset, {A: PROV["Entity"], PROV["wasDerivedFrom"]: source, PROV["wasGeneratedBy"]: activity})
    labels = (literal("将公开文件转换为数据", "zh"), literal("Conversion of the disclosure to data", "en"))
    yield from described(
        activity,
        {
            A: PROV["Activity"],
            RDFS["label"]: labels,
            PROV["used"]: source,
            PROV["generated"]: dataset,
            PROV["wasAssociatedWith"]: software,
        },
    )
    yield from described(
        software,
        {
            A: (PROV["SoftwareAgent"], SCHEMA["SoftwareApplication"]),
            RDFS["label"]: literal(f"Yusuan {__version__}", "en"),
            SCHEMA["softwareVersion"]: literal(__version__),
        },
    )


def provenance_turtle(conversion: Conversion, site_url: str) -> bytes:
    """``rdf/provenance.ttl``: every cell with its place, what facts are derived from, the document, the conversion.

    This is the one place that describes cells; other graphs refer to them.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    names = _names(Terms(base_at(site_url), conversion.disclosure.disclosure_id))
    kinds = cell_kinds(conversion)
    last_lines = {f"{PROSE}.s{statement.number}": statement.last_line for statement in conversion.statements}
    media_type = conversion.document.media_type
    triples = [*_activity_triples(conversion, names)]
    for table in conversion.disclosure.tables:
        triples += _table_triples(table, names)
    for cell in conversion.cells:
        triples += _cell_triples(cell, kinds[cell.table_id], names)
        statement = ".".join(cell.cell_id.split(".")[:2])
        triples += _selector_triples(cell, last_lines.get(statement), media_type, names)
    for fact in conversion.facts:
        triples += ((names.terms.fact(fact.fact_id), PROV["wasDerivedFrom"], names.cell[c]) for c in fact.cell_ids)
    return document(names.namespaces(), triples)
