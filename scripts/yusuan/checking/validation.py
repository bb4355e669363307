"""Check published packages: every check of :mod:`yusuan.checking.package` and its neighbours, counted and timed."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import InvalidOperation
from pathlib import Path

from yusuan.checking import package as package_of
from yusuan.checking.cell import cell_problems, statement_problems
from yusuan.checking.csvw import csvw_metadata_files, csvw_problems
from yusuan.checking.finding import finding_problems
from yusuan.checking.project import project_problems
from yusuan.checking.published import PublishedPackage, read_package
from yusuan.checking.rdf import (
    constraint_problems,
    constraints_of,
    has_shared_graph,
    sum_problems,
    sums,
    syntax_problems,
    turtle_files,
)
from yusuan.checking.shape import SHAPES, shape_problems, why_skipped
from yusuan.checking.view import headline_problems, view_problems
from yusuan.errors import InputError
from yusuan.facts.views import VIEWS
from yusuan.publishing.rdf.iris import base_at


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one package; ``detail`` says what is wrong, and is empty where nothing is.

    ``count`` is how many things were looked at (files, rows, constraints, sums), 0 where the check does not concern
    the package. What could not be checked is ``skipped`` and passes; ``detail`` then says what is missing.
    """

    package: str
    name: str
    passed: bool
    detail: str = ""
    count: int = 0
    seconds: float = 0.0
    skipped: bool = False


Problems = Iterable[str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one check is made: its problems, how many things it looks at, and why it cannot be made (``""``: it can)."""

    problems: Callable[[PublishedPackage], Problems]
    count: Callable[[PublishedPackage], int]
    missing: Callable[[PublishedPackage], str] = lambda package: ""


def _rows(*names: str) -> Callable[[PublishedPackage], int]:
    return lambda package: sum(len(package.rows(name)) for name in names)


def _views(package: PublishedPackage) -> list[str]:
    return [name for name in VIEWS if name in package.resources]


def _described_graphs(package: PublishedPackage) -> list[Path]:
    return [path for path in turtle_files(package) if path.name == "metadata.ttl"]


def _has_facts(package: PublishedPackage) -> bool:
    return any(path.name == "facts.ttl" for path in turtle_files(package))


def _table_rules() -> dict[str, _Rule]:
    """The checks of tables and descriptor."""
    return {
        "frictionless": _Rule(package_of.frictionless_problems, lambda p: len(p.descriptor["resources"])),
        "profile": _Rule(package_of.profile_problems, lambda p: 1),
        "integrity": _Rule(package_of.integrity_problems, lambda p: len(package_of.described_files(p))),
        "json": _Rule(package_of.twin_problems, lambda p: len(package_of.twins(p))),
        "source": _Rule(package_of.source_problems, lambda p: int((p.folder / "source").exists())),
        "keys": _Rule(package_of.key_problems, lambda p: len(list(package_of.keys(p)))),
        "cells": _Rule(cell_problems, _rows("cells")),
        # Each view sums exactly to its total and each of its lines to the facts that it cites.
        "headline": _Rule(headline_problems, _rows("headline")),
        "views": _Rule(
            lambda p: (problem for name in _views(p) for problem in view_problems(p, name)), lambda p: len(_views(p))
        ),
        "projects": _Rule(project_problems, _rows("projects", "indicators")),
        "statements": _Rule(statement_problems, _rows("statements")),
        "findings": _Rule(finding_problems, _rows("findings")),
    }


def _graph_rules(site_url: str, shapes: Path) -> dict[str, _Rule]:
    """The checks of what is published as linked data."""
    constraints = constraints_of(site_url)

    def violations(package: PublishedPackage) -> Problems:
        return constraint_problems(package, constraints) if turtle_files(package) else ()

    return {
        "csvw": _Rule(
            lambda p: (problem for path in csvw_metadata_files(p) for problem in csvw_problems(path)),
            lambda p: len(csvw_metadata_files(p)),
        ),
        "rdf": _Rule(
            lambda p: (problem for path in turtle_files(p) for problem in syntax_problems(path)),
            lambda p: len(turtle_files(p)),
        ),
        "constraints": _Rule(
            violations,
            lambda p: len(constraints) if turtle_files(p) else 0,
            lambda p: "" if has_shared_graph(p) or not turtle_files(p) else "the package codelists is not beside it",
        ),
        "rdf_sums": _Rule(
            lambda p: sum_problems(p, site_url) if _has_facts(p) else (),
            lambda p: len(list(sums(p, site_url))) if _has_facts(p) else 0,
        ),
        "dcat_ap": _Rule(
            lambda p: (problem for path in _described_graphs(p) for problem in shape_problems(path, shapes)),
            lambda p: len(_described_graphs(p)),
            lambda p: why_skipped(shapes) if _described_graphs(p) else "",
        ),
    }


def _first(problems: Problems) -> str:
    """The first problem, and how many more there are."""
    found = list(problems)
    return found[0] + (f" (and {len(found) - 1} more)" if len(found) > 1 else "") if found else ""


def _guarded(problems: Callable[[], Problems]) -> str:
    try:
        return _first(problems())
    except (InputError, OSError) as error:
        return str(error)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        # A descriptor that the profile refuses may lack anything; the profile's own check says what.
        return f"cannot be checked: the package is malformed ({type(error).__name__}: {error})"


def _checked(package: PublishedPackage, name: str, rule: _Rule) -> Check:
    start = time.perf_counter()
    if missing := rule.missing(package):
        return Check(package.folder.name, name, True, missing, skipped=True)
    detail = _guarded(lambda: rule.problems(package))
    count = 0 if detail else rule.count(package)
    return Check(package.folder.name, name, not detail, detail, count, round(time.perf_counter() - start, 3))


def _catalogue_checks(path: Path, shapes: Path, only: Collection[str]) -> Iterator[Check]:
    """The catalogue of all disclosures, which is in no package."""
    rules = {
        "rdf": _Rule(lambda p: syntax_problems(path), lambda p: 1),
        "dcat_ap": _Rule(lambda p: shape_problems(path, shapes), lambda p: 1, lambda p: why_skipped(shapes)),
    }
    package = PublishedPackage(path, {})  # named by the file; the rules look at nothing but that
    yield from (_checked(package, name, rule) for name, rule in rules.items() if not only or name in only)


def validate(
    folders: Iterable[Path],
    site_url: str,
    only: Collection[str] = (),
    shapes: Path = SHAPES,
    catalogue: Path | None = None,
) -> tuple[Check, ...]:
    """Every check of every package, in the order of ``folders``; ``only`` names those to run where not all.

    A check that does not concern a package passes with count 0. The names: descriptor, frictionless, profile,
    integrity, json, source, keys, cells, views, projects, statements, findings, csvw, rdf, constraints, rdf_sums,
    dcat_ap, site_url. ``shapes`` is the folder of the DCAT-AP shapes, ``catalogue`` a ``catalogue.ttl`` to check too.
    """
    base = base_at(site_url).url
    site = _Rule(lambda package: package_of.site_problems(package, base), lambda package: 1)
    rules = _table_rules() | _graph_rules(base, shapes) | {"site_url": site}
    checks = []
    for folder in folders:
        try:
            package = read_package(folder)
        except InputError as error:
            checks.append(Check(folder.name, "descriptor", False, str(error)))
            continue
        checks += [_checked(package, name, rule) for name, rule in rules.items() if not only or name in only]
    if catalogue is not None:
        checks += _catalogue_checks(catalogue, shapes, only)
    return tuple(checks)
