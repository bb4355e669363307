"""The files of a package as DCAT distributions: media type, size, checksum, and the document they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from yusuan.publishing.rdf.iris import LICENSE, MEDIA_TYPES
from yusuan.publishing.rdf.namespaces import DCAT, DCTERMS, FOAF, RDFS, SPDX, XSD
from yusuan.publishing.rdf.terms import Terms
from yusuan.publishing.rdf.turtle import A, Triple, described, iri, literal
from yusuan.reading.document import Document

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".ttl": "text/turtle",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a package: path relative to the package, IANA media type, size in bytes, SHA-256 in hexadecimal."""

    path: str
    media_type: str
    size: int
    sha256: str


def downloads(files: Mapping[str, bytes]) -> tuple[Download, ...]:
    """The descriptions of files given as content by path, sorted by path. The media type follows from the suffix."""
    return tuple(
        Download(path, media_type_of(path), len(content), hashlib.sha256(content).hexdigest())
        for path, content in sorted(files.items())
    )


def media_type_of(path: str) -> str:
    """The IANA media type of a file that we publish, by its suffix; unknown ones are plain bytes."""
    return _MEDIA_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")


def _file_triples(
    subject: str, checksum: str, media_type: str, size: int, sha256: str, more: dict[str, str]
) -> Iterator[Triple]:
    """What a distribution and the source document share: media type, size and checksum."""
    yield from described(
        subject,
        more
        | {
            DCAT["byteSize"]: literal(str(size), datatype=XSD["nonNegativeInteger"]),
            DCAT["mediaType"]: iri(MEDIA_TYPES + media_type),
            SPDX["checksum"]: checksum,
        },
    )
    algorithm, value = SPDX["checksumAlgorithm_sha256"], literal(sha256, datatype=XSD["hexBinary"])
    yield from described(checksum, {A: SPDX["Checksum"], SPDX["algorithm"]: algorithm, SPDX["checksumValue"]: value})
    yield algorithm, A, SPDX["ChecksumAlgorithm"]
    yield iri(MEDIA_TYPES + media_type), A, DCTERMS["MediaType"]


def document_triples(source: Document, title: str, terms: Terms) -> Iterator[Triple]:
    """The document that the disclosure was published as."""
    place = iri(terms.base.file(terms.disclosure_id, f"source/{source.name}"))
    more = {A: FOAF["Document"], DCTERMS["title"]: literal(title, "zh"), RDFS["seeAlso"]: place}
    yield from _file_triples(
        terms.part("document"), terms.part("document-checksum"), source.media_type, source.size, source.sha256, more
    )


def download_triples(found: Download, terms: Terms) -> Iterator[Triple]:
    """A file as a distribution of the disclosure's dataset."""
    base, name = terms.base, terms.disclosure_id
    subject, checksum = (iri(base.file_part(name, part, found.path)) for part in ("file", "checksum"))
    place = iri(base.file(name, found.path))
    yield terms.part("dataset"), DCAT["distribution"], subject
    yield place, A, RDFS["Resource"]  # true of everything; the shapes of DCAT-AP 3 ask that it be said
    more = {
        A: DCAT["Distribution"],
        DCTERMS["title"]: literal(found.path),
        DCTERMS["license"]: iri(LICENSE),
        DCAT["accessURL"]: place,
        DCAT["downloadURL"]: place,
    }
    yield from _file_triples(subject, checksum, found.media_type, found.size, found.sha256, more)
