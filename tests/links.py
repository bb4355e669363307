"""Where the links of a built site lead: every address in every page, and every IRI of every graph."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pyoxigraph
from lxml import etree

_ADDRESSES = ("href", "src", "action", "poster", "data-all", "data-src", "data-href")
_OURS = re.compile(r'(?<=")https?://[^"\s\\{}<>]*(?=")')
_LOADED = re.compile(r"url\(\s*['\"]?([^)'\"]+)")
_NOT_FOUND = ("404.html", "en/404.html")
"""Served for any address, so their links begin at the root."""


@dataclass(slots=True)
class Page:
    """A page: its anchors, and the addresses it names as they stand in it."""

    anchors: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Built:
    """A built site: its pages by address (``""``, ``en/findings/``) and its files by path."""

    folder: Path
    base: str
    pages: dict[str, Page]
    files: set[str]

    def resolves(self, target: str) -> bool:
        """Whether an address below the root of the site leads to a page, to an anchor of it, or to a file."""
        address, fragment = (unquote(part) for part in urldefrag(target))
        path = address.partition("?")[0]
        if path in self.pages:
            return not fragment or fragment in self.pages[path].anchors
        if fragment and path.endswith(".ttl"):  # what the IRI stands for is what the file says of it
            return path in self.files and self.base + target in _described(self.folder / path)
        return path in self.files and not fragment

    def broken(self) -> list[tuple[str, str]]:
        """Every page and file with an address in it that leads nowhere."""
        return sorted(
            (place, target)
            for place, page in self.pages.items()
            for target in page.addresses
            if (inner := self.inner(place, target)) is not None and not self.resolves(inner)
        )

    def inner(self, place: str, target: str) -> str | None:
        """The address below the root that a link in ``place`` leads to; nothing where it leads elsewhere."""
        if target.startswith(self.base):
            return target.removeprefix(self.base)
        if urlsplit(target).scheme or target.startswith("//"):
            return None
        return urljoin(f"http://site/{place}", target).removeprefix("http://site/")


def read_built(folder: Path, base: str) -> Built:
    """A built site whose IRIs begin with ``base``."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {name.removesuffix("index.html"): _page(folder / name) for name in files if name.endswith(".html")}
    return Built(folder, base, pages, files)


def _page(path: Path) -> Page:
    page = Page()
    tree = etree.parse(str(path), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    for element in tree.iter(etree.Element):
        attributes = element.attrib
        if "id" in attributes:
            page.anchors.add(attributes["id"])
        if element.tag == "a" and "name" in attributes:
            page.anchors.add(attributes["name"])
        page.addresses.update(attributes[name] for name in _ADDRESSES if name in attributes)
        page.addresses.update(part.split()[0] for part in attributes.get("srcset", "").split(",") if part.strip())
        page.addresses.update(_LOADED.findall(attributes.get("style", "")))
        if element.tag == "script" and attributes.get("type") == "application/ld+json":
            page.addresses.update(_OURS.findall(element.text or ""))
    return page


def absolute(built: Built) -> list[tuple[str, str]]:
    """Every address that would break below a path: those that begin at the root of the host."""
    return sorted(
        (place, target)
        for place, page in built.pages.items()
        if place not in _NOT_FOUND
        for target in page.addresses
        if target.startswith("/")
    )


def style_addresses(built: Built) -> Iterator[tuple[str, str]]:
    """What the style sheets load: the sheet and the address below the root."""
    for name in sorted(built.files):
        if name.endswith(".css"):
            for target in _LOADED.findall((built.folder / name).read_text(encoding="utf-8")):
                if not target.startswith("data:"):
                    yield name, urljoin(name, target)


def minted(built: Built) -> set[str]:
    """Every IRI of ours: in the file of all graphs, in every Turtle and JSON file."""
    graphs = gzip.decompress((built.folder / "dump/yusuan.nq.gz").read_bytes()).decode()
    found = set(re.findall(r"<([^>]*)>", graphs))
    for name in built.files:
        if name.endswith((".json", ".jsonld")) and not name.startswith(("search/", "en/search/", "assets/")):
            found.update(_OURS.findall((built.folder / name).read_text(encoding="utf-8")))
        elif name.endswith(".ttl"):
            found.update(_iris(built.folder / name))
    return {iri for iri in found if iri.startswith(built.base)}


@cache
def _triples(path: Path) -> tuple[pyoxigraph.Triple, ...]:
    parsed = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    return tuple(quad.triple for quad in parsed)


def _iris(path: Path) -> set[str]:
    nodes = {node for triple in _triples(path) for node in (triple.subject, triple.predicate, triple.object)}
    return {node.value for node in nodes if isinstance(node, pyoxigraph.NamedNode)}


@cache
def _described(path: Path) -> frozenset[str]:
    """The IRIs that a Turtle file describes."""
    subjects = {triple.subject for triple in _triples(path)}
    return frozenset(subject.value for subject in subjects if isinstance(subject, pyoxigraph.NamedNode))
