"""Twenty-three PDFs of one small table, each with one way in which real ones are hard to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pdf_typeset import Page, table

EDGES = (40.0, 90.0, 210.0, 300.0, 370.0, 440.0, 550.0)
HEAD = (
    ("功能分类科目", "", "合计", "基本支出", "", "备注"),
    ("编码", "名称", "", "人员经费", "公用经费", ""),
)
BODY = (
    ("208", "社会保障和就业", "1,234,567.89", "234,567.89", "800,000.00", ""),
    ("20805", "行政事业单位养老", "334,567.89", "234,567.89", "100,000.00", ""),
    ("2080505", "养老保险缴费支出", "334,567.89", "234,567.89", "100,000.00", "按比例"),
    ("210", "卫生健康支出", "5,036,581.78", "3,920,941.78", "1,115,640.00", ""),
    ("21015", "医疗保障管理事务", "5,036,581.78", "3,920,941.78", "1,115,640.00", ""),
    ("2101501", "行政运行", "4,552,025.43", "3,436,385.43", "1,115,640.00", ""),
    ("2101550", "事业运行", "484,556.35", "484,556.35", "0.00", "新增"),
    ("221", "住房保障支出", "-12,000.00", "-12,000.00", "", ""),
    ("", "合计", "6,271,149.67", "4,155,509.67", "1,915,640.00", ""),
)
GOLD = (*HEAD, *BODY)
SPANS = {(0, 0): (1, 2), (0, 2): (2, 1), (0, 3): (1, 2), (0, 5): (2, 1)}
TOP, HEIGHT = 100.0, 20.0
BOTTOM = TOP + len(GOLD) * HEIGHT
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """The pages of a stress case, the tables that they print, and whether the fonts say what they print."""

    pages: tuple[Page, ...]
    gold: tuple[Rows, ...] = (GOLD,)
    readable: bool = True


def _ruled(rows: Rows = GOLD, rules: str = "line", page: Page | None = None) -> Page:
    page = page or Page()
    table(page, rows, EDGES, TOP, HEIGHT, SPANS, rules)
    return page


def _at_cells(page: Page, draw: Callable[[Page, float, float, str], None], rows: Rows = GOLD) -> Page:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text:
                draw(page, EDGES[c] + 2, TOP + r * HEIGHT + 9, text)
    return page


def _fake_bold() -> Page:
    def again(page: Page, x: float, y: float, text: str) -> None:
        for shift in (0.2, 0.4, 0.6):
            page.text(x + shift, y, text, size=8)

    return _at_cells(_ruled(), again)


def _turned(rotate: int) -> Page:
    page = Page(size=(595, 842))
    page.matrix = "0 1 -1 0 842 0"
    _ruled(page=page)
    page.size, page.rotate = (842, 595), rotate
    return page


def _split_numbers() -> Page:
    broken = [[f"{t[:5]}\n{t[5:]}" if len(t) > 9 and t[-1].isdigit() else t for t in row] for row in GOLD]
    return _ruled(broken)


def _full_width() -> tuple[Rows, Page]:
    table_of = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
    rows = [[t.translate(table_of) if c in (2, 3) else t for c, t in enumerate(row)] for row in GOLD]
    edges, page = (40.0, 90.0, 190.0, 310.0, 420.0, 500.0, 550.0), Page()
    table(page, rows, edges, TOP, HEIGHT, SPANS)
    return rows, page


def _shaded(rules: str) -> Page:
    page = Page()
    page.fill(EDGES[0], TOP, EDGES[-1], TOP + 2 * HEIGHT, grey=0.85)
    for r in range(2, len(GOLD), 2):
        for c in range(len(EDGES) - 1):
            page.fill(EDGES[c], TOP + r * HEIGHT, EDGES[c + 1], TOP + (r + 1) * HEIGHT, grey=0.93)
    return _ruled(rules=rules, page=page)


def _lined(style: str, double: float = 0.0) -> Page:
    page = _at_cells(Page(), lambda page, x, y, text: page.text(x, y, text, size=8))
    covered = {(r + i, c + j) for (r, c), (h, w) in SPANS.items() for i in range(h) for j in range(w)}
    for r in range(len(GOLD) + 1):
        y = TOP + r * HEIGHT
        for c in range(len(EDGES) - 1):
            if not (r == 1 and (0, c) in covered and (1, c) in covered):
                page.line(EDGES[c], y, EDGES[c + 1], y, style)
                if double:
                    page.line(EDGES[c], y + double, EDGES[c + 1], y + double, style)
    for c, x in enumerate(EDGES):
        for r in range(len(GOLD)):
            if not (r == 0 and c in (1, 4)):
                page.line(x, TOP + r * HEIGHT, x, TOP + (r + 1) * HEIGHT, style)
                if double:
                    page.line(x + double, TOP + r * HEIGHT, x + double, TOP + (r + 1) * HEIGHT, style)
    return page


def _white_lines() -> Page:
    page = Page()
    page.fill(EDGES[0], TOP, EDGES[-1], BOTTOM, grey=0.85)
    page.drawing += _lined("1 w 1 G").drawing
    return page


def _overflowing() -> tuple[Rows, Page]:
    rows = [list(row) for row in GOLD]
    for r in range(2, len(rows)):
        rows[r][1] = "其他社会保障和就业及卫生健康等各项支出" if r % 2 else rows[r][1]
    page = Page()
    blank = [["" for _ in row] for row in rows]
    table(page, blank, EDGES, TOP, HEIGHT, SPANS)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            wide = len(text) * (4 if text.isascii() else 8)
            is_amount = r > 1 and 2 <= c <= 4
            page.text(EDGES[c + 1] - 2 - wide if is_amount else EDGES[c] + 2, TOP + r * HEIGHT + 12, text, size=8)
    return rows, page


def _unruled() -> Page:
    page = Page()
    page.text(240, 70, "支出预算表", size=14)
    page.text(490, 88, "单位：元", size=8)
    for r, row in enumerate(GOLD):
        for c, text in enumerate(row):
            wide = len(text) * (4 if text.isascii() else 8)
            span = SPANS.get((r, c), (1, 1))
            y = TOP + r * HEIGHT + 12 + (HEIGHT / 2 if span[0] == 2 else 0)
            middle = (EDGES[c] + EDGES[c + span[1]]) / 2
            right = EDGES[c + 1] - 4 - wide
            page.text(middle - wide / 2 if r < 2 else right if 2 <= c <= 4 else EDGES[c] + 4, y, text, size=8)
    return page


def _split_over_pages() -> tuple[Rows, tuple[Page, Page]]:
    whole = [list(row) for row in GOLD]
    whole[6][1] = "医疗保障管理事务以及其他各项支出" + "等" * 5
    first, second = Page(), Page()
    upper = [list(row) for row in whole[:7]]
    upper[6][1] = "医疗保障管理事务以及其他各项"[:14]
    rest = ["", whole[6][1][14:], "", "", "", ""]
    table(first, upper, EDGES, 600, HEIGHT, SPANS)
    table(second, [rest, *whole[7:]], EDGES, 60, HEIGHT)
    return whole, (first, second)


def _side_by_side() -> tuple[tuple[Rows, Rows], Page]:
    page = Page()
    left = [row[:3] for row in BODY]
    right = [(row[0], row[3], row[4]) for row in BODY]
    table(page, left, (40, 90, 190, 270), TOP, HEIGHT)
    table(page, right, (310, 370, 460, 550), TOP, HEIGHT)
    return (left, right), page


def _watermarked() -> Page:
    page = Page()
    for n in range(3):
        page.text(80 + 130 * n, 320, "内部资料" * 2, size=36, turn="0.707 0.707 -0.707 0.707")
    return _ruled(page=page)


def _hidden() -> Page:
    def hide(page: Page, x: float, y: float, text: str) -> None:
        if len(text) > 4:
            page.text(x, y + 4, "隐藏的字" + text[:2], size=6, mode=3)

    return _at_cells(_ruled(), hide)


def cases() -> dict[str, Case]:
    """The stress cases by their names."""
    full_width, wide_page = _full_width()
    overflowing, overflow_page = _overflowing()
    split, split_pages = _split_over_pages()
    both, beside = _side_by_side()
    empty = (*HEAD, *[[""] * 6 for _ in range(4)])
    return {
        "s00 plain": Case((_ruled(),)),
        "s01 thin rectangles": Case((_ruled(rules="rect"),)),
        "s02 a rectangle round each cell": Case((_ruled(rules="cell"),)),
        "s03 fake bold": Case((_fake_bold(),)),
        "s04 turned by /Rotate": Case((_turned(90),)),
        "s05 laid sideways": Case((_turned(0),)),
        "s06 numbers over two lines": Case((_split_numbers(),)),
        "s07 full width": Case((wide_page,), (full_width,)),
        "s08 an empty table": Case((_ruled(empty),), (empty,)),
        "s09 shaded": Case((_shaded("line"),)),
        "s10 shaded, thin rectangles": Case((_shaded("rect"),)),
        "s11 dashed": Case((_lined("0.5 w [3 2] 0 d"),)),
        "s12 double": Case((_lined("0.5 w", double=1.5),)),
        "s13 rules that fall short": Case((_ruled(rules="gap"),)),
        "s14 text wider than its cell": Case((overflow_page,), (overflowing,)),
        "s15 white rules on grey": Case((_white_lines(),)),
        "s16 no rules": Case((_unruled(),)),
        "s17 a row over two pages": Case(split_pages, (split,)),
        "s18 fonts without characters": Case((_ruled(),), readable=False),
        "s19 cropped": Case((_ruled(page=Page(crop=(20, 20, 580, 800))),)),
        "s20 two tables side by side": Case((beside,), both),
        "s21 watermark": Case((_watermarked(),)),
        "s22 hidden text": Case((_hidden(),)),
    }
