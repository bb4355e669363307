"""Build the site from the published packages: stage hand-written and generated pages, run mkdocs, copy the downloads.

The edge of :mod:`yusuan.publishing.pages`, which writes the pages. Chinese and English are two mkdocs builds, so each
has its own navigation, theme language and search index.
"""

from __future__ import annotations

import csv
import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import jieba
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

import yusuan
from yusuan.bulk import add_shared_rdf
from yusuan.bundles import bundle
from yusuan.checking.published import read_package
from yusuan.codelists import read_codelists
from yusuan.errors import InputError
from yusuan.publishing.pages.model import LANGUAGES, Language, Package, PublishedFile, Site, Term
from yusuan.publishing.pages.site_pages import fill, site_pages
from yusuan.publishing.rdf.iris import PLACEHOLDER_SITE
from yusuan.publishing.schemas import table_schemas

_CONFIGS: Mapping[Language, str] = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
_SHARED = ("all", "codelists")
_COPIED = ("datapackage", "schemas")
_QUERIES = "docs/queries"
_CHANGELOG_MARK = "<!-- generated: changelog -->"


def build_site(root: Path, output: Path) -> None:
    """Build the whole site of the project in ``root`` into ``output``, which is replaced only once all is built.

    Raises:
        InputError: nothing is published yet, or mkdocs warns of anything (a broken link or anchor).
    """
    site = read_site(root)
    staged, built = root / "build" / f"{output.name}.pages", root / "build" / output.name
    for folder in (staged, built):
        shutil.rmtree(folder, ignore_errors=True)
    for language in LANGUAGES:
        _stage(site, language, root, staged / language)
    for language in LANGUAGES:
        subfolder = "" if language == "zh" else language
        _run_mkdocs(root / _CONFIGS[language], staged / language, built / subfolder, site.base, subfolder)
    for name in _COPIED:
        shutil.copytree(root / name, built / name)
    for package in site:  # the IRIs of a package's files lie below its page
        shutil.copytree(root / "datapackage" / package.name, built / package.folder, dirs_exist_ok=True)
    add_shared_rdf(root / "datapackage", built, site.base)
    bundle(root, built / "assets" / "browser")
    _replace(output, built)


def site_base(root: Path) -> str:
    """The base of every IRI: ``site_url`` of ``mkdocs.yml``, ending with ``/``."""
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    return str(settings["site_url"]).rstrip("/") + "/"


def read_site(root: Path) -> Site:
    """Everything that the generated pages show, read from ``datapackage/`` and ``schemas/``.

    Raises:
        InputError: no disclosure is published.
    """
    published = root / "datapackage"
    folders = sorted(path.parent for path in published.glob("*/datapackage.json") if path.parent.name not in _SHARED)
    if not folders:
        raise InputError(f"{published}: no published disclosure; run `yusuan build` first")
    base = site_base(root)
    return Site(
        base=base,
        version=yusuan.__version__,
        packages=tuple(_package(folder, f"disclosures/{folder.name}/") for folder in folders),
        overview={row["disclosure"]: row for row in read_package(published / "all").rows("disclosures")},
        codelists=read_codelists(root / "schemas" / "codelists"),
        schemas=table_schemas(),
        shared=tuple(_package(published / name, f"datapackage/{name}/") for name in _SHARED),
        files=tuple(_files(published.glob("*.*"), published, "datapackage/")),
        terms=tuple(_terms(root / "schemas" / "vocabulary", base)),
        queries=tuple((path.stem, path.read_text("utf-8")) for path in sorted((root / _QUERIES).glob("*.rq"))),
    )


def _package(folder: Path, served_at: str) -> Package:
    """One published package from its folder; only the rows of disclosures are shown, so only they are read."""
    found, is_shared = read_package(folder), folder.name in _SHARED
    return Package(
        name=folder.name,
        folder=served_at,
        descriptor=found.descriptor,
        rows={} if is_shared else {r["name"]: tuple(found.rows(r["name"])) for r in found.tables()},
        printed={path.stem: _printed(path) for path in sorted((folder / "data" / "printed").glob("*.csv"))},
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


def _stage(site: Site, language: Language, root: Path, target: Path) -> None:
    """Write one language's tree: hand-written pages with their marks filled, generated pages, assets."""
    written = root / "docs" / language
    shutil.copytree(written, target)
    shutil.copytree(root / "docs" / "assets", target / "assets")
    changelog = root / "CHANGELOG.md"
    history = changelog.read_text(encoding="utf-8").partition("\n")[2] if changelog.exists() else ""
    for path in sorted(target.rglob("*.md")):
        text = fill(path.read_text(encoding="utf-8"), site, language).replace(_CHANGELOG_MARK, history)
        path.write_text(text, encoding="utf-8")
    cookbook = {f"queries/{name}.rq": text.replace(PLACEHOLDER_SITE, site.base) for name, text in site.queries}
    for name, text in (site_pages(site, language) | cookbook).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class _Warnings(logging.Handler):
    """Keeps what mkdocs warns of, to say it in one line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.messages.append(record.getMessage())


def _run_mkdocs(config_file: Path, pages: Path, output: Path, base: str, subfolder: str) -> None:
    warnings, logger = _Warnings(), logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    jieba.setLogLevel(logging.WARNING)  # it announces on stderr that it loads its dictionary
    try:
        config = load_config(
            config_file=str(config_file),
            docs_dir=str(pages),
            site_dir=str(output),
            site_url=base + (f"{subfolder}/" if subfolder else ""),
            strict=True,
        )
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        told = "; ".join(warnings.messages[:3]) or str(error)
        raise InputError(f"{config_file.name}: the site does not build: {told}") from error
    finally:
        logger.removeHandler(warnings)


def _replace(output: Path, built: Path) -> None:
    """Put the built site in the place of the one before."""
    previous = built.with_name(f"{built.name}.previous")
    shutil.rmtree(previous, ignore_errors=True)
    if output.exists():
        output.rename(previous)
    output.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(built, output)
    shutil.rmtree(previous, ignore_errors=True)
