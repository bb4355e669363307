/* Facts summed or counted by one thing down and another across. Exact: sums are whole numbers of the smallest unit. */

import type { Codes } from "./facts.js";
import { BROAD, type Labels } from "./labels.js";
import { mapped, type Explored, type Facet } from "./selection.js";

/** What facts can be grouped by: a facet, of a tree at one level of it. */
export interface Grouping {
  readonly id: string;
  readonly facet: Facet | "activity";
  /** The level of the tree, from 1; 0 takes the codes as they are. */
  readonly level: number;
}

const grouping = (facet: Grouping["facet"], level = 0): Grouping => ({
  id: level ? `${facet}.${level}` : facet,
  facet,
  level,
});

export const GROUPINGS: readonly Grouping[] = [
  grouping("disclosure"),
  grouping("province"),
  grouping("fiscal_year"),
  grouping("phase"),
  grouping("function", 1),
  grouping("function", 2),
  grouping("function", 3),
  grouping("economic", 1),
  grouping("economic", 2),
  grouping("gov_economic", 1),
  grouping("gov_economic", 2),
  grouping("expenditure_type"),
  grouping("fund"),
  grouping("operation"),
  grouping("activity"),
  grouping("organization"),
  grouping("status"),
];

export function groupingOf(id: string): Grouping | undefined {
  return GROUPINGS.find((each) => each.id === id);
}

/** The broader code of a code at a level of its tree; the code itself where it stands higher. */
export function atLevel(labels: Labels, { facet, level }: Grouping, code: string): string {
  if (!level || facet === "province" || facet === "activity" || BROAD.has(code)) return code;
  return labels.path(facet, code).at(-level) ?? code;
}

export type Measure = "sum" | "count";

/** A row or a column: its code and its sum over all of the other. */
export interface Group {
  readonly code: string;
  readonly sum: bigint;
}

export interface Pivot {
  readonly rows: readonly Group[];
  readonly columns: readonly Group[];
  readonly sum: bigint;
  /** The cell of a row and a column by their codes; undefined where there is no fact. */
  readonly cell: (row: string, column: string) => bigint | undefined;
}

/** Group the facts of a selection. Without a grouping across there is one column, whose code is "". */
export function pivot(
  given: Explored,
  selected: Uint32Array,
  down: Grouping,
  across: Grouping | undefined,
  measure: Measure,
): Pivot {
  const [rows, columns] = [grouped(given, down), across ? grouped(given, across) : undefined];
  const width = columns?.values.length ?? 1;
  const cells = new Map<number, bigint>();
  const rowSums = new Map<number, bigint>();
  const columnSums = new Map<number, bigint>();
  let sum = 0n;
  for (const fact of selected) {
    const amount = measure === "count" ? 1n : (given.facts.amounts[fact] ?? 0n);
    const row = rows.rows[fact] ?? 0;
    const column = columns?.rows[fact] ?? 0;
    const place = row * width + column;
    cells.set(place, (cells.get(place) ?? 0n) + amount);
    rowSums.set(row, (rowSums.get(row) ?? 0n) + amount);
    columnSums.set(column, (columnSums.get(column) ?? 0n) + amount);
    sum += amount;
  }
  const rowPlaces = new Map(rows.values.map((code, place) => [code, place]));
  const columnPlaces = new Map((columns?.values ?? [""]).map((code, place) => [code, place]));
  return {
    rows: ordered(rows.values, rowSums, down),
    columns: ordered(columns?.values ?? [""], columnSums, across),
    sum,
    cell: (row, column) => cells.get((rowPlaces.get(row) ?? 0) * width + (columnPlaces.get(column) ?? 0)),
  };
}

function grouped({ facts, facets, labels }: Explored, by: Grouping): Codes {
  const codes = by.facet === "activity" ? facts.columns.activity_label_zh : facets[by.facet];
  return by.level ? mapped(codes, (code) => atLevel(labels, by, code)) : codes;
}

/** Years and phases in their order, all else with the largest sum first. */
function ordered(values: readonly string[], sums: ReadonlyMap<number, bigint>, by: Grouping | undefined): Group[] {
  const found = [...sums].map(([place, sum]) => ({ code: values[place] ?? "", sum }));
  const isTime = by?.facet === "fiscal_year" || by?.facet === "phase";
  return found.sort((a, b) => {
    if (isTime) return Number(a.code > b.code) - Number(a.code < b.code);
    return Number(b.sum > a.sum) - Number(b.sum < a.sum) || Number(a.code > b.code) - Number(a.code < b.code);
  });
}
