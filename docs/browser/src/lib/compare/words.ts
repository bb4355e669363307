/* The words of the page that compares, in both languages. */

import type { Language } from "../site.js";

const PAIRS = {
  choose: ["选择要比较的公开文件", "Choose the disclosures to compare"],
  search: ["按单位、地区或年度查找", "Find by unit, place or year"],
  full: ["最多比较 {most} 份；先去掉一份再添加。", "At most {most} can be compared; remove one to add another."],
  add: ["添加", "Add"],
  remove: ["移除 {name}", "Remove {name}"],
  clear: ["全部移除", "Remove all"],
  none_found: ["没有找到。", "Nothing found."],
  more_found: ["还有 {count} 份，请输入更多文字。", "{count} more; type more to narrow."],
  choose_two: ["请至少选择两份公开文件。", "Choose at least two disclosures."],
  loading: ["正在读取…", "Loading…"],
  failed: ["读取失败：{what}", "Could not be loaded: {what}"],
  unknown: ["没有这份公开文件：{what}", "There is no such disclosure: {what}"],
  at_a_glance: ["一览", "At a glance"],
  at_a_glance_intro: [
    "金额单位：元。人均＝金额 ÷ 文件正文写明的实有人员数；正文没有写明人数的不计算。",
    "Amounts in yuan. Per head means divided by the staff in post that the disclosure's own text states; where it"
      + " states none, nothing is worked out.",
  ],
  unit: ["单位", "Unit"],
  place: ["地区", "Place"],
  phase: ["阶段", "Phase"],
  scope: ["口径", "Scope"],
  scope_department: ["部门（含所属单位）", "Department with its units"],
  scope_unit: ["单位本身", "One unit"],
  expenditure: ["本年支出", "Expenditure of the year"],
  staff: ["实有人员", "Staff in post"],
  establishment: ["人员编制", "Authorised posts"],
  persons: ["{count} 人", "{count}"],
  per_head_total: ["人均支出", "Expenditure per head"],
  per_head_type: ["人均{type}", "{type} per head"],
  source: ["出处", "Source"],
  in_fund: ["仅{fund}", "{fund} only"],
  not_stated: ["未列示", "not stated"],
  differs_year: ["年度不同（{what}）", "the years differ ({what})"],
  differs_phase: ["阶段不同（{what}）", "the phases differ ({what})"],
  differs_scope: [
    "口径不同：有的是整个部门（含所属单位），有的只是一个单位",
    "some are whole departments with their units, others one unit alone",
  ],
  careful: ["比较时请注意：", "Mind when you compare: "],
  breakdown: ["分项比较", "Line by line"],
  by: ["按什么分", "Break down by"],
  by_function: ["功能（钱用于什么事）", "Function (what for)"],
  by_economic: ["经济分类（钱怎么花）", "Economic class (spent on what)"],
  by_gov_economic: ["政府预算经济分类", "Government economic class"],
  by_type: ["支出类型（基本、项目…）", "Type (basic, project …)"],
  by_three_public: ["“三公”经费", "Three-public expenses"],
  by_revenue: ["收入来源", "Source of revenue"],
  measure: ["显示", "Show"],
  measure_share: ["占比", "Share of total"],
  measure_yuan: ["金额（元）", "Amount (yuan)"],
  measure_head: ["人均（元）", "Per head (yuan)"],
  level: ["展开到", "Open to"],
  level_n: ["第 {level} 级", "Level {level}"],
  order: ["排序", "Sort"],
  order_difference: ["差别大的在前", "Largest difference first"],
  order_code: ["按代码", "By code"],
  item: ["项目", "Line"],
  difference: ["占比相差", "Difference of share"],
  points: ["{count} 个百分点", "{count} points"],
  points_title: ["最大占比减最小占比（百分点）", "Largest minus smallest share, in percentage points"],
  only: ["仅 {letters} 列示", "only {letters}"],
  open: ["展开 {name}", "Open {name}"],
  close: ["收起 {name}", "Close {name}"],
  no_breakdown: ["文件没有这种细分", "the disclosure gives no such breakdown"],
  none_has: ["所选的公开文件都没有这种细分。", "None of the chosen disclosures gives this breakdown."],
  open_part: [
    "没有按此细分的部分：{what}。这部分钱花在哪些行上，文件没有说，所以该文件其他行的占比会偏低。",
    "Not broken down in this way: {what}. Which lines that money belongs to is not said, so the other shares of that"
      + " disclosure are too low.",
  ],
  largest: ["差别最大的几项", "Where they differ most"],
  base_type: ["占比是占本年支出的比例。", "Shares are shares of the year's expenditure."],
  memorandum: ["备查", "memorandum"],
  memorandum_note: [
    "标“备查”的是同一笔钱的另一种列法，不另外计入支出。",
    "Lines marked “memorandum” show money of the other lines again; they are no further expenditure.",
  ],
  note: [
    "“—”表示文件没有列示这一行，不等于 0；“0.00”是文件自己印出的零。上级各行是下级各行之和。点金额可看它印在哪里。",
    "“—” means that the disclosure has no such line, which is not the same as 0; “0.00” is a zero that it prints"
      + " itself. Broader lines are the sums of those below. An amount leads to where it is printed.",
  ],
  download: ["下载这张表（CSV）", "Download this table (CSV)"],
  code: ["代码", "Code"],
  share_of: ["占比（%）", "share (%)"],
  amount_of: ["金额（元）", "amount (yuan)"],
} satisfies Record<string, [string, string]>;

export type Word = keyof typeof PAIRS;

/** A word or sentence in a language, its {gaps} filled. */
export function say(language: Language, word: Word, gaps: Readonly<Record<string, string | number>> = {}): string {
  const text = PAIRS[word][language === "zh" ? 0 : 1] ?? word;
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
}
