"""Pages stamped through a mould, their entries for the search, packages that are read one by one."""

import gc
import html
import json
import re
from pathlib import Path

import pytest
from made_site import changed, package, site
from markdown import Markdown  # type: ignore[import-untyped]
from sample import ROOT

from yusuan.building.mould import Mould, mould_page
from yusuan.building.published import read_site
from yusuan.building.search import add_to_search, replace_in_site_map, search_entry
from yusuan.publishing.pages.disclosure import front_matter
from yusuan.publishing.pages.model import LANGUAGES, Package
from yusuan.publishing.pages.search import LIMIT, search_text
from yusuan.publishing.pages.site_pages import stamped_pages

EXTENSIONS = ["admonition", "attr_list", "tables", "toc", "pymdownx.highlight", "pymdownx.superfences"]
SETTINGS = {"toc": {"permalink": True, "toc_depth": 3}}
SCRIPT = '<script src="yusuan-mould-script.js"></script>\n'
STYLE = '<link href="yusuan-mould-style.css">\n'
HOSTILE = '<script>alert("x")</script> & {d} \\1 yusuan-mould'


def mould() -> Mould:
    """A mould of a very small page."""
    return Mould(
        pieces=("<title>", "</title><meta content='", "'>", "", "<a href='#", "'>", "</a><ul>", "</ul>", ""),
        gaps=("title", "description", f"styles:{STYLE}", f"scripts:{SCRIPT}", "top", "name", "contents", "content"),
        markdown=Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS),
        contents=lambda tokens: "".join(f"<li>{each['name']}{len(each['children'])}</li>" for each in tokens),
    )


def test_every_gap_is_filled() -> None:
    front = '---\ntitle: "A &amp; B"\nscripts:\n  - one\n  - two\nstyles:\n  - wide\n---\n\n'
    page = f"{front}# A {{ #dataset }}\n\n## 甲 {{ #a }}\n\n### 乙 {{ #b }}\n"
    stamped = mould().stamp("x-2024", page, 'about "it"')
    assert stamped.startswith("<title>A &amp; B</title><meta content='about &quot;it&quot;'>")
    assert re.findall(r'src="(\w+)\.js"', stamped) == ["one", "two"]
    assert re.findall(r'href="(\w+)\.css"', stamped) == ["wide"]
    assert "<a href='#dataset'>x-2024</a><ul><li>甲1</li></ul>" in stamped
    assert '<h3 id="b">' in stamped
    assert "mould" not in stamped


def test_a_page_may_describe_itself() -> None:
    page = "---\ntitle: x\ndescription: its own\n---\n\n# x\n"
    assert "content='its own'" in mould().stamp("x", page, "another")


def test_hostile_text_is_not_read_as_a_mark() -> None:
    page = f"{front_matter(HOSTILE)}# x\n\n<p>{html.escape(HOSTILE)}<!--stashed:0--></p>\n\n<p>second</p>\n"
    stamped = mould().stamp("x", page, HOSTILE)
    assert "<script>alert" not in stamped
    assert stamped.count("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; {d}") == 3
    assert stamped.count("<p>second</p>") == 1
    assert "<!--stashed:0-->" in stamped


@pytest.mark.parametrize("language", LANGUAGES)
def test_setting_blocks_of_html_aside_changes_nothing(language: str) -> None:
    published = read_site(ROOT)
    made = min(published, key=lambda each: len(each.table("facts")))
    (page,) = stamped_pages(made, published, "zh" if language == "zh" else "en").values()
    text = page.partition("\n---\n\n")[2]
    whole = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)
    bare = Mould(("", ""), ("content",), Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS), lambda _: "")
    content = bare.stamp("x", page, "")
    assert len(content) > 50_000
    assert content.split() == whole.convert(text).split()


def test_the_mould_is_one_page_of_the_folder_that_it_is_for() -> None:
    path, text = mould_page()
    assert path.startswith("disclosures/")
    assert "exclude: true" in text


def test_a_stamped_page_is_found_by_words(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    index = tmp_path / "search/search_index.json"
    index.write_text('{"config":{"separator":"[\\\\u200b]+"},"docs":[{"location":"a/"}]}', encoding="utf-8")
    add_to_search(tmp_path, [search_entry("disclosures/x/", "预算 <公开>", "公务接待费；A & B")])
    docs = json.loads(index.read_text(encoding="utf-8"))["docs"]
    assert [entry["location"] for entry in docs] == ["a/", "disclosures/x/"]
    assert docs[1]["title"].replace("\u200b", "") == "预算 &lt;公开&gt;"
    assert {"公务", "接待费"} <= set(re.split("[\u200b；]", docs[1]["text"])) | {"接待费"}
    assert "A &amp; B" in docs[1]["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_search_knows_of_a_disclosure_is_bounded(language: str) -> None:
    row = package().table("projects")[0]
    many = changed(package(), {"projects": [{**row, "name": f"第{number}个很长的项目名称"} for number in range(5000)]})
    text = search_text(many, site(many), "zh" if language == "zh" else "en")
    assert LIMIT - 100 < len(text.encode()) <= LIMIT
    assert text.startswith("建明县经办处")
    assert "2024" in text
    for each, published in ((each, found) for found in [read_site(ROOT)] for each in found):
        entry = search_entry("x", "", search_text(each, published, "zh"))
        assert len(entry["text"].encode()) < 2000, each.name


def test_the_search_finds_what_people_look_for() -> None:
    published = read_site(ROOT)
    texts = {each.name: search_text(each, published, "zh") for each in published}
    assert any("公务接待费" in text for text in texts.values())
    for name, text in texts.items():
        row = published.overview[name]
        assert row["organization_label_zh"] in text
        assert row["division_label_zh"] in text
        assert row["fiscal_year"] in text


def test_the_site_map_lists_the_stamped_pages(tmp_path: Path) -> None:
    listed = (
        "<urlset>\n    <url>\n         <loc>https://a/</loc>\n    </url>\n    <url>\n         <loc>https://a/{}/</loc>"
    )
    path = tmp_path / "sitemap.xml"
    path.write_text(listed.format("disclosures/yusuan-mould") + "\n    </url>\n</urlset>", encoding="utf-8")
    replace_in_site_map(tmp_path, ["https://a/disclosures/x/", "https://a/disclosures/y&z/"])
    text = path.read_text(encoding="utf-8")
    assert re.findall("<loc>(.*?)</loc>", text) == [
        "https://a/",
        "https://a/disclosures/x/",
        "https://a/disclosures/y&amp;z/",
    ]
    assert text.count("<url>") == text.count("</url>") == 3
    assert text.endswith("</urlset>")


def test_packages_are_forgotten_once_they_are_seen() -> None:
    published = read_site(ROOT)
    gc.collect()
    before = sum(isinstance(each, Package) for each in gc.get_objects())
    for made in published:
        assert made.table("facts")
        assert sum(isinstance(each, Package) for each in gc.get_objects()) <= before + 2
    again = next(iter(published))
    assert again.table("facts") is again.table("facts"), "one package reads a table once"
    with pytest.raises(KeyError):
        again.rows["no-such-table"]
