"""Made-up and real disclosures as the audit sees them, and what one rule says of them."""

from collections.abc import Sequence

from invented import LISTS, converted

from yusuan.audit.audit import Rule
from yusuan.audit.evidence import Evidence
from yusuan.audit.finding import Complaint
from yusuan.conversion import Conversion
from yusuan.facts.reconcile import reconcile

SUMMARY = """
表1

云岭县医疗保险经办处收支总表

单位：元

收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|150.00|一、卫生健康支出|150.00
收入总计|150.00|支出总计|150.00
"""


def evidence(conversion: Conversion) -> Evidence:
    """A conversion as evidence, its paragraphs included."""
    settled = reconcile(conversion.cells, conversion.codelists)
    return Evidence(
        conversion.disclosure,
        conversion.cells,
        settled.facts,
        settled.equations,
        conversion.forms,
        conversion.statements,
        conversion.codelists,
        conversion.document.blocks,
    )


def complaints(rule: Rule, text: str, **overrides: str) -> list[Complaint]:
    """What a rule says of a made-up disclosure (``|`` stands for a tab); its messages have all the words they need."""
    said = list(rule(evidence(converted(text, LISTS, **overrides))))
    for complaint in said:
        messages = LISTS["finding-codes"][complaint.code].extra
        assert all(messages[f"message_{language}"].format_map(complaint.words) for language in ("zh", "en"))
    return said


def codes(found: Sequence[Complaint]) -> list[str]:
    """The codes of complaints, sorted."""
    return sorted(complaint.code for complaint in found)


def economic(*rows: str, table: str = "表6", title: str = "一般公共预算支出明细表", total: str = "150.00") -> str:
    """A table by economic class of both classifications with the given rows: code|name|code|name|amount."""
    return "\n".join(
        (
            "",
            table,
            "",
            f"云岭县医疗保险经办处{title}（按支出经济分类科目）",
            "",
            "单位：元",
            "",
            "部门经济科目编码|部门经济科目名称|政府经济科目编码|政府经济科目名称|合计",
            f"|合计|||{total}",
            *rows,
            "",
        )
    )
