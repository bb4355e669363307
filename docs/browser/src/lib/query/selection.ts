/* What a query is asked of: all disclosures while they are few, those that are chosen otherwise. */

import { type Graph, isShared, loadedAtFirst, nameOf } from "./catalogue";
import { button, element } from "./dom";
import { grouped } from "./results";
import { isEnglish, words } from "./words";
import { folded } from "../site";

export interface Selection {
  readonly element: HTMLElement;
  graphs(): Graph[];
  names(): string[];
  statements(): number;
  /** Whether it is other than at first. */
  isChanged(): boolean;
}

const size = (bytes: number): string =>
  bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** `asked` are the names of disclosures that an address asks for, or null. */
export function makeSelection(all: readonly Graph[], asked: string | null): Selection {
  const own = all.filter((graph) => !isShared(graph));
  const first = loadedAtFirst(all);
  const names = asked === null ? null : new Set(asked.split(","));
  const chosen = new Set(all.filter((g) => (names && !isShared(g) ? names.has(nameOf(g)) : first.has(g.iri))).map((g) => g.iri));
  const graphs = (): Graph[] => all.filter((graph) => chosen.has(graph.iri));
  const statements = (): number => graphs().reduce((sum, graph) => sum + graph.statements, 0);
  const summary = element("summary");

  function tell(): void {
    const bytes = graphs().reduce((sum, graph) => sum + graph.bytes, 0);
    const count = own.filter((graph) => chosen.has(graph.iri)).length;
    const said = words.loaded(count, own.length, grouped(String(statements())), size(bytes));
    summary.replaceChildren(element("strong", {}, words.data), ` ${said}`);
  }

  const boxes = own.map((graph) => {
    const box = element("input", { type: "checkbox" });
    box.checked = chosen.has(graph.iri);
    box.addEventListener("change", () => set([box], box.checked));
    const label = (isEnglish ? graph.en : graph.zh) ?? nameOf(graph);
    const made = element("label", {}, box, ` ${label} `, element("small", {}, grouped(String(graph.statements))));
    return { graph, box, made, text: folded(`${graph.zh} ${graph.en} ${nameOf(graph)}`) };
  });

  function set(which: readonly HTMLInputElement[], is: boolean): void {
    for (const { graph, box } of boxes) {
      if (!which.includes(box)) continue;
      box.checked = is;
      if (is) chosen.add(graph.iri);
      else chosen.delete(graph.iri);
    }
    tell();
  }

  const find = element("input", { type: "search", placeholder: words.find, "aria-label": words.find });
  find.addEventListener("input", () => {
    const pieces = folded(find.value).split(/\s+/);
    for (const { made, text } of boxes) made.hidden = !pieces.every((piece) => text.includes(piece));
  });
  const visible = (): HTMLInputElement[] => boxes.filter(({ made }) => !made.hidden).map(({ box }) => box);
  const tools = element(
    "div",
    { class: "yu-choices" },
    ...(own.length > 10 ? [find] : []),
    button(words.all, () => set(visible(), true), { class: "yu-plain" }),
    button(words.none, () => set(visible(), false), { class: "yu-plain" }),
  );
  const list = element("div", { class: "yu-graphs" }, ...boxes.map(({ made }) => made));
  const details = element("details", { class: "yu-details" }, summary, tools, list, element("p", {}, words.shared));
  tell();
  return {
    element: details,
    graphs,
    names: () => own.filter((graph) => chosen.has(graph.iri)).map(nameOf),
    statements,
    isChanged: () => first.size !== chosen.size || [...first].some((iri) => !chosen.has(iri)),
  };
}
