"""Every query of ``docs/queries/`` gives, over what is published, the figures that the five documents print."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

import pyoxigraph
import pytest
from rdflib.plugins.sparql import prepareQuery
from sample import ROOT

from yusuan.errors import InputError
from yusuan.publishing.pages.model import Language, Site
from yusuan.publishing.pages.queries import cookbook_query, queries_section
from yusuan.querying.query import asked, written
from yusuan.querying.store import load_store
from yusuan.site import site_base

QUERIES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/queries").glob("*.rq"))}
A, S, W, Z = (
    "ankang-medical-insurance",
    "sixian-healthcare-security",
    "weinan-medical-insurance",
    "zizhou-medical-insurance",
)
Y, Y1 = "anyang-healthcare-security", "anyang-healthcare-security.313001"
A24, Y21, S24, W23, Z24 = f"{A}-2024", f"{Y}-2021", f"{S}-2024", f"{W}-2023", f"{Z}-2024"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a query gives: some of its columns, and the rows of these; all of them, or some where there are many."""

    columns: str
    rows: tuple[tuple[str, ...], ...]
    are_all: bool = True


# Read off the documents, in yuan.
EXPECTED = {
    "01-totals-by-unit": Expected(
        "unit place_zh place_en year operation_zh operation_en yuan",
        tuple(
            (unit, *place, operation, english, total)
            for unit, place, total in (
                (A, ("安康市", "Ankang City", "2024"), "4844351.04"),
                (Y, ("安阳市", "Anyang City", "2021"), "6236581.78"),
                (S, ("泗县", "Sixian County", "2024"), "28055600.00"),
                (W, ("渭南市", "Weinan City", "2023"), "7180130.00"),
                (Z, ("子洲县", "Zizhou County", "2024"), "3254218.00"),
            )
            for operation, english in (("本年收入", "Revenue of the year"), ("本年支出", "Expenditure of the year"))
        ),
    ),
    "02-shares-of-types": Expected(
        "unit type_zh yuan percent",
        (
            (A, "人员经费", "3754194.08", "77.5"),
            (A, "公用经费", "590156.96", "12.2"),
            (A, "项目支出", "500000.00", "10.3"),
            (Y, "公用经费", "1115640.00", "17.9"),
            (Y, "项目支出", "1200000.00", "19.2"),
            (S, "人员经费", "5337500.00", "19.0"),
            (S, "公用经费", "1268100.00", "4.5"),
            (S, "项目支出", "21450000.00", "76.5"),
            (W, "人员经费", "6315391.00", "88.0"),
            (W, "公用经费", "564739.00", "7.9"),
            (W, "项目支出", "300000.00", "4.2"),
            (Z, "人员经费", "2828818.00", "86.9"),
            (Z, "公用经费", "55200.00", "1.7"),
            (Z, "项目支出", "370200.00", "11.4"),
        ),
        are_all=False,
    ),
    "03-spending-by-function": Expected(
        "province_zh province_en unit code function_zh yuan percent",
        (
            ("安徽省", "Anhui Province", S, "208", "社会保障和就业支出", "50000.00", "0.2"),
            ("安徽省", "Anhui Province", S, "210", "卫生健康支出", "28005600.00", "99.8"),
            ("河南省", "Henan Province", Y, "208", "社会保障和就业支出", "332742.56", "5.3"),
            ("河南省", "Henan Province", Y, "210", "卫生健康支出", "5903839.22", "94.7"),
            ("陕西省", "Shaanxi Province", A, "208", "社会保障和就业支出", "424470.88", "8.8"),
            ("陕西省", "Shaanxi Province", A, "210", "卫生健康支出", "4122543.20", "85.1"),
            ("陕西省", "Shaanxi Province", A, "221", "住房保障支出", "297336.96", "6.1"),
            ("陕西省", "Shaanxi Province", W, "208", "社会保障和就业支出", "747157.00", "10.4"),
            ("陕西省", "Shaanxi Province", W, "210", "卫生健康支出", "6432973.00", "89.6"),
            ("陕西省", "Shaanxi Province", Z, "208", "社会保障和就业支出", "416424.00", "12.8"),
            ("陕西省", "Shaanxi Province", Z, "210", "卫生健康支出", "2598459.00", "79.8"),
            ("陕西省", "Shaanxi Province", Z, "221", "住房保障支出", "239335.00", "7.4"),
        ),
    ),
    "04-one-function-everywhere": Expected(
        "code function_zh unit yuan",
        (
            ("21015", "医疗保障管理事务", A, "3965915.36"),
            ("21015", "医疗保障管理事务", S, "6526200.00"),
            ("21015", "医疗保障管理事务", W, "6432973.00"),
            ("21015", "医疗保障管理事务", Z, "2536855.00"),
            ("2101501", "行政运行", S, "2424100.00"),
            ("2101501", "行政运行", Y1, "4552025.43"),
            ("2101505", "医疗保障政策管理", Y1, "1200000.00"),
            ("2101506", "医疗保障经办事务", A, "3965915.36"),
            ("2101506", "医疗保障经办事务", W, "6432973.00"),
            ("2101550", "事业运行", S, "4052100.00"),
            ("2101550", "事业运行", Z, "2536855.00"),
            ("2101599", "其他医疗保障管理事务支出", S, "50000.00"),
        ),
    ),
    "05-basic-by-economic-class": Expected(
        "unit code class_zh yuan",
        (
            (A, "301", "工资福利支出", "3740910.08"),
            (A, "302", "商品和服务支出", "590156.96"),
            (A, "303", "对个人和家庭的补助", "13284.00"),
            (S, "301", "工资福利支出", "5206400.00"),
            (S, "302", "商品和服务支出", "1178100.00"),
            (S, "303", "对个人和家庭的补助", "131100.00"),
            (S, "310", "资本性支出", "90000.00"),
            (W, "301", "工资福利支出", "6305101.00"),
            (W, "302", "商品和服务支出", "564739.00"),
            (W, "303", "对个人和家庭的补助", "10290.00"),
            (Z, "301", "工资福利支出", "2812840.00"),
            (Z, "302", "商品和服务支出", "55200.00"),
            (Z, "303", "对个人和家庭的补助", "15978.00"),
        ),
    ),
    "06-three-public": Expected(
        "unit class class_zh yuan",
        (
            (A, "three-public", "“三公”经费", "3000.00"),
            (A, "30217", "公务接待费", "3000.00"),
            (A, "30212", "因公出国（境）费用", "0.00"),
            (Y, "three-public", "“三公”经费", "40000.00"),
            (Y, "three-public-and-related", "“三公”经费及会议费、培训费", "271000.00"),
            (Y, "30211", "差旅费", "156000.00"),
            (Y, "30215", "会议费", "25000.00"),
            (Y, "30216", "培训费", "50000.00"),
            (Y, "30217", "公务接待费", "20000.00"),
            (Y, "30231", "公务用车运行维护费", "20000.00"),
            (Z, "three-public", "“三公”经费", "0.00"),
        ),
        are_all=False,
    ),
    "07-revenue-by-fund": Expected(
        "unit fund fund_zh above yuan",
        (
            (A, "total", "合计", "", "4844351.04"),
            (A, "fiscal", "财政拨款", "fiscal-and-carry-over", "4844351.04"),
            (A, "general", "一般公共预算", "fiscal", "4844351.04"),
            (Y, "general-appropriation", "一般公共预算中的财政拨款", "general", "6236581.78"),
            (S, "general", "一般公共预算", "fiscal", "28055600.00"),
            (W, "general", "一般公共预算", "fiscal", "7180130.00"),
            (Z, "general", "一般公共预算", "fiscal", "3254218.00"),
        ),
        are_all=False,
    ),
    "08-corrected-figures": Expected(
        "unit what_zh status_en yuan",
        (
            (A, "本年支出 / 一般公共预算 / 人员经费", "Corrected by arithmetic", "3754194.08"),
            (Z, "本年支出 / 一般公共预算 / 商品和服务支出", "Corrected by arithmetic", "425400.00"),
            (Z, "本年支出 / 一般公共预算 / 商品和服务支出 / 项目支出", "Corrected by arithmetic", "370200.00"),
            (Z, "本年支出 / 财政拨款 / 商品和服务支出 / 基本支出", "Corrected by arithmetic", "55200.00"),
        ),
        are_all=False,
    ),
    "09-contradicted-cells": Expected(
        "unit line printed printed_yuan expected_yuan",
        (
            (A, "280", "3,754,154.08", "3754154.08", "3754194.08"),
            (Z, "236", "65,200.00", "65200.00", "55200.00"),
            (Z, "305", "350000.00", "350000.00", "370200.00"),
            (Z, "305", "405200.00", "405200.00", "425400.00"),
        ),
        are_all=False,
    ),
    "10-findings-by-kind": Expected(
        "disclosure severity_en kind findings",
        (
            (A24, "Warning", "table-missing", "3"),
            (S24, "Note", "form-printed-twice", "5"),
            (S24, "Warning", "table-missing", "1"),
            (W23, "Warning", "table-missing", "4"),
            (Z24, "Error", "amount-contradicted", "3"),
            (Z24, "Warning", "table-missing", "3"),
        ),
        are_all=False,
    ),
    "11-projects": Expected(
        "disclosure project_zh above_zh unit_zh period_zh yuan",
        (
            (A24, "医保信息系统网络运行维护费", "网络运行维护费", "安康市医疗保险经办处", "", "500000.00"),
            (A24, "医疗服务与保障能力提升补助资金", "合计", "安康市医疗保险经办处", "2024年", "200000.00"),
            (Y21, "第三方审核平台基础性服务", "合计", "安阳市医疗保障局", "", "900000.00"),
            (Y21, "基金监管专项检查", "合计", "安阳市医疗保障局", "", "300000.00"),
            (S24, "2024_城乡医疗救助", "合计", "泗县城乡居民基本医疗保险管理服务中心", "1年", "17600000.00"),
            (S24, "离休医疗费补助", "合计", "泗县城镇职工基本医疗保险基金管理中心", "1年", "3570000.00"),
            (S24, "公务用车更新配备", "合计", "泗县医疗保障局", "1年", "180000.00"),
            (S24, "医用网络使用维护费", "合计", "泗县城镇职工基本医疗保险基金管理中心", "1年", "50000.00"),
            (S24, "欺诈骗取医保基金行为举报奖励", "合计", "泗县医疗保障局", "1年", "50000.00"),
            (Z24, "医保工作专项经费", "履职项目", "子洲县医疗保险经办中心", "", "280000.00"),
        ),
        are_all=False,
    ),
    "12-project-targets": Expected(
        "disclosure about_zh indicator_zh level_zh level_en target operator value unit_zh",
        (
            (A24, "办公经费", "日常工作任务完成率", "数量指标", "Quantity", "100%", "=", "100", "%"),
            (A24, "办公经费", "工作任务时效", "时效指标", "Timeliness", "按时", "", "", ""),
            (Y21, "基金监管专项检查", "检查定点药店", "数量指标", "Quantity", ">=60家", "≥", "60", "家"),
            (Y21, "第三方审核平台基础性服务", "基础费用", "成本指标", "Cost", "<=90万", "≤", "90", "万"),
        ),
        are_all=False,
    ),
    "13-procurement": Expected(
        "unit item_zh yuan",
        (
            (S, "合计", "215400.00"),
            (S, "轿车", "180000.00"),
            (S, "台式计算机", "7000.00"),
            (S, "空调机", "6400.00"),
            (S, "空调机", "6000.00"),
            (S, "空调机", "6000.00"),
            (S, "多功能一体机", "4000.00"),
            (S, "多功能一体机", "4000.00"),
            (S, "多功能一体机", "2000.00"),
        ),
    ),
    "14-levels-sum-to-the-total": Expected(
        "unit digits sum total difference",
        tuple(
            (unit, digits, total, total, "0")
            for unit, levels, total in (
                (A, "357", "4844351.04"),
                (Y, "3", "6236581.78"),
                (S, "357", "28055600.00"),
                (W, "357", "7180130.00"),
                (Z, "357", "3254218.00"),
            )
            for digits in levels
        ),
    ),
    "15-files-to-download": Expected(
        "disclosure media url",
        tuple(
            (name, media, f"{site_base(ROOT)}disclosures/{name}/{path}")
            for name in (A24, Y21, S24, W23, Z24)
            for media, path in (("text/csv", "data/facts.csv"), ("text/turtle", "rdf/facts.ttl"))
        ),
    ),
    "16-where-is-it-printed": Expected(
        "fact_yuan line row_zh column_zh printed unit_zh agrees",
        tuple(
            ("3754194.08", line, "合计", "人员经费支出", printed, "元", agrees)
            for line, printed, agrees in (
                ("257", "3,754,194.08", "true"),
                ("280", "3,754,154.08", "false"),
                ("314", "3,754,194.08", "true"),
                ("339", "3,754,194.08", "true"),
            )
        ),
    ),
    "17-operating-per-head": Expected(
        "unit yuan persons yuan_per_person",
        (
            (A, "590156.96", "27", "21857.67"),
            (W, "564739.00", "51", "11073.31"),
            (Z, "55200.00", "24", "2300.00"),
        ),
    ),
    "18-changes-as-stated": Expected(
        "disclosure line yuan change_yuan percent compared_with_zh reason_zh",
        (
            (A24, "79", "297300", "1900", "0.6", "上年", "住房公积金缴费基数增加"),
            (A24, "109", "3000", "-7000", "-70", "上年", "节约三公经费开支"),
            (S24, "350", "17600000", "17600000", "", "2023年预算", "2024年医疗救助项目纳入预算"),
            (S24, "346", "3625200", "-11400", "-0.3", "2023年预算", "医疗保险个人部分不再单独做预算，直接从工资中划拨"),
            (W23, "107", "30000", "-30000", "-50", "上年", "控制经费支出"),
            (Z24, "58", "3254200", "-301000", "-8.5", "上年", "人员经费减少了"),
        ),
        are_all=False,
    ),
    "19-cofog-divisions": Expected(
        "unit year code division_zh yuan percent",
        (
            (A, "2024", "07", "医疗保健", "4122543.20", "85.1"),
            (A, "2024", "10", "社会保护", "424470.88", "8.8"),
            (A, "2024", "none", "未归入", "297336.96", "6.1"),
            (Y, "2021", "07", "医疗保健", "5903839.22", "94.7"),
            (Y, "2021", "10", "社会保护", "332742.56", "5.3"),
            (S, "2024", "07", "医疗保健", "28005600.00", "99.8"),
            (S, "2024", "10", "社会保护", "50000.00", "0.2"),
            (W, "2023", "07", "医疗保健", "6432973.00", "89.6"),
            (W, "2023", "10", "社会保护", "747157.00", "10.4"),
            (Z, "2024", "07", "医疗保健", "2598459.00", "79.8"),
            (Z, "2024", "10", "社会保护", "416424.00", "12.8"),
            (Z, "2024", "none", "未归入", "239335.00", "7.4"),
        ),
    ),
}


@cache
def store() -> pyoxigraph.Store:
    return load_store(ROOT / "datapackage", site_base(ROOT))


@cache
def result(name: str) -> list[dict[str, str]]:
    """The rows that a query of the cookbook gives, without any prefix beyond those that it declares."""
    text = QUERIES[name].replace("https://yusuan.example/", site_base(ROOT))
    with asked(store(), text, {}) as results:
        return list(csv.DictReader(io.StringIO(written(results, "text/csv").decode(), newline="")))


def value(text: str) -> Decimal | str:
    """A number by its value, however it is written; other text as it is."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def test_every_query_has_its_expected_result() -> None:
    assert list(EXPECTED) == list(QUERIES)
    assert [name[:2] for name in QUERIES] == [f"{number:02}" for number in range(1, len(QUERIES) + 1)]


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_gives_the_figures_that_the_documents_print(name: str) -> None:
    expected = EXPECTED[name]
    columns = expected.columns.split()
    found = [tuple(value(row[column]) for column in columns) for row in result(name)]
    wanted = [tuple(map(value, row)) for row in expected.rows]
    assert Counter(wanted) - Counter(found) == Counter()
    if expected.are_all:
        assert len(found) == len(wanted)


@pytest.mark.parametrize("name", QUERIES)
def test_no_row_comes_twice(name: str) -> None:
    rows = [tuple(row.values()) for row in result(name)]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_is_read_by_another_engine_and_declares_what_it_uses(name: str) -> None:
    text = QUERIES[name]
    prepareQuery(text)
    declared = re.findall(r"^PREFIX (\S+):", text, re.MULTILINE)
    assert declared == sorted(declared)
    body = re.sub(r"^(?:PREFIX|#).*$|\"[^\"]*\"|<[^>]*>", "", text, flags=re.MULTILINE)
    assert [prefix for prefix in declared if not re.search(rf"(?<![\w-]){prefix}:", body)] == []


@pytest.mark.parametrize("name", QUERIES)
def test_what_has_two_languages_has_columns_for_both(name: str) -> None:
    """A column ``…_en`` has one ``…_zh`` beside it and differs from it; only what quotes the document is mixed."""
    for row in result(name):
        english = [column for column in row if column.endswith("_en") and column != "message_en"]
        assert all(row[column] and row[column] != row[f"{column[:-3]}_zh"] for column in english)
        assert [row[column] for column in english if re.search("[\u4e00-\u9fff]", row[column])] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_every_query_with_its_title(language: Language) -> None:
    site = Site("https://data.example.org/", "1", (), {}, {}, {}, queries=tuple(QUERIES.items()))
    page = queries_section(site, language)
    for name, content in QUERIES.items():
        query = cookbook_query(name, content)
        assert f"{{ #{name} }}\n\n" in page
        assert f"(queries/{name}.rq)" in page
        assert query.titles["zh"] != query.titles["en"]
        assert f"```sparql\n{query.text}\n```".replace("https://yusuan.example/", site.base) in page
    assert page.count("```") == 2 * len(QUERIES)
    assert "# zh:" not in page


def test_a_header_without_a_title_is_told() -> None:
    with pytest.raises(InputError, match="99-x: the header lacks a title or an explanation"):
        cookbook_query("99-x", "# zh: 标题\n# zh: 说明\n# en: Title\nASK {}")
