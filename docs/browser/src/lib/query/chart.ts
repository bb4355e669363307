/* A bar chart of one column of numbers; each bar says its label and its number as text. */

import { element } from "./dom";
import type { Binding } from "./messages";
import { grouped, isNumber, numberColumns } from "./results";
import { isEnglish, words } from "./words";

const SHOWN = 60;

/** The column that tells most rows apart, one in the page's language before the others. */
function labelColumn(names: readonly string[], numbers: readonly string[], rows: readonly Binding[]): string {
  const others = names.filter((name) => !numbers.includes(name));
  const own = others.filter((name) => name.endsWith(isEnglish ? "_en" : "_zh"));
  const distinct = (name: string): number => new Set(rows.map((row) => row[name]?.value)).size;
  return [...(own.length ? own : others)].sort((a, b) => distinct(b) - distinct(a))[0] ?? names[0] ?? "";
}

function choice(label: string, names: readonly string[], chosen: string, change: (name: string) => void): HTMLElement {
  const options = names.map((name) => element("option", { value: name, selected: name === chosen }, name));
  const select = element("select", {}, ...options);
  select.addEventListener("change", () => change(select.value));
  return element("label", {}, `${label} `, select);
}

function bars(rows: readonly Binding[], label: string, value: string): HTMLElement {
  const found = rows.filter((row) => isNumber(row[value])).slice(0, SHOWN);
  const largest = Math.max(...found.map((row) => Math.abs(Number(row[value]?.value))), Number.MIN_VALUE);
  const lines = found.map((row) => {
    const text = row[value]?.value ?? "";
    const bar = element("span", { class: Number(text) < 0 ? "yu-bar yu-negative" : "yu-bar" });
    bar.style.width = `${(Math.abs(Number(text)) / largest) * 100}%`;
    const name = row[label]?.value ?? "";
    return element(
      "li",
      {},
      element("span", { class: "yu-bar-label", title: name }, name),
      element("span", { class: "yu-bar-track", "aria-hidden": "true" }, bar),
      element("span", { class: "yu-bar-value" }, grouped(text)),
    );
  });
  return element("ol", { class: "yu-bars" }, ...lines);
}

/** The chart with a choice of its two columns. */
export function chart(names: readonly string[], rows: readonly Binding[]): HTMLElement {
  const numbers = numberColumns(names, rows);
  let [label, value] = [labelColumn(names, numbers, rows), numbers.at(-1)];
  if (value === undefined) return element("p", {}, words.noNumber);
  const place = element("div");
  const draw = (): void => {
    const said = rows.length > SHOWN ? [element("p", {}, words.first(String(SHOWN), grouped(String(rows.length))))] : [];
    place.replaceChildren(...said, bars(rows, label, value ?? ""));
  };
  const choices = element(
    "div",
    { class: "yu-choices" },
    choice(words.label, names, label, (name) => ((label = name), draw())),
    choice(words.value, numbers, value, (name) => ((value = name), draw())),
  );
  draw();
  return element("div", {}, choices, place);
}
