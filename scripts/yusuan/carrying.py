"""Conversions from one process to another: what shared code lists hold is named, not copied, so that a thousand
conversions share it at both ends."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from typing import Any

from yusuan.concepts import Codelist
from yusuan.conversion import Conversion

_Named = tuple[str, ...]


def _names(codelists: Mapping[str, Codelist]) -> dict[int, _Named]:
    """The name of each shared list, and of each concept by list and code, by the identity of the object."""
    names: dict[int, _Named] = {}
    for name, codelist in codelists.items():
        names |= {id(codelist): (name,)} | {id(concept): (name, code) for code, concept in codelist.concepts.items()}
    return names


class _Packer(pickle.Pickler):
    def __init__(self, stream: io.BytesIO, names: Mapping[int, _Named]) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._names = names

    def persistent_id(self, obj: Any) -> _Named | None:
        return self._names.get(id(obj))


class _Unpacker(pickle.Unpickler):
    def __init__(self, stream: io.BytesIO, codelists: Mapping[str, Codelist]) -> None:
        super().__init__(stream)
        self._codelists = codelists

    def persistent_load(self, pid: _Named) -> Any:
        found = self._codelists[pid[0]]
        return found[pid[1]] if len(pid) > 1 else found


def packed(conversion: Conversion, codelists: Mapping[str, Codelist]) -> bytes:
    """A conversion that was made with ``codelists``, the shared lists by name."""
    stream = io.BytesIO()
    _Packer(stream, _names(codelists)).dump(conversion)
    return stream.getvalue()


def unpacked(content: bytes, codelists: Mapping[str, Codelist]) -> Conversion:
    """The conversion again, with the same lists as another process has read them."""
    found = _Unpacker(io.BytesIO(content), codelists).load()
    assert isinstance(found, Conversion)
    return found
