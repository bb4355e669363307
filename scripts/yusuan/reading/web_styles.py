"""What the styles of a web page say of its text: struck text is not printed, raised and lowered text is a mark."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from yusuan.reading.raised import lowered, raised

STRUCK = "yusuan-struck"
"""The attribute in which a prepared element has the struck text that was taken out of it."""
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_AT_RULE = re.compile(r"@[^{};]{0,500}(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARATION = re.compile(
    r"(?:^|;)\s*(?P<name>text-decoration(?:-line)?|vertical-align|display|position|top)\s*:\s*(?P<value>[^;]+)",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"(?P<tag>[A-Za-z][A-Za-z0-9]*|\*)?(?P<marks>(?:[.#][\w-]+)*)")
_STRUCK_TAGS = frozenset(["s", "strike", "del"])
_POSITIONS = {"sup": "super", "sub": "sub"}
_CELLS = frozenset(["td", "th"])
_TABLE_TAGS = _CELLS | {"tr", "table", "tbody", "thead", "tfoot"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_RULES = 2000


def _declared(style: str) -> dict[str, str]:
    """Decoration and position as a style declares them."""
    found = (
        (match["name"].lower().removesuffix("-line"), match["value"].lower()) for match in _DECLARATION.finditer(style)
    )
    return dict(found)


@dataclass(frozen=True, slots=True)
class _Compound:
    """One part of a selector: ``td.old#total``."""

    tag: str
    classes: frozenset[str]
    identifier: str

    def matches(self, node: etree._Element) -> bool:
        return (
            (not self.tag or node.tag == self.tag)
            and self.classes <= frozenset((node.get("class") or "").split())
            and (not self.identifier or node.get("id") == self.identifier)
        )

    @property
    def key(self) -> str:
        """By what the rules are looked up: a class, an id, or a tag."""
        return next((f".{name}" for name in sorted(self.classes)), f"#{self.identifier}" * bool(self.identifier)) or (
            self.tag
        )


def _compound(text: str) -> _Compound | None:
    found = _COMPOUND.fullmatch(text)
    if found is None or not text:
        return None
    marks = re.findall(r"[.#][\w-]+", found["marks"])
    classes = frozenset(mark[1:] for mark in marks if mark[0] == ".")
    tag = (found["tag"] or "").lower().replace("*", "")
    return _Compound(tag, classes, next((mark[1:] for mark in marks if mark[0] == "#"), ""))


@dataclass(slots=True)
class Styles:
    """The rules of a page that strike, raise or lower text. A selector that is more than tags, classes and ids below
    each other is left out."""

    rules: dict[str, list[tuple[tuple[_Compound, ...], dict[str, str]]]] = field(default_factory=dict)
    count: int = 0

    def add(self, sheet: str) -> None:
        """Take the rules of one style sheet."""
        for selectors, body in _RULE.findall(_AT_RULE.sub("", _COMMENT.sub("", sheet))):
            declared = _declared(body)
            for selector in selectors.split(",") if declared else ():
                parts = [_compound(part) for part in selector.replace(">", " ").split()]
                path = tuple(part for part in parts if part is not None)
                if path and len(path) == len(parts) and self.count < _MOST_RULES:
                    self.rules.setdefault(path[-1].key, []).append((path, declared))
                    self.count += 1

    def of(self, node: etree._Element) -> dict[str, str]:
        """What is declared for an element, by the rules and by its own style."""
        keys = ["", str(node.tag), f"#{node.get('id')}", *(f".{name}" for name in (node.get("class") or "").split())]
        found: dict[str, str] = {}
        for path, declared in (rule for key in keys for rule in self.rules.get(key, ())):
            if path[-1].matches(node) and _is_below(node, path[:-1]):
                found |= declared
        return found | _declared(node.get("style") or "")

    def is_struck(self, node: etree._Element) -> bool:
        """Whether an element itself strikes its text."""
        decoration = self.of(node).get("text-decoration")
        return node.tag in _STRUCK_TAGS if decoration is None else "line-through" in decoration

    def hides(self, node: etree._Element) -> bool:
        """Whether a rule hides a part of a cell. Larger parts may be those that a click shows."""
        is_hidden = node.tag not in _TABLE_TAGS and self.of(node).get("display", "").split("!")[0].strip() == "none"
        return is_hidden and node.find(".//table") is None and any(each.tag in _CELLS for each in node.iterancestors())

    def position(self, node: etree._Element) -> str:
        """``super``, ``sub``, or ``""`` where an element says neither."""
        if node.tag in _TABLE_TAGS:
            return ""
        declared = self.of(node)
        if "relative" in declared.get("position", "") and declared.get("top", "").strip().startswith("-"):
            return "super"
        position = declared.get("vertical-align", _POSITIONS.get(str(node.tag), "")).split("!")[0].strip()
        return position if position in ("super", "sub") else ""


def _is_below(node: etree._Element, path: tuple[_Compound, ...]) -> bool:
    above = node.getparent()
    for part in reversed(path):
        while above is not None and not part.matches(above):
            above = above.getparent()
        if above is None:
            return False
        above = above.getparent()
    return True


def _styles(root: etree._Element) -> Styles:
    styles = Styles()
    for sheet in root.iter("style"):
        styles.add(sheet.text or "")
    return styles


@dataclass(slots=True)
class _Text:
    """In what state text is: in which struck element, and how it is placed."""

    owner: etree._Element | None = None
    position: str = ""

    @property
    def is_marked(self) -> bool:
        """Whether the text is anything but plain."""
        return self.owner is not None or bool(self.position)

    def printed(self, text: str | None) -> str | None:
        """The text in this state; struck text goes to its owner."""
        place = {"super": raised, "sub": lowered}.get(self.position)
        if not text or (self.owner is None and place is None):
            return text
        text = _CONTROL.sub(" ", text)
        if self.owner is None:
            return place(text) if place else text
        self.owner.set(STRUCK, (self.owner.get(STRUCK) or "") + text)
        return ""


def prepare(root: etree._Element, is_shown: Callable[[etree._Element], bool]) -> None:
    """Take struck text out of the page, into the attribute :data:`STRUCK` of the cell or element in which it stood, and
    put raised and lowered text into characters that are so."""
    styles = _styles(root)
    pending: list[tuple[etree._Element, _Text, bool]] = [(root, _Text(), False)]
    while pending:
        node, above, is_tail = pending.pop()
        if is_tail:
            if above.is_marked:
                node.tail = above.printed(node.tail)
        elif is_shown(node) and styles.hides(node):
            node.set("hidden", "")
        elif is_shown(node):
            state = _state(node, above, styles)
            if state.is_marked:
                node.text = state.printed(node.text)
            for child in reversed(node):
                pending += [(child, state, True), (child, state, False)]


def _state(node: etree._Element, above: _Text, styles: Styles) -> _Text:
    """In what state the text of an element is, by that of the one above it."""
    owner = above.owner
    if node.tag in _CELLS and owner is not None:
        owner = node
    elif owner is None and styles.is_struck(node):
        owner = next((each for each in node.iterancestors() if each.tag in _CELLS), node)
        owner = node if node.tag in _CELLS else owner
    return _Text(owner, styles.position(node) or above.position)
