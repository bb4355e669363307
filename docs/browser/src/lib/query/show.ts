/* The results on the page, and their downloads. */

import { downloadCsv } from "../csv";
import { chart } from "./chart";
import { button, element, save } from "./dom";
import type { Rows } from "./messages";
import { numberColumns, sheet } from "./results";
import { type Links, table } from "./table";
import { words } from "./words";

export function showGraph(place: HTMLElement, turtle: string): void {
  const download = button(words.download("Turtle"), () => save("yusuan-query.ttl", "text/turtle", turtle), { class: "yu-plain" });
  const text = element("pre", { tabindex: "0" }, element("code", {}, turtle.slice(0, 200_000)));
  place.replaceChildren(...(turtle.trim() ? [element("p", {}, download), text] : [words.nothing]));
}

export function showRows(place: HTMLElement, rows: Rows, links: Links): void {
  if (rows.boolean !== undefined) {
    place.replaceChildren(element("p", { class: "yu-truth" }, rows.boolean ? words.yes : words.no));
    return;
  }
  const [names, found] = [rows.head.vars ?? [], rows.results?.bindings ?? []];
  if (!found.length) {
    place.replaceChildren(element("p", {}, words.nothing));
    return;
  }
  const shown = element("div");
  const views = { [words.table]: () => table(names, found, links), [words.chart]: () => chart(names, found) };
  const kinds = numberColumns(names, found).length ? Object.keys(views) : [words.table];
  const buttons = kinds.map((kind) => button(kind, () => show(kind), { class: "yu-plain" }));
  function show(kind: string): void {
    shown.replaceChildren(views[kind]?.() ?? "");
    for (const each of buttons) each.setAttribute("aria-pressed", String(each.textContent === kind));
  }
  const download = button(words.download("CSV"), () => downloadCsv("yusuan-query.csv", sheet(rows)), { class: "yu-plain" });
  place.replaceChildren(element("div", { class: "yu-choices" }, ...buttons, download), shown);
  show(words.table);
}
