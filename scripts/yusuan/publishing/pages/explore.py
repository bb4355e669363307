"""The page that filters and sums all facts. A script fills it; without one it leads to the downloads."""

from __future__ import annotations

from yusuan.publishing.browser.fact_columns import FACTS, LABELS
from yusuan.publishing.pages.html import escape, link
from yusuan.publishing.pages.model import Language
from yusuan.publishing.pages.scripted import scripted_page

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "探索",
        "introduction": "在浏览器里筛选、汇总全部公开文件的每一笔金额，并下载所选。点任何一笔金额可看它印在哪里。",
        "without": "筛选与汇总需要浏览器运行脚本（JavaScript）。没有脚本时，可下载全部数据自行处理：",
        "all": "全部公开文件的下载",
        "files": "本页所用的数据：",
        "and": "和",
    },
    "en": {
        "title": "Explore",
        "introduction": "Filter and sum every amount of all disclosures in your browser, and download what you"
        " selected. Each amount leads to where it is printed.",
        "without": "Filtering and summing needs a browser that runs scripts (JavaScript). Without them, download all"
        " data:",
        "all": "Downloads across disclosures",
        "files": "The data behind this page:",
        "and": "and",
    },
}


def explore_page(language: Language) -> str:
    """The Markdown of the page in one language."""
    say = _WORDS[language]
    root = "../" if language == "zh" else "../../"
    without = f"{escape(say['without'])} {link('../disclosures/#downloads', say['all'])}"
    named = f" {say['and']} ".join(link(f"{root}{path}", path.rsplit("/", 1)[1]) for path in (FACTS, LABELS))
    return scripted_page(
        "explore", say["title"], say["introduction"], without, f"{escape(say['files'])} {named}", is_wide=True
    )
