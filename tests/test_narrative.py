"""What the figures of the prose are about: codes and subjects from words, headings and lists; broken sentences."""

from decimal import Decimal

import pytest
from prose import NAME, told

from yusuan.recognition.prose.statements import Statement


def kinds(text: str) -> list[tuple[str, str]]:
    """Subject and figure of every statement."""
    return [(statement.subject, statement.printed.replace(" ", "")) for statement in told(text)]


def named(statement: Statement) -> dict[str, str]:
    """The codes a statement sets beside operation and fund."""
    return {dimension: code for dimension, code in statement.sets.items() if dimension not in ("operation", "fund")}


def test_operation_and_fund_follow_from_the_words_and_parts_inherit_them() -> None:
    income, general, fund, expenditure, carried = told(
        "本单位当年预算收入 9 万元，其中一般公共预算拨款收入 9 万元、政府性基金拨款收入 0 万元；"
        "本单位当年预算支出 9 万元，其中事业收入 0 万元。"
    )
    assert income.sets == {"operation": "revenue"}
    assert general.sets == {"operation": "revenue", "fund": "general"}
    assert fund.sets == {"operation": "revenue", "fund": "government-fund"}
    assert expenditure.sets == {"operation": "expenditure"}
    assert carried.sets == {"operation": "expenditure", "fund": "business-income"}
    assert [s.belongs_to for s in (income, general, fund, expenditure, carried)] == [None, 1, 1, None, 4]


def test_revenue_with_a_balance_among_its_parts_is_the_grand_total() -> None:
    total, year, brought = told(f"{NAME}2024年收入预算10万元，其中，本年收入9万元，上年结转收入1万元。")
    assert [s.sets["operation"] for s in (total, year, brought)] == [
        "revenue-grand-total",
        "revenue",
        "brought-forward",
    ]


def test_headings_give_what_the_sentence_leaves_out() -> None:
    text = """
        （三）一般公共预算拨款支出明细情况

        社会保障和就业支出（208）42.45 万元；

        3、支出按经济科目分类的明细情况

        其他支出 5 万元；

        （四）政府性基金预算支出情况

        人员经费 1 万元。

        （五）收支预算总体情况

        其他支出 5 万元。
        """
    by_code, by_list, by_fund, unsure = told(text)
    assert by_code.sets == {"fund": "general", "operation": "expenditure", "function": "208"}
    assert by_list.sets == {"fund": "general", "operation": "expenditure", "economic": "399"}
    assert by_fund.sets == {"fund": "government-fund", "operation": "expenditure", "expenditure_type": "personnel"}
    assert (unsure.unread, named(unsure)) == ("其他", {})  # 229 or 399: no list is announced


@pytest.mark.parametrize(
    ("words", "sets"),
    [
        ("社会保障和就业支出（208）", {"function": "208"}),
        ("行政单位离退休 (2080501) ", {"function": "2080501"}),
        ("对个人和家庭的补助支出（303）", {"economic": "303"}),
        ("机关资本性支出 (一) (503) ", {"gov_economic": "503"}),
        ("**卫生健康（类）医疗救助（款）城乡医疗救助（项）**2024年预算", {"function": "2101301"}),
        ("“城乡社区支出（类）城乡社区管理事务（款）城管执法（项）”科目", {"function": "2120104"}),
        ("一般公共服务支出（类）", {"function": "201"}),
        ("工资福利支出", {"economic": "301"}),
        ("2024年机关运行经费财政拨款预算", {"expenditure_type": "agency-operating-costs"}),
        ("政府采购预算", {"expenditure_type": "procurement"}),
        ("日常公用经费", {"expenditure_type": "operating"}),
        ("“三公”经费预算", {"expenditure_type": "three-public", "economic": "three-public"}),
    ],
)
def test_classes_and_types_are_read_from_codes_paths_and_names(words: str, sets: dict[str, str]) -> None:
    (statement,) = told(f"本单位当年{words}5万元。")
    assert named(statement) == sets
    assert statement.sets["operation"] == "expenditure"
    assert statement.unread == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("医疗保障管理事务（2101550）", "2101550"),
        ("机关对个人和家庭的补助支出（303）", "303"),
        ("工资福利支出（302）", "302"),
        ("未知事务（2999999）", "2999999"),
    ],
)
def test_a_code_that_its_name_contradicts_is_kept_and_not_believed(words: str, code: str) -> None:
    (statement,) = told(f"{words}1.03 万元。")
    assert (statement.printed_code, statement.about) == (code, words)
    assert statement.unread != ""


@pytest.mark.parametrize(
    "words",
    [
        "2023年支出",
        "上年预算收入",
        "全市医保基金支出",
        "云岭县国库支付中心2024年支出预算",
        "云岭县医疗保险经办处下属1家单位支出预算",
        "一般共预算拨款收入",
        "卫生健康（类）无此事务（款）城乡医疗救助（项）预算",
        "开展宣传活动，共支出",
        "“三公”经费及会议费、培训费情况：本单位预算",
        "固定资产",
    ],
)
def test_words_that_are_not_understood_give_no_key(words: str) -> None:
    assert [statement.unread != "" for statement in told(f"{words}5万元。")] == [True]


def test_another_year_holds_for_the_whole_clause_and_below_its_heading() -> None:
    earlier = told(
        "2023年，本单位收入5万元，支出总计4万元；2024年预算支出6万元。\n\n二、2023年收支情况\n\n预算支出3万元。"
    )
    assert [bool(statement.unread) for statement in earlier] == [True, True, False, True]


def test_parts_of_three_public_are_classes_only_there() -> None:
    there = told("五、“三公”经费及会议费、培训费情况说明\n\n本单位公务接待费 2 万元；培训费 0 万元。")
    assert [named(statement) for statement in there] == [
        {"expenditure_type": "three-public", "economic": "30217"},
        {"expenditure_type": "three-public", "economic": "30216"},
    ]
    (elsewhere,) = told("本单位培训费 2 万元。")
    assert (named(elsewhere), elsewhere.unread) == ({}, "本单位培训费")


def test_brackets_hold_a_list_of_their_own() -> None:
    total, fiscal, general, special = told(
        "共安排项目支出9万元，主要包括：本年财政拨款安排9万元（其中，一般公共预算拨款安排9万元），财政专户管理资金安排0万元。"
    )
    assert [(s.belongs_to, s.sets.get("fund")) for s in (total, fiscal, general, special)] == [
        (None, None),
        (1, "fiscal"),
        (2, "general"),
        (1, "special-account"),
    ]


def test_what_is_carried_over_is_another_fund_than_that_of_the_year() -> None:
    _, part = told("财政拨款上年结转安排3万元（其中，一般公共预算拨款安排3万元）用于项目支出。")
    assert part.sets["fund"] == "general-carry-over"


def test_names_in_a_list_without_figures_open_no_list() -> None:
    _, staff, office = told("基本支出9万元。其中：人员经费8万元，主要包括：工资、奖金；公用经费1万元。")
    assert (staff.belongs_to, office.belongs_to) == (1, 1)


def test_parts_in_paragraphs_of_their_own_belong_to_the_amount_above() -> None:
    found = told(
        """
        (1) 本单位当年一般公共预算支出 9 万元，其中：

        工资福利支出（301）8 万元，较上年减少 1 万元；

        商品和服务支出（302）1 万元；

        (2) 本单位当年一般公共预算支出 9 万元，其中：机关工资福利支出（501）8 万元。

        机关商品和服务支出（502）1 万元。

        公用经费 1 万元。
        """
    )
    amounts = [statement for statement in found if statement.subject == "amount"]
    assert [(s.number, s.belongs_to) for s in amounts] == [
        (1, None),
        (2, 1),
        (4, 1),
        (5, None),
        (6, 5),
        (7, 5),
        (8, None),
    ]


def test_a_project_is_named_by_its_heading_or_in_quotes() -> None:
    by_heading, in_quotes, nameless = told(
        "1. “网络运行”项目。\n\n（6）年度预算安排。项目预算安排资金5.0万元\n\n"
        "2. 其他项目。\n\n“智慧医保”项目年度预算安排资金3万元。\n\n（1）项目预算安排资金2万元。"
    )
    assert [(s.subject, s.project) for s in (by_heading, in_quotes, nameless)] == [
        ("project-budget", "网络运行"),
        ("project-budget", "智慧医保"),
        ("project-budget", ""),
    ]
    assert (by_heading.unread, nameless.unread != "") == ("", True)


def test_final_accounts_state_budget_and_execution_of_one_line() -> None:
    found = told(
        "1.卫生健康支出（类）医疗救助（款）城乡医疗救助（项）。主要用于救助。"
        "年初预算为 8 万元，支出决算为7万元，完成预算的87.5%。"
    )
    assert [(s.subject, named(s)) for s in found] == [
        ("amount", {"function": "2101301", "phase": "approved"}),
        ("amount", {"function": "2101301", "phase": "executed"}),
        ("completion", {"function": "2101301", "phase": "executed"}),
    ]


def test_staff_is_told_by_kind() -> None:
    text = (
        "截止上年底，本单位人员编制 10 人，其中行政编制 4 名、事业编制 6 名；"
        "在职人员 9 人，其中行政 4 人、事业 5 人。离退休人员 3 人。"
    )
    assert [(s.subject, int(s.value or 0), s.belongs_to) for s in told(text)] == [
        ("establishment", 10, None),
        ("establishment-administrative", 4, 1),
        ("establishment-public-institution", 6, 1),
        ("staff", 9, None),
        ("staff-administrative", 4, 4),
        ("staff-public-institution", 5, 4),
        ("retired", 3, None),
    ]


def test_what_there_is_and_what_is_to_be_bought_differ() -> None:
    text = (
        "截至2023年12月31日，本单位共有车辆2辆，其中：机要通信用车1辆；单价100万元（含）以上设备（不含车辆）1台（套）。"
        "2024年安排购置公务用车1辆，购置费18万元；单价50万元以上的通用设备0台。"
    )
    found = told(text)
    assert [(s.subject, s.about, s.printed, s.belongs_to) for s in found] == [
        ("vehicles", "本单位共有车辆", "2辆", None),
        ("vehicles", "机要通信用车", "1辆", 1),
        ("equipment", "单价100万元（含）以上设备（不含车辆）", "1台（套）", None),
        ("vehicle-purchases", "2024年安排购置公务用车", "1辆", None),
        ("purchase-cost", "购置费", "18万元", 4),
        ("equipment-purchases", "单价50万元以上的通用设备", "0台", None),
    ]


def test_coverage_procurement_and_projects_have_their_subjects() -> None:
    text = (
        "本单位5个项目实行了绩效目标管理，涉及一般公共预算当年拨款9万元、政府性基金预算当年拨款0万元。\n\n"
        "本单位政府采购预算9万元。其中：政府采购货物预算7万元，政府采购工程预算0万元，政府采购服务预算2万元。"
    )
    assert kinds(text) == [
        ("projects", "5个"),
        ("covered-amount", "9万元"),
        ("covered-amount", "0万元"),
        ("procurement", "9万元"),
        ("procurement-goods", "7万元"),
        ("procurement-works", "0万元"),
        ("procurement-services", "2万元"),
    ]


@pytest.mark.parametrize(
    "text", ["", "。", "（（其中", "）万元，", "万元", "较上年增加", "其中：", "5", "（5万元", "%，占"]
)
def test_broken_text_is_read_without_harm(text: str) -> None:
    assert all(statement.amount in (None, Decimal(50000)) for statement in told(f"甲\n\n{text}\n\n乙"))


def test_another_provinces_wording() -> None:
    text = """
        三、“三公”经费安排情况说明

        2024年本部门“三公”经费预算安排5万元，比上年减少1万元，下降16.67%，主要原因是厉行节约。其中：因公出国（境）费0万元，\
与上年持平；公务用车购置及运行费3万元（公务用车购置费0万元，公务用车运行费3万元），比上年减少1万元；公务接待费2万元，比上年持平。
        """
    found = [s for s in told(text) if s.subject in ("amount", "three-public")]
    assert [(s.sets["economic"], int(s.amount or 0), s.belongs_to) for s in found] == [
        ("three-public", 50000, None),
        ("30212", 0, 1),
        ("official-vehicles", 30000, 1),
        ("31013", 0, 1),
        ("30231", 30000, 1),
        ("30217", 20000, 1),
    ]
    changes = [s for s in told(text) if s.subject == "change"]
    assert [(s.about, s.direction) for s in changes] == [
        ("2024年本部门“三公”经费预算安排", "decrease"),
        ("因公出国（境）费", "unchanged"),
        ("公务用车购置及运行费", "decrease"),
        ("公务接待费", "unchanged"),
    ]
