"""Check published packages: by frictionless, by our profile, and by what neither of them looks at.

frictionless 5 does not apply ``$schema``, nor ``uniqueKeys``; no standard knows that a view sums to its total, that
the JSON beside a CSV says the same, or that the document is the one that was converted.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
from referencing import Registry
from referencing import Resource as SchemaResource

from yusuan.cell_checks import cell_problems, statement_problems
from yusuan.errors import InputError
from yusuan.finding_checks import finding_problems
from yusuan.project_checks import project_problems
from yusuan.published import PublishedPackage, Row, read_package
from yusuan.publishing.descriptor import PLAIN_PROFILE, PROFILE
from yusuan.publishing.iris import base_at
from yusuan.publishing.schemas import VIEWS, profile
from yusuan.sources import NAME as SOURCE_NAME
from yusuan.sources import read_source
from yusuan.view_checks import view_problems


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one package; ``detail`` says what is wrong, and is empty where nothing is."""

    package: str
    name: str
    passed: bool
    detail: str = ""


def _first(problems: Iterable[str]) -> str:
    """The first problem, and how many more there are."""
    found = list(problems)
    return found[0] + (f" (and {len(found) - 1} more)" if len(found) > 1 else "") if found else ""


def _frictionless(package: PublishedPackage) -> str:
    report = frictionless.validate(str(package.folder / "datapackage.json"), type="package")
    named = [f"{task.place}: {error.message}" for task in report.tasks for error in task.errors]
    return _first([*(error.message for error in report.errors), *named])


def _site(package: PublishedPackage, base: str) -> str:
    wrong = [name for name in ("$schema", "id") if not str(package.descriptor.get(name)).startswith(base)]
    return f"{wrong[0]} does not begin with site_url {base}; build the package again" if wrong else ""


def _profile(package: PublishedPackage) -> str:
    registry: Registry[Any] = Registry().with_resources(
        (f"{name}.json", SchemaResource.from_contents(profile(name))) for name in (PROFILE, PLAIN_PROFILE)
    )
    name = str(package.descriptor.get("$schema")).rpartition("/")[2].removesuffix(".json")
    if name not in (PROFILE, PLAIN_PROFILE):
        return f"$schema {package.descriptor.get('$schema')!r} names none of our profiles"
    validator = jsonschema.Draft7Validator(
        profile(name), registry=registry, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    errors = sorted(validator.iter_errors(package.descriptor), key=lambda error: error.json_path)
    return _first(f"{error.json_path}: {error.message[:200]}" for error in errors)


def _integrity(package: PublishedPackage) -> str:
    """Every file is described and unchanged, the JSON twins included."""
    described = {"datapackage.json": None, "README.md": None} | {
        entry["path"]: entry["hash"]
        for resource in package.descriptor["resources"]
        for entry in (resource, *([resource["yusuan:json"]] if "yusuan:json" in resource else []))
    }
    present = {
        path.relative_to(package.folder).as_posix()
        for path in sorted(package.folder.rglob("*"))
        if path.is_file() and path.relative_to(package.folder).parts[0] != "source"
    }
    return _first(
        [
            *(f"{path}: is missing" for path in sorted(described.keys() - present)),
            *(f"{path}: is not in the descriptor" for path in sorted(present - described.keys())),
            *(
                f"{path}: is not the file that the descriptor describes"
                for path in sorted(present & described.keys())
                if described[path] and described[path] != _hash(package.folder / path)
            ),
        ]
    )


def _hash(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def _twins(package: PublishedPackage) -> str:
    """The JSON beside a CSV holds the same rows with the same text of every number."""

    def texts(row: Mapping[str, Any]) -> Row:
        words = {None: "", True: "true", False: "false"}
        return {name: words[value] if isinstance(value, bool | None) else str(value) for name, value in row.items()}

    def problems() -> Iterator[str]:
        for resource in package.tables():
            if "yusuan:json" in resource:
                path = resource["yusuan:json"]["path"]
                found = json.loads((package.folder / path).read_bytes(), parse_float=str, parse_int=str)
                if [texts(row) for row in found] != package.rows(resource["name"]):
                    yield f"{path}: does not hold the rows of {resource['path']}"

    return _first(problems())


def _source(package: PublishedPackage) -> str:
    """``source/disclosure.yml`` is right, and the document is the one that the package was made from."""
    path = package.folder / "source" / SOURCE_NAME
    if not path.parent.exists():
        return ""
    source = read_source(path)
    if source.id != package.descriptor["name"]:
        return f"{path}: id {source.id!r} is not the name of the package"
    (stated,) = package.descriptor["sources"]
    same = stated["path"] == f"source/{source.path.name}" and f"sha256:{stated['yusuan:sha256']}" == _hash(source.path)
    return "" if same else f"{source.path.name}: is not the document the package was made from; build it again"


def _keys(package: PublishedPackage) -> str:
    """Primary and unique keys are unique: no two facts share a key."""

    def problems() -> Iterator[str]:
        for resource in package.tables():
            schema = resource["schema"]
            for key in (*([schema["primaryKey"]] if "primaryKey" in schema else []), *schema.get("uniqueKeys", ())):
                counts = Counter(tuple(row[name] for name in key) for row in package.rows(resource["name"]))
                yield from (f"{resource['path']}: {'.'.join(v)} stands twice" for v, n in counts.items() if n > 1)

    return _first(problems())


def _views(package: PublishedPackage) -> str:
    """Each view sums exactly to its total and each of its lines to the facts that it cites."""
    return _first(problem for name in VIEWS if name in package.resources for problem in view_problems(package, name))


_CHECKS: dict[str, Callable[[PublishedPackage], str]] = {
    "frictionless": _frictionless,
    "profile": _profile,
    "integrity": _integrity,
    "json": _twins,
    "source": _source,
    "keys": _keys,
    "cells": lambda package: _first(cell_problems(package)),
    "views": _views,
    "projects": lambda package: _first(project_problems(package)),
    "statements": lambda package: _first(statement_problems(package)),
    "findings": lambda package: _first(finding_problems(package)),
}


def _run(package: PublishedPackage, check: Callable[[PublishedPackage], str]) -> str:
    try:
        return check(package)
    except (InputError, OSError) as error:
        return str(error)
    except (KeyError, TypeError, ValueError) as error:
        # A descriptor that the profile refuses may lack anything; the profile's own check says what.
        return f"cannot be checked: the package is malformed ({type(error).__name__}: {error})"


def validate(folders: Iterable[Path], site_url: str, only: Collection[str] = ()) -> tuple[Check, ...]:
    """Every check of every package, in the order of ``folders``; ``only`` names those to run where not all.

    A check that does not concern a package passes. The names: descriptor, frictionless, profile, integrity, json,
    source, keys, cells, views, projects, statements, findings, site_url.
    """
    base = base_at(site_url).url
    checks = []
    for folder in folders:
        try:
            package = read_package(folder)
        except InputError as error:
            checks.append(Check(folder.name, "descriptor", False, str(error)))
            continue
        for name, check in (_CHECKS | {"site_url": partial(_site, base=base)}).items():
            if not only or name in only:
                detail = _run(package, check)
                checks.append(Check(folder.name, name, not detail, detail))
    return tuple(checks)
