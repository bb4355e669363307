"""The organizations and activities that one disclosure names: its own two small code lists, built while binding."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace

from yusuan.concepts import TOTAL, Codelist, Concept
from yusuan.recognition.disclosure import Table
from yusuan.recognition.labels import flatten, is_plain_digits, normalise
from yusuan.recognition.unit_names import bare, is_own, is_whole

_CODE_LENGTH = 8
_MOST_LEFT_OUT = 3
_SHORTEST_NAME = 8


def _digest(text: str) -> str:
    """A short stable code for a name, so that an activity keeps its code when other tables change."""
    return hashlib.sha256(text.encode()).hexdigest()[:_CODE_LENGTH]


def _is_spelling(name: str, other: str) -> bool:
    """Whether one name is the other with a few characters left out in its middle."""
    short, long = sorted((name, other), key=len)
    if not 0 < len(long) - len(short) <= _MOST_LEFT_OUT or len(short) < _SHORTEST_NAME or short[-2:] != long[-2:]:
        return False
    rest = iter(long)
    return short[:4] == long[:4] and all(character in rest for character in short)


def unit_codes(tables: Iterable[Table]) -> frozenset[str]:
    """The unit codes that the tables print."""
    return frozenset(
        code
        for table in tables
        for column in table.columns
        for row in table.rows
        if column.role == "unit-code" and is_plain_digits(code := flatten(row.cells[column.index].text))
    )


class Organizations:
    """The reporting organization and the units below it.

    In a unit's own disclosure every unit row is the unit itself (the department above it stands there as a heading,
    and its amount is the unit's). In a department's disclosure a unit row is a unit below the department, also when it
    bears the department's own name: the consolidated budget and the own budget are two organizations. A row whose code
    begins those of other units (900 above 900001 and 900002) is the department as a whole; so is one with its plain
    name where the own unit has another (本级).
    """

    def __init__(self, reporting: Concept, scope: str, printed_codes: Collection[str] = ()) -> None:
        """Start with the reporting organization; ``scope`` is ``department`` or ``unit``, ``printed_codes`` are all
        unit codes that the disclosure prints."""
        self.reporting = reporting
        self._scope = scope
        self._concepts = {reporting.code: reporting}
        self._by_name: dict[str, str] = {}
        self._by_printed_code = {
            code: reporting.code
            for code in printed_codes
            if any(other != code and other.startswith(code) for other in printed_codes)
            and not any(other != code and code.startswith(other) for other in printed_codes)
        }

    def unit(self, printed_code: str, name: str, plain_is_whole: bool = False) -> str:
        """The code of the organization that a unit row names; ``plain_is_whole`` says that the department's plain name
        without a code means all of it there."""
        if self._scope != "department":
            return self.reporting.code
        if printed_code in self._by_printed_code:
            return self._by_printed_code[printed_code]
        is_plain = not printed_code and not is_own(name) and self._is_reporting(name)
        if is_plain and (plain_is_whole or is_whole(name)):
            return self.reporting.code
        key = self._known_spelling(bare(normalise(name)) or printed_code)
        known = self._by_name.get(key)
        if known is None or (printed_code and known in self._by_printed_code.values()):  # of two units of one name
            known = self._new(printed_code, name, key)
            self._by_name.setdefault(key, known)
        if printed_code:
            self._by_printed_code[printed_code] = known
        return known

    def _is_reporting(self, name: str) -> bool:
        return bool(name) and bare(normalise(name)) == bare(normalise(self.reporting.label_zh))

    def _new(self, printed_code: str, name: str, key: str) -> str:
        same = self._is_reporting(name)
        suffix = printed_code or ("own" if same else _digest(key))
        code = f"{self.reporting.code}.{suffix}"
        note = "the department's own budget, without its subordinate units" if same else ""
        self._concepts[code] = Concept(code, self.reporting.code, flatten(name) or printed_code, "", note=note)
        return code

    def _known_spelling(self, name: str) -> str:
        """The name of a known unit of which this is another spelling, with some characters left out or put in
        (管理中心 for 管理服务中心), if there is just one; else the name itself. The spelling is kept as a variant."""
        if name in self._by_name:
            return name
        near = [known for known in self._by_name if _is_spelling(name, known)]
        if len(near) != 1:
            return name
        code = self._by_name[near[0]]
        concept = self._concepts[code]
        if name not in concept.alt_labels:
            self._concepts[code] = replace(concept, alt_labels=(*concept.alt_labels, name))
        return near[0]

    def codelist(self) -> Codelist:
        """The organizations in order of code."""
        return Codelist("organizations", dict(sorted(self._concepts.items())))


class Activities:
    """Projects, their groups and their parts: a tree below ``total``."""

    def __init__(self) -> None:
        """Start with the root alone."""
        self._concepts = {TOTAL: Concept(TOTAL, "", "合计", "Total")}

    def code(self, path: Iterable[str], parent: str = TOTAL) -> str:
        """The code of the activity named by ``path`` (project, then a part of it); a project is known by its name
        alone, so every table that names it means the same one. ``parent`` is the group it stands in, if any."""
        code, above = TOTAL, ""
        for name in path:
            above = f"{above}/{normalise(name)}" if above else normalise(name).replace("_", "-")
            broader = code if code != TOTAL else parent
            code = _digest(above)
            known = self._concepts.get(code)
            if known is None:
                self._concepts[code] = Concept(code, broader, flatten(name), "")
            elif known.parent == TOTAL and broader not in (TOTAL, code):
                self._concepts[code] = replace(known, parent=broader)
        return code

    def codelist(self) -> Codelist:
        """The activities, the root first, then in order of code."""
        root = {TOTAL: self._concepts[TOTAL]}
        return Codelist("activities", root | dict(sorted(self._concepts.items())))
