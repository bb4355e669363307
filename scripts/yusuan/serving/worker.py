"""The process that answers the endpoint's queries: it loads the store once and forks for each query.

So a query works on the data without loading them, and whatever it does (run for ever, use up the memory, crash the
engine) ends with its own fork, by limits that the system holds it to. Started by :mod:`yusuan.serving.pool` as
``python -m yusuan.serving.worker``.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import socket
import sys
from pathlib import Path

from pyoxigraph import Store

from yusuan.errors import InputError
from yusuan.querying.query import (
    GRAPH_FORMATS,
    RESULT_FORMATS,
    Graphs,
    QueryError,
    QueryRefused,
    asked,
    offered,
    written,
)
from yusuan.querying.store import load_store, query_prefixes
from yusuan.serving.negotiation import preferred
from yusuan.serving.protocol import Limits, Question, Reply, refused

_WITH_CHARSET = ("text/csv", "text/tab-separated-values", "text/turtle")


def answer(store: Store, question: Question, site_url: str, limits: Limits) -> Reply:
    """The reply to a question: results in the format that the client likes best, or why there are none."""
    if not question.query:
        return _description(store, question.accept)
    try:
        with asked(store, question.query, query_prefixes(site_url), question.graphs) as results:
            media_type = preferred(question.accept, offered(results))
            if media_type is None:
                return refused(406, f"the result comes as {', '.join(offered(results))}")
            return _reply(media_type, written(results, media_type, limits.result))
    except QueryRefused as error:
        return refused(403, str(error))
    except QueryError as error:
        return refused(400, str(error))


def _reply(media_type: str, content: bytes) -> Reply:
    charset = "; charset=utf-8" if media_type in _WITH_CHARSET else ""
    return Reply(200, media_type + charset, content, (("Vary", "Accept"),))


_PREAMBLE = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .

<> a sd:Service ;
  sd:endpoint <> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {formats} ;
  sd:defaultDataset <#dataset> .

<#dataset> a sd:Dataset ;
  sd:defaultGraph <#default-graph> ;
  sd:namedGraph {named} .

<#default-graph> a sd:Graph ; void:triples {size} .
"""
_NAMED = """
<#graph-{number}> a sd:NamedGraph ; sd:name <{name}> ; sd:graph <#graph-{number}-content> .
<#graph-{number}-content> a sd:Graph ; void:triples {size} .
"""


def _description(store: Store, accept: str) -> Reply:
    """What the service offers (SPARQL 1.1 Service Description) in Turtle; its IRIs are relative to the endpoint's."""
    if preferred(accept, ["text/turtle"]) is None:
        return refused(406, "there is no query; without one the service describes itself, as text/turtle only")
    counted = store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    sizes = [(row["g"].value, row["n"].value) for row in counted]  # type: ignore[union-attr]
    formats = [form.iri for form in RESULT_FORMATS.values()] + [form.iri for form in GRAPH_FORMATS.values()]
    text = _PREAMBLE.format(
        formats=", ".join(f"<{name}>" for name in formats),
        named=", ".join(f"<#graph-{number}>" for number in range(1, len(sizes) + 1)),
        size=sum(1 for _ in store.quads_for_pattern(None, None, None, None)) - sum(int(n) for _, n in sizes),
    )
    parts = (_NAMED.format(number=number, name=name, size=n) for number, (name, n) in enumerate(sizes, start=1))
    return _reply("text/turtle", (text + "".join(parts)).encode())


def _confine(limits: Limits) -> None:
    """Have the system end this process when its time is up, and give it no memory beyond its share."""
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + limits.memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _answer_one(connection: socket.socket, store: Store, site_url: str, limits: Limits) -> None:
    """Read a question until its end, and write the reply: a line of JSON, then the content."""
    _confine(limits)
    with connection.makefile("rb") as file:
        asked_for = json.loads(file.read())
    seen = asked_for["graphs"]
    graphs = Graphs(tuple(seen["default"]), tuple(seen["named"])) if seen else None
    reply = answer(store, Question(asked_for["query"], graphs, asked_for["accept"]), site_url, limits)
    head = {"status": reply.status, "type": reply.media_type, "bytes": len(reply.content), "headers": reply.headers}
    connection.sendall(json.dumps(head).encode() + b"\n" + reply.content)


def _work(control: socket.socket, store: Store, site_url: str, limits: Limits) -> None:
    """Answer each connection that comes through ``control`` in a fork, until the other side closes it."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the forks
    gc.freeze()
    while True:
        token, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not token:
            return
        with socket.socket(fileno=descriptors[0]) as connection:
            if os.fork() == 0:
                control.close()
                _answer_one(connection, store, site_url, limits)
                os._exit(0)  # not even the store is cleared away


def main(descriptor: str, folder: str, site_url: str, limits: str) -> None:
    """Load what is published in ``folder``, say so (or why not) in one line on the socket, then work."""
    with socket.socket(fileno=int(descriptor)) as control:
        try:
            store = load_store(Path(folder), site_url)
        except InputError as error:
            control.sendall(f"{error}\n".encode())
            return
        control.sendall(b"\n")
        _work(control, store, site_url, Limits(**json.loads(limits)))


if __name__ == "__main__":
    main(*sys.argv[1:])
