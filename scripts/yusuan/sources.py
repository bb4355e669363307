"""Read ``datapackage/*/source/disclosure.yml``: the edge where what people say about a disclosure enters.

Every value is read as the text that is written: ``2024`` and ``610900`` need no quotes and ``0101`` keeps its zero.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from yusuan.errors import InputError, printable
from yusuan.links import refuse_link, refuse_links
from yusuan.schema_patterns import Draft7

NAME = "disclosure.yml"
ONE_DISCLOSURE = "one-disclosure"
"""What a source says of a document that is one disclosure although its titles name several units."""
_LARGEST = 64 << 10
"""How many bytes a ``disclosure.yml`` may have."""
_SCHEMA = Path(__file__).parents[2] / "schemas" / "disclosure.schema.json"


@dataclass(frozen=True, slots=True)
class Source:
    """One registered disclosure: its id, the path of its document, and overrides (``""`` where nothing is said)."""

    id: str
    path: Path
    source_url: str = ""
    organization: str = ""
    division: str = ""
    fiscal_year: str = ""
    phase: str = ""
    scope: str = ""
    unit: str = ""
    holds: str = ""

    @property
    def organization_code(self) -> str:
        """The code of the reporting unit: the id without its year, so that the years of one unit share it."""
        return re.sub(r"-\d{4}\Z", "", self.id)


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return schema


def _mapping(path: Path) -> dict[str, str]:
    """The YAML mapping in a file, every scalar as text."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: is larger than {_LARGEST >> 10} KB; write only the keys of a disclosure")
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except RecursionError as error:
        raise InputError(f"{path}: is nested too deeply; must be lines of `key: value`") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path}:{line}: is not valid YAML ({error.problem}); correct that line") from error
    except yaml.YAMLError as error:
        raise InputError(f"{path}: is not valid YAML ({' '.join(str(error).split())})") from error
    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{path}: must be lines of `key: value`; at least id and file")
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            raise InputError(
                f"{path}:{line}: must be `key: value` with one plain value; lists and mappings mean nothing"
            )
        if key.value in found:
            raise InputError(
                f"{path}:{line}: key {key.value!r} stands twice (first in line {lines[key.value]}); remove one"
            )
        unseen = next((char for char in key.value + value.value if printable(char) != char), "")
        if unseen:
            raise InputError(f"{path}:{line}: holds the character {printable(unseen)}, which is not seen; remove it")
        found[key.value], lines[key.value] = value.value, line
    return found


def _problem(error: jsonschema.ValidationError, found: dict[str, str]) -> str:
    """One violation of the schema as a sentence: what is wrong and what to write instead."""
    keys = list(_schema()["properties"])
    if error.validator == "additionalProperties":
        wrong = next(str(key) for key in found if key not in keys)
        near = difflib.get_close_matches(wrong, keys, n=1, cutoff=0.0)
        return f"unknown key {wrong!r}; did you mean {near[0]!r}? Known keys: {', '.join(keys)}"
    if error.validator == "required":
        return f"key {next(key for key in _schema()['required'] if key not in found)!r} is missing; add it"
    key = str(error.absolute_path[0])
    if error.validator == "not" and key == "id":
        return f"id: {error.instance!r} is kept for a package across disclosures; choose another id and folder name"
    rule = _schema()["properties"][key]
    allowed = f"one of {', '.join(rule['enum'])}" if "enum" in rule else rule["description"].partition(". ")[0]
    return f"{key}: {error.instance!r} cannot be used; expected: {allowed}"


def kept_name(name: str) -> str:
    """The name under which a document is kept in ``source/``: that of the file without what cannot stand in the path of
    a package (a colon, a backslash, a full stop at the beginning) or is not seen.

    Raises:
        InputError: the name is not UTF-8.
    """
    if any("\ud800" <= char <= "\udfff" for char in name):
        raise InputError(f"{name}: the name of the file is not UTF-8; rename it")
    seen = (char if printable(char) == char else "-" for char in name)
    return re.sub(r"[:\\]", "-", "".join(seen)).lstrip(".") or "document"


def check_id(source_id: str) -> None:
    """Raise :class:`InputError` for an id that no disclosure can have."""
    validator = Draft7(_schema()["properties"]["id"])
    if next(validator.iter_errors(source_id), None) is not None:
        raise InputError(
            f"{source_id}: cannot be an id; use small letters, digits and single hyphens: <place>-<unit>-<year>"
        )


def read_source(path: Path) -> Source:
    """The source that one ``disclosure.yml`` describes.

    Raises:
        InputError: the file cannot be read, a key is unknown, missing or twice there, a value is wrong, the document
            that it names is missing or empty, or one of the two is a link.
    """
    refuse_link(path)
    found = _mapping(path)
    validator = Draft7(_schema())
    errors = sorted(validator.iter_errors(found), key=lambda e: (e.validator != "additionalProperties", str(e.path)))
    if errors:
        raise InputError(f"{path}: {_problem(errors[0], found)}")
    document = path.parent / found["file"]
    refuse_link(document)
    if not document.is_file():
        raise InputError(f"{path}: file: {found['file']!r} is not in {path.parent}; put the document there")
    if document.stat().st_size == 0:
        raise InputError(f"{document}: is empty; put the document as published there")
    return Source(path=document, **{key: value for key, value in found.items() if key != "file"})


def _folders(folder: Path) -> Iterator[Path]:
    """The folders of disclosures: those with a ``source/``; a hidden one is a package on its way."""
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; it should hold one folder per disclosure")
    yield from (path for path in sorted(folder.iterdir()) if (path / "source").is_dir() and path.name[0] != ".")


def read_sources(folder: Path) -> tuple[Source, ...]:
    """Every source registered in ``folder`` (``<id>/source/disclosure.yml``), by id.

    Raises:
        InputError: as :func:`read_source`; something in ``folder`` is a link, a ``source/`` lacks its
            ``disclosure.yml``, two say one id, an id is not the name of its folder, or there is no source at all.
    """
    refuse_links(folder)
    paths: dict[str, Path] = {}
    sources = []
    for package in _folders(folder):
        path = package / "source" / NAME
        if not path.is_file():
            raise InputError(f"{path}: is missing; write the keys id and file into it")
        source = read_source(path)
        if source.id in paths:
            raise InputError(f"{path}: id {source.id!r} is already that of {paths[source.id]}; give each its own")
        paths[source.id] = path
        sources.append((package.name, source))
    for name, source in sources:
        if source.id != name:
            raise InputError(
                f"{paths[source.id]}: id {source.id!r} is not the name of its folder {name!r}; make them equal"
            )
    if not sources:
        raise InputError(f"{folder}: holds no source; add <id>/source/{NAME} and the document beside it")
    return tuple(source for _, source in sources)
