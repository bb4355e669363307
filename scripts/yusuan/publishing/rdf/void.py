"""VoID: what RDF there is, how much of it, in which vocabularies, where to get it, and what it links to.

Every count is made over the bytes that are published. The description is part of the bulk file that it describes, and
counts itself: a count is one triple, whatever its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from yusuan.publishing.rdf.iris import LICENSE, Base, base_at
from yusuan.publishing.rdf.namespaces import DCTERMS, FOAF, VOID
from yusuan.publishing.rdf.turtle import A, Triple, described, document, integer, iri, literal
from yusuan.publishing.rdf.void_counts import Counts, Linkset, counts_of, linksets, total_links

NAME = "void.ttl"
BULK_FILE = "dump/yusuan.nq.gz"
"""Where the site serves everything in one file, relative to ``site_url``."""

_FORMATS = "http://www.w3.org/ns/formats/"
_TITLES = {
    "document": ("本站 RDF 的 VoID 描述", "VoID description of the RDF of this site"),
    "everything": ("本站全部 RDF", "All RDF of this site"),
    "codelists": ("代码表与词汇表", "Code lists and vocabulary"),
    "catalogue": ("全部数据集的 DCAT 目录", "DCAT catalogue of all data sets"),
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A graph of what is published: its dataset's IRI and page, its Turtle files by address, and the beginning of the
    IRIs that it describes."""

    iri: str
    page: str
    files: Mapping[str, bytes]
    space: str
    titles: tuple[str, ...]


def _both(key: str) -> tuple[str, str]:
    return literal(_TITLES[key][0], "zh"), literal(_TITLES[key][1], "en")


def _parts(packages: Mapping[str, Mapping[str, bytes]], catalogue: bytes, base: Base) -> Iterator[_Part]:
    """The graphs in the order of their names: one for each package that has RDF, and the catalogue's."""
    yield _Part(
        f"{base.url}#catalogue",
        base.url,
        {f"{base.url}datapackage/catalogue.ttl": catalogue},
        base.url,
        _both("catalogue"),
    )
    for name, files in sorted(packages.items()):
        turtle = {path: content for path, content in files.items() if path.endswith(".ttl")}
        if name == "codelists":
            page = f"{base.url}codelists/"
            served = {f"{base.url}datapackage/codelists/{path}": content for path, content in turtle.items()}
            yield _Part(page, page, served, page, _both("codelists"))
        elif turtle:
            page, dataset = base.disclosure(name), base.part(name, "dataset")
            served = {base.file(name, path): content for path, content in turtle.items()}
            yield _Part(dataset, page, served, f"{page}#", ())


def _part_triples(part: _Part, counts: Counts, base: Base) -> Iterator[Triple]:
    yield from described(
        iri(part.iri),
        {
            A: VOID["Dataset"],
            DCTERMS["title"]: part.titles or tuple(literal(text, lang) for text, lang in sorted(counts.titles)),
            DCTERMS["license"]: iri(LICENSE),
            DCTERMS["publisher"]: iri(f"{base.url}#publisher"),
            FOAF["homepage"]: iri(part.page),
            VOID["dataDump"]: [iri(address) for address in part.files],
            VOID["feature"]: iri(f"{_FORMATS}Turtle"),
            VOID["uriSpace"]: literal(part.space),
            VOID["exampleResource"]: [iri(example) for example in counts.examples],
            VOID["vocabulary"]: [iri(space) for space in sorted(counts.vocabularies)],
            VOID["triples"]: integer(counts.triples),
            VOID["entities"]: integer(len(counts.subjects)),
            VOID["classes"]: integer(len(counts.classes)),
            VOID["properties"]: integer(len(counts.properties)),
        },
    )


def _linkset_triples(found: Linkset, count: int, base: Base) -> Iterator[Triple]:
    yield from described(
        iri(f"{base.url}rdf/#{found.name}"),
        {
            A: VOID["Linkset"],
            VOID["subjectsTarget"]: iri(found.source_dataset),
            VOID["objectsTarget"]: iri(found.target_dataset),
            VOID["linkPredicate"]: iri(found.predicate),
            VOID["triples"]: integer(count),
        },
    )
    if not found.target_dataset.startswith(base.url):
        space = literal(found.target_dataset)
        yield from described(iri(found.target_dataset), {A: VOID["Dataset"], VOID["uriSpace"]: space})


def _everything(parts: Iterable[_Part], counts: Iterable[Counts], links: Iterable[Linkset], base: Base) -> list[Triple]:
    """The bulk file, and the description itself; without the number of triples, which comes last."""
    subsets = [*(part.iri for part in parts), *(f"{base.url}rdf/#{found.name}" for found in links)]
    publisher = iri(f"{base.url}#publisher")
    everything = f"{base.url}rdf/#everything"
    properties = {
        A: VOID["Dataset"],
        DCTERMS["title"]: _both("everything"),
        DCTERMS["license"]: iri(LICENSE),
        DCTERMS["publisher"]: publisher,
        FOAF["homepage"]: iri(base.url),
        VOID["dataDump"]: iri(base.url + BULK_FILE),
        VOID["feature"]: iri(f"{_FORMATS}N-Quads"),
        VOID["uriSpace"]: literal(base.url),
        VOID["subset"]: [iri(subset) for subset in subsets],
        VOID["vocabulary"]: [iri(space) for space in sorted({s for found in counts for s in found.vocabularies})],
    }
    about = {
        A: VOID["DatasetDescription"],
        DCTERMS["title"]: _both("document"),
        DCTERMS["publisher"]: publisher,
        FOAF["primaryTopic"]: iri(everything),
    }
    return [*described(iri(everything), properties), *described(iri(base.url + NAME), about)]


def void_turtle(packages: Mapping[str, Mapping[str, bytes]], catalogue: bytes, site_url: str) -> bytes:
    """The description of all that is published, as Turtle.

    ``packages`` are the files of every package by its name, ``catalogue`` the DCAT catalogue as Turtle.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
        SyntaxError: a file is not Turtle.
    """
    base = base_at(site_url)
    parts = tuple(_parts(packages, catalogue, base))
    counts = [counts_of(part.files.values(), part.iri, base) for part in parts]
    links = [(found, count) for found in linksets(base) if (count := total_links(counts, found))]
    triples = _everything(parts, counts, [found for found, _ in links], base)
    for part, found in zip(parts, counts, strict=True):
        triples += _part_triples(part, found, base)
    for linkset, count in links:
        triples += _linkset_triples(linkset, count, base)
    total = sum(found.triples for found in counts) + len(set(triples)) + 1
    triples.append((iri(f"{base.url}rdf/#everything"), VOID["triples"], integer(total)))
    return document((DCTERMS, FOAF, VOID), triples)
