"""The page that compares disclosures side by side. A script fills it; without one it leads to the same figures."""

from __future__ import annotations

from yusuan.publishing.pages.html import escape, link
from yusuan.publishing.pages.model import Language
from yusuan.publishing.pages.scripted import scripted_page

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "比较",
        "introduction": "把两份以上的预算公开并排看：总额、人员、钱用在什么事上、花在什么上面，差别大的排在前面。"
        "网址记住您的选择，复制即可分享。",
        "without": "比较需要浏览器运行脚本（JavaScript）。没有脚本时，每份公开文件的页面列有同样的数字：",
        "disclosures": "全部公开文件",
        "files": "比较所用的数据：每份公开文件一个 summary.json；目录见",
    },
    "en": {
        "title": "Compare",
        "introduction": "Two or more budget disclosures side by side: totals, staff, what the money is for and what it"
        " is spent on, the largest differences first. The address of the page keeps your choice, so you can share it.",
        "without": "Comparing needs a browser that runs scripts (JavaScript). Without them, the page of each disclosure"
        " has the same figures:",
        "disclosures": "All disclosures",
        "files": "What is compared, as data: a summary.json for each disclosure; all are listed in",
    },
}


def compare_page(language: Language) -> str:
    """The Markdown of the page in one language."""
    say = _WORDS[language]
    root = "../" if language == "zh" else "../../"
    without = f"{escape(say['without'])} {link('../disclosures/', say['disclosures'])}"
    files = f"{escape(say['files'])} {link(f'{root}disclosures/index.json', 'disclosures/index.json')}"
    return scripted_page("compare", say["title"], say["introduction"], without, files)
