"""One self-contained HTML page of a document: what was not understood first, then the document with marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from yusuan.inspecting.html_parts import Cells, grid, pairs, table_meaning, told_list
from yusuan.inspecting.page_images import PageImage
from yusuan.inspecting.view import MARK_WORDS, Mark, ShownCell, ShownGrid, ShownParagraph, View

_HERE = Path(__file__).parent
Box = tuple[float, float, float, float]


def _style(box: Box, page: PageImage) -> str:
    x0, top, x1, bottom = box
    across, down = 100 / page.width, 100 / page.height
    sides = (
        ("left", x0 * across),
        ("top", top * down),
        ("width", (x1 - x0) * across),
        ("height", (bottom - top) * down),
    )
    return ";".join(f"{name}:{value:.3f}%" for name, value in sides)


_NO_FONT = (
    "<p>文件未嵌入字体，本机亦无中文字体：图中的汉字未画出。Neither the file nor this machine has a font for "
    "ideographs: they are missing from the picture, not from what was read.</p>"
)


class _Pages:
    """The cells, paragraphs and tables of a PDF by page."""

    def __init__(self, view: View) -> None:
        self.shown: dict[int, list[ShownCell | ShownParagraph]] = defaultdict(list)
        self.frames: dict[int, list[tuple[str, str, Box]]] = defaultdict(list)
        names = {table.table_id: f"{table.number}. {table.name}" for table in view.tables}
        for block in view.blocks:
            each = [block] if isinstance(block, ShownParagraph) else [cell for row in block.rows for cell in row]
            for one in each:
                is_telling = (isinstance(one, ShownCell) and one.text) or one.problems or one.findings
                if one.location.page and one.location.box and is_telling:
                    self.shown[one.location.page].append(one)
            if isinstance(block, ShownGrid):
                self._frame(block, names.get(block.table, ""))

    def _frame(self, block: ShownGrid, name: str) -> None:
        boxes: dict[int, list[Box]] = defaultdict(list)
        for cell in (cell for row in block.rows for cell in row):
            if cell.location.page and cell.location.box:
                boxes[cell.location.page].append(cell.location.box)
        for page, found in boxes.items():
            x0s, tops, x1s, bottoms = zip(*found, strict=True)
            self.frames[page].append((block.table, name, (min(x0s), min(tops), max(x1s), max(bottoms))))

    def html(self, page: PageImage, cells: Cells) -> str:
        """One page: its picture, a frame around each table, a box over each cell."""
        parts = [f'<img alt="" src="{page.address}">'] if page.address else []
        for _, name, box in self.frames[page.number]:
            parts.append(f'<div class="frame" style="{_style(box, page)}"><b>{escape(name)}</b></div>')
        for shown in self.shown[page.number]:
            box = shown.location.box or (0, 0, 0, 0)
            words = f"{shown.text.strip()} {MARK_WORDS[shown.mark] if isinstance(shown, ShownCell) else ''}"
            parts.append(
                f'<a href="#{escape(shown.anchor)}" aria-label="{escape(words.strip())}" style="{_style(box, page)}"'
                f"{cells.attributes(shown)}></a>"
            )
        width = min(100.0, page.width / 8)
        return (
            f'<h3 id="page-{page.number}">第 {page.number} 页 page {page.number}</h3>'
            f"{'' if page.is_whole else _NO_FONT}"
            f'<div class="page" style="aspect-ratio:{page.width:.1f}/{page.height:.1f};max-width:{width:.1f}rem">'
            f"{''.join(parts)}</div>"
        )


def _as_read(view: View, cells: Cells) -> Iterator[str]:
    """A document without pages to draw: its paragraphs and grids in reading order."""
    names = {table.table_id: f"{table.number}. {table.name}" for table in view.tables}
    for block in view.blocks:
        if isinstance(block, ShownGrid):
            if block.table:
                leads = f'<a href="#table-{escape(block.table)}">{escape(names[block.table])}</a>'
                yield f"<h3>{leads}</h3>"
            yield grid(block.rows, cells)
        else:
            text = escape(block.text)
            yield f"<p{cells.attributes(block)}>{f'<b>{text}</b>' if block.is_heading else text}</p>"


def _overview(view: View) -> str:
    lines = "".join(
        f'<tr><td class="n">{t.number}</td><td><a href="#table-{escape(t.table_id)}">{escape(t.name)}</a></td>'
        f"<td>{escape(dict(t.facts)['种类 kind'])}</td><td>{escape(dict(t.facts)['位置 place'])}</td>"
        f'<td class="n">{f"{t.keyed}/{t.amounts}" if t.amounts else "–"}</td></tr>'
        for t in view.tables
    )
    head = (
        "<tr><th></th><th>表 table</th><th>种类 kind</th><th>位置 place</th><th>已归属金额 amounts with a key</th></tr>"
    )
    return f'<div class="scroll"><table>{head}{lines}</table></div>'


def _legend() -> str:
    marks = (Mark.KEYED, Mark.UNKEYED, Mark.HEADER, Mark.LABEL)
    shown = "".join(f'<li><i class="{mark.value}"></i>{escape(MARK_WORDS[mark])}</li>' for mark in marks)
    return f'<ul class="legend">{shown}<li><b>!</b> 核对发现 finding</li></ul>'


_KEYS = (
    "<p>点击或移到单元格上查看含义。Point at a cell, or click it, to see its meaning. "
    "<kbd>n</kbd> <kbd>p</kbd> 下一处、上一处疑问 next, previous question · "
    "<kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> 相邻单元格 cells beside · <kbd>Esc</kbd></p>"
)


def html_page(view: View, images: Iterable[PageImage]) -> Iterator[str]:
    """The page in pieces, from top to bottom. ``images`` are the pages of a PDF, nothing for any other document."""
    cells, name = Cells(), escape(view.name)
    yield (
        '<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width,initial-scale=1"><title>{name} · yusuan inspect</title>'
        f'<style>{(_HERE / "inspect.css").read_text(encoding="utf-8")}</style></head><body><div class="layout"><main>'
        f"<h1>{name}</h1>"
    )
    if view.message:
        yield f'<p class="message" role="alert"><b>不能公布 cannot be published:</b> {escape(view.message)}</p>'
    yield pairs(view.facts)
    yield f'<h2 id="problems">未能理解 Not understood（{len(view.problems)}）</h2>'
    yield told_list(view.problems, "problem", "—" if view.message else "全部理解。Everything was understood.")
    yield f'<h2 id="findings">核对发现 Findings（{len(view.findings)}）</h2>'
    yield told_list(view.findings, "finding", "—" if view.message else "未发现问题。No check found anything.")
    if view.tables:
        yield f'<h2 id="tables">各表 Tables（{len(view.tables)}）</h2>{_overview(view)}'
    yield f'<h2 id="document">文件 The document as read</h2>{_legend()}'
    pages, is_drawn = _Pages(view), False
    for image in images:
        is_drawn = True
        yield pages.html(image, cells)
    if not is_drawn:
        yield from _as_read(view, cells)
    if view.tables:
        yield "<h2>各表的含义 What each column and row was taken to mean</h2>"
    in_blocks = {block.table for block in view.blocks if isinstance(block, ShownGrid)}
    for table in view.tables:
        is_apart = is_drawn or table.table_id not in in_blocks
        yield table_meaning(table, grid((row.cells for row in table.rows), cells) if is_apart else "")
    yield (
        f'</main><aside aria-live="polite"><div id="panel"><h2>含义 Meaning</h2>{_KEYS}</div></aside></div>'
        f'<script type="application/json" id="told">{cells.script()}</script>'
        f"<script>{(_HERE / 'inspect.js').read_text(encoding='utf-8')}</script></body></html>\n"
    )
