/* What the reader asked for, as the address of the page holds it. */

import { groupingOf, type Measure } from "./pivot.js";
import { FACETS, VIEWS, type Chosen, type Facet, type View } from "./selection.js";

export const SORTS = ["printed", "most", "least"] as const;
export type Sort = (typeof SORTS)[number];

export interface Asked {
  readonly view: View;
  readonly tab: "sums" | "lines";
  readonly text: string;
  readonly chosen: Chosen;
  /** The ids of the groupings down and across; across may be "". */
  readonly down: string;
  readonly across: string;
  readonly measure: Measure;
  readonly sort: Sort;
  /** The page of lines, from 1. */
  readonly page: number;
}

/** What each view is grouped by until the reader groups otherwise. */
const DOWN: Readonly<Record<View, string>> = {
  function: "function.1",
  economic: "economic.1",
  gov_economic: "gov_economic.1",
  revenue: "fund",
  all: "operation",
};

export function firstOf(view: View): Asked {
  return {
    view,
    tab: view === "all" ? "lines" : "sums",
    text: "",
    chosen: {},
    down: DOWN[view],
    across: "disclosure",
    measure: view === "all" ? "count" : "sum",
    sort: "printed",
    page: 1,
  };
}

function oneOf<T extends string>(allowed: readonly T[], text: string | null, otherwise: T): T {
  return allowed.find((each) => each === text) ?? otherwise;
}

/** What the query of an address asks for; what it does not say, or says wrongly, is as at first. */
export function readAsked(query: string): Asked {
  const said = new URLSearchParams(query);
  const first = firstOf(oneOf(VIEWS, said.get("view"), "function"));
  const chosen: Partial<Record<Facet, readonly string[]>> = {};
  for (const facet of FACETS) {
    const codes = (said.get(facet) ?? "").split(",").filter(Boolean);
    if (codes.length) chosen[facet] = codes;
  }
  const page = Number(said.get("page"));
  const across = said.get("across");
  return {
    view: first.view,
    tab: oneOf(["sums", "lines"] as const, said.get("tab"), first.tab),
    text: said.get("text") ?? "",
    chosen,
    down: groupingOf(said.get("down") ?? "")?.id ?? first.down,
    across: across === "none" ? "" : (groupingOf(across ?? "")?.id ?? first.across),
    measure: first.view === "all" ? "count" : oneOf(["sum", "count"] as const, said.get("measure"), first.measure),
    sort: oneOf(SORTS, said.get("sort"), first.sort),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** What is asked for as names and values of a query; what is as at first is empty. */
export function askedQuery(asked: Asked): [string, string][] {
  const first = firstOf(asked.view);
  const told = (name: "tab" | "down" | "measure" | "sort" | "page"): string =>
    asked[name] === first[name] ? "" : String(asked[name]);
  return [
    ["view", asked.view === "function" ? "" : asked.view],
    ["tab", told("tab")],
    ["text", asked.text],
    ...FACETS.map((facet): [string, string] => [facet, (asked.chosen[facet] ?? []).join(",")]),
    ["down", told("down")],
    ["across", asked.across === first.across ? "" : asked.across || "none"],
    ["measure", told("measure")],
    ["sort", told("sort")],
    ["page", told("page")],
  ];
}

/** The same question with another view: what is grouped by follows where the reader left it as it was. */
export function withView(asked: Asked, view: View): Asked {
  const [before, after] = [firstOf(asked.view), firstOf(view)];
  return {
    ...asked,
    view,
    down: asked.down === before.down ? after.down : asked.down,
    measure: view === "all" ? "count" : asked.view === "all" ? "sum" : asked.measure,
    page: 1,
  };
}
