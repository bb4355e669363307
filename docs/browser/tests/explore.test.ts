import assert from "node:assert/strict";
import { test } from "node:test";
import { CODED, factId, type Coded, type Codes, type Facts } from "../src/lib/explore/facts.js";
import { Labels, type LabelFile } from "../src/lib/explore/labels.js";
import { sortedRows } from "../src/lib/explore/lines.js";
import { groupingOf, pivot } from "../src/lib/explore/pivot.js";
import { explored, facetTree, mixture, select, total, what, type Explored } from "../src/lib/explore/selection.js";
import { askedQuery, firstOf, readAsked, withView } from "../src/lib/explore/state.js";
import { csvRows } from "../src/lib/explore/sums.js";

type Given = Partial<Record<Coded, string>> & { amount: bigint };

function codes(values: string[]): Codes {
  const different = [...new Set(values)];
  return { values: different, rows: Uint32Array.from(values, (value) => different.indexOf(value)) };
}

function facts(given: Given[]): Facts {
  const first: Partial<Record<Coded, string>> = {
    disclosure: "a-2024",
    organization: "a",
    fiscal_year: "2024",
    phase: "approved",
    operation: "expenditure",
    status: "consistent",
    views: "",
    organization_label_zh: "甲",
    activity_label_zh: "合计",
  };
  const column = (name: Coded): Codes => codes(given.map((each) => each[name] ?? first[name] ?? "total"));
  return {
    count: given.length,
    scale: 2,
    columns: Object.fromEntries(CODED.map((name) => [name, column(name)])) as Record<Coded, Codes>,
    amounts: BigInt64Array.from(given, (each) => each.amount),
    leaves: new Uint8Array(given.length),
    witnesses: new Uint32Array(given.length),
  };
}

const entry = { place_zh: "", place_en: "", phase: "approved", phase_zh: "预算", phase_en: "Approved budget", total: null };
const FILE: LabelFile = {
  dimensions: {
    function: {
      total: ["合计", "Total", ""],
      "208": ["社会保障和就业支出", "Social security", "total"],
      "20805": ["养老支出", "Old age", "208"],
      "2080505": ["养老保险缴费", "Pension insurance", "20805"],
      "210": ["卫生健康支出", "Health", "total"],
    },
    phase: { approved: ["预算", "Approved budget", ""], executed: ["决算", "Executed budget", ""] },
  },
  disclosures: [
    { ...entry, id: "a-2024", zh: "甲", en: "甲", year: "2024", scope: "unit", province_zh: "陕西省", province_en: "Shaanxi" },
    { ...entry, id: "b-2023", zh: "乙", en: "乙", year: "2023", scope: "department", province_zh: "河南省", province_en: "Henan" },
  ],
};
const B = { disclosure: "b-2023", organization: "b", fiscal_year: "2023", organization_label_zh: "乙" };
const GIVEN: Given[] = [
  { amount: 30000n },
  { amount: 10001n, function: "2080505", views: "function" },
  { amount: 19999n, function: "210", views: "function;economic" },
  { ...B, amount: 9007199254740993n, function: "210", views: "function" },
  { amount: 7n, activity: "abc", activity_label_zh: "办公经费", function: "210" },
];

function given(language: "zh" | "en" = "zh"): Explored {
  const found = facts(GIVEN);
  return explored(found, new Labels(FILE, found, language));
}

const rowsOf = (selected: { rows: Uint32Array }): number[] => [...selected.rows];

test("a view holds its finest lines only, and their sum is exact", () => {
  const selected = select(given(), "function", "", {});
  assert.deepEqual(rowsOf(selected), [1, 2, 3]);
  assert.equal(total(given().facts, selected.rows), 9007199254770993n);
  assert.deepEqual(rowsOf(select(given(), "economic", "", {})), [2]);
  assert.deepEqual(rowsOf(select(given(), "all", "", {})), [0, 1, 2, 3, 4]);
});

test("a chosen code selects those below it; facets filter together", () => {
  assert.deepEqual(rowsOf(select(given(), "all", "", { function: ["208"] })), [1]);
  assert.deepEqual(rowsOf(select(given(), "all", "", { function: ["208", "210"], disclosure: ["b-2023"] })), [3]);
  assert.deepEqual(rowsOf(select(given(), "all", "", { function: ["total"] })), [0]);
  assert.deepEqual(rowsOf(select(given(), "all", "", { province: ["河南省"] })), [3]);
});

test("text is found in names of both languages, codes and projects, whatever its width", () => {
  assert.deepEqual(rowsOf(select(given(), "all", "养老", {})), [1]);
  assert.deepEqual(rowsOf(select(given(), "all", "PENSION", {})), [1]);
  assert.deepEqual(rowsOf(select(given(), "all", "２０８０５０５", {})), [1]);
  assert.deepEqual(rowsOf(select(given(), "all", "办公经费", {})), [4]);
  assert.deepEqual(rowsOf(select(given(), "all", "卫生 乙", {})), [3]);
  assert.deepEqual(rowsOf(select(given(), "all", "没有", {})), []);
});

test("a facet counts what its own choice would leave, the others what is selected", () => {
  const all = given();
  const selected = select(all, "function", "", { function: ["208"] });
  const tree = facetTree(all, "function", selected.counts.function, { function: ["208"] });
  assert.deepEqual(tree.map(({ code, count }) => [code, count]), [["208", 1], ["210", 2]]);
  assert.equal(tree[0]?.below[0]?.below[0]?.code, "2080505");
  const years = facetTree(all, "fiscal_year", selected.counts.fiscal_year, {});
  assert.deepEqual(years.map(({ code, count }) => [code, count]), [["2024", 1]]);
});

test("a chosen code that nothing has any more stays, to be dropped", () => {
  const all = given();
  const selected = select(all, "function", "没有", { function: ["210"] });
  const tree = facetTree(all, "function", selected.counts.function, { function: ["210"] });
  assert.deepEqual(tree.map(({ code, count }) => [code, count]), [["210", 0]]);
});

test("sums by level and disclosure, exact, with their margins", () => {
  const all = given();
  const { rows } = select(all, "function", "", {});
  const table = pivot(all, rows, groupingOf("function.1")!, groupingOf("disclosure"), "sum");
  assert.deepEqual(table.rows, [
    { code: "210", sum: 9007199254760992n },
    { code: "208", sum: 10001n },
  ]);
  assert.deepEqual(table.columns.map((each) => each.code), ["b-2023", "a-2024"]);
  assert.equal(table.cell("210", "a-2024"), 19999n);
  assert.equal(table.cell("208", "b-2023"), undefined);
  assert.equal(table.sum, 9007199254770993n);
  const counted = pivot(all, rows, groupingOf("fiscal_year")!, undefined, "count");
  assert.deepEqual(counted.rows, [{ code: "2023", sum: 1n }, { code: "2024", sum: 2n }]);
});

test("the table as CSV has every figure, and nothing where there is none", () => {
  const all = given("en");
  const { rows } = select(all, "function", "", {});
  const asked = firstOf("function");
  const table = pivot(all, rows, groupingOf(asked.down)!, groupingOf(asked.across), asked.measure);
  const written = [...csvRows(all, table, asked)];
  assert.deepEqual(written[2], ["208", "Social security", { number: "" }, { number: "100.01" }, { number: "100.01" }]);
  assert.deepEqual(written.at(-1)?.at(-1), { number: "90071992547709.93" });
});

test("a code above the level asked for says that it is not broken down", () => {
  const all = given("en");
  const { rows } = select(all, "function", "", {});
  const asked = { ...firstOf("function"), down: "function.3" };
  const table = pivot(all, rows, groupingOf("function.3")!, undefined, "sum");
  const names = [...csvRows(all, table, { ...asked, across: "" })].map((row) => row[1]);
  assert.deepEqual(names.slice(1, 3), ["Health (not broken down further)", "Pension insurance"]);
});

test("years, phases and scopes that are mixed are told", () => {
  const all = given();
  assert.deepEqual(mixture(all, select(all, "function", "", {}).rows), {
    years: ["2023", "2024"],
    phases: ["预算"],
    hasDepartmentsAndUnits: true,
  });
  const one = mixture(all, select(all, "function", "", { disclosure: ["a-2024"] }).rows);
  assert.deepEqual([one.years, one.hasDepartmentsAndUnits], [["2024"], false]);
});

test("equal amounts keep their order when sorted", () => {
  const found = facts([{ amount: 5n }, { amount: 9n }, { amount: 5n }, { amount: -1n }]);
  const rows = Uint32Array.from([0, 1, 2, 3]);
  assert.deepEqual([...sortedRows(found, rows, "most")], [1, 0, 2, 3]);
  assert.deepEqual([...sortedRows(found, rows, "least")], [3, 0, 2, 1]);
});

test("a fact is named by what is not a total, and has the id of its key", () => {
  const all = given();
  assert.equal(what(all, 1, "function"), "养老保险缴费");
  assert.equal(what(all, 0, "function"), "");
  assert.equal(factId(all.facts, 1), "a.2024.approved.expenditure._T.2080505._T._T._T._T");
});

test("the address holds the question", () => {
  const asked = {
    ...firstOf("economic"),
    text: "公务 接待",
    chosen: { function: ["208", "210"], phase: ["approved"] },
    across: "",
    measure: "count",
    page: 3,
  } as const;
  const query = askedQuery(asked).filter(([, value]) => value);
  assert.deepEqual(readAsked(new URLSearchParams(query).toString()), asked);
  assert.deepEqual(readAsked("view=nonsense&down=x&page=0"), firstOf("function"));
});

test("amounts of mixed levels are counted, never summed, whatever the address says", () => {
  assert.equal(readAsked("view=all&measure=sum").measure, "count");
  assert.equal(withView({ ...firstOf("function"), measure: "sum" }, "all").measure, "count");
  assert.equal(withView(firstOf("all"), "revenue").measure, "sum");
});
