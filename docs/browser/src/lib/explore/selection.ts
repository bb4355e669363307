/* Which facts are selected, and how many there would be for each code of each facet. Pure. */

import { folded } from "../site.js";
import { codeOf, type Coded, type Codes, type Facts } from "./facts.js";
import type { Labels } from "./labels.js";

/** Views hold the finest lines only: their facts may be added up. "all" holds totals beside their parts. */
export const VIEWS = ["function", "economic", "gov_economic", "revenue", "all"] as const;
export type View = (typeof VIEWS)[number];

export const FACETS = [
  "province",
  "disclosure",
  "fiscal_year",
  "phase",
  "operation",
  "function",
  "economic",
  "gov_economic",
  "expenditure_type",
  "fund",
  "organization",
  "status",
] as const;
export type Facet = (typeof FACETS)[number];

export type Chosen = Readonly<Partial<Record<Facet, readonly string[]>>>;

/** The columns that text is looked for in. */
const SEARCHED: readonly Coded[] = [
  "disclosure",
  "organization_label_zh",
  "operation",
  "fund",
  "function",
  "economic",
  "gov_economic",
  "expenditure_type",
  "activity_label_zh",
];

/** The facts with what is worked out once: the columns of the facets, and how each is named. */
export interface Explored {
  readonly facts: Facts;
  readonly labels: Labels;
  readonly facets: Readonly<Record<Facet, Codes>>;
}

export function explored(facts: Facts, labels: Labels): Explored {
  const facets = { ...facts.columns, province: mapped(facts.columns.disclosure, (id) => labels.province(id)) };
  return { facts, labels, facets };
}

/** A column with other values in the place of its own; equal ones fall together. */
export function mapped(codes: Codes, value: (code: string) => string): Codes {
  const places = new Map<string, number>();
  const to = Uint32Array.from(codes.values, (code) => {
    const found = value(code);
    return places.get(found) ?? places.set(found, places.size).size - 1;
  });
  return { values: [...places.keys()], rows: codes.rows.map((place) => to[place] ?? 0) };
}

/** The name of a code of a facet. */
export function facetLabel(labels: Labels, facet: Facet, code: string): string {
  return facet === "province" ? labels.provinceName(code) : labels.of(facet, code);
}

/** A code of a facet and the broader ones, itself first. */
export function facetPath(labels: Labels, facet: Facet, code: string): string[] {
  return facet === "province" ? [code] : labels.path(facet, code);
}

/** A filter of one column: for each value whether it passes. */
interface Sieve {
  readonly rows: Uint32Array;
  readonly passes: Uint8Array;
}

function sieve(codes: Codes, passes: (value: string) => boolean): Sieve {
  return { rows: codes.rows, passes: Uint8Array.from(codes.values, (value) => (passes(value) ? 1 : 0)) };
}

export interface Selection {
  /** The rows of the selected facts, in the order of the file. */
  readonly rows: Uint32Array;
  /** For each facet and value: how many facts have it that pass every other filter. */
  readonly counts: Readonly<Record<Facet, Uint32Array>>;
}

/** Select facts: those of a view that hold every piece of the text and, in each facet, a chosen code or one below. */
export function select({ facts, labels, facets }: Explored, view: View, text: string, chosen: Chosen): Selection {
  const isInView = view === "all" ? null : sieve(facts.columns.views, (value) => value.split(";").includes(view));
  const pieces = folded(text).split(/\s+/).filter(Boolean);
  const searched = pieces.map((piece) =>
    SEARCHED.map((name) => sieve(facts.columns[name], (value) => folded(labels.searched(name, value)).includes(piece))),
  );
  const sieves = FACETS.map((facet) => {
    const codes = chosen[facet];
    if (!codes?.length) return null;
    const wanted = new Set(codes);
    return sieve(facets[facet], (value) => facetPath(labels, facet, value).some((code) => wanted.has(code)));
  });
  const columns = FACETS.map((facet) => facets[facet].rows);
  const counts = FACETS.map((facet) => new Uint32Array(facets[facet].values.length));
  const rows = new Uint32Array(facts.count);
  let found = 0;
  for (let row = 0; row < facts.count; row++) {
    if (isInView && !isInView.passes[isInView.rows[row]!]) continue;
    if (!searched.every((columnsOf) => columnsOf.some((each) => each.passes[each.rows[row]!]))) continue;
    const failed = failing(sieves, row);
    if (failed === PASSES) {
      rows[found++] = row;
      for (let place = 0; place < columns.length; place++) counts[place]![columns[place]![row]!]!++;
    } else if (failed !== FAILS_TWICE) {
      counts[failed]![columns[failed]![row]!]!++;
    }
  }
  const named = Object.fromEntries(FACETS.map((facet, place) => [facet, counts[place]]));
  return { rows: rows.slice(0, found), counts: named as Record<Facet, Uint32Array> };
}

const PASSES = -1;
const FAILS_TWICE = -2;

/** The place of the only sieve that a row does not pass; PASSES where it passes all, FAILS_TWICE where it fails two. */
function failing(sieves: readonly (Sieve | null)[], row: number): number {
  let failed = PASSES;
  for (let place = 0; place < sieves.length; place++) {
    const each = sieves[place];
    if (!each || each.passes[each.rows[row]!]) continue;
    if (failed !== PASSES) return FAILS_TWICE;
    failed = place;
  }
  return failed;
}

/** The sum of the amounts of some facts. Only facts of one view may be added up. */
export function total(facts: Facts, rows: Uint32Array): bigint {
  let sum = 0n;
  for (const row of rows) sum += facts.amounts[row] ?? 0n;
  return sum;
}

/** A code of a facet with how many facts it and those below it have. */
export interface FacetNode {
  readonly code: string;
  readonly count: number;
  readonly below: readonly FacetNode[];
}

/** The codes of a facet as a tree, those that no fact has left out unless they are chosen. */
export function facetTree(
  { labels, facets }: Explored,
  facet: Facet,
  counts: Uint32Array,
  chosen: Chosen,
): FacetNode[] {
  const sums = new Map<string, number>();
  const parents = new Map<string, string>();
  const add = (value: string, count: number): void => {
    const path = facetPath(labels, facet, value);
    path.forEach((code, place) => {
      sums.set(code, (sums.get(code) ?? 0) + count);
      parents.set(code, path[place + 1] ?? "");
    });
  };
  facets[facet].values.forEach((value, place) => counts[place] && add(value, counts[place]));
  for (const code of chosen[facet] ?? []) if (!sums.has(code)) add(code, 0);
  const below = new Map<string, string[]>();
  for (const [code, parent] of parents) below.set(parent, [...(below.get(parent) ?? []), code]);
  const isTree = [...parents.values()].some(Boolean);
  const isCoded = isTree || facet === "fiscal_year" || facet === "phase";
  const nodes = (parent: string): FacetNode[] =>
    (below.get(parent) ?? [])
      .map((code) => ({ code, count: sums.get(code) ?? 0, below: nodes(code) }))
      .sort((a, b) => (isCoded ? Number(a.code > b.code) - Number(a.code < b.code) : b.count - a.count));
  return nodes("");
}

/** What must be minded before the amounts of a selection are added up. */
export interface Mixture {
  readonly years: readonly string[];
  readonly phases: readonly string[];
  readonly hasDepartmentsAndUnits: boolean;
}

export function mixture({ labels, facets, facts }: Explored, rows: Uint32Array): Mixture {
  const seen = (facet: Facet): string[] => {
    const { values, rows: codes } = facets[facet];
    const found = new Uint8Array(values.length);
    for (const row of rows) found[codes[row] ?? 0] = 1;
    return values.filter((_, place) => found[place]).sort();
  };
  const scopes = new Set(seen("disclosure").map((id) => labels.disclosures.get(id)?.scope));
  return {
    years: seen("fiscal_year"),
    phases: seen("phase").map((code) => labels.of("phase", code)),
    hasDepartmentsAndUnits: facts.count > 0 && scopes.has("department") && scopes.has("unit"),
  };
}

/** What a fact is the amount of, the most telling first: the names of its codes that say more than "total". */
export function what({ facts, labels }: Explored, row: number, view: View): string {
  const told: Coded[] = ["function", "economic", "gov_economic", "expenditure_type", "fund"];
  const names = (view === "all" ? ([...told, "operation"] as Coded[]) : told)
    .map((dimension) => [dimension, codeOf(facts, dimension, row)] as const)
    .filter(([, code]) => code !== "total" && code !== "not-applicable")
    .map(([dimension, code]) => labels.of(dimension, code));
  const activity = codeOf(facts, "activity", row) === "total" ? [] : [codeOf(facts, "activity_label_zh", row)];
  return [...new Set([...activity, ...names])].join(" · ");
}
