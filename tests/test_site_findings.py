"""Findings on the site: marks beside the cells, the list of all, the page of each check, the script that filters."""

import gzip
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from made_site import CODELISTS, changed, package, site
from sample import ROOT

from yusuan.bundles import bundle
from yusuan.publishing.pages.checks import FINDINGS_FILE, checks, finding_entries, finding_words, findings_pages
from yusuan.publishing.pages.digest import SHOWN, SHOWN_OF_CHECK
from yusuan.publishing.pages.disclosure import disclosure_page
from yusuan.publishing.pages.findings import findings_list, marks, quality_line
from yusuan.publishing.pages.model import LANGUAGES, Package, Row, Site
from yusuan.publishing.pages.printed import printed_tables
from yusuan.publishing.pages.site_pages import disclosures_table
from yusuan.site import read_site

WRONG, COMPARED = "t01-expenditure-summary.r2c2", "prose.s1"
HOSTILE = '<script>alert("x")</script> & {d} <em>'
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)


def finding(number: int, **values: str) -> Row:
    """The sample's finding with another number and other values."""
    (row,) = package().table("findings")
    return {**row, "finding_id": f"{values.get('code', row['code'])}.{number}", **values}


def with_findings(*rows: Row) -> Package:
    return changed(package(), {"findings": rows})


def three() -> Package:
    """A package with an error, a warning and a note."""
    return with_findings(
        finding(1),
        finding(1, code="table-missing", severity="warning", message_zh="缺表2", cells="", tables="", difference=""),
        finding(1, code="name-misprinted", severity="note", message_zh="误字", cells="", tables="", difference="-9.00"),
    )


def test_the_line_at_the_top_counts_by_severity() -> None:
    assert re.findall(r">(\d 个\S+?)<", quality_line(three(), CODELISTS, "zh")) == ["1 个错误", "1 个警告", "1 个提示"]
    two = with_findings(finding(1), finding(2))
    assert ">2 errors<" in quality_line(two, CODELISTS, "en")
    assert "warning" not in quality_line(two, CODELISTS, "en")


def test_no_findings_is_said_and_no_audit_is_not() -> None:
    clean = with_findings()
    assert "审核没有发现问题" in quality_line(clean, CODELISTS, "zh")
    assert 'id="findings"' not in quality_line(clean, CODELISTS, "zh")
    assert "{ #findings }" in disclosure_page(clean, site(clean), "zh")
    unaudited = replace(clean, rows={name: rows for name, rows in clean.rows.items() if name != "findings"})
    assert quality_line(unaudited, CODELISTS, "zh") == ""
    assert "{ #findings }" not in disclosure_page(unaudited, site(unaudited), "zh")


def test_a_finding_shows_its_figures_and_leads_to_its_cells_and_its_check() -> None:
    card = findings_list(package(), CODELISTS, "zh")
    assert 'id="finding-sum-of-parts.1"' in card
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", card) == [
        ("应为", "150.49 元"),
        ("实为", "150.50 元"),
        ("相差", "+0.01 元"),
        ("容差", "0.005 元"),
        ("原文行", "10、3"),
        ("可能的原因", "原文印刷"),
    ]
    assert re.findall(r'href="(.*?)"', card) == [
        "../../findings/sum-of-parts/",
        "#finding-sum-of-parts.1",
        f"#cell-{WRONG}",
        f"#cell-{COMPARED}",
    ]
    assert "表1，第 2 行，第 2 列，原文第 10 行" in card
    assert "正文，原文第 3 行" in card


def test_many_compared_cells_and_many_notes_wait_behind_a_click() -> None:
    cells = [cell["cell_id"] for cell in package().table("cells")]
    card = findings_list(with_findings(finding(1, cells=";".join(cells))), CODELISTS, "en")
    assert card.index(f"#cell-{cells[0]}") < card.index("<details") < card.index(f"#cell-{cells[1]}")
    assert f"{len(cells) - 1} further cells" in card
    notes = [finding(n, code="name-misprinted", severity="note") for n in range(1, 8)]
    listed = findings_list(with_findings(finding(1), *notes), CODELISTS, "en")
    assert "7 notes" in listed
    assert listed.index("finding-sum-of-parts.1") < listed.index("<details")
    assert listed.count("<article") == 8


def test_the_cell_held_wrong_is_marked_and_the_others_only_linked() -> None:
    made = package()
    text = "\n".join(printed_tables(made, CODELISTS, marks(made, CODELISTS, "zh"), "zh"))
    (cell,) = re.findall(rf'<td class="([^"]*)" id="cell-{re.escape(WRONG)}" title="([^"]*)">(.*?)</td>', text)
    assert cell[0] == "n yu-marked yu-error"
    assert cell[1] == made.table("findings")[0]["message_zh"]
    assert 'class="yu-flag yu-error" href="#finding-sum-of-parts.1" aria-label="错误：sum-of-parts.1"' in cell[2]
    assert text.count("yu-flag") == 1
    assert text.index('class="yu-of-table"') < text.index(f'id="cell-{WRONG}"')
    page = disclosure_page(made, site(made), "zh")
    statement = page[page.index(f'id="cell-{COMPARED}"') :][:300]
    assert 'class="yu-flag yu-error yu-hollow"' in statement


def test_a_table_that_is_only_compared_with_has_no_finding_of_its_own() -> None:
    other = next(c["cell_id"] for c in package().table("cells") if c["table_id"] == "t02-project-target-form")
    made = with_findings(finding(1, cells=f"{WRONG};{other}", tables="t01-expenditure-summary;t02-project-target-form"))
    marked = marks(made, CODELISTS, "zh")
    assert "1 个错误" in marked.counts("t01-expenditure-summary")
    assert marked.counts("t02-project-target-form") == ""
    assert "yu-muted" in marked.of_table("t02-project-target-form")
    assert marked.css(other) == "yu-compared"


def test_the_gravest_severity_marks_a_cell_of_several_findings() -> None:
    made = with_findings(finding(1, severity="note"), finding(2, severity="warning"))
    marked = marks(made, CODELISTS, "en")
    assert marked.css(WRONG) == "yu-marked yu-warning"
    assert marked.flags(WRONG).count("<a ") == 2


def test_every_check_has_a_page_and_every_finding_leads_to_one() -> None:
    made = three()
    for language in LANGUAGES:
        pages = dict(findings_pages(site(made), language))
        assert set(pages) == {"findings/index.md"} | {f"findings/{check.code}.md" for check in checks(site(made))}
        for row in made.table("findings"):
            assert f'href="{row["code"]}/"' in pages["findings/index.md"]
            assert f"../../disclosures/jianming/#finding-{row['finding_id']}" in pages[f"findings/{row['code']}.md"]


def test_a_check_that_the_code_list_lacks_has_a_page_too() -> None:
    made = with_findings(finding(1, code="brand-new", severity="warning"))
    assert [check.code for check in checks(site(made))][-1] == "brand-new"
    assert "brand-new" in dict(findings_pages(site(made), "en"))["findings/brand-new.md"]


def test_the_page_of_a_check_says_what_the_code_list_says() -> None:
    extra = CODELISTS["finding-codes"]["sum-of-parts"].extra
    for language in LANGUAGES:
        page = dict(findings_pages(site(package()), language))["findings/sum-of-parts.md"]
        shown = [text.replace("’", "'") for text in re.findall(r"<dd>(.*?)</dd>", page)]
        assert shown[:4] == [extra[f"{part}_{language}"] for part in ("check", "why", "condition", "tolerance")]
        assert "#example" in page
    assert "#example" not in dict(findings_pages(site(package()), "zh"))["findings/sides-differ.md"]


def test_the_list_has_the_gravest_first_over_all_disclosures() -> None:
    first = with_findings(finding(1, code="name-misprinted", severity="note"))
    second = replace(with_findings(finding(1)), name="later")
    index = dict(findings_pages(site(first, second), "zh"))["findings/index.md"]
    assert re.findall(r'<tr data-disclosure="(\w+)" data-severity="(\w+)" data-code="(.*?)">', index) == [
        ("later", "error", "sum-of-parts"),
        ("jianming", "note", "name-misprinted"),
    ]
    assert "建明县经办处 2023" in index


def test_home_counts_the_findings_of_each_disclosure() -> None:
    clean = replace(with_findings(), name="clean")
    rows = re.findall(r"<tr><td.*</tr>", disclosures_table(site(three(), clean), "en", "disclosures/"))
    assert re.findall(r'href="([^"]*#findings)">(.*?)<', rows[0]) == [
        ("disclosures/jianming/#findings", "1 error"),
        ("disclosures/jianming/#findings", "1 warning"),
        ("disclosures/jianming/#findings", "1 note"),
    ]
    assert rows[1].endswith("<td>–</td></tr>")


def test_hostile_messages_stay_text() -> None:
    made = with_findings(finding(1, message_zh=HOSTILE, message_en=HOSTILE, lines="", origin=HOSTILE))
    for language in LANGUAGES:
        pages = [*dict(findings_pages(site(made), language)).values(), disclosure_page(made, site(made), language)]
        assert not any("<script>alert" in page or "<em>" in page for page in pages)
        assert any("&lt;script&gt;alert(&quot;x&quot;)" in page for page in pages)


def test_pages_of_the_published_disclosures_are_light() -> None:
    published = read_site(ROOT)
    for made in published:
        page = disclosure_page(made, published, "zh").encode()
        assert len(gzip.compress(page)) < 280_000, made.name


STEPS = """
const result = [];
const rows = () => [...document.querySelectorAll("table.yu-filtered tbody tr")];
const look = (step) => result.push([step, rows().filter((r) => !r.hidden).map((r) => r.dataset.severity).join(" "),
  document.querySelector("output").textContent, location.search]);
const form = document.querySelector("form.yu-filter");
const set = (name, value) => { form.elements[name].value = value;
  form.elements[name].dispatchEvent(new Event("input", { bubbles: true })); };
window.addEventListener("load", () => {
  look("asked");
  set("severity", "");
  look("all");
  set("text", "缺表 ２");
  look("text");
  set("text", "");
  set("code", "name-misprinted");
  look("code");
  form.reset();
  setTimeout(() => {
    look("reset");
    const header = document.querySelectorAll("table.yu-filtered th")[2];
    header.querySelector("button").click();
    look("sorted " + header.getAttribute("aria-sort"));
    header.querySelector("button").click();
    look("sorted " + header.getAttribute("aria-sort"));
    look("hidden " + form.hidden);
    const told = document.createElement("pre");
    told.textContent = JSON.stringify(result);
    document.body.replaceChildren(told);
  }, 50);
});
"""


@contextmanager
def served(made: Site, folder: Path, steps: str) -> Iterator[str]:
    """The list of findings with its script and ``steps`` after it, served on loopback."""
    page = dict(findings_pages(made, "zh"))["findings/index.md"]
    body = "\n".join(line for line in page.splitlines() if line.startswith("<"))
    bundle(ROOT, folder / "assets")
    (folder / "findings").mkdir()
    scripts = f'<script type="module" src="../assets/findings.js"></script><script>{steps}</script>'
    text = f'<!doctype html><html lang="zh"><meta charset="utf-8"><body>{body}{scripts}</body></html>'
    (folder / "findings/index.html").write_text(text, encoding="utf-8")
    rows = ({**row, "disclosure": each.name} for each in made for row in each.table("findings"))
    everything = finding_words(made, "zh") | {"findings": list(finding_entries(rows, "zh"))}
    (folder / FINDINGS_FILE).write_text(json.dumps(everything), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/findings/"
    server.shutdown()
    server.server_close()


def told(address: str, folder: Path) -> object:
    """What the steps on a page wrote into it, as JSON."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [CHROMIUM, *options, profile, "--virtual-time-budget=3000", "--dump-dom", address]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=True).stdout
    (result,) = re.findall(r"<pre>(.*?)</pre>", shown, re.DOTALL)
    return json.loads(result)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: the script of the findings is not run")


@needs_chromium
def test_the_script_filters_and_sorts(tmp_path: Path) -> None:
    with served(site(three()), tmp_path, STEPS) as address:
        result = told(f"{address}?severity=warning", tmp_path)
    assert result == [
        ["asked", "warning", "显示 1 条，共 3 条", "?severity=warning"],
        ["all", "error warning note", "显示 3 条，共 3 条", ""],
        ["text", "warning", "显示 1 条，共 3 条", "?text=%E7%BC%BA%E8%A1%A8%20%EF%BC%92"],
        ["code", "note", "显示 1 条，共 3 条", "?code=name-misprinted"],
        ["reset", "error warning note", "显示 3 条，共 3 条", ""],
        ["sorted descending", "note error warning", "显示 3 条，共 3 条", ""],
        ["sorted ascending", "warning error note", "显示 3 条，共 3 条", ""],
        ["hidden false", "warning error note", "显示 3 条，共 3 条", ""],
    ]


def many() -> Package:
    """A package with more findings than the list and the page of a check have, the gravest last."""
    notes = [finding(n, code="name-misprinted", severity="note") for n in range(SHOWN + 50)]
    return with_findings(*notes, *(finding(n) for n in range(SHOWN_OF_CHECK + 5)))


def test_of_very_many_findings_the_page_has_the_gravest_and_says_where_all_are() -> None:
    pages = dict(findings_pages(site(many()), "zh"))
    shown = re.findall(r'<tr data-disclosure="jianming" data-severity="(\w+)"', pages["findings/index.md"])
    assert len(shown) == SHOWN
    assert shown[: SHOWN_OF_CHECK + 5] == ["error"] * (SHOWN_OF_CHECK + 5)
    assert f'data-all="findings.json" data-total="{SHOWN + SHOWN_OF_CHECK + 55}"' in pages["findings/index.md"]
    assert "datapackage/all/data/findings.csv" in pages["findings/index.md"]
    of_check = pages["findings/sum-of-parts.md"]
    assert of_check.count("<tr data-disclosure") == SHOWN_OF_CHECK
    assert 'href="../?code=sum-of-parts"' in of_check
    assert f">{SHOWN_OF_CHECK + 5} 个错误<" in of_check
    few = dict(findings_pages(site(three()), "zh"))
    assert not any("data-all" in page or "yu-rest" in page for page in few.values())


MANY_STEPS = """
const result = [];
const rows = () => document.querySelectorAll("table.yu-filtered tbody tr");
const look = (step) => result.push([step, rows().length, document.querySelector("output").textContent]);
const form = document.querySelector("form.yu-filter");
const more = () => document.querySelector("button.md-button");
const later = () => new Promise((resolve) => setTimeout(resolve, 200));
window.addEventListener("load", async () => {
  look("first");
  more().click();
  await later();
  look("more " + more().hidden);
  form.elements.code.value = "sum-of-parts";
  form.elements.code.dispatchEvent(new Event("input", { bubbles: true }));
  look("filtered " + more().hidden);
  const last = [...rows()].at(-1);
  const [href, severity] = [last.querySelector("a").getAttribute("href"), last.querySelector(".yu-error").textContent];
  result.push([last.dataset.code, href, severity]);
  const told = document.createElement("pre");
  told.textContent = JSON.stringify(result);
  document.body.replaceChildren(told);
});
"""


@needs_chromium
def test_the_script_fetches_the_findings_that_the_page_lacks(tmp_path: Path) -> None:
    total = SHOWN + SHOWN_OF_CHECK + 55
    with served(site(many()), tmp_path, MANY_STEPS) as address:
        result = told(address, tmp_path)
    assert result == [
        ["first", SHOWN, f"显示 {SHOWN} 条，共 {total} 条"],
        ["more true", total, f"显示 {total} 条，共 {total} 条"],
        ["filtered true", SHOWN_OF_CHECK + 5, f"显示 {SHOWN_OF_CHECK + 5} 条，共 {total} 条"],
        ["sum-of-parts", f"../disclosures/jianming/#finding-sum-of-parts.{SHOWN_OF_CHECK + 4}", "错误"],
    ]


def test_without_the_script_the_whole_list_shows() -> None:
    page = dict(findings_pages(site(three()), "zh"))["findings/index.md"]
    (form,) = re.findall(r"<form[^>]*>", page)
    assert form.endswith(" hidden>")
    assert not re.search(r"<tr[^>]*hidden", page)
    labels, fields = re.findall(r"<label>", page), re.findall(r"<(?:select|input) ", page)
    assert len(labels) == len(fields) == 4
