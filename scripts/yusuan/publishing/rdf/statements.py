"""Figures of the prose as RDF: what each is about, the sentence, the cells it is and the facts that these witness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from yusuan.conversion import Conversion
from yusuan.facts.key import DIMENSIONS, fact_id
from yusuan.facts.statement_binding import PROSE
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.rdf.namespaces import DCTERMS, OBEU_DIMENSION, PROV
from yusuan.publishing.rdf.terms import Terms
from yusuan.publishing.rdf.turtle import A, Namespace, Triple, decimal, described, document, integer, literal
from yusuan.publishing.resource import amount_text
from yusuan.publishing.statement_resource import statement_id
from yusuan.recognition.prose.statements import Statement

_UNITS = "units-of-measure"


def _zh(text: str) -> str:
    return literal(text, "zh") if text else ""


class _Names:
    """The terms of one disclosure's statements, and of the code lists that they use."""

    def __init__(self, terms: Terms) -> None:
        base, name = terms.base, terms.disclosure_id
        self.terms = terms
        self.here = Namespace("disclosure", base.part(name, ""))
        self.statement = Namespace("statement", base.part(name, "statement-"))
        self.cell = Namespace("cell", base.part(name, "cell-"))
        self.subject = Namespace("statement-subjects", base.concepts("statement-subjects"))
        self.unit = Namespace(_UNITS, base.concepts(_UNITS))

    def namespaces(self) -> tuple[Namespace, ...]:
        """Every namespace whose prefix the graph uses."""
        local = (self.here, self.statement, self.cell, self.subject, self.unit)
        return (DCTERMS, OBEU_DIMENSION, PROV, *local, *self.terms.namespaces.values())

    def of(self, number: int | None) -> str:
        """A statement by its number; none for none."""
        return "" if number is None else self.statement[statement_id(number)]


def _figure(statement: Statement, conversion: Conversion, names: _Names) -> dict[str, str]:
    """The value and its unit: a concept where it is one of money, the printed word otherwise."""
    own, is_listed = names.terms.own, statement.unit in conversion.codelists[_UNITS]
    return {
        own["printedText"]: literal(statement.printed) if statement.printed else "",
        own["statedValue"]: "" if statement.value is None else decimal(statement.value),
        own["printedUnit"]: names.unit[statement.unit] if is_listed else "",
        own["countedIn"]: "" if is_listed else _zh(statement.unit),
        own["statedAmount"]: "" if statement.amount is None else decimal(Decimal(amount_text(statement.amount))),
    }


def _meaning(statement: Statement, terms: Terms) -> Mapping[str, str]:
    """What the words set of the key, under the properties that observations have."""
    return {
        terms.property(name): terms.value(name, statement.sets[name]) for name in DIMENSIONS if name in statement.sets
    }


def _statement_triples(
    statement: Statement, witnessed: Mapping[str, str], conversion: Conversion, names: _Names
) -> Iterator[Triple]:
    own, name = names.terms.own, statement_id(statement.number)
    location = statement.location
    cells: Sequence[str] = [c for c in witnessed if c == name or c.startswith(f"{name}.")]
    yield from described(
        names.of(statement.number),
        {
            A: (own["Statement"], PROV["Entity"]),
            DCTERMS["identifier"]: literal(name),
            DCTERMS["isPartOf"]: names.here["document"],
            own["statementSubject"]: names.subject[statement.subject],
            own["about"]: _zh(statement.about),
            own["headings"]: _zh(statement.heading),
            own["sentence"]: _zh(statement.sentence),
            own["direction"]: literal(statement.direction) if statement.direction else "",
            own["comparedWith"]: _zh(statement.compared_with),
            own["reason"]: _zh(statement.reason),
            own["belongsTo"]: names.of(statement.belongs_to),
            own["line"]: integer(location.line) if location.line else "",
            own["page"]: integer(location.page) if location.page else "",
            own["cell"]: [names.cell[cell] for cell in cells],
            own["fact"]: [names.terms.fact(witnessed[cell]) for cell in cells if witnessed[cell]],
            PROV["wasDerivedFrom"]: [names.of(number) for number in statement.derived_from] or names.here["document"],
            **_figure(statement, conversion, names),
            **_meaning(statement, names.terms),
        },
    )


def statements_turtle(conversion: Conversion, site_url: str) -> bytes:
    """``rdf/statements.ttl``; empty where the prose states no figure.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    names = _Names(Terms(base_at(site_url), conversion.disclosure.disclosure_id))
    witnessed = {
        cell.cell_id: "" if cell.key is None else fact_id(cell.key)
        for cell in conversion.cells
        if cell.table_id == PROSE
    }
    triples = [
        triple
        for statement in conversion.statements
        for triple in _statement_triples(statement, witnessed, conversion, names)
    ]
    return document(names.namespaces(), triples) if triples else b""
