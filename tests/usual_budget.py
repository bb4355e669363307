"""The usual departmental budget of nine tables, of an invented unit, with figures that agree: what most units publish.

``usual_budget`` gives the tables in one of several wordings; ``usual_layouts`` writes them to files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from usual_figures import (
    BASIC,
    CLASSES,
    FUNCTIONS,
    FUND,
    OPERATING,
    ORDINALS,
    PERSONNEL,
    PROJECT,
    PROJECTS,
    Row,
    UsualBudget,
    UsualTable,
    by_code,
    functions_at_top,
    lines_as_rows,
    shown,
    side_by_side,
    summed,
    totals,
)

WORDINGS = ("national", "county", "province")
"""The form of the ministry of finance, and two others that are common."""


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
        return (
            *lines_as_rows(heads),
            *side_by_side(revenue, functions_at_top(self.everything, ORDINALS), lines_as_rows(ends)),
        )

    def revenue(self) -> tuple[Row, ...]:
        """表2: by unit (the national form) or by function."""
        funds = "一般公共预算|政府性基金预算|国有资本经营预算|财政专户管理资金|事业收入|上级补助收入|"
        funds += "附属单位上缴收入|事业单位经营收入|其他收入"
        whole, general = shown(summed(self.everything)), shown(summed(self.general))
        fund = shown(summed(self.fund))
        if self.is_national:
            heads = f"部门（单位）代码|部门（单位）名称|合计|本年收入||||||||||上年结转结余||||||\n|||小计|{funds}"
            heads += "|小计|一般公共预算|政府性基金预算|国有资本经营预算|财政专户管理资金|单位资金"
            rows = lines_as_rows(heads)
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
        return (*lines_as_rows(heads), *by_code(lines, FUNCTIONS, self.wording == "county"))

    def expenditure(self) -> tuple[Row, ...]:
        """表3: by function, with the types of expenditure as columns."""
        types = "基本支出|项目支出|"
        heads = {
            "national": f"科目编码|科目名称|合计|{types}事业单位经营支出|上缴上级支出|对附属单位补助支出",
            "county": f"科目编码|科目名称|合计|{types}上缴上级支出|事业单位经营支出|对附属单位补助支出",
            "province": f"功能分类科目编码|功能分类科目名称|总计|{types}经营支出|上缴上级支出|对附属单位补助支出",
        }[self.wording]
        lines = [self.everything, BASIC, {**PROJECT, **self.fund}, {}, {}, {}]
        return (*lines_as_rows(heads), *by_code(lines, FUNCTIONS, self.wording == "county"))

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
            right += functions_at_top(self.everything, {code: f"（{mark[0]}）" for code, mark in ORDINALS.items()})
            right += [("二、年终结转结余", "")]
            heads = "收入||支出|\n项目|预算数|项目|预算数"
            return (
                *lines_as_rows(heads),
                *side_by_side(left, right, lines_as_rows(f"收入总计|{whole}|支出总计|{whole}")),
            )
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
        return (*lines_as_rows(heads), *side_by_side(left, wide, lines_as_rows(ends)))

    def by_function(self) -> tuple[Row, ...]:
        """表5."""
        operating = {"2101501": shown(summed(OPERATING)).replace(",", "")}
        personnel = {code: str(Decimal(v) - Decimal(operating.get(code, "0"))) for code, v in BASIC.items()}
        if self.wording == "county":
            heads = "科目编码|科目名称|合计|基本支出|||项目支出\n|||小计|人员经费|公用经费|"
            lines: list[Mapping[str, str]] = [self.general, BASIC, personnel, operating, PROJECT]
            return (*lines_as_rows(heads), *by_code(lines, FUNCTIONS, True))
        heads = {
            "national": f"功能分类科目||{self.year}年预算数||\n科目编码|科目名称|合计|基本支出|项目支出",
            "province": "功能分类科目编码|功能分类科目名称|小计|基本支出|项目支出",
        }[self.wording]
        return (*lines_as_rows(heads), *by_code([self.general, BASIC, PROJECT], FUNCTIONS, False))

    def basic(self) -> tuple[Row, ...]:
        """表6: by economic class, personnel and operating costs as columns."""
        heads = {
            "national": f"部门预算支出经济分类科目||{self.year}年基本支出||\n科目编码|科目名称|合计|人员经费|公用经费",
            "county": "科目编码|科目名称|合计|人员经费|公用经费",
            "province": "经济分类科目||一般公共预算基本支出||\n科目编码|科目名称|小计|人员经费|公用经费",
        }[self.wording]
        lines = [{**PERSONNEL, **OPERATING}, PERSONNEL, OPERATING]
        return (*lines_as_rows(heads), *by_code(lines, CLASSES, self.wording == "county"))

    def three_public(self) -> tuple[Row, ...]:
        """表7: a row of two years, a row of one year, or a list."""
        car, guests = Decimal(OPERATING["30231"]), Decimal(OPERATING["30217"])
        whole = car + guests
        if self.wording == "province":
            return lines_as_rows(
                f"项目|{self.year}年预算数\n合计|{whole}\n1.因公出国（境）费|\n2.公务接待费|{guests}\n"
                f"3.公务用车购置及运行维护费|{car}\n其中：公务用车运行维护费|{car}\n公务用车购置费|"
            )
        parts = "合计|因公出国（境）费|公务用车购置及运行费|||公务接待费"
        below = "||小计|公务用车购置费|公务用车运行费|"
        amounts = f"{whole}||{car}||{car}|{guests}"
        if self.is_national:
            years = f"{self.year - 1}年预算数||||||{self.year}年预算数|||||"
            last = f"{whole + 2}||{car + 1}||{car + 1}|{guests + 1}"
            return lines_as_rows(f"{years}\n{parts}|{parts}\n{below}|{below}\n{last}|{amounts}")
        return lines_as_rows(f"{parts}\n{below}\n{amounts}")

    def fund_table(self) -> tuple[Row, ...]:
        """表8."""
        heads = {
            "national": f"科目编码|科目名称|{self.year}年政府性基金预算支出||\n||合计|基本支出|项目支出",
            "county": "科目编码|科目名称|合计|基本支出|项目支出",
            "province": "功能分类科目编码|功能分类科目名称|本年政府性基金预算支出||\n||合计|基本支出|项目支出",
        }[self.wording]
        body = by_code([self.fund, {}, self.fund], FUNCTIONS, self.wording == "county") if self.fund else [("",) * 5]
        return (*lines_as_rows(heads), *body)

    def state_capital(self) -> tuple[Row, ...]:
        """表9: always empty."""
        heads = {
            "national": f"科目编码|科目名称|{self.year}年国有资本经营预算支出||\n||合计|基本支出|项目支出",
            "county": "科目编码|科目名称|合计|基本支出|项目支出",
            "province": "功能分类科目编码|功能分类科目名称|本年国有资本经营预算支出||\n||合计|基本支出|项目支出",
        }[self.wording]
        return (*lines_as_rows(heads), ("",) * 5)

    def projects(self) -> tuple[Row, ...]:
        """表10: the projects."""
        body = [(name, amount, amount, "", "") for name, amount in PROJECTS]
        body += [("城乡医疗救助", amount, "", amount, "") for amount in self.fund.values()]
        total = ("合计", *totals([{**PROJECT, **self.fund}, PROJECT, self.fund, {}]))
        return (*lines_as_rows("项目名称|合计|一般公共预算|政府性基金预算|国有资本经营预算"), *body, total)


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
