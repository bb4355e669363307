"""Register a document: ``datapackage/<id>/source/`` with it and a ``disclosure.yml`` of what was recognised."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import yaml

from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.errors import InputError, printable
from yusuan.pipeline import convert, meant, read
from yusuan.reading.file import file_content
from yusuan.recognition.identity import Identity, identify
from yusuan.sources import NAME, ONE_DISCLOSURE, Source, check_id, kept_name, read_source

_HEAD = """\
# What a person says of this disclosure. The values were recognised from the document: check them against it, and
# correct what is wrong. A line may be removed: then the document is asked at every build.
# 以下各值由文件识别得出，请与文件核对；删去一行，则每次生成时重新识别。
"""
_ASKED = {
    "organization": "the name of the reporting unit 单位名称",
    "division": "the code of the administrative division, six digits 行政区划代码",
    "fiscal_year": "the fiscal year, four digits 财政年度",
    "phase": "draft, approved (预算), revised or executed (决算)",
    "scope": "department (部门) or unit (单位)",
    "source_url": "where the document was published 文件发布网址",
}
_STAND_INS = {"organization": "?", "fiscal_year": "2024", "phase": "approved"}
"""What must be known before a disclosure can be built, and what stands in for it while that is asked for."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A disclosure that is to be registered: its source as recognised, the words beside its codes, and its conversion
    (``None`` where something is missing, which a person must say first)."""

    source: Source
    notes: Mapping[str, str]
    conversion: Conversion | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that were not recognised and without which nothing can be built."""
        return tuple(name for name in _STAND_INS if not getattr(self.source, name))


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def proposed_id(path: Path, identity: Identity, divisions: Codelist) -> str:
    """An id from the name of the file, if that has a word in Latin letters; else from the place, a mark of the unit's
    name and the year. The year is its last part where it is known."""
    year = identity.fiscal_year
    words = _slug(path.stem)
    if not re.search("[a-z]{3}", words):
        place = divisions.concepts.get(identity.division)
        label = re.sub(r" (?:City|County|District|Province|Municipality)\Z", "", place.label_en) if place else ""
        mark = hashlib.sha256((identity.name or path.name).encode()).hexdigest()[:6]
        words = "-".join(part for part in (_slug(label) or identity.division or "disclosure", mark) if part)
    rest = "-".join(part for part in words.split("-") if part != year)
    return "-".join(part for part in (rest, year) if part)


def _saying(source: Source, said: Mapping[str, str]) -> Source:
    """The source with more said."""
    return Source(**{each.name: said.get(each.name, getattr(source, each.name)) for each in fields(source)})


def _place(division: str, divisions: Codelist) -> str:
    """The place of a code with the places it lies in, the widest first."""
    codes = [division, *divisions.ancestors(division)] if division in divisions else []
    return "".join(divisions[code].label_zh for code in reversed(codes))


def draft(path: Path, source_id: str, codelists: Mapping[str, Codelist], organization: str = "") -> Draft:
    """What is recognised of a document; to be called in a process that is guarded. ``source_id`` is the id to give it,
    ``""`` to propose one; ``organization`` is the unit whose disclosure is meant, where the document holds several.

    Raises:
        InputError: it cannot be read, holds no amount, or several disclosures, or the id cannot be used.
    """
    document = meant(read(path), Source(id="", path=path, organization=organization), codelists)
    divisions = codelists["divisions"]
    identity = identify(document.blocks, divisions)
    if organization:
        identity = replace(identity, name=organization)
    chosen = source_id or proposed_id(path, identity, divisions)
    check_id(chosen)
    source = Source(
        id=chosen,
        path=path,
        organization="".join(char for char in identity.name if printable(char) == char),
        division=identity.division,
        fiscal_year=identity.fiscal_year,
        phase=identity.phase,
        scope=identity.scope,
    )
    notes = {"division": _place(source.division, divisions)}
    if source.phase:
        notes["phase"] = codelists["phase"][source.phase].label_zh
    if not Draft(source, notes, None).missing:
        return Draft(source, notes, convert(document, replace(source, holds=ONE_DISCLOSURE), codelists))
    said = {name: stand_in for name, stand_in in _STAND_INS.items() if not getattr(source, name)}
    said["holds"] = ONE_DISCLOSURE  # this part of the file is
    convert(document, _saying(source, said), codelists)  # raises where it would not help to say what is missing
    return Draft(source, notes, None)


def _value(text: str) -> str:
    """A value as YAML writes it: quoted where it must be; numbers are read as the text that they are."""
    if re.fullmatch(r"[1-9]\d*", text):
        return text
    return yaml.safe_dump({"": text}, allow_unicode=True, width=1 << 16).partition(": ")[2].strip()


def disclosure_yml(found: Draft) -> str:
    """The text of ``disclosure.yml``: what was recognised; what was not as a comment that asks for it."""

    def lines() -> Iterator[str]:
        yield f"id: {found.source.id}"
        yield f"file: {_value(kept_name(found.source.path.name))}"
        for name, asked in _ASKED.items():
            value = getattr(found.source, name)
            note = f"  # {found.notes[name]}" if found.notes.get(name) else ""
            if value:
                yield f"{name}: {_value(value)}{note}"
            else:
                yield f"# {name}:  # {'not recognised; ' if name != 'source_url' else ''}write {asked}"

    return _HEAD + "\n".join(lines()) + "\n"


def _registered_as(path: Path, organization: str, folder: Path) -> str:
    """The id under which the same document, byte for byte, is registered already for the same unit, or for no unit that
    is named; ``""`` for a new one."""
    content = file_content(path)
    for other in sorted(folder.glob("*/source/*")):
        if other.is_file() and other.stat().st_size == len(content) and other.read_bytes() == content:
            beside = other.parent / NAME
            known = read_source(beside).organization if beside.is_file() else ""
            if not known or known == organization:
                return other.parent.parent.name
    return ""


def register(found: Draft, folder: Path) -> Path:
    """Write ``folder/<id>/source/`` all at once; its path.

    Raises:
        InputError: the id or the document is registered already, or nothing can be written there.
    """
    path, target = found.source.path, folder / found.source.id
    if os.path.lexists(target):
        raise InputError(f"{target}: is there already and is not overwritten; choose another id with --id")
    known = _registered_as(path, found.source.organization, folder)
    if known:
        raise InputError(f"{path}: is registered already, as {known}; run `yusuan build`")
    if kept_name(path.name) == NAME:
        raise InputError(f"{path}: bears the name of the description itself; rename the document")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=folder) as made:  # a hidden folder is no disclosure yet
            source = Path(made) / found.source.id / "source"
            source.mkdir(parents=True)
            shutil.copyfile(path, source / kept_name(path.name))
            (source / NAME).write_text(disclosure_yml(found), encoding="utf-8", newline="\n")
            read_source(source / NAME)
            source.parent.rename(target)
    except OSError as error:
        raise InputError(f"{error.filename or target}: cannot be written ({error.strerror or error})") from error
    return target / "source"
