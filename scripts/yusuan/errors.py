"""The one exception for bad input, and how names and texts that others chose are shown in a message."""

import unicodedata

_ESCAPED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Controls, marks that are not seen (of writing direction, of width nought), halves of characters, line breaks."""
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escaped(char: str) -> str:
    if unicodedata.category(char) not in _ESCAPED:
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    codes = (units[at : at + 2].hex() for at in range(0, len(units), 2))
    return _SHORT.get(char) or "".join(f"\\u{code}" for code in codes)


def printable(text: str) -> str:
    """Text on one line, in which nothing acts on a terminal, hides or turns round what stands beside it: such
    characters are written as JSON escapes them (``\\n``, ``\\u202e``). What is printable already is not changed."""
    return text if text.isascii() and text.isprintable() else "".join(map(_escaped, text))


class InputError(Exception):
    """Input that cannot be used. Each argument is one problem: what is wrong, where, and what to do; its text is a line
    for each, fit to be shown to a person as it is, whatever the names in it hold."""

    def __str__(self) -> str:
        return "\n".join(printable(str(problem)) for problem in self.args)
