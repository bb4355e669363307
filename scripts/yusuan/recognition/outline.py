"""Outlines: rows nested by their numbering (一、 > (一) > 1、 > (1)), by 其中, and plain rows under a numbered one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yusuan.recognition.labels import is_first_number, numbering


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A label with its place in the outline: ``parent`` is the position of the row above it in the tree or ``-1``;
    ``of_which`` says that it and its siblings may be only a part of the parent (其中)."""

    label: str
    parent: int
    of_which: bool


@dataclass(slots=True)
class _Level:
    position: int
    style: str


def outline(labels: Sequence[str], is_root: Callable[[str], bool]) -> tuple[OutlineRow, ...]:
    """Nest the labels of one panel in printed order; blank labels stand alone at the root.

    ``is_root`` tells unnumbered labels that always stand at the top (本年收入合计, 结转下年, 收入总计).
    """
    styles: list[str] = []
    stack: list[_Level] = []
    base: list[_Level] = []
    rows: list[OutlineRow] = []
    within_of_which = False
    for position, label in enumerate(labels):
        style, of_which, rest = numbering(label)
        if not rest:
            rows.append(OutlineRow(label, -1, False))
            continue
        if style and not of_which:
            if style in styles and is_first_number(label) and len(stack) == 1 and not stack[0].style:
                base = stack  # 年初结转和结余, and below it 一、 once more: the numbering of its parts
            stack = [*base, *_numbered(stack[len(base) :], styles, style)]
            within_of_which = False
        elif is_root(rest):
            stack, base = [], []
            within_of_which = False
        elif of_which:
            stack = stack[:-1] if within_of_which and stack and not stack[-1].style else stack
            within_of_which = True
        elif stack and not stack[-1].style and not is_root(numbering(labels[stack[-1].position])[2]):
            stack = stack[:-1]
        rows.append(OutlineRow(label, stack[-1].position if stack else -1, within_of_which))
        if of_which and style and style not in styles:  # 其中：(1)… begins a numbering that (2)… goes on with
            styles.append(style)
        elif of_which:
            style = ""
        stack = [*stack, _Level(position, style)]
    return tuple(rows)


def _numbered(stack: list[_Level], styles: list[str], style: str) -> list[_Level]:
    """The part of the stack under which a row of this numbering style stands."""
    if style not in styles:
        styles.append(style)
        return [level for level in stack if level.style or level is stack[-1]]
    depth = styles.index(style)
    return [level for level in stack if level.style in styles[:depth]]
