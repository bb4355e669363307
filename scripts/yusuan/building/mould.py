"""Pages stamped through one that mkdocs rendered: a page per disclosure costs its own text, not a run of the theme.

The theme renders one page full of marks, the mould. It is cut at the marks once; each page then fills the gaps: title,
description, address (canonical and alternate links), table of contents, content, scripts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.toc import get_toc
from mkdocs.utils.meta import get_data

FOLDER = "disclosures"
"""Where the stamped pages stand, and with them the mould."""
NAME = "yusuan-mould"
"""The name of the mould among the pages; it is not left on the site."""
_TITLE, _DESCRIPTION = "yusuan-mould-title", "yusuan-mould-description"
_REPEATED = {"scripts": "yusuan-mould-script", "styles": "yusuan-mould-style"}
"""What a page lists in its front matter, and the theme gives a line each."""
_CONTENT = "<p>yusuan-mould-content</p>"
_CONTENTS = re.compile(
    r'(?<=<ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>).*?(?=</ul>)', re.DOTALL
)
_WHOLE = re.compile(r'<h1 id="yusuan-mould-top">.*?yusuan-mould-section.*?</h2>', re.DOTALL)
_BLOCK = re.compile(r"<([a-z][a-z0-9]*)")
_STASHED = re.compile(r"<!--stashed:(\d+)-->")


def mould_page(hides: tuple[str, ...] = ("navigation",)) -> tuple[str, str]:
    """The page that mkdocs is to render: its path among the staged pages and its Markdown."""
    lines = ["---", f"title: {_TITLE}", f"description: {_DESCRIPTION}", "hide:", *(f"  - {part}" for part in hides)]
    lines += ["search:", "  exclude: true"]
    lines += [line for name, mark in _REPEATED.items() for line in (f"{name}:", f"  - {mark}")]
    lines += ["---", ""]
    body = f"# yusuan-mould {{ #yusuan-mould-top }}\n\n{_CONTENT}\n\n## x {{ #yusuan-mould-section }}\n"
    return f"{FOLDER}/{NAME}.md", "\n".join(lines) + body


@dataclass(frozen=True, slots=True)
class Mould:
    """A rendered page cut at its marks: the pieces of text, and between them the names of what fills the gaps."""

    pieces: tuple[str, ...]
    gaps: tuple[str, ...]
    markdown: Markdown
    contents: Callable[[list[Any]], str]

    def stamp(self, name: str, page: str, description: str) -> str:
        """The HTML of the page ``disclosures/<name>/`` from its Markdown with front matter: ``title`` as HTML,
        ``description`` as text where it has a better one than ``description``, ``scripts``, ``styles``; what it hides
        is what the mould hides. Links in it are HTML: none is looked up among the pages of mkdocs."""
        text, meta = get_data(page)
        content, toc = self._content(text)
        if toc and toc[0]["level"] == 1:
            toc = toc[0]["children"]
        given = {
            "name": name,
            "title": str(meta.get("title", name)),
            "description": html.escape(str(meta.get("description") or description)),
            "contents": self.contents(toc),
            "content": content,
            "top": (re.search(r'<h1 id="([^"]*)"', content) or ["", ""])[1],
        }
        filled = [self.pieces[0]]
        for gap, piece in zip(self.gaps, self.pieces[1:], strict=True):
            kind, _, line = gap.partition(":")
            if line:
                filled += [line.replace(_REPEATED[kind], str(each)) for each in meta.get(kind) or ()]
            else:
                filled.append(given[gap])
            filled.append(piece)
        return "".join(filled)

    def _content(self, text: str) -> tuple[str, list[Any]]:
        """Markdown as HTML, and the tokens of its headings. Blocks of HTML are set aside: Python-Markdown would parse
        each table character by character only to give it back unchanged."""
        stashed: list[str] = []
        blocks = []
        for block in text.split("\n\n"):
            found = _BLOCK.match(block)
            if found and self.markdown.is_block_level(found[1]):
                stashed.append(block)
                blocks.append(f"<!--stashed:{len(stashed) - 1}-->")
            else:
                blocks.append(block)
        self.markdown.reset()
        converted = self.markdown.convert("\n\n".join(blocks))
        tokens: list[Any] = getattr(self.markdown, "toc_tokens", [])
        return _STASHED.sub(lambda found: stashed[int(found[1])], converted), tokens


def take_mould(config: MkDocsConfig, built: Path) -> Mould:
    """Take the mould out of a site that mkdocs built into ``built`` with :func:`mould_page` among its pages."""
    path = built / FOLDER / NAME / "index.html"
    rendered = path.read_text(encoding="utf-8")
    path.unlink()
    path.parent.rmdir()
    marks: dict[str, str] = {}

    def marked(name: str) -> str:
        mark = f"\0{len(marks)}\0"
        marks[mark] = name
        return mark

    for pattern, name in ((_CONTENTS, "contents"), (_WHOLE, "content")):
        rendered, count = pattern.subn(marked(name), rendered)
        if count != 1:
            raise RuntimeError(f"the theme renders {name} in another way; mend the mould in {__name__}")
    for name, mark in _REPEATED.items():
        for line in re.findall(rf"[^\n]*{mark}[^\n]*\n", rendered):
            rendered = rendered.replace(line, marked(f"{name}:{line}"))
    for text, name in ((_TITLE, "title"), (_DESCRIPTION, "description"), (f"{NAME}-top", "top"), (NAME, "name")):
        rendered = rendered.replace(text, marked(name))
    cut = re.split("(\0\\d+\0)", rendered)
    item = config.theme.get_env().get_template("partials/toc-item.html")
    return Mould(
        pieces=tuple(cut[::2]),
        gaps=tuple(marks[mark] for mark in cut[1::2]),
        markdown=Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs),
        contents=lambda tokens: "".join(item.render(toc_item=each) for each in get_toc(tokens)),
    )


Moulds = Mapping[str, Mould]
"""The mould of each language."""
