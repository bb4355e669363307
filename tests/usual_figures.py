"""The figures of the usual budget (see ``usual_budget``), all made up and in agreement; what its tables are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Row = tuple[str, ...]
FUNCTIONS = {
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101103": "公务员医疗补助",
    "21015": "医疗保障管理事务",
    "2101501": "行政运行",
    "2101504": "信息化建设",
    "2101505": "医疗保障政策管理",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "229": "其他支出",
    "22960": "彩票公益金安排的支出",
    "2296013": "用于城乡医疗救助的彩票公益金支出",
}
ORDINALS = {"208": "一、", "210": "二、", "221": "三、", "229": "四、"}
CLASSES = {
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30103": "奖金",
    "30108": "机关事业单位基本养老保险缴费",
    "30109": "职业年金缴费",
    "30110": "职工基本医疗保险缴费",
    "30111": "公务员医疗补助缴费",
    "30113": "住房公积金",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30211": "差旅费",
    "30217": "公务接待费",
    "30228": "工会经费",
    "30231": "公务用车运行维护费",
    "30239": "其他交通费用",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
    "30305": "生活补助",
}

BASIC = {"2080505": "112.27", "2080506": "56.13", "2101101": "62.15", "2101103": "36.05", "2101501": "1812.30",
         "2210201": "122.20"}  # fmt: skip
PROJECT = {"2101504": "45.00", "2101505": "274.25"}
FUND = {"2296013": "86.00"}
PERSONNEL = {"30101": "786.12", "30102": "514.35", "30103": "260.00", "30108": "112.27", "30109": "56.13",
             "30110": "62.15", "30111": "36.05", "30113": "122.20", "30302": "30.40", "30305": "8.60"}  # fmt: skip
OPERATING = {"30201": "64.80", "30211": "31.20", "30217": "3.20", "30228": "24.63", "30231": "12.50", "30239": "76.50"}
PROJECTS = (("医保信息系统运行维护", "45.00"), ("医保基金监管与宣传", "274.25"))


def shown(amount: Decimal | str) -> str:
    """An amount as tables print it; nothing where there is none."""
    value = Decimal(amount or "0")
    return f"{value:,.2f}" if value else ""


def summed(lines: Mapping[str, str], codes: Iterable[str] = ("",)) -> Decimal:
    """What the lines below some codes sum to."""
    return sum((Decimal(v) for code, v in lines.items() if code.startswith(tuple(codes))), Decimal())


@dataclass(frozen=True, slots=True)
class UsualTable:
    """One table: its number, title, all its rows, how many of them are header, and the note below."""

    number: str
    title: str
    rows: tuple[Row, ...]
    header: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class UsualBudget:
    """A budget: whose, of which year, in which unit of measure; its tables."""

    name: str
    year: int
    unit: str
    tables: tuple[UsualTable, ...]

    @property
    def amounts(self) -> int:
        """How many amounts the tables print."""
        texts = (text for t in self.tables for row in t.rows[t.header :] for text in row)
        return sum(bool(re.fullmatch(r"[\d,]+\.\d\d", text)) for text in texts)


def lines_as_rows(text: str) -> tuple[Row, ...]:
    """Rows from lines with ``|`` between cells."""
    return tuple(tuple(line.strip().split("|")) for line in text.strip().splitlines())


def tree(lines: Sequence[Mapping[str, str]], names: Mapping[str, str]) -> list[tuple[str, str, list[str]]]:
    """The code, name and amounts of every line that some column has an amount for, parents above their children."""
    found = []
    for code, name in names.items():
        amounts = [summed(column, [code]) for column in lines]
        if any(amounts):
            found.append((code, name, list(map(shown, amounts))))
    return found


def totals(lines: Sequence[Mapping[str, str]]) -> list[str]:
    """What each column sums to."""
    return [shown(summed(column)) for column in lines]


def by_code(lines: Sequence[Mapping[str, str]], names: Mapping[str, str], first: bool) -> list[Row]:
    """The body of a table with codes and names, the total in its first or last row."""
    body = [(code, name, *amounts) for code, name, amounts in tree(lines, names)]
    total = ("", "合计", *totals(lines))
    return [total, *body] if first else [*body, total]


def side_by_side(left: Sequence[Row], right: Sequence[Row], ends: Sequence[Row]) -> tuple[Row, ...]:
    """Two lists of lines beside each other, and the rows that end both."""
    height = max(len(left), len(right))
    blanks = [("",) * len(side[0]) for side in (left, right)]
    return (
        *(
            (*(left[n] if n < len(left) else blanks[0]), *(right[n] if n < len(right) else blanks[1]))
            for n in range(height)
        ),
        *ends,
    )


def functions_at_top(lines: Mapping[str, str], ordinals: Mapping[str, str]) -> list[Row]:
    """The functions at the top, numbered, with what is spent on them."""
    return [(mark + FUNCTIONS[code], shown(summed(lines, [code]))) for code, mark in ordinals.items()]
