"""The lexicon: every label of every code list, matched after normalisation.

A label may be a path (``一般公共预算/财政拨款``): its last part must be the label itself, its earlier parts must stand,
in that order, among the headings above it. The longest matching path wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from yusuan.concepts import Codelist
from yusuan.recognition.labels import normalise

_SUFFIXES = ("支出", "经费", "拨款", "类")


def stem(label: str) -> str:
    """A normalised label without the word that tables leave out at will (社会保障和就业支出 → 社会保障和就业)."""
    for suffix in _SUFFIXES:
        if label.endswith(suffix) and len(label) > len(suffix) + 1:
            return label[: -len(suffix)]
    return label


class _Index:
    """The labels of one code list."""

    def __init__(self, codelist: Codelist) -> None:
        self.paths: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.stems: dict[str, list[str]] = {}
        self.order = {code: n for n, code in enumerate(codelist.concepts)}
        for concept in codelist:
            labels = (concept.label_zh, *concept.alt_labels, *concept.hidden_labels)
            for label in dict.fromkeys(labels):
                parts = tuple(normalise(part) for part in label.split("/")) if _is_path(label) else (normalise(label),)
                self.paths.setdefault(parts[-1], []).append((parts, concept.code))
                if len(parts) == 1:
                    self.stems.setdefault(stem(parts[0]), []).append(concept.code)


def _is_path(label: str) -> bool:
    return "/" in label and not label.startswith("/") and "会议/培训" not in label


def _stands_above(parts: Sequence[str], above: Sequence[str]) -> bool:
    remaining = iter(above)
    return all(
        any(part in (heading, stem(heading)) or heading.endswith(part) for heading in remaining) for part in parts
    )


class Lexicon:
    """All code lists by name, ready to be asked what a printed label may mean."""

    def __init__(self, codelists: Mapping[str, Codelist]) -> None:
        """Index the labels of every list."""
        self.codelists = codelists
        self._indexes: dict[str, _Index] = {}
        self._editions: dict[str, Lexicon] = {}

    def edition(self, year: str) -> Lexicon:
        """The lexicon of the editions in force in a year: a name or code that was given up means nothing later."""
        if year not in self._editions:
            made = Lexicon({name: codelist.edition(year) for name, codelist in self.codelists.items()})
            # Most lists are the same in every edition: what is indexed of them already serves again.
            same = (name for name, codelist in made.codelists.items() if codelist is self.codelists[name])
            made._indexes = {name: self._indexes[name] for name in same if name in self._indexes}
            self._editions[year] = made
        return self._editions[year]

    def _index(self, name: str) -> _Index:
        if name not in self._indexes:
            self._indexes[name] = _Index(self.codelists[name])
        return self._indexes[name]

    def exact(self, name: str, label: str, above: Iterable[str] = ()) -> tuple[str, ...]:
        """The codes of list ``name`` that ``label`` names, given the headings ``above`` it from the top down; codes
        of the longest matching path only. Empty when none does."""
        index = self._index(name)
        text = normalise(label)
        headings = [normalise(heading) for heading in above]
        found: dict[str, int] = {}
        for parts, code in index.paths.get(text, ()):
            if len(parts) == 1 or _stands_above(parts[:-1], headings):
                found[code] = max(found.get(code, 0), len(parts))
        longest = max(found.values(), default=0)
        return tuple(code for code, length in found.items() if length == longest)

    def near(self, name: str, label: str) -> tuple[str, ...]:
        """Codes that ``label`` names but for a word left out at its end (支出, 拨款 …)."""
        return tuple(dict.fromkeys(self._index(name).stems.get(stem(normalise(label)), ())))

    def cut(self, name: str, label: str) -> tuple[str, ...]:
        """Codes of which ``label`` is the beginning: what is left of a label that was cut off."""
        text = normalise(label)
        if len(text) < 2:
            return ()
        return tuple(
            dict.fromkeys(
                code
                for key, entries in self._index(name).paths.items()
                if key.startswith(text) and key != text
                for parts, code in entries
                if len(parts) == 1
            )
        )

    def one(self, name: str, label: str, above: Iterable[str] = (), within: str = "") -> str:
        """The one code that ``label`` names, exactly or but for a word left out; ``""`` when none or several do. Of
        several the one within ``within`` is taken, if that is given and settles it."""
        headings = tuple(above)
        for found in (self.exact(name, label, headings), self.near(name, label)):
            if len(found) > 1 and within:
                found = tuple(code for code in found if self.codelists[name].is_within(code, within)) or found
            if found:
                return found[0] if len(found) == 1 else ""
        return ""
