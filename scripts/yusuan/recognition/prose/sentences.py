"""The narrative of a document: its paragraphs, joined where page breaks cut them, under their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.reading.document import Block, Grid, Paragraph
from yusuan.recognition.prose.text import Text, compacted
from yusuan.recognition.titles import is_table_number, printed_unit

_CHINESE = "一二三四五六七八九十百"
_NUMBERINGS = (
    re.compile(rf"第[{_CHINESE}\d]+(?:部分|[章节篇])"),
    re.compile(rf"[{_CHINESE}]+[、.]"),
    re.compile(rf"\([{_CHINESE}]+\)[、.]?"),
    re.compile(r"\d{1,2}[、.](?!\d)"),
    re.compile(r"\(\d{1,2}\)[、.]?"),
    re.compile(r"[\u2460-\u2473]"),
)
"""From the outermost numbering to the innermost, as official documents nest them."""

_RUN_ON = re.compile(
    rf"(?P<heading>\s*[{_CHINESE}]+[、.][^，。；：]{{4,40}}?情况说明)(?=\s*(?:\(?20\d\d\)?年|[本我][单部][位门]))"
)
"""A heading and the sentence after it in one line."""

_LIST_MARK = re.compile(r"^[-•·]")
_LONGEST_HEADING = 50
_FIGURE = re.compile(r"\d(?:万|亿|千)?[元%]|\d[人辆台]")
_RESUMES = re.compile(r"[，。；、：)%万亿元人辆台]|\(\d{3}|\d+(?:\.\d+)?(?:万|亿|元|%)")
_GOES_ON = re.compile(
    r"(?:与|较|比|同)(?:上年|去年|20\d\d年)|其中[：，]?\S|(?:增加|减少|增长|下降)?的?(?:主要)?原因(?:是|：|主要)"
)
_BEGUN = re.compile(r".{0,30}20\d\d年|[本我][单部][位门]|[本我]局|.*\((?:类|款)\)")
_PAGE_NUMBER = re.compile(r"[-—–]*\d{1,3}[-—–]*|第\d+页(?:，?共\d+页)?")
_PATH = re.compile(r"\((?:类|款)\)")
_TITLE_ENDS = ("表", "预算", "决算", "公开", "说明", "目录")
_ENDS = tuple("。；：！？")
_UNNUMBERED_HEADING = re.compile(r"(?:说明|情况|概况|目录|报表|释义?|解释)\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as written, whatever page breaks fell into it. ``headings`` are the headings above it from the top
    down as printed, ``rank`` is that of its own numbering (1 the outermost, 0 none), ``body`` where its words begin in
    ``text.compact`` after numbering. ``is_first`` says that it follows a heading."""

    text: Text
    headings: tuple[str, ...]
    rank: int
    body: int
    is_first: bool


def _numbering(compact: str) -> tuple[int, int]:
    """The rank of the numbering with which a text begins and where the text after it begins; ``(0, 0)`` for none."""
    mark = _LIST_MARK.match(compact)
    start = mark.end() if mark else 0
    for rank, pattern in enumerate(_NUMBERINGS, start=1):
        found = pattern.match(compact, start)
        if found:
            return rank, found.end()
    return 0, start


def _is_caption(text: str) -> bool:
    return is_table_number(text) or bool(printed_unit(text)) or len(text) < 4


def _is_heading(compact: str, rank: int, body: int) -> bool:
    """Whether a paragraph is a heading: short words that state no figure and are no sentence."""
    words = compact[body:].rstrip("。")
    if _PATH.search(words) and not words.endswith(")"):  # a path of class names that a line end cut
        return False
    if len(words) > _LONGEST_HEADING or _FIGURE.search(words) or re.search("[，；。：]", words):
        return False
    return rank > 0 or bool(_UNNUMBERED_HEADING.search(compact))


def _continues(cut: str, following: str) -> bool:
    """Whether ``following`` goes on with the sentence that ``cut`` leaves open, or with what it says."""
    rank, body = _numbering(cut)
    is_heading = _is_heading(cut, rank, body)
    if _is_caption(cut) or _is_caption(following):
        return False
    if _GOES_ON.match(following):
        return not is_heading
    if cut.endswith(_ENDS):
        return False
    if _RESUMES.match(following):  # a figure, its code or its unit: also after what looks like a heading
        return bool(rank) or not is_heading
    if _numbering(following)[0] or is_heading:
        return False
    if re.search("[，。；、：]", cut) or _FIGURE.search(cut):
        return True
    return bool(_BEGUN.match(cut)) and not cut.endswith(_TITLE_ENDS) and not _BEGUN.match(following)


def _with_headings_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with each paragraph that begins with its own heading (十、…情况说明2017年本部门…) as two."""
    for block in blocks:
        found = _RUN_ON.match(block.text) if isinstance(block, Paragraph) else None
        if found and isinstance(block, Paragraph):
            yield replace(block, text=found["heading"])
            yield replace(block, text=block.text[found.end("heading") :])
        else:
            yield block


def _joined(blocks: Sequence[Block]) -> Iterator[list[Paragraph]]:
    """The paragraphs outside grids, those that page breaks cut apart together."""
    pending: list[Paragraph] = []
    for block in _with_headings_apart(blocks):
        if isinstance(block, Grid):
            if pending:
                yield pending
            pending = []
            continue
        compact = compacted([block]).compact
        if not compact or _PAGE_NUMBER.fullmatch(compact):
            continue
        are_text = pending and not block.is_heading and not pending[-1].is_heading
        if are_text and _continues(compacted(pending).compact, compact):
            pending.append(block)
            continue
        if pending:
            yield pending
        pending = [block]
    if pending:
        yield pending


def passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Every paragraph of the narrative in reading order, headings apart. Captions of tables are among them; they state
    no figure."""
    headings: list[tuple[int, str]] = []
    is_first = False
    for paragraphs in _joined(blocks):
        text = compacted(paragraphs)
        rank, body = _numbering(text.compact)
        if paragraphs[0].is_heading or _is_heading(text.compact, rank, body):
            level, printed = rank or 1, text.printed(0, len(text.compact))
            if is_first and not rank and headings[-1][0] > 1:  # the rest of a heading that a line end cut
                headings[-1] = headings[-1][0], headings[-1][1] + printed
                continue
            headings = [*(h for h in headings if h[0] < level), (level, printed)]
            is_first = True
            continue
        if rank:
            headings = [h for h in headings if h[0] < rank]
        yield Passage(text, tuple(heading for _, heading in headings), rank, body, is_first)
        is_first = False
