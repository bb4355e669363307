"""Parts of the HTML page: everything that is put into it is escaped here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape

from yusuan.inspecting.meaning import Pair, in_one_line
from yusuan.inspecting.view import MARK_WORDS, Mark, ShownCell, ShownParagraph, ShownTable, Told


class Cells:
    """What the page tells of each cell and paragraph, by a number that the element bears; an anchor is given out
    once."""

    def __init__(self) -> None:
        """Nothing is told yet."""
        self._told: list[tuple[str, str, tuple[Pair, ...], tuple[int, ...], tuple[int, ...]]] = []
        self._anchors: set[str] = set()

    def attributes(self, shown: ShownCell | ShownParagraph) -> str:
        """The attributes of the element that shows a cell or paragraph."""
        is_cell = isinstance(shown, ShownCell)
        mark = MARK_WORDS[shown.mark] if isinstance(shown, ShownCell) else "段落 paragraph"
        pairs = shown.meaning if isinstance(shown, ShownCell) else ()
        self._told.append((shown.text.strip(), mark, pairs, shown.problems, shown.findings))
        css = ["c"]
        if isinstance(shown, ShownCell):
            css.append(shown.mark.value)
        css += ["asked"] * bool(shown.problems) + ["flagged"] * bool(shown.findings)
        is_telling = bool(shown.problems or shown.findings) or (is_cell and "unkeyed" in css)
        anchor = "" if shown.anchor in self._anchors else f' id="{escape(shown.anchor)}"'
        self._anchors.add(shown.anchor)
        return f'{anchor} class="{" ".join(css)}" data-n="{len(self._told) - 1}" tabindex="{0 if is_telling else -1}"'

    def script(self) -> str:
        """What is told, as JSON within the page: nothing in it can end the element."""
        return json.dumps(self._told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def pairs(found: Iterable[Pair]) -> str:
    """A list of terms and what they are."""
    return "<dl>" + "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in found) + "</dl>"


def told_list(found: Sequence[Told], name: str, nothing: str) -> str:
    """A numbered list of what was not understood or found wrong, each leading to its place."""
    if not found:
        return f'<p class="none">{escape(nothing)}</p>'
    items = []
    for number, each in enumerate(found):
        text = "<br>".join(escape(text) for text in each.texts)
        place = escape(each.place)
        leads = f'<a href="#{escape(each.anchor)}">{place or "→"}</a>' if each.anchor else place
        kind = f'<span class="kind {escape(each.kind)}">{escape(each.kind)}</span>'
        items.append(f'<li id="{name}-{number}">{kind} <span class="place">{leads}</span> {text}</li>')
    return f'<ol class="told">{"".join(items)}</ol>'


def grid(rows: Iterable[Sequence[ShownCell]], cells: Cells) -> str:
    """A grid as a table, every cell with its mark."""
    lines = (
        "<tr>" + "".join(f"<td{cells.attributes(cell)}>{escape(cell.text.strip())}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f'<div class="scroll"><table>{"".join(lines)}</table></div>'


def _columns(table: ShownTable) -> str:
    lines = []
    for column in table.columns:
        meaning = escape(in_one_line(column.meaning)) or "未识别 not understood"
        css = "" if column.meaning else ' class="unread"'
        lines.append(
            f'<tr><td class="n">{column.number}</td><td>{escape(column.header)}</td><td{css}>{meaning}</td></tr>'
        )
    head = "<tr><th>列 column</th><th>表头 header</th><th>含义 taken to mean</th></tr>"
    return f'<div class="scroll"><table>{head}{"".join(lines)}</table></div>' if lines else ""


def _rows(table: ShownTable) -> str:
    lines = []
    for row in table.rows[table.header_rows :]:
        amounts = [cell for cell in row.cells if cell.mark in (Mark.KEYED, Mark.UNKEYED)]
        if not amounts and not row.label:
            continue
        meaning = escape(in_one_line(row.meaning)) if row.meaning or not amounts else "—"
        why = f'<td class="unread">{escape("; ".join(row.reasons))}</td>' if row.reasons else "<td></td>"
        first = next((cell.anchor for cell in row.cells), "")
        lines.append(
            f'<tr><td class="n"><a href="#{escape(first)}">{row.number}</a></td><td>{escape(row.label)}</td>'
            f'<td>{meaning}</td><td class="n">{len(amounts) or ""}</td>{why}</tr>'
        )
    head = (
        "<tr><th>行 row</th><th>标签 label</th><th>含义 taken to mean</th><th>金额数 amounts</th>"
        "<th>未归属原因 without a key because</th></tr>"
    )
    return f'<div class="scroll"><table>{head}{"".join(lines)}</table></div>' if lines else ""


def table_meaning(table: ShownTable, with_grid: str = "") -> str:
    """What a table, its columns and its rows were taken to mean; ``with_grid`` is the grid as read, as HTML."""
    columns, rows = _columns(table), _rows(table)
    parts = [pairs(table.facts)]
    parts += [f"<h3>各列 columns</h3>{columns}"] if columns else []
    parts += [f"<h3>各行 rows</h3>{rows}"] if rows else []
    parts += [f"<details><summary>读出的表格 grid as read</summary>{with_grid}</details>"] if with_grid else []
    opened = " open" if table.keyed < table.amounts else ""
    name = f"{table.number}. {escape(table.name)}（{table.keyed}/{table.amounts}）"
    return f'<details id="table-{escape(table.table_id)}"{opened}><summary>{name}</summary>{"".join(parts)}</details>'
