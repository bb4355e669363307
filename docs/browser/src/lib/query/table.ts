/* The results as a table. Whatever the site has a page for is a link to it. */

import { element } from "./dom";
import type { Binding, Term } from "./messages";
import { grouped, numberColumns, shortened } from "./results";
import { words } from "./words";

const SHOWN = 1000;

export interface Links {
  /** The base of every IRI of the site, and where the site is from this page. */
  readonly base: string;
  readonly root: string;
  readonly prefixes: Readonly<Record<string, string>>;
}

function shown(term: Term | undefined, isNumber: boolean, links: Links): Node | string {
  if (!term) return "";
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type !== "uri") return isNumber ? grouped(term.value) : term.value;
  const text = shortened(term.value, links.prefixes);
  if (!term.value.startsWith(links.base)) return element("span", { title: term.value }, text);
  return element("a", { href: links.root + term.value.slice(links.base.length), title: term.value }, text);
}

export function table(names: readonly string[], rows: readonly Binding[], links: Links): HTMLElement {
  const numbers = new Set(numberColumns(names, rows));
  const kind = (name: string): Record<string, string> => (numbers.has(name) ? { class: "n" } : {});
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col", ...kind(name) }, name)));
  const lines = rows.slice(0, SHOWN).map((row) =>
    element("tr", {}, ...names.map((name) => element("td", kind(name), shown(row[name], numbers.has(name), links)))),
  );
  const made = element("table", { class: "yu" }, element("thead", {}, head), element("tbody", {}, ...lines));
  const box = element("div", { class: "yu-scroll", tabindex: "0", role: "region", "aria-label": words.results }, made);
  if (rows.length <= SHOWN) return box;
  const said = words.first(grouped(String(SHOWN)), grouped(String(rows.length)));
  return element("div", {}, element("p", {}, said), box);
}
