"""The RDF files of one disclosure, and those that all disclosures share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from yusuan.codelists import DIMENSION_LISTS
from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.publishing.coverage import Coverage
from yusuan.publishing.rdf.catalogue import catalogue_turtle, metadata_turtle
from yusuan.publishing.rdf.cube import facts_turtle
from yusuan.publishing.rdf.distributions import Download, downloads
from yusuan.publishing.rdf.findings import findings_turtle
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE, base_at
from yusuan.publishing.rdf.projects import projects_turtle
from yusuan.publishing.rdf.provenance import PATH as PROVENANCE
from yusuan.publishing.rdf.provenance import provenance_turtle
from yusuan.publishing.rdf.skos import codelist_turtle
from yusuan.publishing.rdf.statements import statements_turtle
from yusuan.publishing.rdf.turtle import encode
from yusuan.recognition.disclosure import Disclosure

VOCABULARY = Path(__file__).parents[4] / "schemas" / "vocabulary"
"""The hand-written vocabulary of a working copy."""

_OWN = {"organization", "activity"}


def rdf_files(conversion: Conversion, site_url: str, files: Sequence[Download]) -> dict[str, bytes]:
    """The graphs of a disclosure by path in its package: ``rdf/facts.ttl``, ``rdf/findings.ttl``,
    ``rdf/provenance.ttl``, ``rdf/projects.ttl`` where it has projects or indicators, ``rdf/statements.ttl`` where its
    prose states figures, and ``rdf/metadata.ttl``. ``files`` are the other files of the package; the
    graphs are added to them, but the metadata does not describe itself.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    graphs = {
        "rdf/facts.ttl": encode(facts_turtle(conversion, site_url)),
        "rdf/findings.ttl": findings_turtle(conversion, site_url),
        "rdf/projects.ttl": projects_turtle(conversion, site_url),
        PROVENANCE: provenance_turtle(conversion, site_url),
        "rdf/statements.ttl": statements_turtle(conversion, site_url),
    }
    graphs = {path: content for path, content in graphs.items() if content}
    described = sorted((*files, *downloads(graphs)), key=lambda file: file.path)
    return graphs | {"rdf/metadata.ttl": metadata_turtle(conversion, site_url, described)}


def vocabulary_turtle(folder: Path, site_url: str) -> bytes:
    """The Turtle files of the vocabulary as one, with ``site_url`` in the place of the placeholder. The prefixes come
    first, once each; the rest, comments included, stays as it is written.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    prefixes: set[str] = set()
    parts = []
    for path in sorted(folder.glob("*.ttl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        prefixes |= {line for line in lines if line.startswith("@prefix ")}
        parts.append("\n".join(line for line in lines if not line.startswith("@prefix ")).strip())
    text = "\n\n".join(("\n".join(sorted(prefixes)), *parts)) + "\n"
    return text.replace(PLACEHOLDER_SITE, base_at(site_url).url).encode()


def shared_rdf_files(
    codelists: Mapping[str, Codelist], site_url: str, vocabulary: Path = VOCABULARY
) -> dict[str, bytes]:
    """``<list>.ttl`` of every shared code list and ``vocabulary.ttl``, by file name.

    ``codelists`` may hold one list twice, also by its dimension (:func:`yusuan.codelists.read_codelists`); the list
    under its own name is the shared one. A disclosure's own lists are left out.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    lists = {name: codelist for name, codelist in codelists.items() if name == codelist.name and name not in _OWN}
    for dimension, name in DIMENSION_LISTS.items():
        if dimension in codelists:
            lists.setdefault(name, codelists[dimension])
    files = {f"{name}.ttl": codelist_turtle(codelist, site_url) for name, codelist in lists.items()}
    files["vocabulary.ttl"] = vocabulary_turtle(vocabulary, site_url)
    return dict(sorted(files.items()))


def catalogue_file(
    disclosures: Iterable[Disclosure],
    codelists: Mapping[str, Codelist],
    site_url: str,
    coverages: Mapping[str, Coverage] = MappingProxyType({}),
) -> bytes:
    """``datapackage/catalogue.ttl``: the DCAT catalogue of all disclosures; ``coverages`` say how much of each was
    understood, by its id.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    return catalogue_turtle(disclosures, codelists.get("phase"), coverages, site_url)
