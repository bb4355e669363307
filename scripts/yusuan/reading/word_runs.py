"""What a paragraph of a Word file prints: its runs without what is struck or removed, raised text as such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from yusuan.reading.raised import lowered, raised

UNSEEN = frozenset({
    "del", "moveFrom", "delText", "instrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "Fallback",
    "footnoteReference", "endnoteReference", "commentReference", "rt",
})  # fmt: skip
"""Elements that print nothing of their own: removed text, field codes, properties, the second form of a drawing."""
_MOST_STYLES = 12
"""How far a style is followed to the one it is based on."""
_RAISED, _SLIGHTLY_RAISED = 6, 2
"""Half points above the baseline: text raised so far is a mark; less raised text only where it is smaller too."""
_USUAL_SIZE = 21


def local_name(node: etree._Element) -> str:
    """The name of an element without its namespace; ``""`` for a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def value(node: etree._Element | None, path: str) -> str:
    """The ``w:val`` of a property, ``"on"`` where it has none, ``""`` where the property is missing."""
    found = node.find(path) if node is not None else None
    if found is None:
        return ""
    return next((text for name, text in found.attrib.items() if etree.QName(name).localname == "val"), "on")


def is_on(node: etree._Element | None, path: str) -> bool:
    """Whether a property that is on or off is on."""
    return value(node, path) not in ("", "0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; ``""`` is what nothing says."""

    strike: str = ""
    double_strike: str = ""
    align: str = ""
    position: str = ""
    size: str = ""

    def over(self, below: Look) -> Look:
        """This look where it says something, else the one below it."""
        return Look(*(getattr(self, name) or getattr(below, name) for name in self.__dataclass_fields__))

    @property
    def is_struck(self) -> bool:
        """Whether the text is struck."""
        return any(said not in ("", "0", "false", "off", "none") for said in (self.strike, self.double_strike))


def look_of(properties: etree._Element | None) -> Look:
    """What the properties of a run say."""
    if properties is None:
        return Look()
    return Look(*(value(properties, f"{{*}}{n}") for n in ("strike", "dstrike", "vertAlign", "position", "sz")))


def read_looks(styles: etree._Element) -> dict[str, Look]:
    """The look of each style by its id, with what the styles it is based on say."""
    found = {}
    for style in styles.iterfind("{*}style"):
        named = (text for name, text in style.attrib.items() if etree.QName(name).localname == "styleId")
        found[next(named, "")] = (look_of(style.find("{*}rPr")), value(style, "{*}basedOn"))
    looks = {}
    for identifier, (look, based_on) in found.items():
        for _ in range(_MOST_STYLES):
            below, based_on = found.get(based_on, (Look(), ""))
            look = look.over(below)
        looks[identifier] = look
    return looks


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    look: Look


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"-?[0-9]{1,4}", text) else 0


@dataclass(slots=True)
class PrintedText:
    """Reads paragraphs. ``looks`` are those of the styles."""

    looks: Mapping[str, Look] = field(default_factory=dict)

    def read(self, paragraph: etree._Element) -> tuple[str, str, str]:
        """What a paragraph prints (line breaks are kept), what is struck in it, and what was removed from it."""
        usual = self.looks.get(value(paragraph.find("{*}pPr"), "{*}pStyle"), Look())
        runs = [run for run in self._runs(paragraph, usual) if run.text]
        struck = "".join(run.text for run in runs if run.look.is_struck).strip()
        shown = [run for run in runs if not run.look.is_struck]
        is_level = any(_number(run.look.position) <= 0 for run in shown if run.text.strip())
        largest = max((_number(run.look.size) or _USUAL_SIZE for run in shown), default=0)
        removed = "".join(node.text or "" for node in paragraph.iter("{*}delText")).strip()
        return "".join(_placed(run, is_level, largest) for run in shown), struck, removed

    def _runs(self, node: etree._Element, look: Look) -> Iterator[_Run]:
        name = local_name(node)
        if name == "r":
            properties = node.find("{*}rPr")
            if is_on(properties, "{*}vanish"):
                return
            styled = self.looks.get(value(properties, "{*}rStyle"), Look())
            look = look_of(properties).over(styled).over(look)
        elif name == "txbxContent":  # a text box stands by itself
            for child in node:
                yield _Run("\n", Look())
                yield from self._runs(child, Look())
            yield _Run("\n", Look())
            return
        own = {"t": node.text or "", "tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
        if name in own:
            yield _Run(own[name], look)
        elif name and name not in UNSEEN:
            for child in node:
                yield from self._runs(child, look)


def _placed(run: _Run, is_level: bool, largest: int) -> str:
    """The text of a run, raised or lowered. ``is_level`` says that not all of its paragraph is raised, ``largest`` how
    large its largest text is."""
    raised_by = _number(run.look.position) if is_level else 0
    is_smaller = (_number(run.look.size) or _USUAL_SIZE) < largest
    if run.look.align == "superscript" or raised_by >= (_SLIGHTLY_RAISED if is_smaller else _RAISED):
        return raised(run.text)
    return lowered(run.text) if run.look.align == "subscript" else run.text
