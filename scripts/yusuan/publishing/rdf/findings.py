"""Findings as RDF: a SHACL validation report of the data set, one result for each finding.

The cells that a finding names are described in ``rdf/provenance.ttl``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from yusuan.audit.finding import Finding
from yusuan.conversion import Conversion
from yusuan.publishing.rdf import entities
from yusuan.publishing.rdf.iris import base_at
from yusuan.publishing.rdf.namespaces import DCTERMS, RDFS, SH
from yusuan.publishing.rdf.terms import Terms
from yusuan.publishing.rdf.turtle import A, Namespace, Triple, boolean, decimal, described, document, integer, literal
from yusuan.publishing.resource import amount_text

RESULT_SEVERITY = {"error": SH["Violation"], "warning": SH["Warning"], "note": SH["Info"]}
"""SHACL's severity of each of ours."""


class _Names:
    """The terms of one disclosure's findings and cells, and of the code lists of findings."""

    def __init__(self, terms: Terms) -> None:
        base, name = terms.base, terms.disclosure_id
        self.terms = terms
        self.finding = Namespace("finding", base.part(name, "finding-"))
        self.cell = Namespace("cell", base.part(name, "cell-"))
        self.table = Namespace("table", base.part(name, "table-"))
        self.code = Namespace("finding-codes", base.concepts("finding-codes"))
        self.severity = Namespace("severities", base.concepts("severities"))

    def namespaces(self) -> tuple[Namespace, ...]:
        """Every namespace whose prefix the graph uses."""
        return (DCTERMS, RDFS, SH, self.terms.own, self.finding, self.cell, self.table, self.code, self.severity)


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else decimal(Decimal(amount_text(amount)))


def _finding_triples(found: Finding, names: _Names) -> Iterator[Triple]:
    own, dataset = names.terms.own, names.terms.part("dataset")
    cells = [names.cell[cell_id] for cell_id in found.cell_ids]
    code = names.code[found.code]
    yield from described(
        names.finding[found.finding_id],
        {
            A: (own["Finding"], SH["ValidationResult"]),
            DCTERMS["identifier"]: literal(found.finding_id),
            DCTERMS["subject"]: dataset,
            SH["focusNode"]: cells[0] if cells else dataset,
            SH["resultSeverity"]: RESULT_SEVERITY[found.severity],
            SH["resultMessage"]: (literal(found.message_zh, "zh"), literal(found.message_en, "en")),
            SH["sourceConstraintComponent"]: code,
            own["findingCode"]: code,
            own["severity"]: names.severity[found.severity],
            own["cell"]: cells,
            own["line"]: [integer(line) for line in found.lines],
            own["page"]: [integer(page) for page in found.pages],
            own["printedIn"]: [names.table[table_id] for table_id in found.tables],
            own["expected"]: _money(found.expected),
            own["found"]: _money(found.found),
            own["difference"]: _money(found.difference),
            own["tolerance"]: _money(found.tolerance),
            own["likelyOrigin"]: literal(found.origin) if found.origin else "",
        },
    )


def _report_triples(conversion: Conversion, names: _Names) -> Iterator[Triple]:
    disclosure = conversion.disclosure
    titles = (f"{entities.title_zh(disclosure)}：核对发现", f"Findings in {disclosure.disclosure_id}")
    yield from described(
        names.terms.part("findings"),
        {
            A: SH["ValidationReport"],
            RDFS["label"]: (literal(titles[0], "zh"), literal(titles[1], "en")),
            DCTERMS["subject"]: names.terms.part("dataset"),
            SH["conforms"]: boolean(not conversion.findings),
            SH["result"]: [names.finding[found.finding_id] for found in conversion.findings],
        },
    )


def findings_turtle(conversion: Conversion, site_url: str) -> bytes:
    """``rdf/findings.ttl``: the report, there also when nothing was found, and its results.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    names = _Names(Terms(base_at(site_url), conversion.disclosure.disclosure_id))
    triples = [
        *_report_triples(conversion, names),
        *(triple for found in conversion.findings for triple in _finding_triples(found, names)),
    ]
    return document(names.namespaces(), triples)
