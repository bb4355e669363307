"""Consistent budgets of an invented unit; every amount comes with its key, or with none where nothing known says what
it is. ``deviating_layouts`` prints them as no code list expects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

import docx
import openpyxl

Sets = Mapping[str, str]
UNIT = "云岭县水文勘测站"
COVER = f"{UNIT}2024年部门预算"

UNKNOWN = (
    "往来专户返还", "中央直达款", "自筹经费", "罚没返还", "国债转贷", "定额补助",
    "星空", "统筹调剂", "捐赠款", "税收返还", "贷款贴息", "同级拨付",
    "代管款项", "周转金", "租金分成", "预算外资金", "专项转移支付", "基本支出以外的款项",
    "财政拨款补助下级", "上级财政拨款", "纳入预算管理的收费", "政府性基金（土地部分）", "专项债券", "调入",
    "盘活存量", "以前年度欠款", "特设账户", "经费拨款（补助）", "提前下达", "项目支出（续建）",
    "其他渠道", "援助款", "预算稳定调节", "结转留用", "事业收入以外", "彩票公益金",
)  # fmt: skip
"""Words of which no list explains all."""

FUNCTIONS = {
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101102": "事业单位医疗",
    "213": "农林水支出",
    "21303": "水利",
    "2130301": "行政运行",
    "2130306": "水利工程运行与维护",
}
LEAVES = tuple(code for code in FUNCTIONS if len(code) == 7)
CLASSES = {"301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "302": "商品和服务支出", "30201": "办公费"}
TYPE_COLUMNS = ("合计", "基本支出", "项目支出")
GENERAL = ("一般公共预算拨款", "一般公共预算财政拨款", "一般公共预算")


@dataclass(slots=True)
class Made:
    """A table as printed, with the key of each amount by row and column of the grid from 0, or ``None`` for none."""

    title: str
    rows: list[list[str]]
    keys: dict[tuple[int, int], Sets | None] = field(default_factory=dict)

    def add(self, labels: Sequence[str], amounts: Sequence[tuple[Decimal | None, Sets | None]]) -> None:
        """Add a row of labels and amounts; ``None`` for an amount is a blank cell."""
        row = list(labels)
        for amount, sets in amounts:
            if amount is not None:
                self.keys[len(self.rows), len(row)] = sets
            row.append("" if amount is None else f"{amount:.2f}")
        self.rows.append(row)


FUND_PARTS = ("general", "government-fund", "x")
"""The money of the budget by where it comes from: ``x`` is from a source that nothing explains."""
ALL = (*FUND_PARTS, "y")
"""With ``y``, which is spent in a way that nothing explains, and comes from a balance that nothing explains."""

Amount = tuple[Decimal | None, Sets | None]


def said(code: str, **named: str) -> Sets:
    """The key of expenditure on a function, or of ``""`` for all."""
    return {"operation": "expenditure", **({"function": code} if code else {}), **named}


class Maker:
    """Makes the tables of one budget, whose amounts agree; everything random comes from one seed."""

    def __init__(self, seed: int) -> None:
        """Draw the amounts of the finest functions by part, and the order of the unknown words."""
        self.random = Random(seed)
        self._words = self.random.sample(UNKNOWN, len(UNKNOWN))
        self.amounts = {
            (leaf, part): Decimal(self.random.randrange(100, 99_999)) / 100 + 1 for leaf in LEAVES for part in ALL
        }

    def word(self) -> str:
        """A word that no list explains, another one each time."""
        return self._words.pop()

    def of(self, code: str, *parts: str) -> Decimal:
        """The amount of a function, or of ``""`` for all, over some parts."""
        own = (v for (leaf, part), v in self.amounts.items() if leaf.startswith(code) and part in parts)
        return sum(own, Decimal(0))

    def basic(self, code: str, *parts: str) -> Decimal:
        """What of it is basic expenditure; the rest is for projects. What ``y`` is spent on is neither."""
        halves = (
            (v * 3 / 5).quantize(Decimal("0.01"))
            for (leaf, part), v in self.amounts.items()
            if leaf.startswith(code) and part in parts and part != "y"
        )
        return sum(halves, Decimal(0))

    def types(self, code: str, parts: Sequence[str], named: Sets | None) -> list[Amount]:
        """Amount, basic expenditure and expenditure on projects of a line; ``named`` is what their keys say beside the
        function, ``None`` where they have no key."""
        amount, basic = self.of(code, *parts), self.basic(code, *parts)
        project = self.of(code, *(part for part in parts if part != "y")) - basic
        keys = [said(code, **t) for t in ({}, {"expenditure_type": "basic"}, {"expenditure_type": "project"})]
        keyed = [None if named is None else {**key, **named} for key in keys]
        return list(zip((amount, basic, project), keyed, strict=True))

    def coded(self, made: Made, columns: Callable[[str], Sequence[Amount]]) -> Made:
        """Fill a table with a row for each function and the total at the top or the bottom."""
        total = ("", "合计")
        lines = list(FUNCTIONS.items())
        for code, name in [total, *lines] if self.random.random() < 0.5 else [*lines, total]:
            made.add([code, name], columns(code))
        return made


def known(make: Maker) -> Made:
    """A table in which all is understood."""
    made = Made("一般公共预算支出表", [["科目编码", "科目名称", *TYPE_COLUMNS]])
    return make.coded(made, lambda code: make.types(code, ("general",), {"fund": "general"}))


def as_text(tables: Sequence[Made]) -> str:
    """The tables as a transcript; ``|`` stands for a tab."""
    parts = [f"{made.title}\n单位：万元\n" + "\n".join("|".join(row) for row in made.rows) for made in tables]
    return f"{COVER}\n\n目录\n\n" + "\n\n".join(parts) + "\n"


def write_docx(tables: Sequence[Made], path: Path) -> None:
    """The tables as a Word file."""
    document = docx.Document()
    document.add_paragraph(COVER)
    document.add_paragraph("目录")
    for made in tables:
        document.add_paragraph(made.title)
        document.add_paragraph("单位：万元")
        grid = document.add_table(rows=0, cols=max(map(len, made.rows)))
        for row in made.rows:
            for cell, text in zip(grid.add_row().cells, row, strict=False):
                cell.text = text
    document.save(str(path))


def write_xlsx(tables: Sequence[Made], path: Path) -> None:
    """The tables as a workbook, a sheet each, with the title on top."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    cover = book.create_sheet("封面")
    cover.append([COVER])
    for number, made in enumerate(tables):
        sheet = book.create_sheet(f"表{number + 1}")
        sheet.append([made.title])
        sheet.append(["单位：万元"])
        for row in made.rows:
            sheet.append([text or None for text in row])
    book.save(path)
