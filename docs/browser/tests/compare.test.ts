import assert from "node:assert/strict";
import { test } from "node:test";
import { perHead, unevenness } from "../src/lib/compare/figures.js";
import { csvRows } from "../src/lib/compare/lines.js";
import { comparedRows, deepest, largestDifferences, shownRows } from "../src/lib/compare/merge.js";
import { offers } from "../src/lib/compare/picker.js";
import { choiceQuery, FIRST, MOST, readChoice } from "../src/lib/compare/state.js";
import type { Line, Summary } from "../src/lib/compare/summary.js";

const line = (code: string, amount: string, parent = ""): Line => ({ code, parent, zh: code, en: code, amount });

function summary(id: string, lines: Line[] | null, more: Partial<Summary> = {}): Summary {
  const entry = { zh: id, en: id, place_zh: "", place_en: "", year: "2024", phase: "approved" };
  const total = "1000.00";
  return {
    id,
    ...entry,
    phase_zh: "预算",
    phase_en: "Approved",
    scope: "unit",
    total,
    revenue: total,
    staff: [],
    breakdowns: lines ? { function: { total, lines } } : {},
    ...more,
  };
}

const A = summary("a", [line("208", "100.00"), line("20805", "100.00", "208"), line("210", "900.00")]);
const B = summary("b", [line("208", "0.00"), line("221", "1000.00")]);

test("what is not stated is null, a stated zero is a zero", () => {
  const rows = comparedRows([A, B], "function", 2, "code");
  assert.deepEqual(rows.map((row) => row.code), ["208", "210", "221"]);
  assert.deepEqual(rows.map((row) => row.stated.map((stated) => stated && stated.amount)), [
    [10000n, 0n],
    [90000n, null],
    [null, 100000n],
  ]);
  assert.equal(rows[0]?.difference, 100);
  assert.equal(rows[1]?.difference, null);
});

test("the largest difference comes first; a line that one lacks counts with its share", () => {
  const rows = comparedRows([A, B], "function", 2, "difference");
  assert.deepEqual(rows.map((row) => row.code), ["221", "210", "208"]);
  assert.deepEqual(largestDifferences(rows, 1, 2).map((row) => row.code), ["221", "210"]);
});

test("a disclosure without the breakdown does not make its lines missing", () => {
  const rows = comparedRows([A, B, summary("c", null)], "function", 2, "code");
  assert.equal(rows[0]?.weight, 100);
});

test("lines nest below their parent and show down to a level", () => {
  const rows = comparedRows([A, B], "function", 2, "code");
  assert.equal(deepest(rows), 2);
  const codes = (level: number, turned: string[] = []) => shownRows(rows, level, new Set(turned)).map((row) => row.code);
  assert.deepEqual(codes(1), ["208", "210", "221"]);
  assert.deepEqual(codes(2), ["208", "20805", "210", "221"]);
  assert.deepEqual(codes(1, ["208"]), codes(2));
  assert.deepEqual(codes(2, ["208"]), codes(1));
});

test("what is not itemised stands last, however large", () => {
  const rest = summary("d", [line("not-itemised", "900.00"), line("210", "100.00")]);
  assert.deepEqual(comparedRows([A, rest], "function", 2, "difference").map((row) => row.code).at(-1), "not-itemised");
});

test("per head needs a stated number of staff", () => {
  const staff = [{ subject: "staff", zh: "", en: "", persons: "3", statement: "s1", sentence: "" }];
  assert.equal(perHead(1000n, summary("e", null, { staff })), 333n);
  assert.equal(perHead(1000n, A), null);
  assert.equal(perHead(1000n, summary("e", null, { staff: [{ ...staff[0]!, persons: "0" }] })), null);
});

test("what is nearest to the chosen disclosures is offered first", () => {
  const entry = (id: string, zh: string, place_zh: string, year: string) => ({ ...A, id, zh, place_zh, year });
  const entries = [
    entry("far", "丁", "河南", "2020"),
    entry("year", "丙", "河南", "2024"),
    entry("place", "乙", "陕西", "2020"),
    entry("unit", "甲", "陕西", "2023"),
    entry("chosen", "甲", "陕西", "2024"),
  ];
  assert.deepEqual(offers(entries, ["chosen"]).map((each) => each.id), ["unit", "place", "year", "far"]);
  assert.deepEqual(offers(entries, []).map((each) => each.id), entries.map((each) => each.id));
});

test("different years are told, equal ones are not", () => {
  const uneven = unevenness([A, summary("f", null, { year: "2021" })], (each) => each.phase_zh);
  assert.deepEqual(uneven, { year: ["2021", "2024"], phase: [], scope: [] });
});

test("the CSV has every line once, with an empty cell where nothing is stated", () => {
  const rows = [...csvRows(comparedRows([A, B], "function", 2, "code"), [A, B], 2, "en")];
  assert.deepEqual(rows.map((row) => row[0]), ["Code", "208", "20805", "210", "221"]);
  assert.deepEqual(rows[3]?.slice(2), [{ number: "900.00" }, { number: "90.0" }, { number: "" }, { number: "" }]);
});

test("the address holds the choice", () => {
  const choice = { ...FIRST, disclosures: ["a", "b"], by: "economic", level: 2, measure: "head" } as const;
  const query = choiceQuery(choice).filter(([, value]) => value);
  assert.deepEqual(readChoice(new URLSearchParams(query).toString()), choice);
  assert.deepEqual(readChoice("by=nonsense&level=-1&measure=x"), FIRST);
  assert.equal(readChoice(`d=${Array.from({ length: 9 }, (_, n) => `x${n}`).join(",")},x1`).disclosures.length, MOST);
});
