"""The words of the pages about findings, projects and statements, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

AUDIT_WORDS: Mapping[str, tuple[str, str]] = {
    # findings
    "findings": ("审核发现", "Findings"),
    "finding": ("发现", "Finding"),
    "findings_intro": (
        "本文件中自相矛盾或存疑之处。审核只指出不符，不改动任何印出的数；每条都列出有关的单元格，可点开核对。",
        "Where this disclosure contradicts itself or gives cause for doubt. The audit changes nothing that is printed;"
        " every finding lists the cells concerned, to be checked one by one.",
    ),
    "findings_list_intro": (
        "全部公开文件中自相矛盾或存疑之处，由程序按同一套规则审核得出；原印数从不改动。",
        "Where the disclosures contradict themselves or give cause for doubt, by one set of rules for all of them."
        " What is printed is never changed.",
    ),
    "findings_how": ("审核的做法", "How the audit works"),
    "quality": ("审核结果", "Audit"),
    "none_found": ("审核没有发现问题。", "The audit found nothing."),
    "severity": ("严重程度", "Severity"),
    "check": ("检查项", "Check"),
    "message": ("内容", "What was found"),
    "expected": ("应为", "Expected"),
    "found": ("实为", "Found"),
    "difference": ("相差", "Difference"),
    "difference_in_yuan": ("相差（元）", "Difference (yuan)"),
    "tolerance": ("容差", "Tolerance"),
    "origin": ("可能的原因", "Likely origin"),
    "origin_source": ("原文印刷", "the printed source"),
    "origin_transcription": ("转录", "its transcription"),
    "source_lines": ("原文行", "Source lines"),
    "source_pages": ("原文页", "Source pages"),
    "source_tables": ("有关表", "Tables"),
    "compared_cells": ("有关的另外 {count} 格", "{count} further cells concerned"),
    "prose": ("正文", "Prose"),
    "flag": ("{severity}：{finding}", "{severity}: {finding}"),
    "notes_box": ("{count}：点开查看", "{count}: open to see"),
    # the pages about checks
    "checks": ("检查项", "The checks"),
    "checks_intro": (
        "每项检查一页：查什么、为什么、在什么条件下适用、允许多大误差，以及一个实例。",
        "One page for each check: what it looks at and why, when it applies, what it tolerates, and an example.",
    ),
    "all_findings": ("全部发现", "All findings"),
    "back_findings": ("全部发现", "All findings"),
    "checked": ("查什么", "What is checked"),
    "why": ("为什么", "Why"),
    "condition": ("适用条件", "When it applies"),
    "means_error": ("文件自相矛盾。", "The disclosure contradicts itself."),
    "means_warning": ("文件很可能有误或不完整。", "The disclosure is probably wrong or incomplete."),
    "means_note": ("值得知道，不一定有误。", "Worth knowing; nothing need be wrong."),
    "example": ("实例", "An example"),
    "none_of_code": (
        "已发布的公开文件中没有这类问题。",
        "No published disclosure has a finding of this kind.",
    ),
    # the filter
    "filter": ("筛选", "Filter"),
    "any": ("全部", "All"),
    "search_text": ("文字", "Text"),
    "clear": ("清除", "Clear"),
    "shown": ("显示 {shown} 条，共 {total} 条", "{shown} of {total} shown"),
    "sort_by": ("按此列排序", "Sort by this column"),
    # projects
    "projects": ("项目与绩效目标", "Projects and performance targets"),
    "projects_intro": (
        "文件列名的项目，及其绩效目标表所载的资金、目标与指标；点开可看。金额单位：元。",
        "The projects that the disclosure names, with the funds, goals and indicators of their performance-target"
        " forms; open one to see it. Amounts are in yuan.",
    ),
    "project": ("项目", "Project"),
    "supervisor": ("主管部门", "Supervising department"),
    "carried_out_by": ("实施单位", "Carried out by"),
    "period": ("实施期", "Period"),
    "year_funds": ("年度资金", "Funds of the year"),
    "fiscal_funds": ("其中：财政拨款", "of which fiscal appropriation"),
    "other_funds": ("其中：其他资金", "of which other funds"),
    "lifetime_funds": ("项目资金总额（全周期）", "Funds of the whole period"),
    "goal": ("绩效目标", "Goal"),
    "printed_on": ("印在", "Printed in"),
    "indicators": ("绩效指标", "Indicators"),
    "indicator_count": ("{count} 项指标", "{count} indicators"),
    "indicator_count_one": ("1 项指标", "1 indicator"),
    "level_1": ("一级指标", "Level 1"),
    "level_2": ("二级指标", "Level 2"),
    "indicator": ("指标", "Indicator"),
    "target": ("指标值（原文）", "Target as printed"),
    "target_read": ("读作", "Read as"),
    "before": ("{deadline}之前", "before {deadline}"),
    "moved": ("移回", "moved"),
    "moved_title": (
        "转录把这一行放在别的列里，此处按表格本身的栏目放回。",
        "The transcript shows this row in other columns; it is put back where the form's own grid has it.",
    ),
    "also_printed": ("另印在{table}", "Printed again in {table}"),
    "overall_targets": ("单位整体绩效目标：{table}", "Targets of the whole unit: {table}"),
    "other_projects": (
        "只列名称与金额的项目（{count} 个）",
        "Projects of which only name and amount are given ({count})",
    ),
    "project_codes": ("项目代码（{count} 个）", "Codes of projects and items ({count})"),
    "yuan": ("{amount} 元", "{amount} yuan"),
    # staffing and statements
    "staffing": ("人员与资产", "Staff and assets"),
    "staffing_intro": (
        "正文中说明的编制、人数、车辆与设备。",
        "Posts, persons, vehicles and equipment, as the prose states them.",
    ),
    "as_stated": ("正文用语", "Words in the prose"),
    "figure": ("数", "Figure"),
    "statements": ("文字说明中的数", "Figures in the prose"),
    "statements_intro": (
        "正文每一处数字：说的是什么，证明哪个事实，与表中的数差多少。标“推算”的没有印出，是由所说的数与增减额算得的上年数。",
        "Every figure of the prose: what it is about, the fact it witnesses and how far the two differ. What is"
        " marked “derived” is printed nowhere: it is the amount of the year before, from a stated amount and its"
        " stated change.",
    ),
    "show_statements": ("展开 {count} 个数", "Show {count} figures"),
    "sentence": ("原句", "Sentence"),
    "about": ("说的是", "About"),
    "amount_in_yuan": ("金额（元）", "Amount (yuan)"),
    "in_tables": ("表中的事实", "Fact of the tables"),
    "agrees": ("相符", "agrees"),
    "agrees_rounded": ("在印出的精度内相符", "agrees as far as it is printed"),
    "derived": ("推算", "derived"),
    "derived_from": ("由 {sources} 推算", "derived from {sources}"),
    "increase": ("增加", "increase"),
    "decrease": ("减少", "decrease"),
    "unchanged": ("持平", "unchanged"),
    "versus": ("与{year}相比", "against {year}"),
}
"""Name → Chinese, English."""
