"""Make the stamped pages found: their entries in the theme's search index and in the site map."""

from __future__ import annotations

import gzip
import html
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]

from yusuan.building.mould import NAME

_INDEX = "search/search_index.json"
_SITE_MAP = "sitemap.xml"
_LAST = "</urlset>"


class _Words(SearchIndex):  # type: ignore[misc]
    """The theme's index, for the way it cuts Chinese text into words."""

    def cut(self, text: str) -> str:
        """Text with U+200B between the words of Chinese passages."""
        return str(self._segment_chinese(text))


def search_entry(location: str, title: str, text: str) -> dict[str, str]:
    """A page as an entry of the index; ``location`` is its path from the root of its language, the rest plain text."""
    words = _Words()
    return {
        "location": location,
        "title": words.cut(html.escape(title, quote=False)),
        "text": words.cut(html.escape(text, quote=False)),
    }


def add_to_search(built: Path, entries: Iterable[Mapping[str, str]]) -> None:
    """Add entries to the index of one language, which mkdocs built into ``built``."""
    path = built / _INDEX
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] += entries
    path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")


def replace_in_site_map(built: Path, addresses: Iterable[str]) -> None:
    """Put the addresses of the stamped pages of one language into its site map, in place of that of the mould."""
    path = built / _SITE_MAP
    blocks = path.read_text(encoding="utf-8").removesuffix(_LAST).split("<url>")
    kept = [block for block in blocks if NAME not in block]
    added = [f"\n         <loc>{html.escape(address)}</loc>\n    </url>\n    " for address in addresses]
    text = "<url>".join([*kept, *added]).rstrip() + f"\n{_LAST}"
    path.write_text(text, encoding="utf-8")
    packed = path.with_name(f"{_SITE_MAP}.gz")
    with packed.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as stream:
        stream.write(text.encode())
