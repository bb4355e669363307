"""The narrative → statements: every figure of the prose with what it is about, in printed order.

A statement is every amount of money, every change, share and rate of completion, and every count whose words stand in
the code list ``statement-subjects`` (posts, staff, vehicles, equipment, units, projects). Other counts (7个科室,
1人辞职), years, ordinals, document numbers, thresholds (单价20万元以上) and percentages of goals are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yusuan.reading.document import Block, Paragraph
from yusuan.recognition.disclosure import Unrecognised
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.numbers import is_money
from yusuan.recognition.prose.enumeration import Opener
from yusuan.recognition.prose.figures import MONEY, figures, unread_amounts
from yusuan.recognition.prose.implied import implied_amounts, with_grand_totals
from yusuan.recognition.prose.passage_reader import PassageReader
from yusuan.recognition.prose.sentences import passages
from yusuan.recognition.prose.statements import Statement
from yusuan.recognition.prose.subjects import Subjects
from yusuan.recognition.prose.times import Times
from yusuan.recognition.prose.wording import Wording
from yusuan.recognition.stated_periods import Stated, parts, title_periods


def states_amounts(blocks: Sequence[Block]) -> bool:
    """Whether the narrative states any amount of money."""
    return any(figure.kind == MONEY for passage in passages(blocks) for figure in figures(passage.text.compact))


def unread_in_prose(blocks: Sequence[Block]) -> Iterator[Unrecognised]:
    """Amounts of money in the narrative that cannot be read: their digits are none, or may be several numbers; and
    those that stand in a line of their own, without a word or unit."""
    for passage in passages(blocks):
        for start, end in unread_amounts(passage.text.compact):
            yield Unrecognised("amount", passage.text.printed(start, end), passage.text.location(start))
    for block in blocks:
        if isinstance(block, Paragraph) and is_money(block.text):
            yield Unrecognised("amount", block.text.strip(), block.location)


def recognise_statements(
    blocks: Sequence[Block], lexicon: Lexicon, fiscal_year: str, names: Sequence[str], phase: str = "", title: str = ""
) -> tuple[Statement, ...]:
    """Every statement of a document's narrative, the printed ones first in printed order, then those that follow from
    them.

    Args:
        blocks: the document in reading order; what stands in grids is left out.
        lexicon: the shared code lists.
        fiscal_year: the budget's own year, four digits.
        names: the names that the document gives the reporting unit.
        phase: the document's own (a code of ``phases``).
        title: the one at its head; it may name several years and phases.
    """
    subjects = Subjects(lexicon.codelists["statement-subjects"])
    own = Stated(fiscal_year, phase)
    wording = Wording(lexicon, subjects, Times(own, title_periods(title)), names)
    statements: list[Statement] = []
    for period, part in parts(blocks, own, title, names):
        opener: Opener | None = None
        codes = period.sets if period != own else {}
        for passage in passages(part):
            opener = PassageReader(passage, wording, subjects, statements, opener, codes).read()
    printed = with_grand_totals(statements)
    return (*printed, *implied_amounts(printed, fiscal_year))
