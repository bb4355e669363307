"""Raised and lowered characters of a file with formats → the characters that are so in plain text: ``20<sup>2</sup>``
is printed 20², not 202."""

from __future__ import annotations

_PLAIN = "0123456789+-=()abcdefghijklmnoprstuvwxyz"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
"""The raised forms of digits, signs and letters, the digits first."""
_LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
_WIDE = str.maketrans("０１２３４５６７８９（）＋－", "0123456789()+-")
_UP = str.maketrans(_PLAIN, SUPERSCRIPTS)
_DOWN = str.maketrans(_PLAIN[: len(_LOWERED)], _LOWERED)


def raised(text: str) -> str:
    """The text as superscript; characters without a raised form (注, ①, *) stay."""
    return text.translate(_WIDE).translate(_UP)


def lowered(text: str) -> str:
    """The text as subscript; characters without a lowered form stay."""
    return text.translate(_WIDE).translate(_DOWN)
