"""Words before an amount in running text → the codes they set, and the words that no list explains.

The labels of the code lists are looked for from the left, the longest first. What they leave over must be words without
meaning of their own (本单位, 当年, 预算, 安排); anything else is reported as unread, so that no amount gets a key that
its words do not fully support.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from yusuan.concepts import TOTAL
from yusuan.recognition.labels import normalise
from yusuan.recognition.lexicon import Lexicon
from yusuan.recognition.prose.printed_classes import CLASS_DIMENSIONS, by_path, by_printed_code, has_path
from yusuan.recognition.prose.subjects import Subjects
from yusuan.recognition.prose.times import Times
from yusuan.recognition.prose.vocabulary import THREE_PUBLIC, Vocabulary

PROJECT_BUDGET = "project-budget"
_QUOTES = re.compile("[“”‘’\"'「」『』]")
_FILLER = re.compile(
    r"收支|收、支|截[止至]|[本我][单部][位门]|单位|部门|[本我]局|按资金来源分?|按资金年度分?|按功能分类分?为?|当年|本年度?|全年|年度|年初"
    r"|综合预算|预算|决算|执行数|草案|执行|完成|实现|实际|调整后?|安排|总|共|计|合计|资金|金额|额|量|数|科目|项目|全部|均|涉及|其中|主要|包括|用于|拨款|经费"
    r"|[各为是的由约使用及和与]|[《》、，：:()]"
)
_OWN_UNIT = re.compile("(?:其中)?[，：]?(?:[本我][单部][位门]|[本我]局)")
_BOTH_SIDES = re.compile("收支|收、支|收入、?(?:和|及|与)?支出")
_GRAND_TOTAL = re.compile("(?<![本当]年)(?:收入|支出)(?:预算)?(?:总计|总预算)|总(?:收入|支出)")
_BALANCES = (
    "brought-forward",
    "use-of-balances",
    "prior-account-balance",
    "carried-forward",
    "unallocated-account-funds",
)
_TOTALS = ("revenue-grand-total", "expenditure-grand-total")
_PHASES = (
    ("revised", re.compile("调整后?预算|全年预算")),
    ("approved", re.compile("年初预算")),
    ("executed", re.compile("决算|执行数")),
)
_PROJECT = re.compile('[“"「『]([^“”"「」『』]+)[”"」』]项目')


@dataclass(frozen=True, slots=True)
class Reading:
    """What words say: the codes they set by dimension, the subject they name or ``""``, the class code printed with
    them, the project they name, and the words that nothing explains."""

    sets: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    code: str = ""
    project: str = ""
    unread: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether the words are without meaning of their own (2024年预算, 年初预算为)."""
        return not (set(self.sets) - {"phase"} or self.subject or self.project or self.unread)


@dataclass(frozen=True, slots=True)
class Context:
    """What holds before the words are read: codes by dimension, the class list that the headings announce, the words
    that stand above and are not understood, and whether the amount is a part of another one."""

    sets: Mapping[str, str] = field(default_factory=dict)
    axis: str = ""
    unread: str = ""
    is_part: bool = False


def states_both_sides(about: str) -> bool:
    """Whether an amount is that of revenue and of expenditure at once (收支总预算)."""
    return bool(_BOTH_SIDES.search(normalise(about)))


def project_named(words: str) -> str:
    """The project that stands in quotation marks before 项目, or ``""``."""
    found = _PROJECT.search(words)
    return found.group(1).strip() if found else ""


def merged(upper: Mapping[str, str], own: Mapping[str, str], lexicon: Lexicon) -> dict[str, str]:
    """The codes of a part under its whole: of two codes of one dimension the narrower, else that of the part. What a
    part says of revenue and expenditure itself always holds."""
    union = dict(upper)
    for dimension, code in own.items():
        held = union.get(dimension) if dimension != "operation" else None
        codelist = lexicon.codelists.get(dimension)
        if held is None or codelist is None or not codelist.is_within(held, code):
            union[dimension] = code
    return union


def announced_list(words: str) -> str:
    """The class dimension that words announce (按经济科目分类), or ``""``."""
    flat = normalise(words)
    if re.search("政府(?:预算)?(?:支出)?经济", flat):
        return "gov_economic"
    if re.search("经济(?:科目|分类)", flat):
        return "economic"
    return "function" if re.search("功能(?:科目|分类)", flat) else ""


class Wording:
    """Reads the words of one document. ``names`` are those of the reporting unit, which say nothing about an amount."""

    def __init__(self, lexicon: Lexicon, subjects: Subjects, times: Times, names: Sequence[str]) -> None:
        """Prepare the vocabulary."""
        self.lexicon = lexicon
        self._subjects = subjects
        self._vocabulary = Vocabulary(lexicon, subjects)
        self.times = times
        self._names = sorted(
            {normalise(name) for name in names if len(normalise(name)) > 3}, key=lambda n: (-len(n), n)
        )
        incomes = (concept.label_zh for concept in lexicon.codelists["fund"] if concept.label_zh.endswith("收入"))
        self._incomes = tuple(normalise(label) for label in incomes)

    def read(self, lead: str, context: Context, earlier: str = "") -> Reading:
        """What the words ``lead`` before an amount say under a context. ``earlier`` is what is said before them."""
        words = _QUOTES.sub("", _PROJECT.sub("", lead))
        found, code, words = by_printed_code(words, self.lexicon)
        if not code:
            found, words = by_path(words, context.sets.get("function", ""), self.lexicon)
        rest = self._plain(words, context.sets)
        own, left = self._scan(rest, context)
        if (code or has_path(lead)) and not found:  # code and name differ, or the path leads nowhere
            own = {d: c for d, c in own.items() if d not in CLASS_DIMENSIONS}
            left = [rest]
        sets = {**own, **found}
        sets |= self._operation(rest, sets, context) | self._phase(rest)
        subject, project = self._subjects.of_money(self._plain(lead), self._plain(earlier)), project_named(lead)
        if project:
            subject = PROJECT_BUDGET
            sets = {**self._subjects.sets(subject), **sets}
        return Reading(sets, subject, code, project, "、".join(left))

    def is_filler(self, words: str) -> bool:
        """Whether words are without any meaning of their own."""
        return not _FILLER.sub("", self._plain(words))

    def begins_anew(self, words: str) -> bool:
        """Whether words name the reporting unit at their beginning and so open a statement of their own."""
        flat = normalise(words)
        return bool(_OWN_UNIT.match(flat)) or any(flat.startswith(name) for name in self._names)

    def heading_context(self, headings: Sequence[str], period: Mapping[str, str] | None = None) -> Context:
        """What the headings above a passage set, in a part of the document of another ``period`` than its own. Of
        classes a heading only announces the list, except by a path of names (…（类）…（款）…（项）)."""
        context = Context(period or {})
        for heading in headings:
            own = self._named_in(heading)
            period, open_period = self.times.below(heading, self.times.held(context.sets))
            above = context if period is None else replace(context, sets=self.times.apart(context.sets), unread="")
            sets = merged(above.sets, own, self.lexicon) | (period or {})
            context = Context(sets, announced_list(heading) or context.axis, above.unread)
            if has_path(heading):
                context = self.below_path(heading, context)
            if open_period:
                context = Context(context.sets, context.axis, open_period)
        return context

    def _named_in(self, heading: str) -> dict[str, str]:
        """The codes that a heading names, classes left out."""
        words = self._plain(heading)
        own, _ = self._scan(words, Context())
        own = {d: c for d, c in own.items() if d not in CLASS_DIMENSIONS and c != TOTAL}
        if "operation" in own and _BOTH_SIDES.search(words):
            del own["operation"]
        return own

    def announces(self, lead: str) -> bool:
        """Whether words before a list say of which fund its items are (财政拨款支出主要内容如下：)."""
        return "fund" in self._named_in(lead)

    def below_path(self, words: str, context: Context) -> Context:
        """The context below words that name a function by its path; not understood if the path leads nowhere."""
        flat = _QUOTES.sub("", normalise(words))
        found, _ = by_path(flat, context.sets.get("function", ""), self.lexicon)
        sets = {d: c for d, c in context.sets.items() if d != "function"}
        return Context({**sets, **found}, context.axis, "" if found else flat)

    def _plain(self, words: str, sets: Mapping[str, str] | None = None) -> str:
        """The words without quotation marks, the unit's own names and the year that ``sets`` or the budget is of."""
        flat = _QUOTES.sub("", words)
        for name in self._names:
            flat = flat.replace(name, "")
        return self.times.without_year(flat, sets or {})

    def _scan(self, words: str, context: Context) -> tuple[dict[str, str], list[str]]:
        """The codes that labels in the words set, and what remains beside labels and fillers."""
        vocabulary = self._vocabulary.words(context.axis, context.sets.get("expenditure_type") == THREE_PUBLIC)
        longest = max(map(len, vocabulary))
        sets: dict[str, str] = {}
        left, rest, at = [], "", 0
        while at < len(words):
            size = next((n for n in range(min(longest, len(words) - at), 1, -1) if words[at : at + n] in vocabulary), 0)
            if not size:
                rest, at = rest + words[at], at + 1
                continue
            label = words[at : at + size]
            own = {d: c for d, c in vocabulary[label].items() if c != TOTAL}
            if context.is_part and "fund" in own and self._vocabulary.is_common(label):
                own["fund"] = self._fund(label, own["fund"], context.sets.get("fund", ""))
            sets = merged(sets, own, self.lexicon)
            left.append(rest)
            rest, at = "", at + size
        left.append(rest)
        return sets, [part for part in left if _FILLER.sub("", part)]

    def _fund(self, label: str, code: str, held: str) -> str:
        """The fund that a label names as a part of the fund ``held`` (财政拨款结转结余/一般公共预算)."""
        funds = self.lexicon.codelists["fund"]
        if held not in funds or code not in funds:
            return code
        names = [label] if funds.is_within(held, code) else [label, funds[code].label_zh, *funds[code].alt_labels]
        for name in names:
            found = self.lexicon.exact("fund", name, (funds[held].label_zh,))
            if len(found) == 1 and found[0] != code and funds.is_within(found[0], held):
                return found[0]
        return code

    def _operation(self, words: str, sets: Mapping[str, str], context: Context) -> dict[str, str]:
        """The operation that the words state beside or within other labels (一般公共预算拨款支出). A kind of income
        (事业收入) says below an expenditure heading only where the money comes from."""
        if sets.get("operation") in _BALANCES:
            return {}
        if _BOTH_SIDES.search(words):
            return {"operation": "revenue-grand-total"}
        total = _GRAND_TOTAL.search(words)
        if total:
            return {"operation": f"{'revenue' if '收入' in total.group() else 'expenditure'}-grand-total"}
        side = re.findall("收入|支出", words)
        inherited = context.sets.get("operation", "")
        if side and not (inherited and any(income in words for income in self._incomes)):
            return {"operation": "revenue" if side[-1] == "收入" else "expenditure"}
        if not side and (not inherited or inherited in _TOTALS) and set(sets) - {"fund", "operation"}:
            return {"operation": "expenditure"}
        return {}

    def _phase(self, words: str) -> dict[str, str]:
        return next(({"phase": code} for code, pattern in _PHASES if pattern.search(words)), {})
