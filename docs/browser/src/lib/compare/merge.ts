/* One breakdown of several disclosures as rows side by side. Pure: what no disclosure states is null, never 0. */

import { parseAmount, permille } from "../money.js";
import type { BreakdownName, Line, Summary } from "./summary.js";

/** What one disclosure states for a row. `share` is in tenths of a per cent of the disclosure's total. */
export interface Stated {
  readonly amount: bigint;
  readonly share: number | null;
  readonly line: Line;
}

/** One code over all disclosures: `stated` has one entry for each, null where it states nothing. */
export interface ComparedRow {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly depth: number;
  readonly memorandum: boolean;
  readonly stated: readonly (Stated | null)[];
  /** Largest minus smallest share of those that state it, in tenths of a per cent; null where fewer than two do. */
  readonly difference: number | null;
  /** What the row is sorted by: the difference, or its largest share where one of the disclosures does not list it. */
  readonly weight: number;
  readonly below: readonly ComparedRow[];
}

/** The code of what a disclosure does not break down. */
export const NOT_ITEMISED = "not-itemised";

export type Order = "difference" | "code";

interface Node {
  readonly line: Line;
  readonly stated: (Stated | null)[];
  readonly below: Node[];
}

/** The rows at the top of one breakdown, with those below them. */
export function comparedRows(
  summaries: readonly Summary[],
  by: BreakdownName,
  scale: number,
  order: Order,
): ComparedRow[] {
  const given = summaries.map((summary) => summary.breakdowns[by] !== undefined);
  const top = tree(summaries, by, scale);
  return sorted(top.map((node) => row(node, 1, given, order)), order);
}

/** The lines of all disclosures as one tree. A line stands below its parent where any disclosure has that parent. */
function tree(summaries: readonly Summary[], by: BreakdownName, scale: number): Node[] {
  const nodes = new Map<string, Node>();
  const parents = new Map<string, string>();
  summaries.forEach((summary, place) => {
    const breakdown = summary.breakdowns[by];
    const total = breakdown?.total ? parseAmount(breakdown.total, scale) : 0n;
    for (const line of breakdown?.lines ?? []) {
      const node = nodes.get(line.code) ?? { line, stated: summaries.map(() => null), below: [] };
      nodes.set(line.code, node);
      if (line.parent) parents.set(line.code, line.parent);
      const amount = parseAmount(line.amount, scale);
      node.stated[place] = { amount, share: permille(amount, total), line };
    }
  });
  const top: Node[] = [];
  for (const [code, node] of [...nodes].sort(([a], [b]) => byCode(a, b))) {
    (nodes.get(parents.get(code) ?? "")?.below ?? top).push(node);
  }
  return top;
}

/** Codes of digits as text; the others stay in the order in which the disclosures have them. */
function byCode(a: string, b: string): number {
  const isDigits = /^\d+$/.test(a) && /^\d+$/.test(b);
  return isDigits ? Number(a > b) - Number(a < b) : 0;
}

function row(node: Node, depth: number, given: readonly boolean[], order: Order): ComparedRow {
  const shares = node.stated.flatMap((stated) => (stated?.share == null ? [] : [stated.share]));
  const difference = shares.length < 2 ? null : Math.max(...shares) - Math.min(...shares);
  const isMissing = node.stated.some((stated, place) => stated === null && given[place]);
  const { code, zh, en } = node.line;
  return {
    code,
    zh,
    en,
    depth,
    memorandum: node.line.memorandum ?? false,
    stated: node.stated,
    difference,
    weight: isMissing ? Math.max(0, ...shares.map(Math.abs)) : (difference ?? 0),
    below: sorted(node.below.map((each) => row(each, depth + 1, given, order)), order),
  };
}

function sorted(rows: ComparedRow[], order: Order): ComparedRow[] {
  const side = (each: ComparedRow): number => Number(each.memorandum) * 2 + Number(each.code === NOT_ITEMISED);
  return rows.sort((a, b) => side(a) - side(b) || (order === "difference" ? b.weight - a.weight : 0));
}

/** The rows that show: those down to a level, and those below the codes that were opened, closed ones left out. */
export function shownRows(rows: readonly ComparedRow[], level: number, turned: ReadonlySet<string>): ComparedRow[] {
  return rows.flatMap((each) => [each, ...(isOpen(each, level, turned) ? shownRows(each.below, level, turned) : [])]);
}

/** Whether the rows below a row show: `turned` holds the codes whose state the reader changed. */
export function isOpen(each: ComparedRow, level: number, turned: ReadonlySet<string>): boolean {
  return each.below.length > 0 && each.depth < level !== turned.has(each.code);
}

/** The depth of the deepest row. */
export function deepest(rows: readonly ComparedRow[]): number {
  return Math.max(0, ...rows.map((each) => Math.max(each.depth, deepest(each.below))));
}

/** The rows without rows below them or at the lowest level asked for, the largest differences first. */
export function largestDifferences(rows: readonly ComparedRow[], level: number, count: number): ComparedRow[] {
  const lowest = (all: readonly ComparedRow[]): ComparedRow[] =>
    all.flatMap((each) => (each.depth < level && each.below.length ? lowest(each.below) : [each]));
  return lowest(rows)
    .filter((each) => each.weight > 0 && each.code !== NOT_ITEMISED && !each.memorandum)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, count);
}
