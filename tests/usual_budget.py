"""The usual departmental budget of nine tables, of an invented unit, with figures that agree: what most units publish.

``usual_budget`` gives the tables in one of several wordings; ``usual_layouts`` writes them to files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

Row = tuple[str, ...]
WORDINGS = ("national", "county", "province")
"""The form of the ministry of finance, and two others that are common."""

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


def _rows(text: str) -> tuple[Row, ...]:
    """Rows from lines with ``|`` between cells."""
    return tuple(tuple(line.strip().split("|")) for line in text.strip().splitlines())


def _tree(lines: Sequence[Mapping[str, str]], names: Mapping[str, str]) -> list[tuple[str, str, list[str]]]:
    """The code, name and amounts of every line that some column has an amount for, parents above their children."""
    found = []
    for code, name in names.items():
        amounts = [summed(column, [code]) for column in lines]
        if any(amounts):
            found.append((code, name, list(map(shown, amounts))))
    return found


def _total(lines: Sequence[Mapping[str, str]]) -> list[str]:
    return [shown(summed(column)) for column in lines]


def _by_code(lines: Sequence[Mapping[str, str]], names: Mapping[str, str], first: bool) -> list[Row]:
    """The body of a table with codes and names, the total in its first or last row."""
    body = [(code, name, *amounts) for code, name, amounts in _tree(lines, names)]
    total = ("", "合计", *_total(lines))
    return [total, *body] if first else [*body, total]


def _side_by_side(left: Sequence[Row], right: Sequence[Row], ends: Sequence[Row]) -> tuple[Row, ...]:
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


def _functions(lines: Mapping[str, str], ordinals: Mapping[str, str]) -> list[Row]:
    """The functions at the top, numbered, with what is spent on them."""
    return [(mark + FUNCTIONS[code], shown(summed(lines, [code]))) for code, mark in ordinals.items()]


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the tables of one wording. ``fund``: what the government fund finances."""

    wording: str
    year: int
    fund: Mapping[str, str]

    @property
    def everything(self) -> dict[str, str]:
        return {**BASIC, **PROJECT, **self.fund}

    @property
    def general(self) -> dict[str, str]:
        return {**BASIC, **PROJECT}

    @property
    def is_national(self) -> bool:
        return self.wording == "national"

    def summary(self) -> tuple[Row, ...]:
        """表1: two lists under one title."""
        whole, fund = shown(summed(self.everything)), shown(summed(self.fund))
        general = shown(summed(self.general))
        words = {
            "national": "一般公共预算拨款收入 政府性基金预算拨款收入 国有资本经营预算拨款收入 财政专户管理资金收入 "
            "事业收入 上级补助收入 附属单位上缴收入 事业单位经营收入 其他收入",
            "county": "一般公共预算拨款收入 政府性基金预算拨款收入 国有资本经营预算拨款收入 财政专户管理资金收入 "
            "单位资金收入",
            "province": "一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款 事业收入 其他收入",
        }[self.wording].split()
        marks = "一二三四五六七八九"
        revenue = [(f"{marks[n]}、{word}", {0: general, 1: fund}.get(n, "")) for n, word in enumerate(words)]
        heads = {
            "national": "收入||支出|\n项目|预算数|项目|预算数",
            "county": "收      入||支      出|\n项    目|预算数|项    目|预算数",
            "province": "收入||支出|\n项目|金额|项目（按功能分类）|金额",
        }[self.wording]
        ends = {
            "national": f"本年收入合计|{whole}|本年支出合计|{whole}\n上年结转结余||年终结转结余|\n"
            f"收入总计|{whole}|支出总计|{whole}",
            "county": f"本年收入合计|{whole}|本年支出合计|{whole}\n上年结转||结转下年|\n"
            f"收入总计|{whole}|支出总计|{whole}",
            "province": f"本年收入小计|{whole}|本年支出小计|{whole}\n上年结转||结转下年|\n"
            f"收入合计|{whole}|支出合计|{whole}",
        }[self.wording]
        return (*_rows(heads), *_side_by_side(revenue, _functions(self.everything, ORDINALS), _rows(ends)))

    def revenue(self) -> tuple[Row, ...]:
        """表2: by unit (the national form) or by function."""
        funds = "一般公共预算|政府性基金预算|国有资本经营预算|财政专户管理资金|事业收入|上级补助收入|"
        funds += "附属单位上缴收入|事业单位经营收入|其他收入"
        whole, general = shown(summed(self.everything)), shown(summed(self.general))
        fund = shown(summed(self.fund))
        if self.is_national:
            heads = f"部门（单位）代码|部门（单位）名称|合计|本年收入||||||||||上年结转结余||||||\n|||小计|{funds}"
            heads += "|小计|一般公共预算|政府性基金预算|国有资本经营预算|财政专户管理资金|单位资金"
            rows = _rows(heads)
            width = len(rows[1])
            rows = ((*rows[0], *[""] * (width - len(rows[0])))[:width], rows[1])
            body = [("", "合计"), ("318001", "云岭县医疗保障局")]
            amounts = (whole, whole, general, fund)
            return (*rows, *((*head, *amounts, *[""] * (width - 6)) for head in body))
        heads = {
            "county": "科目编码|科目名称|合计|上年结转|一般公共预算拨款收入|政府性基金预算拨款收入|"
            "国有资本经营预算拨款收入|财政专户管理资金收入|单位资金收入",
            "province": "功能分类科目编码|功能分类科目名称|总计|上年结转|一般公共预算财政拨款|政府性基金预算财政拨款|"
            "国有资本经营预算财政拨款|事业收入|其他收入",
        }[self.wording]
        lines = [self.everything, {}, self.general, self.fund, {}, {}, {}]
        return (*_rows(heads), *_by_code(lines, FUNCTIONS, self.wording == "county"))

    def expenditure(self) -> tuple[Row, ...]:
        """表3: by function, with the types of expenditure as columns."""
        types = "基本支出|项目支出|"
        heads = {
            "national": f"科目编码|科目名称|合计|{types}事业单位经营支出|上缴上级支出|对附属单位补助支出",
            "county": f"科目编码|科目名称|合计|{types}上缴上级支出|事业单位经营支出|对附属单位补助支出",
            "province": f"功能分类科目编码|功能分类科目名称|总计|{types}经营支出|上缴上级支出|对附属单位补助支出",
        }[self.wording]
        lines = [self.everything, BASIC, {**PROJECT, **self.fund}, {}, {}, {}]
        return (*_rows(heads), *_by_code(lines, FUNCTIONS, self.wording == "county"))

    def fiscal(self) -> tuple[Row, ...]:
        """表4: two lists, that of expenditure with a column for each fund but in the national form."""
        whole, fund = shown(summed(self.everything)), shown(summed(self.fund))
        general = shown(summed(self.general))
        funds = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")
        amounts = (general, fund, "")
        if self.is_national:
            left: list[Row] = [("一、本年收入", whole)]
            left += [(f"（{'一二三'[n]}）{name}", amounts[n]) for n, name in enumerate(funds)]
            left += [("二、上年结转", ""), *((f"（{'一二三'[n]}）{name}", "") for n, name in enumerate(funds))]
            right: list[Row] = [("一、本年支出", whole)]
            right += _functions(self.everything, {code: f"（{mark[0]}）" for code, mark in ORDINALS.items()})
            right += [("二、年终结转结余", "")]
            heads = "收入||支出|\n项目|预算数|项目|预算数"
            return (*_rows(heads), *_side_by_side(left, right, _rows(f"收入总计|{whole}|支出总计|{whole}")))
        left = [(f"{'一二三'[n]}、{name}", amounts[n]) for n, name in enumerate(funds)]
        wide = [
            (
                f"{ORDINALS[c]}{FUNCTIONS[c]}",
                *(shown(summed(x, [c])) for x in (self.everything, self.general, self.fund)),
                "",
            )
            for c in ORDINALS
        ]
        heads = {
            "county": "收入||支出||||\n项目|预算数|项目|合计|一般公共预算|政府性基金预算|国有资本经营预算",
            "province": "收入||支出||||\n项目|金额|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款|"
            "国有资本经营预算财政拨款",
        }[self.wording]
        ends = (
            f"本年收入合计|{whole}|本年支出合计|{whole}|{general}|{fund}|\n上年结转||结转下年||||\n"
            f"收入总计|{whole}|支出总计|{whole}|{general}|{fund}|"
        )
        return (*_rows(heads), *_side_by_side(left, wide, _rows(ends)))

    def by_function(self) -> tuple[Row, ...]:
        """表5."""
        operating = {"2101501": shown(summed(OPERATING)).replace(",", "")}
        personnel = {code: str(Decimal(v) - Decimal(operating.get(code, "0"))) for code, v in BASIC.items()}
        if self.wording == "county":
            heads = "科目编码|科目名称|合计|基本支出|||项目支出\n|||小计|人员经费|公用经费|"
            lines: list[Mapping[str, str]] = [self.general, BASIC, personnel, operating, PROJECT]
            return (*_rows(heads), *_by_code(lines, FUNCTIONS, True))
        heads = {
            "national": f"功能分类科目||{self.year}年预算数||\n科目编码|科目名称|合计|基本支出|项目支出",
            "province": "功能分类科目编码|功能分类科目名称|小计|基本支出|项目支出",
        }[self.wording]
        return (*_rows(heads), *_by_code([self.general, BASIC, PROJECT], FUNCTIONS, False))

    def basic(self) -> tuple[Row, ...]:
        """表6: by economic class, personnel and operating costs as columns."""
        heads = {
            "national": f"部门预算支出经济分类科目||{self.year}年基本支出||\n科目编码|科目名称|合计|人员经费|公用经费",
            "county": "科目编码|科目名称|合计|人员经费|公用经费",
            "province": "经济分类科目||一般公共预算基本支出||\n科目编码|科目名称|小计|人员经费|公用经费",
        }[self.wording]
        lines = [{**PERSONNEL, **OPERATING}, PERSONNEL, OPERATING]
        return (*_rows(heads), *_by_code(lines, CLASSES, self.wording == "county"))

    def three_public(self) -> tuple[Row, ...]:
        """表7: a row of two years, a row of one year, or a list."""
        car, guests = Decimal(OPERATING["30231"]), Decimal(OPERATING["30217"])
        whole = car + guests
        if self.wording == "province":
            return _rows(
                f"项目|{self.year}年预算数\n合计|{whole}\n1.因公出国（境）费|\n2.公务接待费|{guests}\n"
                f"3.公务用车购置及运行维护费|{car}\n其中：公务用车运行维护费|{car}\n公务用车购置费|"
            )
        parts = "合计|因公出国（境）费|公务用车购置及运行费|||公务接待费"
        below = "||小计|公务用车购置费|公务用车运行费|"
        amounts = f"{whole}||{car}||{car}|{guests}"
        if self.is_national:
            years = f"{self.year - 1}年预算数||||||{self.year}年预算数|||||"
            last = f"{whole + 2}||{car + 1}||{car + 1}|{guests + 1}"
            return _rows(f"{years}\n{parts}|{parts}\n{below}|{below}\n{last}|{amounts}")
        return _rows(f"{parts}\n{below}\n{amounts}")

    def fund_table(self) -> tuple[Row, ...]:
        """表8."""
        heads = {
            "national": f"科目编码|科目名称|{self.year}年政府性基金预算支出||\n||合计|基本支出|项目支出",
            "county": "科目编码|科目名称|合计|基本支出|项目支出",
            "province": "功能分类科目编码|功能分类科目名称|本年政府性基金预算支出||\n||合计|基本支出|项目支出",
        }[self.wording]
        body = _by_code([self.fund, {}, self.fund], FUNCTIONS, self.wording == "county") if self.fund else [("",) * 5]
        return (*_rows(heads), *body)

    def state_capital(self) -> tuple[Row, ...]:
        """表9: always empty."""
        heads = {
            "national": f"科目编码|科目名称|{self.year}年国有资本经营预算支出||\n||合计|基本支出|项目支出",
            "county": "科目编码|科目名称|合计|基本支出|项目支出",
            "province": "功能分类科目编码|功能分类科目名称|本年国有资本经营预算支出||\n||合计|基本支出|项目支出",
        }[self.wording]
        return (*_rows(heads), ("",) * 5)

    def projects(self) -> tuple[Row, ...]:
        """表10: the projects."""
        body = [(name, amount, amount, "", "") for name, amount in PROJECTS]
        body += [("城乡医疗救助", amount, "", amount, "") for amount in self.fund.values()]
        total = ("合计", *_total([{**PROJECT, **self.fund}, PROJECT, self.fund, {}]))
        return (*_rows("项目名称|合计|一般公共预算|政府性基金预算|国有资本经营预算"), *body, total)


def usual_budget(wording: str = "national", fund: bool = True, unit: str = "万元", year: int = 2024) -> UsualBudget:
    """The budget in a wording of its tables; without ``fund`` the table of the government fund is empty as well."""
    make = _Maker(wording, year, FUND if fund else {})
    prefix = {"national": "", "county": "部门", "province": ""}[wording]
    kind = "“三公”经费"
    empty = "本部门没有使用{0}预算安排的支出，故本表无数据。"
    notes = {
        "national": "说明：{}年" + empty,
        "county": "注：" + empty,
        "province": "备注：" + empty,
    }[wording].replace("{}", str(year))
    made = [
        (f"{prefix}收支总表", make.summary(), 2, ""),
        (f"{prefix}收入总表", make.revenue(), 2 if wording == "national" else 1, ""),
        (f"{prefix}支出总表", make.expenditure(), 1, ""),
        ("财政拨款收支总表", make.fiscal(), 2, ""),
        ("一般公共预算支出表", make.by_function(), 1 if wording == "province" else 2, ""),
        ("一般公共预算基本支出表", make.basic(), 1 if wording == "county" else 2, ""),
        (f"一般公共预算{kind}支出表", make.three_public(), {"national": 3, "county": 2, "province": 1}[wording], ""),
        (
            "政府性基金预算支出表",
            make.fund_table(),
            1 if wording == "county" else 2,
            "" if fund else notes.format("政府性基金"),
        ),
        ("国有资本经营预算支出表", make.state_capital(), 1 if wording == "county" else 2, notes.format("国有资本经营")),
    ]
    if wording == "province":
        made.append(("项目支出表", make.projects(), 1, ""))
    tables = tuple(UsualTable(f"表{n}", *parts) for n, parts in enumerate(made, start=1))
    return UsualBudget("云岭县医疗保障局", year, unit, tables)


def with_blanks(budget: UsualBudget, text: str) -> UsualBudget:
    """The budget with what is blank beside a label in its columns of amounts printed as 0.00 or a dash."""

    def is_labelled(row: Row, at: int, amounts: set[int]) -> bool:
        label = max((n for n in range(at) if n not in amounts), default=-1)
        return label < 0 or bool(row[label])

    def printed(table: UsualTable) -> UsualTable:
        body = table.rows[table.header :]
        amounts = {n for n in range(len(table.rows[0])) if any(re.fullmatch(r"[\d,]+\.\d\d", row[n]) for row in body)}
        rows = (
            tuple(t or (text if n in amounts and is_labelled(row, n, amounts) else "") for n, t in enumerate(row))
            for row in body
        )
        return replace(table, rows=(*table.rows[: table.header], *rows))

    return replace(budget, tables=tuple(map(printed, budget.tables)))


def with_full_titles(budget: UsualBudget) -> UsualBudget:
    """The budget with unit and year in each title."""
    tables = (replace(table, title=f"{budget.name}{budget.year}年{table.title}") for table in budget.tables)
    return replace(budget, tables=tuple(tables))


def with_gaps(budget: UsualBudget) -> UsualBudget:
    """The budget with a blank column between the two lists of its summaries."""

    def apart(table: UsualTable) -> UsualTable:
        is_summary = "收支总表" in table.title
        return replace(table, rows=tuple((*r[:2], "", *r[2:]) for r in table.rows)) if is_summary else table

    return replace(budget, tables=tuple(map(apart, budget.tables)))


def with_column_numbers(budget: UsualBudget) -> UsualBudget:
    """The budget with a row that numbers the columns of amounts below each header of codes and names."""

    def numbered(table: UsualTable) -> UsualTable:
        if "编码" not in table.rows[0][0] + table.rows[table.header - 1][0]:
            return table
        row = ("**", "**", *map(str, range(1, len(table.rows[0]) - 1)))
        return replace(table, rows=(*table.rows[: table.header], row, *table.rows[table.header :]))

    return replace(budget, tables=tuple(map(numbered, budget.tables)))
