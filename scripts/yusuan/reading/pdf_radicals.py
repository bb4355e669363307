"""Characters that fonts name by a look-alike: the radicals that stand for the everyday character (⻔ for 门)."""

from __future__ import annotations

import unicodedata
from functools import cache

_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺊⺎⺐⺓⺜⺝⺟⺠⺧⺩⺪⺬⺮⺶⺻⺼⺽⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂几卜兀尢幺日月母民牛王疋示竹羊聿肉臼虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
"""The block CJK Radicals Supplement has no decompositions, so those that are words by themselves are listed."""


@cache
def plain_character(code: int) -> str:
    """The character of a code point; radicals and compatibility ideographs as the everyday ideograph, everything else
    (full-width forms too) as printed. A code that is no character becomes U+FFFD."""
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    character = chr(code)
    if 0x2F00 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        return unicodedata.normalize("NFKC", character)
    return _SUPPLEMENT.get(character, character)
