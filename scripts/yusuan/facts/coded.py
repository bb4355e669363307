"""Rows that say what they are about in columns: codes, split codes, names, units, projects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from yusuan.concepts import PRINTED_HERE, TOTAL, Codelist, Concept
from yusuan.facts.actors import Activities, Organizations
from yusuan.facts.fact import Binding
from yusuan.facts.meaning import SUBTOTAL, Meaning
from yusuan.facts.named_totals import named_total
from yusuan.facts.told_by_name import CODE_ROLES, NAME_ROLES, Told, code_columns, dimension_of, padded
from yusuan.facts.unit_rows import UnitNames, UnitRows, unit_names
from yusuan.reading.document import Location
from yusuan.recognition.composed import SIDES, composed
from yusuan.recognition.disclosure import Column, Row, Unrecognised
from yusuan.recognition.headers import axis_of
from yusuan.recognition.labels import flatten, is_plain_digits, normalise
from yusuan.recognition.lexicon import Lexicon, stem
from yusuan.recognition.panels import Panel

_CODE = re.compile(r"^[0-9]{3,11}\Z")
_CODE_AND_NAME = re.compile(r"\[?(?P<code>[0-9]{3}(?:[0-9]{2})?)\]?[-_.、:]?(?P<name>[^0-9]*)")
_CLASS_LENGTH = 3
_SAID = frozenset({"operation", "fund", "expenditure_type", "fiscal_year", "phase"})
"""Dimensions that a row may name in words put together."""
_NAMING_ROLES = frozenset({*CODE_ROLES, *NAME_ROLES.values(), "class-part", "name", "line"})
"""Roles of columns in which a row may name a total instead of a code."""


@dataclass(slots=True)
class Names:
    """What rows refer to: the lexicon, the disclosure's own organizations and activities, the codes that its tables
    print beside names, and codes that no list has."""

    lexicon: Lexicon
    organizations: Organizations
    activities: Activities
    attested: Mapping[str, frozenset[str]]
    """Normalised economic class name → the codes the document's tables print beside it."""
    unknown: dict[str, dict[str, Concept]] = field(default_factory=dict)
    """Dimension → code → concept made of the printed code and name, for codes that the code list lacks."""
    unrecognised: list[Unrecognised] = field(default_factory=list)
    units: UnitNames | None = None
    """What tells a unit's name from other words; made of the reporting unit's alone where it is not given."""

    def unit_names(self) -> UnitNames:
        """What tells a unit's name from other words."""
        return self.units or unit_names((), self.organizations.reporting.label_zh, self.lexicon)

    def codelist(self, dimension: str) -> Codelist:
        """The shared list of a dimension together with the codes only this document prints. These lie within the
        nearest code that is known of all its tables: a part may be printed before its whole."""
        shared = self.lexicon.codelists[dimension]
        found = {**shared.concepts, **self.unknown.get(dimension, {})}
        for code, concept in self.unknown.get(dimension, {}).items():
            parent = next((code[:n] for n in range(len(code) - 1, 2, -1) if code[:n] in found), TOTAL)
            found[code] = replace(concept, parent=parent)
        return Codelist(shared.name, found)

    def class_named(self, axis: str, text: str, whole_names: bool = True) -> str:
        """The class that a name tells, also with its code in the same cell (30213 维修(护)费); of several classes of
        one name that which the document prints beside it elsewhere; ``""`` where none or several remain. Without
        ``whole_names`` top classes do not count."""
        concepts = self.lexicon.codelists[axis].concepts
        found = _CODE_AND_NAME.fullmatch(text)
        name = found["name"] if found else text
        codes = self.lexicon.exact(axis, name) if name else tuple(concepts)
        if found:
            return next((code for code in codes if concepts[code].notation == found["code"]), "")
        codes = tuple(code for code in codes if whole_names or len(concepts[code].notation) > _CLASS_LENGTH)
        attested = self.attested.get(normalise(name), frozenset())
        codes = tuple(code for code in codes if concepts[code].notation in attested) or codes
        return codes[0] if len(codes) == 1 else ""


def axis_of_codes(rows: Iterable[Row], panel: Panel) -> str:
    """The dimension of the codes in the label columns of a panel, ``""`` where the first of them does not tell."""
    columns = [column for column in panel.labels if column.role in (*CODE_ROLES, "class-part")]
    codes = (flatten(row.cells[column.index].text) for row in rows for column in columns)
    return dimension_of(next((code for code in codes if is_plain_digits(code)), ""))


class CodedRows:
    """Reads the rows of one panel from the top down; a unit row sets the unit for the rows below it."""

    def __init__(
        self,
        panel: Panel,
        names: Names,
        axis: str = "",
        units: UnitRows | None = None,
        told: Mapping[tuple[int, int], Told] | None = None,
    ) -> None:
        """Begin at the top of the panel; ``axis`` is the dimension of the codes in it, if that is known, ``units``
        tells which rows name a unit, ``told`` are the codes that the names beside them contradict."""
        self._units = units or UnitRows((), panel, names.unit_names())
        self._told = told or {}
        self._axis = axis
        self._panel = panel
        self._names = names
        self._unit = ""
        self._project = (-1, "")
        self._seen_label = False

    def meaning(self, row: Row) -> Meaning:
        """What one row is about."""
        texts = [(column, flatten(row.cells[column.index].text)) for column in self._panel.labels]
        filled = [(column, text) for column, text in texts if text and text.strip("-—*")]
        parts = "".join(text for column, text in filled if column.role == "class-part")
        label = " ".join(dict.fromkeys([parts] * bool(parts) + [t for c, t in filled if c.role != "class-part"]))
        totals = [normalise(cell.text) for cell in row.cells if self._is_total(flatten(cell.text))]
        unit = self._units.unit(row)
        if unit is not None:
            self._seen_label = True
            self._unit = self._names.organizations.unit(unit.code, unit.name, self._units.plain_is_whole)
            if not self._units.has_line(row):
                self._project = (-1, "")
                return Meaning(label, {"organization": self._unit})
        elif totals and self._unit and not self._units.is_of_whole(row):
            return Meaning(label or totals[0], {"organization": self._unit})
        elif totals == [SUBTOTAL]:
            self._seen_label = True
            return self._subtotal(label or SUBTOTAL)
        elif totals:
            self._unit, self._project, self._seen_label = "", (-1, ""), True
            return Meaning(label or "合计", {})
        if not filled:
            if not self._seen_label:
                self._seen_label = True
                return Meaning("", {}, Binding.POSITION)
            return Meaning("", {}, Binding.NONE, "the row has no label")
        self._seen_label = True
        named = self._named(filled)
        if named:
            return Meaning(label, named | ({"organization": self._unit} if self._unit else {}))
        sets: dict[str, str] = {}
        if self._unit:
            sets["organization"] = self._unit
        binding, reason = self._codes(row, sets)
        unread = self._by_name(row, sets) if not reason else []
        self._activity(filled, unread, sets)
        if unread and "activity" not in sets and not reason:
            reason = f"the name {unread[0]} is that of no single class"
        if not reason and set(sets) <= {"organization"}:
            reason = f"the row {label} matches nothing in the code lists"
        return Meaning(label, sets, Binding.NONE if reason else binding, reason)

    def _named(self, filled: Sequence[tuple[Column, str]]) -> dict[str, str]:
        """What a row says that has words alone, in the place of a code or without a code beside them."""
        if len(filled) != 1 or is_plain_digits(filled[0][1]) or filled[0][0].role not in _NAMING_ROLES:
            return {}
        name, lexicon = filled[0][1], self._names.lexicon
        named = named_total(name, lexicon)
        said = dict(composed(name, lexicon).sets)
        if not named and said.keys() <= _SAID and said.get("operation", "revenue") in SIDES:
            named = said
        if named or not self._axis:
            return named
        classes = [code for code in lexicon.exact(self._axis, name) if len(code) == _CLASS_LENGTH]
        return {self._axis: classes[0]} if len(classes) == 1 else {}

    def _subtotal(self, label: str) -> Meaning:
        """A bare 小计 is that of the unit whose rows stand above it; of other rows nothing says which."""
        if self._unit:
            return Meaning(label, {"organization": self._unit})
        return Meaning(label, {}, Binding.NONE, f"the label {SUBTOTAL} does not say of which rows")

    def _is_total(self, text: str) -> bool:
        return self._names.lexicon.exact("expenditure_type", text) == (TOTAL,)

    def _printed_codes(self, row: Row) -> list[tuple[str, str, Told | None]]:
        """The codes in the row with the dimension their column states (``""`` where the shape must tell), and what the
        name beside says against them."""
        coded = []
        for columns in code_columns(self._panel.labels):
            code = "".join(padded([flatten(row.cells[column.index].text) for column in columns]))
            if code:
                told = self._told.get((row.index, columns[0].index))
                coded.append((axis_of(columns[0], self._names.lexicon), code, told))
        return coded

    def _codes(self, row: Row, sets: dict[str, str]) -> tuple[Binding, str]:
        """Set the codes in the row's code columns and what its name column adds; what they rest on, or why not."""
        binding = Binding.LABEL
        for axis, printed, told in self._printed_codes(row):
            if told is not None and not told.code:
                return Binding.NONE, f"the code {printed} and the name {told.name} contradict each other"
            if told is not None:
                sets[told.axis] = self._names.lexicon.codelists[told.axis].coded(told.code)
                continue
            dimension = axis or dimension_of(printed)
            if not dimension or not _CODE.match(printed):
                return Binding.NONE, f"the code {printed} has the shape of no code list"
            code = self._names.lexicon.codelists[dimension].coded(printed)
            sets[dimension] = code
            binding = Binding.CODE
            self._know(dimension, code, self._name_beside(row, dimension), row.cells[0].location)
        return binding, ""

    def _name_beside(self, row: Row, dimension: str) -> str:
        for role in (NAME_ROLES[dimension], "name"):
            for column in self._panel.labels:
                if column.role == role:
                    return flatten(row.cells[column.index].text)
        return ""

    def _know(self, dimension: str, code: str, name: str, location: Location) -> None:
        """Take a code that its list lacks with the name it is printed with, and report it."""
        if code in self._names.codelist(dimension):
            return
        concept = Concept(code, TOTAL, name or code, "", source=PRINTED_HERE, status="unverified")
        self._names.unknown.setdefault(dimension, {})[code] = concept
        self._names.unrecognised.append(Unrecognised(f"{dimension} code", f"{code} {name}".strip(), location))

    def _by_name(self, row: Row, sets: dict[str, str]) -> list[str]:
        """What a name column says beyond the code beside it: an economic class named under a function code, or a class
        that is only named. Names of economic classes that tell none, or several, are given back."""
        lexicon, unread = self._names.lexicon, []
        for column in self._panel.labels:
            name = flatten(row.cells[column.index].text)
            axis = axis_of(column, lexicon) if column.role != "name" else "economic"
            if column.role not in ("name", *NAME_ROLES.values()) or not name or axis in sets:
                continue
            if column.role == "name" and any(self._same_name(name, d, sets[d]) for d in sets if d in NAME_ROLES):
                continue
            code = self._names.class_named(axis, name, whole_names=column.role != "name")
            if code:
                sets[axis] = code
            elif column.role != "name" and axis != "function":
                unread.append(name)
        return unread

    def _same_name(self, name: str, dimension: str, code: str) -> bool:
        """Whether a printed name is that of the code beside it, even if cut short or reworded at its end."""
        concept = self._names.codelist(dimension)[code]
        printed = stem(normalise(name))
        labels = [stem(normalise(label)) for label in (concept.label_zh, *concept.alt_labels)]
        return any(label.startswith(printed) or printed.startswith(label) for label in labels)

    def _activity(self, filled: Sequence[tuple[Column, str]], unread: Sequence[str], sets: dict[str, str]) -> None:
        """The project of the row, with the part of it that the row names: an item, or an economic class that no list
        tells. A blank to the left of what a row says stands for the project above it."""
        by_role = {column.role: (column.index, text) for column, text in filled}
        at, project = by_role.get("project", (-1, ""))
        if project:
            self._project = at, project
        elif all(column.index > self._project[0] for column, _ in filled if column.role != "note"):
            project = self._project[1]
        else:
            self._project = (-1, "")
        path = [name for name in (project, by_role.get("part", (-1, ""))[1], *unread) if name]
        if project or (path and not unread):
            sets["activity"] = self._names.activities.code(path)
