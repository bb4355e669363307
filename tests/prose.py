"""Made-up prose for the tests: its statements, paragraphs and compact text."""

from invented import LEXICON, document

from yusuan.reading.document import Paragraph
from yusuan.recognition.prose.narrative import recognise_statements
from yusuan.recognition.prose.sentences import Passage, passages
from yusuan.recognition.prose.statements import Statement
from yusuan.recognition.prose.text import compacted

NAME = "云岭县医疗保险经办处"


def told(text: str, *, year: str = "2024") -> tuple[Statement, ...]:
    """The statements of a made-up text, the derived ones left out."""
    found = recognise_statements(document(text).blocks, LEXICON, year, (NAME,))
    return tuple(statement for statement in found if not statement.derived_from)


def paragraphs(text: str) -> list[Passage]:
    """The paragraphs of a made-up text, headings apart."""
    return list(passages(document(text).blocks))


def compact(text: str) -> str:
    """A made-up text as it is read."""
    return compacted([block for block in document(text).blocks if isinstance(block, Paragraph)]).compact
