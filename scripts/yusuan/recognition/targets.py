"""What a performance-target form says: the project or unit it is about, its funds, its goals and its indicators."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.reading.document import Location


@dataclass(frozen=True, slots=True)
class Funding:
    """One amount of a form's funding block. ``path`` are its headings from the top (年度资金总额, 其中:财政拨款 …);
    ``row`` and ``column`` count from 1 in the printed grid; ``unit`` is a code of ``units-of-measure`` or ``""``."""

    path: tuple[str, ...]
    printed: str
    unit: str
    location: Location
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Task:
    """One line of an overall form's task list: its name, what it is about, and its amounts by heading."""

    name: str
    content: str
    fundings: tuple[Funding, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator in printed order.

    ``printed`` is the target as printed; ``operator`` one of = ≥ ≤ > < ≈ before by or ``""``, ``value`` the decimal as
    text or ``""``, ``unit`` what is counted. ``is_moved`` says that the row stood in other columns in print.
    """

    number: int
    level_1: str
    level_2: str
    text: str
    printed: str
    operator: str
    value: str
    unit: str
    note: str
    is_moved: bool
    location: Location
    row: int


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form. ``kind`` is the table's kind; ``particulars`` are its other labelled fields in printed order
    (项目来源, 内容分类 …); ``is_template`` says that it was left unfilled."""

    table_id: str
    kind: str
    name: str
    unit: str
    supervisor: str
    period: str
    goals: tuple[str, ...]
    particulars: tuple[tuple[str, str], ...]
    fundings: tuple[Funding, ...]
    tasks: tuple[Task, ...]
    indicators: tuple[Indicator, ...]
    is_template: bool
    location: Location
