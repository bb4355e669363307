"""What was not understood, in Chinese: its kind, and what the reader of a file, the binding of amounts or a reason says
of it in English. ``…`` stands for what differs: a name, a number, a text as printed."""

from __future__ import annotations

import re
from functools import lru_cache

_ANYTHING = "…"

_KINDS = {
    "amount": "金额",
    "economic code": "部门预算经济分类代码",
    "form text": "绩效目标表中的文字",
    "function code": "功能分类代码",
    "gov_economic code": "政府预算经济分类代码",
    "header": "表头",
    "page": "页面",
    "picture": "图片",
    "place": "地区",
    "table": "表",
    "text": "文字",
    "words": "文字说明",
}

_OF_PAGES = {
    "the page is damaged and was not read": "此页损坏，未能读取",
    "the page is damaged: what it prints is missing in part, or wrong": "此页损坏：所印内容有缺失或错误",
    "a font of the page is damaged: what is printed with it is missing, or wrong": (
        "此页的一种字体损坏：用它印的文字缺失或有误"
    ),
    "a picture on the page is damaged": "此页的一幅图片损坏",
    "the page is another one once more: its own content is missing": "此页重复了另一页，本页内容缺失",
    "the page draws itself again and again, so it was not read": "此页反复绘制自身，未予读取",
    "the page draws more than any page does, so it was not read": "此页绘制的内容多得异常，未予读取",
    "the file is damaged, so what is missing of its pages cannot be told": "文件损坏，无法判断各页缺了什么",
    "the page is a picture without text and was not read; `…` adds the reading of scans": (
        "此页是没有文字的图片，未予读取；安装 `…` 后可识别扫描件"
    ),
    "the page is a picture in which hardly any text can be read": "此页是图片，几乎读不出文字",
    "the fonts of the page do not say which characters they print, so it was not read": (
        "此页的字体没有说明所印的是哪些字，未予读取"
    ),
    "no text is printed on the page": "此页没有印文字",
    "texts on the page are printed over each other: what stands there may be read wrongly": (
        "此页有文字重叠印刷，该处可能误读"
    ),
    "characters on the page have no known meaning: what is printed with them is lost": (
        "此页有些字符不知是什么字，用它们印的内容未能读取"
    ),
    "a picture stands on the page beside its text and was not read": "此页除文字外还有图片，图片未予读取",
    "text stands beyond the edge of the sheet, where nobody sees it, and was not read": (
        "有文字在纸面边缘之外，看不见，未予读取"
    ),
    "what stands beside a chart was not read as a table": "统计图旁边的文字未作为表格读取",
    "a table without rules between its columns: texts that reach over several columns or rows may be misplaced": (
        "各列之间没有表线：跨列、跨行的文字可能归错位置"
    ),
    "a table without any rule: its columns and rows are told by what stands below and beside each other": (
        "表格没有任何表线：行列按文字的上下左右位置判断"
    ),
}

_OF_TEXTS = {
    "text laid over the page (a watermark), left out: …": "压在页面上的文字（水印），未采用：…",
    "slanted text (a watermark), left out: …": "倾斜的文字（水印），未采用：…",
    "struck text, left out: …": "划掉的文字，未采用：…",
    "removed text, left out: …": "已删除的文字（修订），未采用：…",
    "a formula without a saved result: …": "公式没有保存计算结果：…",
    "an error instead of a value: …": "单元格是错误值：…",
    "a value that its format does not show, left out: …": "单元格格式不显示的值，未采用：…",
    "a form field, not read: …": "网页表单中的内容，未予读取：…",
    "a picture, not read": "图片，未予读取",
    "a picture, not read: …": "图片，未予读取：…",
    "a picture in a table, not read": "表中的图片，未予读取",
    "a picture in a table, not read: …": "表中的图片，未予读取：…",
    "… pictures, not read": "… 幅图片，未予读取",
    "… pictures, not read: …": "… 幅图片，未予读取：…",
    "… pictures in a table, not read": "表中的 … 幅图片，未予读取",
    "… pictures in a table, not read: …": "表中的 … 幅图片，未予读取：…",
    "a table in front of the first unit's part is not converted": "第一个单位之前的表，未作转换",
    "in front of the first unit's part, not converted: …": "第一个单位之前的文字，未作转换：…",
    "…, above numbers": "…（其下有数字）",
    "(none), above numbers": "（没有表头，其下有数字）",
    "(no title)": "（没有标题）",
}

_REASONS = {
    "the label … matches nothing in the code lists": "行名称“…”在代码表中没有",
    "the row … matches nothing in the code lists": "这一行“…”在代码表中没有",
    "the row … above it is not understood": "上一级的行“…”未能识别",
    "the row … above the total is not understood: it may be a balance": "合计上方的行“…”未能识别，可能是结余",
    "the heading … matches nothing in the code lists": "标题“…”在代码表中没有",
    "the words … match nothing in the code lists": "“…”在代码表中没有",
    "the name … is that of no single class": "名称“…”不能确定是哪一个科目",
    "the label … names …, which is no part of the row above it": "行名称“…”是 …，不属于上一级的行",
    "the label … is cut off and may be …": "行名称“…”不完整，可能是 …",
    "the row has more cells than the header, and a blank among them": "这一行的单元格比表头多，其中又有空格",
    "the row has no label": "这一行没有名称",
    "no column that is understood says what the row is about": "没有能识别的列说明这一行是什么",
    "the label … does not say of which rows": "“…”没有说明是哪些行之和",
    "the header part … is not understood": "表头中的“…”未能识别",
    "the header of the column is not understood": "这一列的表头未能识别",
    "the words … beside the row stand under a header that is not understood": "行旁的“…”所在列的表头未能识别",
    "the words … of the title are not understood": "表题中的“…”未能识别",
    "the code … has the shape of no code list": "代码“…”不符合任何代码表的格式",
    "the code … and the name … contradict each other": "代码“…”与名称“…”矛盾",
    "the column prints several amounts for it, and what tells them apart is not understood": (
        "这一列为它印了几个金额，其区别未能识别"
    ),
    "nothing says whether it is revenue or expenditure": "没有说明是收入还是支出",
    "no dimension of the key tells …": "键的各个维度都不能表示“…”",
    "no unit of measure is known": "计量单位不明",
    "the amount stands in a column of names": "金额印在名称列",
    "the code of the row stands in a column of names": "该行的代码印在名称列",
}


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is said in English with what is said in Chinese; the most telling first: that with the most words of its
    own."""
    pairs = sorted((_OF_PAGES | _OF_TEXTS | _REASONS).items(), key=lambda pair: -len(pair[0]))
    return tuple(
        (re.compile("(.*?)".join(map(re.escape, said.split(_ANYTHING))), re.DOTALL), chinese) for said, chinese in pairs
    )


_IN_SHEET = re.compile(r"sheet (.*?)(?:, cell ([A-Z]+\d+))?: (.*)", re.DOTALL)
_WITH_REASON = re.compile(r"(.*?) \((.*)\)", re.DOTALL)


def _translated(text: str) -> str:
    """A wording in Chinese, ``""`` where none is known."""
    for pattern, chinese in _patterns():
        found = pattern.fullmatch(text)
        if found:
            head, *rest = chinese.split(_ANYTHING)
            return head + "".join(slot + part for slot, part in zip(found.groups(), rest, strict=True))
    return ""


def kind_of(what: str, zh: bool) -> str:
    """What kind of thing was not understood, in the language of the reader."""
    return _KINDS.get(what, what) if zh else what


def remark(text: str, zh: bool) -> str:
    """What is said of something that was not understood, or why an amount has no key, in the language of the reader;
    what the document prints stays as it is."""
    if not zh:
        return text
    known = _translated(text)
    if known:
        return known
    in_sheet = _IN_SHEET.fullmatch(text)
    if in_sheet and (said := _translated(in_sheet[3])):
        return f"工作表“{in_sheet[1]}”{f' {in_sheet[2]} 单元格' if in_sheet[2] else ''}：{said}"
    with_reason = _WITH_REASON.fullmatch(text)
    if with_reason and (said := _translated(with_reason[2])):
        return f"{with_reason[1]}（{said}）"
    return text
