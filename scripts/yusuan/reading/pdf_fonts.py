"""Whether a font of a PDF is whole: what says its characters, and what it holds."""

from __future__ import annotations

from collections.abc import Mapping

from yusuan.reading.pdf_objects import Name, Stream, Value
from yusuan.reading.pdf_streams import content_of
from yusuan.reading.pdf_structure import Structure

_SIMPLE = frozenset(("Type1", "MMType1", "TrueType"))
_OWN = frozenset((Name("Identity-H"), Name("Identity-V")))
"""Encodings of a font whose characters are its own."""
_COLLECTIONS = frozenset((b"GB1", b"CNS1", b"Japan1", b"Korea1", b"KR", b"Identity"))
"""Characters that are known by their numbers."""
_MAPS = frozenset(
    (
        *(
            "GB-EUC",
            "GBpc-EUC",
            "GBK-EUC",
            "GBKp-EUC",
            "GBK2K",
            "UniGB-UCS2",
            "UniGB-UTF8",
            "UniGB-UTF16",
            "UniGB-UTF32",
        ),
        *("B5pc", "HKscs-B5", "ETen-B5", "ETenms-B5", "CNS-EUC", "UniCNS-UCS2", "UniCNS-UTF8", "UniCNS-UTF16"),
        *("UniCNS-UTF32", "83pv-RKSJ", "90ms-RKSJ", "90msp-RKSJ", "90pv-RKSJ", "Add-RKSJ", "EUC", "Ext-RKSJ"),
        *("UniJIS-UCS2", "UniJIS-UCS2-HW", "UniJIS-UTF8", "UniJIS-UTF16", "UniJIS-UTF32", "UniJIS2004-UTF16"),
        *("UniJISX0213-UTF32", "KSC-EUC", "KSCms-UHC", "KSCms-UHC-HW", "KSCpc-EUC", "UniKS-UCS2", "UniKS-UTF8"),
        *("UniKS-UTF16", "UniKS-UTF32", "Identity"),
    )
)
"""The maps of codes that are known by name, without their direction."""


def _is_whole(value: Value, structure: Structure) -> bool:
    stream = structure.value(value)
    return isinstance(stream, Stream) and content_of(stream, structure).is_whole


def _all_whole(entries: Mapping[str, Value], names: tuple[str, ...], structure: Structure) -> bool:
    """Whether those of these entries that are there are whole streams; a name in the place of one is no stream."""
    found = (entries[name] for name in names if name in entries and not isinstance(entries[name], Name))
    return all(_is_whole(value, structure) for value in found)


def _is_known_map(encoding: Value, structure: Structure) -> bool:
    value = structure.value(encoding)
    if isinstance(value, Name):
        return value in ("H", "V") or (value[-2:] in ("-H", "-V") and value[:-2] in _MAPS)
    return _is_whole(encoding, structure)


def _is_whole_composite(font: Mapping[str, Value], structure: Structure) -> bool:
    below = structure.items(font.get("DescendantFonts"))
    if len(below) != 1 or not _is_known_map(font.get("Encoding"), structure):
        return False
    descendant = structure.dictionary(below[0])
    collection = structure.dictionary(descendant.get("CIDSystemInfo"))
    return (
        structure.value(descendant.get("Subtype")) in ("CIDFontType0", "CIDFontType2")
        and _holds_its_file(descendant, structure)
        and _all_whole(descendant, ("CIDToGIDMap",), structure)
        and (font.get("Encoding") in _OWN or structure.value(collection.get("Ordering")) in _COLLECTIONS)
    )


def _holds_its_file(font: Mapping[str, Value], structure: Structure) -> bool:
    descriptor = structure.dictionary(font.get("FontDescriptor"))
    if "FontDescriptor" in font and not descriptor:
        return False
    return _all_whole(descriptor, ("FontFile", "FontFile2", "FontFile3"), structure)


def _has_its_widths(font: Mapping[str, Value], structure: Structure) -> bool:
    """Whether a font of single bytes has a width for each of its characters; the standard ones need none."""
    stated = [name for name in ("FirstChar", "LastChar", "Widths") if name in font]
    if len(stated) < 3:
        return not stated
    first, last = structure.value(font["FirstChar"]), structure.value(font["LastChar"])
    are_numbers = isinstance(first, int) and isinstance(last, int)
    return are_numbers and len(structure.items(font["Widths"])) >= last - first + 1 > 0


def is_whole_font(font: Mapping[str, Value], structure: Structure) -> bool:
    """Whether a font has all that it needs, and everything in it can be decoded; of a font whose glyphs are drawings
    (Type 3) these are not looked at."""
    kind = structure.value(font.get("Subtype"))
    if not _all_whole(font, ("ToUnicode",), structure):
        return False
    if kind == "Type0":
        return _is_whole_composite(font, structure)
    return kind == "Type3" or (
        kind in _SIMPLE and _holds_its_file(font, structure) and _has_its_widths(font, structure)
    )
