"""What a performance-target form says: the project or unit it is about, its funds, its goals and its indicators."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.reading.document import Location
from yusuan.recognition.disclosure import Unrecognised


@dataclass(frozen=True, slots=True)
class Funding:
    """One amount of a form's funding block or task list.

    ``path`` are its headings from the top (年度资金总额, 其中:财政拨款 …); ``row`` and ``column`` count from 1 in the
    printed grid; ``unit`` is the code of ``units-of-measure`` printed with it or in its heading, else the table's.
    ``place`` counts, from 0, the blocks (or the columns of the task list) that the amount stands in as the form
    means it; ``is_moved`` says that print shows it elsewhere.
    """

    path: tuple[str, ...]
    printed: str
    unit: str
    location: Location
    row: int
    column: int
    place: int = 0
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One line of an overall form's task list: its name, what it is about, and its amounts by heading."""

    name: str
    content: str
    fundings: tuple[Funding, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal, without its mark (``目标1:``). ``heading`` is the label it stands under (总体目标, 年度目标 …)."""

    heading: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator in printed order.

    ``level_1`` and ``level_2`` are headings as printed, carried down merged cells; a level-1 heading that the form does
    not print is the one the code list ``indicator-levels`` gives. ``level`` is the narrowest of its codes, ``""`` where
    the headings are in no list. ``text`` has lost no more than its mark (``指标1:``).

    ``printed`` is the target as printed; ``operator`` one of = ≥ ≤ > < ≈ before or ``""``, ``value`` the decimal as
    text or ``""``, ``unit`` what is counted, ``deadline`` the printed date that the target names as its limit (12月底).
    ``is_moved`` says that print shows the row in other columns, or its heading in none.
    """

    number: int
    level_1: str
    level_2: str
    level: str
    text: str
    printed: str
    operator: str
    value: str
    unit: str
    deadline: str
    note: str
    is_moved: bool
    location: Location
    row: int


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form.

    ``kind`` is the table's kind; ``name`` the project's, ``""`` on an overall form. ``supervisor_code`` is the code
    printed before the supervising department's name. ``particulars`` are the other labelled fields in printed order
    (项目来源, 内容分类 …); ``fundings`` excludes the amounts of ``tasks`` but has their totals. ``is_template`` says
    that the form was left unfilled. ``unrecognised`` are texts that stand where the form's grid gives them no meaning.
    """

    table_id: str
    kind: str
    name: str
    unit: str
    supervisor: str
    supervisor_code: str
    period: str
    goals: tuple[Goal, ...]
    particulars: tuple[tuple[str, str], ...]
    fundings: tuple[Funding, ...]
    tasks: tuple[Task, ...]
    indicators: tuple[Indicator, ...]
    is_template: bool
    location: Location
    unrecognised: tuple[Unrecognised, ...] = ()
