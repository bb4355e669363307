/* What the reader chose to compare, as the address of the page holds it. */

import { BREAKDOWNS, type BreakdownName } from "./summary.js";
import type { Order } from "./merge.js";

export const MOST = 6;
export const MEASURES = ["share", "yuan", "head"] as const;
export type Measure = (typeof MEASURES)[number];

export interface Choice {
  /** The ids of the disclosures, in the order in which they were chosen. */
  readonly disclosures: readonly string[];
  readonly by: BreakdownName;
  /** How many levels of the code list show. */
  readonly level: number;
  readonly measure: Measure;
  readonly order: Order;
}

export const FIRST: Choice = { disclosures: [], by: "function", level: 1, measure: "share", order: "difference" };

function oneOf<T extends string>(allowed: readonly T[], text: string | null, otherwise: T): T {
  return allowed.find((each) => each === text) ?? otherwise;
}

/** The choice in the query of an address; what it does not say, or says wrongly, is as at first. */
export function readChoice(query: string): Choice {
  const said = new URLSearchParams(query);
  const ids = (said.get("d") ?? "").split(",").filter(Boolean);
  const level = Number(said.get("level"));
  return {
    disclosures: [...new Set(ids)].slice(0, MOST),
    by: oneOf(BREAKDOWNS, said.get("by"), FIRST.by),
    level: Number.isInteger(level) && level > 0 && level < 10 ? level : FIRST.level,
    measure: oneOf(MEASURES, said.get("measure"), FIRST.measure),
    order: oneOf(["difference", "code"] as const, said.get("order"), FIRST.order),
  };
}

/** The choice as names and values of a query; what is as at first is empty. */
export function choiceQuery(choice: Choice): [string, string][] {
  const told = (name: keyof Choice): string => (choice[name] === FIRST[name] ? "" : String(choice[name]));
  return [
    ["d", choice.disclosures.join(",")],
    ["by", choice.disclosures.length ? choice.by : ""],
    ["level", told("level")],
    ["measure", told("measure")],
    ["order", told("order")],
  ];
}
