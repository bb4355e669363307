"""What each code list is called: on the pages, in the packages and in the RDF alike."""

from __future__ import annotations

from collections.abc import Mapping

TITLES: Mapping[str, tuple[str, str]] = {
    "activities": ("项目及事项", "Activities"),
    "binding": ("单元格归属依据", "Binding of cells"),
    "cell-kinds": ("单元格种类", "Kinds of cell"),
    "cofog-correspondence": (
        "支出功能分类与政府职能分类（COFOG）对照",
        "Correspondence of functions to COFOG divisions",
    ),
    "cofog-divisions": (
        "政府职能分类（COFOG）",
        "Divisions of the Classification of the Functions of Government (COFOG)",
    ),
    "column-roles": ("列的作用", "Column roles"),
    "divisions": ("行政区划", "Administrative divisions"),
    "economic-classes": ("部门预算支出经济分类", "Economic classification of expenditure (departmental budgets)"),
    "economic-correspondence": ("部门与政府经济分类对照", "Correspondence of the two economic classifications"),
    "expenditure-types": ("支出类型", "Types of expenditure"),
    "fact-status": ("数据状态", "Status of facts"),
    "finding-codes": ("审核检查项", "Checks of the audit"),
    "form-fields": ("绩效目标表的栏目", "Fields of performance-target forms"),
    "functions": ("支出功能分类", "Functional classification of expenditure"),
    "funds": ("资金来源", "Sources of funds"),
    "government-economic-classes": (
        "政府预算支出经济分类",
        "Economic classification of expenditure (government budgets)",
    ),
    "indicator-levels": ("绩效指标类别", "Classes of performance indicators"),
    "operations": ("收支性质", "Operations"),
    "organizations": ("单位", "Organizations"),
    "phases": ("预算阶段", "Budget phases"),
    "plain-words": ("不影响归属的用语", "Words that say nothing about the key"),
    "severities": ("严重程度", "Severities"),
    "statement-subjects": ("文字说明的内容", "Subjects of statements"),
    "table-kinds": ("表格种类", "Kinds of table"),
    "unkeyed-reasons": ("金额未归类的原因", "Why amounts have no key"),
    "units-of-measure": ("计量单位", "Units of measure"),
}
"""Titles of the code lists, Chinese and English, by name; of a disclosure's own lists by the name they would share."""


def title_of(name: str) -> tuple[str, str]:
    """The title of a code list, Chinese and English; one without a title is called by its name."""
    return TITLES.get(name, (name, name.replace("-", " ").capitalize()))
