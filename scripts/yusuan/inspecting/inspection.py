"""Read and convert one file as far as it goes: what cannot be converted can still be looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from yusuan.concepts import Codelist
from yusuan.conversion import Conversion
from yusuan.errors import InputError, printable
from yusuan.pipeline import convert, parts, read
from yusuan.reading.document import Document, Paragraph
from yusuan.recognition.disclosure import Table
from yusuan.recognition.identity import Identity, identify
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.tables import recognise_tables
from yusuan.sources import NAME, Source, read_source

_UNKNOWN_UNIT = "（单位未识别）"
_USUAL_YEAR = "2024"
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class Inspection:
    """A document as far as it was understood. ``message`` says why it cannot be published, ``""`` where it can;
    ``conversion`` is ``None`` where nothing of it has a meaning, and else rests on stand-ins for what is missing."""

    document: Document
    identity: Identity
    tables: tuple[Table, ...]
    codelists: Mapping[str, Codelist]
    conversion: Conversion | None = None
    message: str = ""


def source_of(path: Path) -> Source:
    """The source of a file: as registered where it lies beside its ``disclosure.yml``, else the file alone.

    Raises:
        InputError: the ``disclosure.yml`` beside it is wrong.
    """
    beside = path.parent / NAME
    if beside.is_file():
        source = read_source(beside)
        if source.path.name == path.name:
            return source
    return Source(id="inspected", path=path)


def _with_stand_ins(document: Document, source: Source, identity: Identity) -> Source:
    """The source with something in the place of all that neither a person says nor the document tells."""
    texts = (block.text for block in document.blocks if isinstance(block, Paragraph))
    years = Counter(year for text in texts for year in _YEAR.findall(text)).most_common(1)
    return replace(
        source,
        organization=source.organization or identity.name or _UNKNOWN_UNIT,
        fiscal_year=source.fiscal_year or identity.fiscal_year or (years[0][0] if years else _USUAL_YEAR),
        phase=source.phase or identity.phase or "approved",
    )


def inspected(source: Source, codelists: Mapping[str, Codelist], document: Document | None = None) -> Inspection:
    """Read a file, unless its ``document`` is at hand, and understand of it what can be understood.

    Raises:
        InputError: it cannot be read at all.
    """
    if document is None:
        document = read(source.path)
    identity = identify(document.blocks, codelists["divisions"])
    try:
        conversion = convert(document, source, codelists)
    except InputError as error:
        message = str(error).removeprefix(f"{printable(str(source.path))}: ")
    else:
        return Inspection(document, identity, conversion.disclosure.tables, conversion.codelists, conversion)
    if len(parts(document, source, codelists)) > 1:  # whose is not known: nothing of it has a meaning yet
        tables = recognise_tables(document.blocks, Lexicon(codelists), source.unit)
        return Inspection(document, identity, tables, codelists, None, message)
    try:
        conversion = convert(document, _with_stand_ins(document, source, identity), codelists)
    except InputError:
        tables = recognise_tables(document.blocks, Lexicon(codelists), source.unit)
        return Inspection(document, identity, tables, codelists, None, message)
    return Inspection(document, identity, conversion.disclosure.tables, conversion.codelists, conversion, message)
