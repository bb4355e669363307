"""The disclosures that one file holds: whose each part is, and what stays one disclosure."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from invented import LEXICON, LISTS, document

from yusuan.dividing import divided
from yusuan.errors import InputError
from yusuan.pipeline import convert
from yusuan.reading.document import Document
from yusuan.recognition.sections import sections
from yusuan.recognition.unit_marks import title_mark
from yusuan.recognition.unit_names import bare, is_own, names_unit, same_unit, split_code
from yusuan.sources import Source

DIVISIONS = LISTS["divisions"]
GENERAL, SUMMARY = "一般公共预算支出表", "支出预算总表"


def table(times: int, title: str = GENERAL, above: str = "单位：元") -> str:
    """A table of which every amount is ``times`` that of the smallest."""
    lines = (
        "|合计|{3}.00|{2}.00|{1}.00",
        "205|教育支出|{1}.00|{1}.00|0.00",
        "208|社会保障和就业支出|{2}.00|{1}.00|{1}.00",
    )
    rows = "\n".join(line.format(*(n * times for n in range(4))) for line in lines)
    return f"{title}\n{above}\n科目编码|科目名称|合计|基本支出|项目支出\n{rows}\n\n"


def found(text: str) -> list[str]:
    """The names of the units into whose parts a text is divided."""
    return [section.mark.name for section in sections(document(text).blocks, LEXICON).found]


def parts(text: str, source_id: str = "county-2024") -> Mapping[str, tuple[Document, Source]]:
    source = Source(id=source_id, path=Path("county.txt"))
    return {made.id: (part, made) for part, made in divided(document(text), source, LEXICON)}


UNITS = ("云岭县水利局", "云岭县林业局", "云岭县民政局")
TITLED = "".join(f"{unit}2024年部门预算\n{table(n)}" for n, unit in enumerate(UNITS, start=1))

SEVERAL = {
    "titles, below that of a compilation": ("云岭县2024年部门预算汇编\n" + TITLED, list(UNITS)),
    "titles numbered, with the year first": (
        f"一、2024年云岭县水利局部门预算公开\n{table(1)}二、2024年云岭县林业局部门预算公开\n{table(2)}",
        ["云岭县水利局", "云岭县林业局"],
    ),
    "titles over two lines below 附件": (
        f"附件1\n云岭县水利局\n2024年度部门预算\n{table(1)}附件2\n云岭县林业局\n2024年度部门预算\n{table(2)}",
        ["云岭县水利局", "云岭县林业局"],
    ),
    "slots above the tables": (
        "".join(table(n, above=f"填报单位：{unit}|单位：元") for n, unit in enumerate(UNITS, start=1)),
        list(UNITS),
    ),
    "titles of tables": (
        "".join(table(n, f"{unit}2024年{GENERAL}") for n, unit in enumerate(UNITS, start=1)),
        list(UNITS),
    ),
    "a code and a name": (
        "".join(table(n, above=f"32800{n} {unit}\n单位：元") for n, unit in enumerate(UNITS, start=1)),
        list(UNITS),
    ),
    "table by table": (
        "".join(
            table(n, title, f"部门：{unit}|单位：元")
            for title in (SUMMARY, GENERAL)
            for n, unit in enumerate(UNITS, start=1)
        ),
        list(UNITS),
    ),
    "towns whose names differ by one character": (
        f"云岭县草沟镇人民政府2024年部门预算\n{table(1)}云岭县草庙镇人民政府2024年部门预算\n{table(2)}",
        ["云岭县草沟镇人民政府", "云岭县草庙镇人民政府"],
    ),
    "a department and a unit that bears its name": (
        f"云岭县公安局2024年部门预算\n{table(2)}云岭县公安局交通警察大队2024年单位预算\n{table(1)}",
        ["云岭县公安局", "云岭县公安局交通警察大队"],
    ),
    "prose alone": (
        "".join(f"{unit}2024年部门预算\n{unit}2024年收入总计{n}00.00万元。\n" for n, unit in enumerate(UNITS, start=1)),
        list(UNITS),
    ),
}


@pytest.mark.parametrize("case", SEVERAL)
def test_a_file_of_several_units_is_divided(case: str) -> None:
    text, names = SEVERAL[case]
    assert found(text) == names


ONE = {
    "one unit": f"云岭县教育局2024年部门预算\n{table(1, SUMMARY)}{table(1)}",
    "a name in full, in short, with its province, with 本级 and 机关": (
        f"安徽省云岭县教育局2024年部门预算\n{table(1, SUMMARY, '部门：云岭县教育局机关|单位：元')}"
        f"{table(2, GENERAL, '部门：县教育局|单位：元')}{table(3, GENERAL, '部门：云岭县教育局（本级）|单位：元')}"
    ).replace("（本级）", ""),
    "the department named above some tables, the unit above others": (
        f"云岭县教育局2024年部门预算\n{table(1, SUMMARY, '单位名称：云岭县第一小学|单位：元')}"
        f"{table(2, GENERAL, '部门：云岭县教育局|单位：元')}"
    ),
    "the same table printed again under another name": (
        f"云岭县教育局2024年部门预算\n{table(1)}{table(1, above='单位名称：云岭县第一小学|单位：元')}"
    ),
    "other authorities in the prose and in lists": (
        "云岭县教育局2024年部门预算\n所属单位：\n云岭县第一小学\n云岭县第二小学\n"
        "根据云岭县财政局2024年部门预算的要求编制。\n云岭县财政局2024年部门预算批复\n"
        f"{table(1, SUMMARY, '部门：云岭县教育局|单位：元')}{table(2, GENERAL, '部门：云岭县教育局|单位：元')}"
    ),
    "tables of kinds that are alike, named by department and unit": (
        f"{table(1, '专项业务经费支出表', '部门：云岭县教育局|单位：元')}"
        f"{table(2, '项目支出明细表', '部门：云岭县第一小学|单位：元')}"
    ),
    "tables of the year before": (
        f"云岭县教育局2024年部门预算\n{table(1, f'2023年{GENERAL}')}{table(2, f'2024年{GENERAL}')}"
    ),
    "the title of the page and of the document": (
        f"云岭县教育局2024年预算公开\n云岭县教育局2023年度部门决算\n{table(1)}"
    ),
}


@pytest.mark.parametrize("case", ONE)
def test_one_disclosure_stays_one(case: str) -> None:
    assert found(ONE[case]) == []


def test_every_part_keeps_its_lines_and_what_the_file_is() -> None:
    whole = document(TITLED)
    (first, _), (second, made), _ = divided(whole, Source(id="county", path=Path("county.txt")), LEXICON)
    assert {(part.name, part.sha256, part.size) for part in (first, second)} == {(whole.name, whole.sha256, whole.size)}
    assert [block.location.line for block in first.blocks] == [1, 2, 3, 4]
    assert [block.location.line for block in second.blocks] == [9, 10, 11, 12]
    assert (made.organization, made.fiscal_year, made.phase, made.scope) == (UNITS[1], "2024", "approved", "department")


def test_what_only_the_compilation_says_holds_for_its_parts_and_its_own_tables_are_told() -> None:
    slots = "".join(table(n, above=f"部门：{unit}|单位：元") for n, unit in enumerate(UNITS, start=1))
    made = parts(f"云岭县2024年部门预算汇编\n2024年收入合计9.00万元。\n汇总表\n项目|合计\n甲|1.00\n\n{slots}")
    assert [source.fiscal_year for _, source in made.values()] == ["2024"] * 3
    first, second, _ = (part for part, _ in made.values())
    assert len(first.doubts) == 2
    assert "in front of the first unit's part" in first.doubts[0].text
    assert second.doubts == ()


def test_ids_number_the_units_and_tell_the_years_of_one_apart() -> None:
    assert list(parts(TITLED)) == ["county-1-2024", "county-2-2024", "county-3-2024"]
    assert list(parts(TITLED, "county")) == ["county-1", "county-2", "county-3"]
    years = f"云岭县教育局2024年部门预算\n{table(1)}云岭县教育局2022年度部门决算\n{table(2)}"
    made = parts(years, "education")
    assert list(made) == ["education-2024", "education-2022"]
    assert [source.phase for _, source in made.values()] == ["approved", "executed"]
    assert {source.organization_code for _, source in made.values()} == {"education"}


def test_a_department_its_own_unit_and_a_unit_below_it_are_three_disclosures() -> None:
    titles = ("云岭县教育局2024年部门预算", "云岭县教育局（本级）2024年单位预算", "云岭县第一小学2024年单位预算")
    made = parts("".join(f"{title}\n{table(4 - n)}" for n, title in enumerate(titles, start=1)))
    conversions = [
        convert(part, replace(source, holds="one-disclosure"), LISTS).disclosure for part, source in made.values()
    ]
    assert [(c.organization.label_zh, c.scope) for c in conversions] == [
        ("云岭县教育局", "department"),
        ("云岭县教育局(本级)", "unit"),
        ("云岭县第一小学", "unit"),
    ]


def test_a_source_says_which_part_is_meant() -> None:
    whole = document(TITLED)
    source = Source(id="forestry-2024", path=Path("county.txt"))
    with pytest.raises(InputError) as refused:
        convert(whole, source, LISTS)
    assert "\n" not in str(refused.value)
    assert all(unit in str(refused.value) for unit in UNITS)
    found = convert(whole, replace(source, organization="云岭县林业局"), LISTS)
    assert found.disclosure.organization.label_zh == "云岭县林业局"
    assert [str(fact.amount) for fact in found.facts if fact.key.function == "205"] == ["2.00", "0.00", "2.00"]
    assert found.findings == ()
    with pytest.raises(InputError, match="holds 3 disclosures"):
        convert(whole, replace(source, organization="云岭县财政局"), LISTS)
    assert convert(whole, replace(source, holds="one-disclosure"), LISTS).disclosure.tables[2:]


@pytest.mark.parametrize(
    ("title", "name", "year", "phase", "scope"),
    [
        ("云岭县水利局2024年部门预算公开说明", "云岭县水利局", "2024", "approved", "department"),
        ("2023年度云岭县水利局单位决算", "云岭县水利局", "2023", "executed", "unit"),
        ("第二部分 云岭县水利局（2024）年部门预算表", "云岭县水利局", "2024", "approved", "department"),
        ("2024年部门预算公开（云岭县水利局）", "云岭县水利局", "2024", "approved", "department"),
        ("云岭县水利局机关2024年预算", "云岭县水利局", "2024", "approved", "unit"),
    ],
)
def test_titles_of_disclosures(title: str, name: str, year: str, phase: str, scope: str) -> None:
    mark = title_mark(title)
    assert mark is not None
    assert (mark.name, mark.year, mark.phase, mark.scope) == (name, year, phase, scope)


@pytest.mark.parametrize(
    "line",
    [
        "云岭县2024年部门预算汇编",
        "云岭县水利局2024年部门预算由局机关预算和所属单位预算组成",
        "云岭县水利局2024年一般公共预算支出表",
        "2024年部门预算公开表",
        "云岭县水利局2024年部门预算…………15",
        "部门收支预算总表",
    ],
)
def test_lines_that_are_no_titles_of_disclosures(line: str) -> None:
    assert title_mark(line) is None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("泗县医疗保障局", "安徽省泗县医疗保障局"),
        ("泗县医疗保障局", "泗县医保局"),
        ("泗县医疗保障局", "县医疗保障局"),
        ("泗县医疗保障局", "泗县医疗保障局（本级）"),
        ("泗县医疗保障局", "医疗保障局机关"),
        ("泗县医疗保险经办中心", "泗县医疗保险经办中"),
        ("泗县人民政府办公室", "泗县政府办"),
        ("江苏省人民检察院", "省检察院"),
        ("泗县水利局河道管理所", "泗县河道管理所"),
    ],
)
def test_names_of_one_unit(name: str, other: str) -> None:
    assert same_unit(name, other, DIVISIONS)
    assert same_unit(other, name, DIVISIONS)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("泗县水利局", "泗县林业局"),
        ("泗县水利局", "灵璧县水利局"),
        ("泗县水利局", "泗县水利局河道管理所"),
        ("泗县人民医院", "泗县中医院"),
        ("泗县第一小学", "泗县第二小学"),
        ("共青团泗县委员会", "中共泗县委员会"),
        ("泗县草沟镇人民政府", "泗县草庙镇人民政府"),
    ],
)
def test_names_of_two_units(name: str, other: str) -> None:
    assert not same_unit(name, other, DIVISIONS)
    assert not same_unit(other, name, DIVISIONS)


def test_what_is_a_name_of_a_unit() -> None:
    assert all(map(names_unit, ("泗县水利局", "328001 泗县第一小学", "泗县水利局（本级）", "泗县总工会", "草沟镇")))
    assert not any(map(names_unit, ("合计", "行政运行", "台", "2024年", "一般公共预算支出", "1,234.00", "泗县")))
    assert split_code("[328001]泗县水利局") == ("328001", "泗县水利局")
    assert split_code("泗县水利局") == ("", "泗县水利局")
    assert (bare("泗县水利局机关本级"), is_own("泗县水利局机关本级")) == ("泗县水利局", True)
    assert not is_own("泗县水利局（部门）")
