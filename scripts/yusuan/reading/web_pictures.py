"""Pictures in a web page: a table may be one, or have its amounts as pictures, and then none of them is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from lxml import etree

_EMBEDDING = {"iframe": "src", "embed": "src", "object": "data"}
_DOCUMENT = re.compile(r"\.(?:pdf|xlsx?|docx?|png|jpe?g|gif|bmp|tiff?|webp)(?:[?#]|\Z)", re.IGNORECASE)
_ORNAMENT = re.compile(
    r"logo|banner|icon|ico[._-]|qr.?code|ewm|weixin|wechat|weibo|share|spacer|blank|pixel|button|btn|arrow|beian|gongan"
    r"|jiucuo|bg[._-]|header|footer|nav|top[._-]|avatar|emblem|二维码|国徽|标识|党政机关|纠错",
    re.IGNORECASE,
)
_AROUND = frozenset(["a", "header", "nav", "footer", "aside", "button"])
_LEAST, _LEAST_IN_TABLE = (200, 100), (16, 8)
"""Width and height in pixels: smaller pictures are ornaments."""
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,5})(?:\.[0-9]+)?(px|pt)?\s*(?:;|\Z)", re.IGNORECASE)


def _source(node: etree._Element) -> str:
    return (node.get(_EMBEDDING.get(str(node.tag), "src")) or "").strip()


def _is_small(node: etree._Element, least: tuple[int, int]) -> bool:
    """Whether the page says that a picture is smaller."""
    styled = {name.lower(): number for name, number, _ in _LENGTH.findall(node.get("style") or "")}
    for name, shortest in zip(("width", "height"), least, strict=True):
        said = re.fullmatch(r"\s*([0-9]{1,5})(?:px)?\s*", node.get(name) or "")
        number = styled.get(name) or (said.group(1) if said else "")
        if number and int(number) < shortest:
            return True
    return False


def _is_ornament(node: etree._Element) -> bool:
    near = [node, *(above for above, _ in zip(node.iterancestors(), range(2), strict=False))]
    words = [node.get("alt") or "", _source(node).rpartition("/")[2][:200]]
    words += [each.get(name) or "" for each in near for name in ("class", "id")]
    return any(_ORNAMENT.search(word) for word in words) or any(each.tag in _AROUND for each in node.iterancestors())


def is_document(node: etree._Element) -> bool:
    """Whether an element shows another document within the page."""
    return node.tag in _EMBEDDING and bool(_DOCUMENT.search(_source(node)))


def is_picture(node: etree._Element) -> bool:
    """Whether an element outside tables shows a picture that may be what the page is about."""
    return node.tag == "img" and not _is_small(node, _LEAST) and not _is_ornament(node)


def picture_title(node: etree._Element) -> str:
    """What a picture is called: its alternative text, or the name of its file."""
    source = "" if _source(node).startswith("data:") else unquote(_source(node).rpartition("/")[2])
    return " ".join((node.get("alt") or source)[:100].split())


def pictures_alone(cells: Sequence[etree._Element], is_layout: bool = False) -> Iterator[etree._Element]:
    """The pictures in those cells of a row that show nothing else. In a table that only places things, ornaments and
    what :func:`is_picture` tells by itself are left out."""
    for cell in cells:
        if "".join(cell.itertext()).strip() or cell.find(".//table") is not None:
            continue
        for node in cell.iter("img"):
            if _is_small(node, _LEAST_IN_TABLE):
                continue
            if not is_layout or not (is_picture(node) or _is_ornament(node)):
                yield node
