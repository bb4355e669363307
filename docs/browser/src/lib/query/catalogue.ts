/* What the page can load and ask: query/query.json, written when the site is built. */

export interface Graph {
  readonly iri: string;
  readonly file: string;
  readonly statements: number;
  readonly bytes: number;
  /** Labels of a disclosure; what all disclosures share has none. */
  readonly zh?: string;
  readonly en?: string;
}

export interface Example {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly text: string;
}

export interface Catalogue {
  readonly base: string;
  readonly prefixes: Readonly<Record<string, string>>;
  readonly graphs: readonly Graph[];
  readonly examples: readonly Example[];
}

export const isShared = (graph: Graph): boolean => graph.zh === undefined;

/** The id of a disclosure: the last part of its graph's IRI. */
export const nameOf = (graph: Graph): string => graph.iri.replace(/\/$/, "").split("/").at(-1) ?? graph.iri;

/* More than this takes a browser long to load; the rest can be chosen by hand. */
const LOADED_AT_FIRST = 250_000;

/** What is loaded unless something else is chosen: what is shared, and disclosures in their order while they are few. */
export function loadedAtFirst(graphs: readonly Graph[]): Set<string> {
  const chosen = new Set<string>();
  let statements = 0;
  for (const graph of [...graphs.filter(isShared), ...graphs.filter((each) => !isShared(each))]) {
    statements += graph.statements;
    if (statements <= LOADED_AT_FIRST || isShared(graph)) chosen.add(graph.iri);
  }
  return chosen;
}
