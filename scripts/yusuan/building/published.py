"""Read what the pages show from ``datapackage/`` and ``schemas/``, the rows of a package only when asked for."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar, overload

import yaml
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

import yusuan
from yusuan.checking.published import read_package
from yusuan.codelists import read_codelists
from yusuan.errors import InputError
from yusuan.publishing.pages.digest import digest
from yusuan.publishing.pages.model import Package, PublishedFile, Row, Site, Term
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE
from yusuan.publishing.schemas import table_schemas

_SHARED = ("all", "codelists")
_QUERIES = "docs/queries"
_Read = TypeVar("_Read")


class _Lazily(Mapping[str, _Read]):
    """A mapping whose values are read when first asked for, then kept."""

    def __init__(self, names: Iterable[str], read: Callable[[str], _Read]) -> None:
        self._names = dict.fromkeys(names)
        self._read = read
        self._kept: dict[str, _Read] = {}

    def __getitem__(self, name: str) -> _Read:
        if name not in self._kept:
            if name not in self._names:
                raise KeyError(name)
            self._kept[name] = self._read(name)
        return self._kept[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


class _Packages(Sequence[Package]):
    """The disclosures by id. Each is opened anew when it is asked for and forgotten after, so that the memory for all
    of them is that of the largest."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    @overload
    def __getitem__(self, index: int) -> Package: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Package]: ...
    def __getitem__(self, index: int | slice) -> Package | Sequence[Package]:
        if isinstance(index, slice):
            return _Packages(self._folders[index])
        folder = self._folders[index]
        return _package(folder, f"disclosures/{folder.name}/")

    def __len__(self) -> int:
        return len(self._folders)


def site_base(root: Path) -> str:
    """The base of every IRI: ``site_url`` of ``mkdocs.yml``, ending with ``/``."""
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    return str(settings["site_url"]).rstrip("/") + "/"


def read_site(root: Path) -> Site:
    """Everything that the generated pages show. Rows of packages are read when a page asks for them.

    Raises:
        InputError: no disclosure is published.
    """
    published = root / "datapackage"
    folders = sorted(path.parent for path in published.glob("*/datapackage.json") if path.parent.name not in _SHARED)
    if not folders:
        raise InputError(f"{published}: no published disclosure; run `yusuan build` first")
    base, packages, codelists = site_base(root), _Packages(folders), read_codelists(root / "schemas" / "codelists")
    return Site(
        base=base,
        version=yusuan.__version__,
        packages=packages,
        overview={row["disclosure"]: row for row in read_package(published / "all").rows("disclosures")},
        codelists=codelists,
        schemas=table_schemas(),
        shared=tuple(_package(published / name, f"datapackage/{name}/") for name in _SHARED),
        files=tuple(_files(published.glob("*.*"), published, "datapackage/")),
        terms=tuple(_terms(root / "schemas" / "vocabulary", base)),
        queries=tuple((path.stem, path.read_text("utf-8")) for path in sorted((root / _QUERIES).glob("*.rq"))),
        digest=digest(packages, codelists),
    )


def _package(folder: Path, served_at: str) -> Package:
    """One published package from its folder. What disclosures share is listed, not shown: it has no rows."""
    found, is_shared = read_package(folder), folder.name in _SHARED
    printed = {path.stem: path for path in sorted((folder / "data" / "printed").glob("*.csv"))}

    def rows(name: str) -> tuple[Row, ...]:
        return tuple(found.rows(name))

    return Package(
        name=folder.name,
        folder=served_at,
        descriptor=found.descriptor,
        rows=_Lazily(() if is_shared else [resource["name"] for resource in found.tables()], rows),
        printed=_Lazily(printed, lambda name: _printed(printed[name])),
        files=tuple(_files(folder.rglob("*"), folder, served_at)),
    )


def _printed(path: Path) -> tuple[tuple[str, ...], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(tuple(row) for row in csv.reader(file))


def _files(paths: Iterable[Path], folder: Path, served_at: str) -> Iterator[PublishedFile]:
    """The files among ``paths``, with their paths on the site, where ``folder`` is served at ``served_at``."""
    for path in sorted(paths):
        if path.is_file() and not path.name.startswith("."):
            yield PublishedFile(served_at + path.relative_to(folder).as_posix(), path.stat().st_size)


def _terms(vocabulary: Path, base: str) -> Iterator[Term]:
    """The terms of the vocabulary, from its Turtle files, by name."""
    graph = Graph()
    for path in sorted(vocabulary.glob("*.ttl")):
        graph.parse(data=path.read_text(encoding="utf-8").replace(PLACEHOLDER_SITE, base), format="turtle")
    namespace = f"{base}vocabulary/#"
    for address in sorted({str(s) for s in graph.subjects() if str(s).startswith(namespace)} - {namespace}):
        subject = URIRef(address)
        kinds = sorted(str(o).replace("#", "/").rsplit("/", 1)[-1] for o in graph.objects(subject, RDF.type))
        yield Term(
            name=address.removeprefix(namespace),
            kind=", ".join(kinds),
            label_zh=_text(graph, subject, "zh", RDFS.label, SKOS.prefLabel),
            label_en=_text(graph, subject, "en", RDFS.label, SKOS.prefLabel),
            definition_zh=_text(graph, subject, "zh", SKOS.definition, RDFS.comment),
            definition_en=_text(graph, subject, "en", SKOS.definition, RDFS.comment),
        )


def _text(graph: Graph, subject: URIRef, language: str, *predicates: URIRef) -> str:
    """The first text in a language under one of the predicates, ``""`` where there is none."""
    texts = (
        sorted(str(o) for o in graph.objects(subject, predicate) if getattr(o, "language", None) == language)
        for predicate in predicates
    )
    return next((found[0] for found in texts if found), "")
