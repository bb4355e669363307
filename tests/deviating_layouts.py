"""Tables of the budget that ``deviating`` makes, in layouts that no code list knows: unknown header parts, rows,
sections, titles and columns, balances, changes and notes."""

from __future__ import annotations

from decimal import Decimal

from deviating import (
    ALL,
    CLASSES,
    FUNCTIONS,
    FUND_PARTS,
    GENERAL,
    LEAVES,
    TYPE_COLUMNS,
    Amount,
    Made,
    Maker,
    said,
)

EXTRA = Decimal(7)
"""What a balance brings to the year and takes to the next, in words that nothing explains."""


def unknown_fund_over_columns(make: Maker) -> Made:
    """A group of columns below a heading that nothing explains, beside one that is known."""
    first, word = make.random.choice(GENERAL), make.word()
    made = Made("支出预算总表", [["科目编码", "科目名称", "合计", first, "", "", word, "", "", ""]])
    made.rows.append(["", "", "", "小计", *TYPE_COLUMNS[1:], "小计", *TYPE_COLUMNS[1:], make.word()])
    others = ("government-fund", "x", "y")
    return make.coded(
        made,
        lambda code: [
            (make.of(code, *ALL), said(code)),
            *make.types(code, ("general",), {"fund": "general"}),
            *make.types(code, others, None),
            (make.of(code, "y"), None),
        ],
    )


def unknown_type_column(make: Maker) -> Made:
    """Types of expenditure, one of them unknown; the total has it."""
    made = Made("支出总表", [["科目编码", "科目名称", *TYPE_COLUMNS, make.word() + make.random.choice(("", "支出"))]])
    return make.coded(made, lambda code: [*make.types(code, ALL, {}), (make.of(code, "y"), None)])


def unknown_title(make: Maker) -> Made:
    """A table of expenditure of which its title says something that nothing explains."""
    title = make.random.choice(
        ("{}支出表", "{}支出预算表", "{}一般公共预算支出表", "一般公共预算{}支出表", "支出总表（{}）")
    )
    made = Made(title.format(make.word()), [["科目编码", "科目名称", *TYPE_COLUMNS]])
    return make.coded(made, lambda code: make.types(code, ("x",), None))


def unknown_rows(make: Maker) -> Made:
    """A summary with a source of revenue, a balance and a kind of expenditure that nothing explains."""
    word, balance, use = make.word() + "收入", "上年" + make.word(), make.word()
    made = Made("收支预算总表", [["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"]])
    general, fund, x, y = (make.of("", part) for part in ALL)
    year, grand = general + fund + x, general + fund + x + y
    spent = [make.of(code, *ALL) for code in ("208", "210", "213")]
    revenue = {"operation": "revenue"}
    lines: list[tuple[str, Amount, str, Amount]] = [
        (
            "一、一般公共预算拨款收入",
            (general, {**revenue, "fund": "general"}),
            "一、社会保障和就业支出",
            (spent[0], said("208")),
        ),
        (
            "二、政府性基金预算拨款收入",
            (fund, {**revenue, "fund": "government-fund"}),
            "二、卫生健康支出",
            (spent[1], said("210")),
        ),
        (f"三、{word}", (x, None), "三、农林水支出", (spent[2], said("213"))),
        ("本年收入合计", (year, revenue), "本年支出合计", (grand, said(""))),
        (balance, (y + EXTRA, None), use, (EXTRA, None)),
        ("其中：" + make.word(), (EXTRA, None), "", (None, None)),
        (
            "收入总计",
            (grand + EXTRA, {"operation": "revenue-grand-total"}),
            "支出总计",
            (grand + EXTRA, {"operation": "expenditure-grand-total"}),
        ),
    ]
    for label, amount, name, (other, told) in lines:
        made.add([label], [amount])
        made.keys |= {(len(made.rows) - 1, 3): told} if other is not None else {}
        made.rows[-1] += [name, "" if other is None else f"{other:.2f}"]
    return made


def unknown_parent(make: Maker) -> Made:
    """Known sources below a heading that nothing explains, and a balance."""
    made = Made("收入预算总表", [["项目", "金额"]])
    general, fund, x, y = (make.of("", part) for part in ALL)
    part = (x / 3).quantize(Decimal("0.01"))
    revenue = {"operation": "revenue"}
    made.add(["一、一般公共预算拨款收入"], [(general, {**revenue, "fund": "general"})])
    made.add(["二、政府性基金预算拨款收入"], [(fund, {**revenue, "fund": "government-fund"})])
    made.add([f"三、{make.word()}"], [(x, None)])
    made.add(["（一）事业收入"], [(part, None)])
    made.add(["（二）其他收入"], [(x - part, None)])
    made.add(["本年收入合计"], [(general + fund + x, revenue)])
    made.add(["上年" + make.word()], [(y + EXTRA, None)])
    return made


def unknown_sections(make: Maker) -> Made:
    """The same functions twice, below headings of which nothing says what they are, with amounts of their own or not;
    the second time in another order of amounts."""
    made = Made("支出预算表", [["科目编码", "科目名称", *TYPE_COLUMNS]])
    numbered, filled = make.random.random() < 0.5, make.random.random() < 0.5
    made.add(["", "合计"], [(make.of("", *ALL), said("")), (None, None), (None, None)])
    for number, parts in (("一、", ("general", "x")), ("二、", ("government-fund", "y"))):
        heading = (number if numbered else "") + make.word()
        made.add(["", heading], make.types("", parts, None) if filled else [(None, None)] * 3)
        for code, name in FUNCTIONS.items():
            made.add([code, name], make.types(code, parts, None))
    return made


def words_beside_rows(make: Maker) -> Made:
    """A column of words that say of which money a row is, below a header and in words that nothing explains."""
    header = make.random.choice(("资金渠道", "财力类别", "款项来处", "性质"))
    made = Made("支出预算表", [["科目编码", "科目名称", header, *TYPE_COLUMNS]])
    words = (make.word(), make.word())
    for code, name in FUNCTIONS.items():
        for parts, word in zip((("general", "x"), ("government-fund", "y")), words, strict=True):
            made.add([code, name, word], make.types(code, parts, None))
    made.add(["", "合计", ""], [(make.of("", *ALL), said("")), (None, None), (None, None)])
    return made


def columns_of_changes(make: Maker) -> Made:
    """Two years with what changed, in several wordings; and persons, which are no money."""
    changes = make.random.choice((
        ("2024年比2023年增减额", "2024年比2023年增减%"),
        ("较上年增减", "较上年增减（%）"),
        ("比上年增加额", "增幅%"),
        ("2024年预算数比2023年预算数增减额", "增减幅度（%）"),
        ("同比增减额", "同比（%）"),
    ))  # fmt: skip
    header = [
        "科目编码",
        "科目名称",
        "2023年预算数",
        "2024年预算数",
        *changes,
        make.random.choice(("人数", "编制人数")),
    ]
    made = Made("支出预算表", [header])
    for code, name in (*FUNCTIONS.items(), ("", "合计")):
        before, after = make.of(code, "x"), make.of(code, *ALL)
        made.add([code, name], [(before, {**said(code), "fiscal_year": "2023"}), (after, said(code))])
        made.rows[-1] += [f"{after - before:.2f}", f"{(after / before - 1) * 100:.2f}", "3"]
    return made


def unknown_money_column(make: Maker) -> Made:
    """A column of money that is no part of the total, below a header that nothing explains."""
    made = Made("一般公共预算支出表", [["科目编码", "科目名称", *TYPE_COLUMNS, make.word()]])
    return make.coded(
        made, lambda code: [*make.types(code, ("general",), {"fund": "general"}), (make.of(code, "y"), None)]
    )


def unknown_class_rows(make: Maker) -> Made:
    """Economic classes with a line that has no code and a name that nothing explains; the total has it."""
    made = Made("一般公共预算基本支出表", [["科目编码", "科目名称", "合计"]])
    whole = make.basic("", "general")
    pay = (whole / 7).quantize(Decimal("0.01"))
    amounts = {"301": 3 * pay, "30101": pay, "30102": 2 * pay, "302": pay, "30201": pay}
    basic = {"fund": "general", "expenditure_type": "basic"}
    for code, name in CLASSES.items():
        made.add([code, name], [(amounts[code], {**said("", economic=code), **basic})])
    made.add(["", make.word()], [(whole - 4 * pay, None)])
    made.add(["", "合计"], [(whole, {**said(""), **basic})])
    return made


def fiscal_summary_with_a_column(make: Maker) -> Made:
    """The expenditure side of a summary by funds, one of them unknown."""
    made = Made("收支预算总表", [["收入", "", "支出", "", "", "", ""]])
    made.rows.append(["项目", "金额", "项目", "合计", "一般公共预算", "政府性基金预算", make.word()])
    general, fund, x, y = (make.of("", part) for part in ALL)
    revenue = {"operation": "revenue"}
    left: list[tuple[str, Amount]] = [
        ("一、一般公共预算拨款", (general, {**revenue, "fund": "general"})),
        ("二、政府性基金预算拨款", (fund, {**revenue, "fund": "government-fund"})),
        (f"三、{make.word()}", (x, None)),
        ("上年" + make.word(), (y + EXTRA, None)),
        ("收入总计", (general + fund + x + y + EXTRA, {"operation": "revenue-grand-total"})),
    ]
    right = [("208", "一、社会保障和就业支出"), ("210", "二、卫生健康支出"), ("213", "三、农林水支出")]
    for (label, amount), (code, name) in zip(left, [*right, ("-", make.word()), ("", "支出总计")], strict=True):
        told = said(code) if code else {"operation": "expenditure-grand-total"}
        if code == "-":
            made.add([label], [amount])
            made.keys |= {(len(made.rows) - 1, place): None for place in (3, 6)}
            made.rows[-1] += [name, f"{EXTRA:.2f}", "", "", f"{EXTRA:.2f}"]
            continue
        extra = EXTRA if not code else Decimal(0)
        made.add([label], [amount])
        made.rows[-1].append(name)
        row = made.rows.pop()
        made.add(
            row,
            [
                (make.of(code, *ALL) + extra, told),
                (make.of(code, "general"), {**told, "fund": "general"}),
                (make.of(code, "government-fund"), {**told, "fund": "government-fund"}),
                (make.of(code, "x", "y") + extra, None),
            ],
        )
    return made


def bare_total_after_a_balance(make: Maker) -> Made:
    """A list of revenue that ends in a bare total, which adds a balance that nothing explains."""
    made = Made("收入预算总表", [["项目", "金额"]])
    general, fund, x, y = (make.of("", part) for part in ALL)
    revenue = {"operation": "revenue"}
    made.add(["一、一般公共预算拨款收入"], [(general, {**revenue, "fund": "general"})])
    made.add(["二、政府性基金预算拨款收入"], [(fund, {**revenue, "fund": "government-fund"})])
    made.add([make.random.choice(("三、", "")) + "上年" + make.word()], [(x + y + EXTRA, None)])
    made.add([make.random.choice(("合计", "总计"))], [(general + fund + x + y + EXTRA, None)])
    return made


def revenue_by_columns(make: Maker) -> Made:
    """Revenue by functions and sources, with a balance that nothing explains in a column."""
    made = Made(
        "收入总表", [["科目编码", "科目名称", "合计", "一般公共预算拨款", "政府性基金预算拨款", "上年" + make.word()]]
    )

    def columns(code: str) -> list[Amount]:
        told = {"operation": "revenue", **({"function": code} if code else {})}
        return [
            (make.of(code, *ALL), None),
            (make.of(code, "general"), {**told, "fund": "general"}),
            (make.of(code, "government-fund"), {**told, "fund": "government-fund"}),
            (make.of(code, "x", "y"), None),
        ]

    return make.coded(made, columns)


def classes_in_columns(make: Maker) -> Made:
    """Economic classes as columns, one of them unknown."""
    made = Made("一般公共预算支出表", [["科目编码", "科目名称", "总计", "工资福利支出", "商品和服务支出", make.word()]])

    def columns(code: str) -> list[Amount]:
        leaves = [leaf for leaf in LEAVES if leaf.startswith(code)]
        pay = sum(((make.of(leaf, "general") / 2).quantize(Decimal("0.01")) for leaf in leaves), Decimal(0))
        rest = sum(((make.of(leaf, "general") / 5).quantize(Decimal("0.01")) for leaf in leaves), Decimal(0))
        whole = make.of(code, "general")
        told = {**said(code), "fund": "general"}
        return [
            (whole, told),
            (pay, {**told, "economic": "301"}),
            (rest, {**told, "economic": "302"}),
            (whole - pay - rest, None),
        ]

    return make.coded(made, columns)


def three_levels_of_headings(make: Maker) -> Made:
    """A heading that nothing explains between two that are known."""
    top, middle = make.random.choice(("本年支出", "支出", "本年预算")), make.word()
    made = Made("支出预算总表", [["科目编码", "科目名称", top, "", "", "", "", ""]])
    made.rows.append(["", "", "合计", "一般公共预算", "", middle, "", ""])
    made.rows.append(["", "", "", *TYPE_COLUMNS[1:], *TYPE_COLUMNS[1:], make.word()])

    def columns(code: str) -> list[Amount]:
        general = make.types(code, ("general",), {"fund": "general"})[1:]
        others = make.types(code, ("government-fund", "x"), None)[1:]
        return [(make.of(code, *ALL), said(code)), *general, *others, (make.of(code, "y"), None)]

    return make.coded(made, columns)


def three_public_with_an_item(make: Maker) -> Made:
    """Three-public expenditure with a line that nothing explains, and notes."""
    base = {"operation": "expenditure", "fund": "general", "expenditure_type": "three-public"}
    made = Made("一般公共预算“三公”经费支出表", [["项目", "2023年预算数", "2024年预算数", "备注"]])
    lines = [("一、因公出国（境）费", "30212"), ("二、公务接待费", "30217"), (f"三、{make.word()}", "")]
    sums = [Decimal(0), Decimal(0)]
    rows = []
    for label, code in lines:
        pair = [Decimal(make.random.randrange(100, 999)) / 100 for _ in sums]
        sums = [total + amount for total, amount in zip(sums, pair, strict=True)]
        rows.append((label, pair, {**base, "economic": code} if code else None))
    for label, pair, told in [("合计", sums, {**base, "economic": "three-public"}), *rows]:
        made.add([label], [(pair[0], told and {**told, "fiscal_year": "2023"}), (pair[1], told)])
        made.rows[-1].append("按标准从严控制")
    return made


def unknown_balance_below_a_total(make: Maker) -> Made:
    """A list of expenditure with types, one unknown, an unknown balance and a note."""
    made = Made("支出预算总表", [["项目", "金额"]])
    basic, project = make.basic("", *ALL), make.of("", *FUND_PARTS) - make.basic("", *ALL)
    y = make.of("", "y")
    made.add(["一、基本支出"], [(basic, said("", expenditure_type="basic"))])
    made.add(["二、项目支出"], [(project, said("", expenditure_type="project"))])
    made.add([f"三、{make.word()}"], [(y, None)])
    made.add(["本年支出合计"], [(basic + project + y, said(""))])
    made.add([make.word()], [(EXTRA, None)])
    made.add(["支出总计"], [(basic + project + y + EXTRA, {"operation": "expenditure-grand-total"})])
    made.rows.append(["注：本表不含代管资金。", ""])
    return made


LAYOUTS = (
    unknown_fund_over_columns,
    unknown_type_column,
    unknown_title,
    unknown_rows,
    unknown_parent,
    unknown_sections,
    words_beside_rows,
    columns_of_changes,
    unknown_money_column,
    unknown_class_rows,
    fiscal_summary_with_a_column,
    bare_total_after_a_balance,
    revenue_by_columns,
    classes_in_columns,
    three_levels_of_headings,
    three_public_with_an_item,
    unknown_balance_below_a_total,
)
