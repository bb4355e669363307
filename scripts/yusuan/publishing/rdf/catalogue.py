"""DCAT: what each disclosure publishes, and the catalogue of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from yusuan.concepts import Codelist, Concept
from yusuan.conversion import Conversion
from yusuan.publishing.coverage import Coverage, coverage
from yusuan.publishing.rdf import entities
from yusuan.publishing.rdf.distributions import Download, document_triples, download_triples
from yusuan.publishing.rdf.iris import COUNTRY, LICENSE, base_at, year
from yusuan.publishing.rdf.namespaces import DCAT, DCTERMS, FOAF, PROV, QB, RDFS, SKOS, SPDX
from yusuan.publishing.rdf.terms import Terms
from yusuan.publishing.rdf.turtle import A, Namespace, Triple, described, document, integer, iri, literal
from yusuan.recognition.disclosure import Disclosure

PUBLISHER = "Yusuan"
LANGUAGES = tuple(f"http://publications.europa.eu/resource/authority/language/{code}" for code in ("ZHO", "ENG"))
THEME = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_NAMESPACES = (*entities.NAMESPACES, PROV, QB, SPDX)
_CATALOGUE_TITLE = ("中国预算公开数据目录", "Catalogue of Chinese budget disclosures")
_CATALOGUE_TEXT = (
    "中国部门、单位预算公开的开放数据：财政数据包与 RDF 数据立方体。",
    "Budget disclosures of Chinese government units as open data: Fiscal Data Packages and RDF data cubes.",
)


def _both(texts: tuple[str, str]) -> tuple[str, str]:
    return literal(texts[0], "zh"), literal(texts[1], "en")


def _agent_triples(terms: Terms) -> Iterator[Triple]:
    """The publisher, and the licence, which DCAT-AP wants typed."""
    yield from described(_publisher(terms), {A: FOAF["Agent"], FOAF["name"]: literal(PUBLISHER)})
    yield iri(LICENSE), A, DCTERMS["LicenseDocument"]
    for language in LANGUAGES:
        yield iri(language), A, DCTERMS["LinguisticSystem"]


def _namespaces(terms: Terms) -> tuple[Namespace, ...]:
    return (*_NAMESPACES, *(terms.namespaces[name] for name in ("divisions", "organization", "yusuan")))


def _publisher(terms: Terms) -> str:
    return iri(f"{terms.base.url}#publisher")


def _dataset_triples(disclosure: Disclosure, phases: Codelist | None, terms: Terms) -> Iterator[Triple]:
    """The dataset without its distributions: what the catalogue shows of it."""
    unit, page = disclosure.organization, iri(terms.base.disclosure(disclosure.disclosure_id))
    known = phases[disclosure.phase] if phases and disclosure.phase in phases else None
    phase_zh, phase_en = (known.label_zh, known.label_en.lower()) if known else ("", disclosure.phase)
    unit_en = unit.label_en or unit.code
    titles = (entities.title_zh(disclosure), f"Budget disclosure of {unit_en}, {disclosure.fiscal_year} ({phase_en})")
    texts = (
        f"{unit.label_zh or unit.code}{disclosure.fiscal_year}年预算公开（{phase_zh or disclosure.phase}）的全部数据，"
        "单位为元，每个数值都可追溯到公开文件中的单元格。",
        f"Every figure of the {disclosure.fiscal_year} budget disclosure ({phase_en}) of {unit_en}, in yuan, "
        "each traced to the cells in which it is printed.",
    )
    yield from described(
        terms.part("dataset"),
        {
            A: (DCAT["Dataset"], QB["DataSet"]),
            DCTERMS["title"]: _both(titles),
            DCTERMS["description"]: _both(texts),
            DCTERMS["identifier"]: literal(disclosure.disclosure_id),
            DCTERMS["publisher"]: _publisher(terms),
            DCTERMS["creator"]: terms.organization(unit.code),
            DCTERMS["temporal"]: iri(year(disclosure.fiscal_year)),
            DCTERMS["spatial"]: (iri(COUNTRY), *entities.division_terms(disclosure, terms)),
            DCTERMS["license"]: iri(LICENSE),
            DCTERMS["language"]: tuple(map(iri, LANGUAGES)),
            PROV["wasDerivedFrom"]: terms.part("document"),
            DCAT["inSeries"]: iri(terms.base.series(unit.code)),
            DCAT["theme"]: iri(THEME),
            DCAT["landingPage"]: page,
        },
    )
    yield page, A, FOAF["Document"]
    yield from _series_triples(unit, terms)
    for place in (iri(COUNTRY), *entities.division_terms(disclosure, terms)):
        yield place, A, DCTERMS["Location"]
    yield from described(
        iri(THEME), {A: SKOS["Concept"], SKOS["prefLabel"]: literal("Government and public sector", "en")}
    )
    units = Codelist("organization", {unit.code: unit})
    yield from entities.organization_triples(disclosure, units, terms)
    yield from entities.year_triples((disclosure.fiscal_year,))


def _series_triples(unit: Concept, terms: Terms) -> Iterator[Triple]:
    """The disclosures of one organization over the years, to which each of them belongs."""
    unit_zh, unit_en = unit.label_zh or unit.code, unit.label_en or unit.code
    texts = (
        f"{unit_zh}历年的部门（单位）预算、决算公开，每份一个数据集。",
        f"The budget disclosures of {unit_en} over the years, one data set each.",
    )
    yield from described(
        iri(terms.base.series(unit.code)),
        {
            A: DCAT["DatasetSeries"],
            DCTERMS["title"]: _both((f"{unit_zh}历年预算公开", f"Budget disclosures of {unit_en}")),
            DCTERMS["description"]: _both(texts),
            DCTERMS["publisher"]: _publisher(terms),
            DCTERMS["creator"]: terms.organization(unit.code),
        },
    )


def _headline_triples(conversion: Conversion, terms: Terms) -> Iterator[Triple]:
    """The facts that are the disclosure's headline figures."""
    for found in conversion.headline:
        yield terms.part("dataset"), terms.own["headline"], terms.fact(found.fact.fact_id)


def _coverage_triples(found: Coverage, terms: Terms) -> Iterator[Triple]:
    """How much of the document was understood."""
    counts = {
        "amountsPrinted": found.amounts,
        "amountsWithKey": found.keyed,
        "tablesOfUnknownKind": found.other_tables,
        "statementsNotUnderstood": found.unread_statements,
    }
    yield from ((terms.part("dataset"), terms.own[name], integer(count)) for name, count in counts.items())


def metadata_turtle(conversion: Conversion, site_url: str, files: Sequence[Download]) -> bytes:
    """The DCAT description of one disclosure: dataset, source document, one distribution for each file.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    disclosure = conversion.disclosure
    terms = Terms(base_at(site_url), disclosure.disclosure_id)
    triples = [
        *_agent_triples(terms),
        *_dataset_triples(disclosure, conversion.codelists.get("phase"), terms),
        *_headline_triples(conversion, terms),
        *_coverage_triples(coverage(conversion), terms),
        *document_triples(conversion.document, entities.title_zh(disclosure), terms),
        *(triple for found in files for triple in download_triples(found, terms)),
    ]
    return document((*_namespaces(terms), terms.namespaces["fact"]), triples)


def catalogue_turtle(
    disclosures: Iterable[Disclosure], phases: Codelist | None, coverages: Mapping[str, Coverage], site_url: str
) -> bytes:
    """The catalogue of all disclosures; each has its distributions in its own ``rdf/metadata.ttl``. ``coverages`` say
    how much of each was understood, by its id.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    base = base_at(site_url)
    shared = Terms(base, "all")
    catalogue = iri(f"{base.url}#catalogue")
    triples = list(_agent_triples(shared))
    triples += described(
        catalogue,
        {
            A: DCAT["Catalog"],
            DCTERMS["title"]: _both(_CATALOGUE_TITLE),
            DCTERMS["description"]: _both(_CATALOGUE_TEXT),
            DCTERMS["publisher"]: _publisher(shared),
            DCTERMS["license"]: iri(LICENSE),
            DCTERMS["language"]: tuple(map(iri, LANGUAGES)),
            FOAF["homepage"]: iri(base.url),
        },
    )
    triples.append((iri(base.url), A, FOAF["Document"]))
    for disclosure in disclosures:
        terms = Terms(base, disclosure.disclosure_id)
        metadata = iri(base.file(disclosure.disclosure_id, "rdf/metadata.ttl"))
        triples += _dataset_triples(disclosure, phases, terms)
        if disclosure.disclosure_id in coverages:
            triples += _coverage_triples(coverages[disclosure.disclosure_id], terms)
        triples.append((catalogue, DCAT["dataset"], terms.part("dataset")))
        triples.append((catalogue, DCAT["resource"], iri(base.series(disclosure.organization.code))))
        triples.append((terms.part("dataset"), RDFS["seeAlso"], metadata))
    return document(_namespaces(shared), triples)
