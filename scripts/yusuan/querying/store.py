"""All published RDF in one store in memory: what ``yusuan query`` and the SPARQL endpoint ask.

Each package is a named graph, and the default graph is the union of all. The union is loaded, not asked of the store:
Oxigraph's own union gives a triple once for every graph that has it, and sums over it would count twice.
"""

from __future__ import annotations

from pathlib import Path, PurePath

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from yusuan.codelists import DIMENSION_LISTS
from yusuan.errors import InputError
from yusuan.publishing.rdf import namespaces
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE, base_at
from yusuan.publishing.rdf.turtle import Namespace


def graph_of(path: PurePath, site_url: str) -> str:
    """The IRI of the graph that a Turtle file belongs to; ``path`` is relative to ``datapackage/``.

    A disclosure's graph is named by its page, that of the code lists by theirs; what lies in no such package is a
    graph of its own, named by the file's address on the site.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    base = base_at(site_url)
    package = path.parts[0]
    if package == "codelists":
        return f"{base.url}codelists/"
    if len(path.parts) > 2 and path.parts[1] == "rdf":
        return base.disclosure(package)
    return f"{base.url}datapackage/{path.as_posix()}"


def load_store(folder: Path, site_url: str = PLACEHOLDER_SITE) -> Store:
    """A store with every Turtle file below ``folder`` (a project's ``datapackage/``), in its graph and in the union.

    Raises:
        InputError: there is no Turtle file, or one cannot be read.
    """
    paths = sorted(folder.rglob("*.ttl"))
    if not paths:
        raise InputError(f"{folder}: nothing is published yet; run `yusuan build`")
    store = Store()
    for path in paths:
        graph = NamedNode(graph_of(path.relative_to(folder), site_url))
        try:
            content = path.read_bytes()
            for target in (DefaultGraph(), graph):
                store.bulk_load(content, RdfFormat.TURTLE, to_graph=target)
        except (OSError, SyntaxError) as error:
            reason = " ".join(str(error).split())
            raise InputError(f"{path}: cannot be read as Turtle ({reason}); run `yusuan build`") from error
    return store


def query_prefixes(site_url: str = PLACEHOLDER_SITE) -> dict[str, str]:
    """The prefixes that a query may use without declaring them: those of the published Turtle files.

    Raises:
        InputError: ``site_url`` is not an absolute URL.
    """
    base = base_at(site_url)
    spaces = [space for space in vars(namespaces).values() if isinstance(space, Namespace)]
    lists = {*DIMENSION_LISTS.values(), "divisions", "fact-status"} - {DIMENSION_LISTS["phase"]}
    found = {space.prefix: space.iri for space in spaces} | {name: base.concepts(name) for name in lists}
    return found | {"organization": base.organizations, "yusuan": base.vocabulary}
