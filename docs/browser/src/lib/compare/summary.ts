/* What a disclosure says of its unit, as published in disclosures/<id>/summary.json and in disclosures/index.json. */

import type { Language } from "../site.js";

/** A disclosure in the list of all. `total` is exact text in yuan, null where none is stated. */
export interface Entry {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly place_zh: string;
  readonly place_en: string;
  readonly year: string;
  readonly phase: string;
  readonly phase_zh: string;
  readonly phase_en: string;
  readonly scope: string;
  readonly total: string | null;
}

/** An amount under one code. `fund` is named where the amount is not that of all funds. */
export interface Line {
  readonly code: string;
  readonly parent: string;
  readonly zh: string;
  readonly en: string;
  readonly amount: string;
  readonly fact?: string;
  readonly fund_zh?: string;
  readonly fund_en?: string;
  readonly memorandum?: boolean;
}

/** A number of persons as the prose states it. */
export interface Persons {
  readonly subject: string;
  readonly zh: string;
  readonly en: string;
  readonly persons: string;
  readonly statement: string;
  readonly sentence: string;
}

/** Lines in the order of the code list, each after the one it belongs to; shares are shares of `total`. */
export interface Breakdown {
  readonly total: string | null;
  readonly lines: readonly Line[];
}

export const BREAKDOWNS = ["function", "economic", "gov_economic", "type", "three_public", "revenue"] as const;
export type BreakdownName = (typeof BREAKDOWNS)[number];

export interface Summary extends Entry {
  readonly revenue: string | null;
  readonly staff: readonly Persons[];
  readonly breakdowns: Partial<Record<BreakdownName, Breakdown>>;
}

/** The text of one language of something that has both. */
export function inLanguage(named: { readonly zh: string; readonly en: string }, language: Language): string {
  return language === "zh" ? named.zh : named.en;
}

/** Every amount of a summary, to find out how many decimals are needed. */
export function* amountsOf(summary: Summary): Generator<string> {
  for (const amount of [summary.total, summary.revenue]) if (amount) yield amount;
  for (const breakdown of Object.values(summary.breakdowns)) {
    if (breakdown.total) yield breakdown.total;
    for (const line of breakdown.lines) yield line.amount;
  }
}
