"""Small pieces of HTML: escaped text, amounts, tables that scroll inside themselves, details.

Large tables are written as HTML because Markdown tables of a thousand rows take Python-Markdown minutes. A raw block
must hold no blank line, or Markdown would end it there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

_AMOUNT = re.compile(r"^\s*[-−–(（]?[¥￥]?\d[\d,，]*([,，]\d{3}|\.\d+|%)[)）]?\s*\Z")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|&~^=:$\"']")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading as plain text, whether it holds numbers, whether it holds long text."""

    heading: str
    is_number: bool = False
    is_wide: bool = False

    @property
    def attribute(self) -> str:
        """The class attribute of the column's cells."""
        return ' class="n"' if self.is_number else ' class="w"' if self.is_wide else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells as HTML (a single one spans all columns), the anchor that a link can point to, its
    CSS class, what it says to scripts (names without ``data-`` and their values as text)."""

    cells: tuple[str, ...]
    anchor: str = ""
    css: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


def escape(text: str) -> str:
    """Text for HTML: every special character escaped, line breaks as spaces."""
    return html.escape(" ".join(text.split()), quote=True)


def heading(text: str) -> str:
    """Text for a Markdown heading: every character that Markdown or HTML could read as markup as an entity."""
    return _MARKDOWN.sub(lambda found: f"&#{ord(found.group())};", " ".join(text.split()))


def exact(value: str, is_signed: bool = False) -> str:
    """A number with thousands separators and all its decimals, with its sign where ``is_signed`` asks for it; ``""``
    stays empty."""
    return f"{Decimal(value):{'+' if is_signed and Decimal(value) else ''},f}" if value.strip() else ""


def amount(value: str | Decimal) -> str:
    """An amount in yuan with thousands separators and two decimals; ``""`` stays empty."""
    return f"{Decimal(value):,.2f}" if str(value).strip() else ""


def share(part: Decimal, whole: Decimal) -> str:
    """``part`` as a percentage of ``whole`` with one decimal, or a dash where there is no whole."""
    return f"{part * 100 / whole:.1f} %" if whole else "–"


def size(count: int) -> str:
    """A number of bytes for people: ``512 B``, ``12.3 kB``, ``1.2 MB`` (powers of 1,000)."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def is_amount(text: str) -> bool:
    """Whether a printed cell looks like an amount and no code: it has separators, decimals or a per cent sign."""
    return bool(_AMOUNT.match(text))


def section(anchor: str, title: str, introduction: str, *blocks: str) -> str:
    """A section; ``""`` where there is nothing to show in it."""
    if not any(blocks):
        return ""
    return "\n\n".join(text for text in (f"## {heading(title)} {{ #{anchor} }}", escape(introduction), *blocks) if text)


def link(target: str, label: str) -> str:
    """A link; ``label`` is plain text."""
    return f'<a href="{escape(target)}">{escape(label)}</a>'


def code(text: str) -> str:
    """A code or file name in fixed width."""
    return f"<code>{escape(text)}</code>" if text else ""


def table(columns: Sequence[Column], lines: Iterable[Line], css: str = "") -> str:
    """An HTML table in a box that scrolls sideways by itself, as one raw block without blank lines."""
    head = "".join(f"<th{c.attribute}>{escape(c.heading)}</th>" for c in columns)
    body = "\n".join(_line(columns, line) for line in lines)
    return (
        f'<div class="yu-scroll" tabindex="0"><table class="yu {css}">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _line(columns: Sequence[Column], line: Line) -> str:
    attributes = f' id="{escape(line.anchor)}"' if line.anchor else ""
    attributes += f' class="{line.css}"' if line.css else ""
    attributes += "".join(f' data-{name}="{escape(text)}"' for name, text in line.data.items())
    if len(line.cells) == 1:
        return f'<tr{attributes}><td colspan="{len(columns)}">{line.cells[0]}</td></tr>'
    cells = "".join(f"<td{c.attribute}>{cell}</td>" for c, cell in zip(columns, line.cells, strict=True))
    return f"<tr{attributes}>{cells}</tr>"


def unsearched(block: str) -> str:
    """A block of HTML that the search does not look into."""
    return f"<div data-search-exclude>\n{block}\n</div>"


def details(summary: str, body: str, anchor: str = "", is_searched: bool = False) -> str:
    """A box that opens on a click; ``summary`` and ``body`` are HTML. A link to an anchor inside opens it."""
    attributes = f' id="{escape(anchor)}"' if anchor else ""
    attributes += "" if is_searched else " data-search-exclude"
    return f'<details class="yu-details"{attributes}>\n<summary>{summary}</summary>\n{body}\n</details>'


def definitions(pairs: Iterable[tuple[str, str]], css: str = "yu-facts") -> str:
    """Names and values side by side; a pair without a value is left out. Names are text, values HTML."""
    rows = "\n".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in pairs if value)
    return f'<dl class="{css}">\n{rows}\n</dl>'
