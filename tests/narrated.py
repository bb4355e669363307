"""A made-up disclosure with a narrative and tables, for the rules that compare what sentences say."""

from audited import codes, complaints

from yusuan.audit.audit import Rule
from yusuan.audit.finding import Complaint

OPENING = """
第二部分 收支情况

四、收支说明

(三) 一般公共预算拨款支出明细情况

2、支出按功能科目分类的明细情况

{prose}

第四部分 公开报表
"""
TABLES = """
2024年云岭县医疗保险经办处一般公共预算支出明细表（按支出功能分类科目）

表5

单位：元

功能科目编码|功能科目名称|合计|人员经费支出|公用经费支出|专项业务经费支出
|合计|4844351.00|3754194.00|590157.00|500000.00
208|社会保障和就业支出|424471.00|424471.00|0.00|0.00
210|卫生健康支出|4419880.00|3329723.00|590157.00|500000.00

2024年云岭县医疗保险经办处一般公共预算支出明细表（按支出经济分类科目）

表6

单位：元

部门经济科目编码|部门经济科目名称|政府经济科目编码|政府经济科目名称|合计
|合计|||4844351.00
301|工资福利支出|||3740910.00
30101|基本工资|50101|工资奖金津补贴|3740910.00
302|商品和服务支出|||1090157.00
30201|办公费|50201|办公经费|1087157.00
30217|公务接待费|50206|公务接待费|3000.00
303|对个人和家庭的补助|||13284.00
30302|退休费|50905|离退休费|13284.00
"""


def disclosed(prose: str, tables: str = TABLES) -> str:
    """A disclosure whose section on expenditure says ``prose``."""
    return OPENING.format(prose=prose) + tables


def said(rule: Rule, prose: str, tables: str = TABLES, **overrides: str) -> list[Complaint]:
    """What a rule says of a narrative beside the made-up tables."""
    return complaints(rule, disclosed(prose, tables), **overrides)


def codes_of(rule: Rule, prose: str, tables: str = TABLES, **overrides: str) -> list[str]:
    """The codes of what a rule says of a narrative beside the made-up tables."""
    return codes(said(rule, prose, tables, **overrides))
