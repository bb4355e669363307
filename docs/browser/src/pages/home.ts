/* The home page: filter and sort the disclosures, and the chart of those that are shown. */

import { exactAmount } from "../lib/charts/amounts";
import { drawBars, type Bar } from "../lib/charts/bars";
import { drawnToFit, html } from "../lib/charts/drawing";
import { folded, pageLanguage, writeAddress } from "../lib/site";

/** Id, name, number of the place, year, scope, total; then findings by severity where it was audited. */
type Row = readonly [string, string, number, string, string, string, ...number[]];

interface HomeJson {
  readonly places: readonly (readonly [string, string])[];
  readonly scopes: Readonly<Record<string, string>>;
  readonly severities: readonly string[];
  readonly more: string;
  readonly sort: string;
  readonly rows: readonly Row[];
}

const SEVERITIES = ["error", "warning", "note"] as const;
const NAMES = ["text", "province", "year", "scope", "found"] as const;
const PAGE = 50;
const BARS = 12;
const NUMBERS = new Set([2, 4, 5]);

const language = pageLanguage();

function start(form: HTMLFormElement, table: HTMLTableElement, json: HomeJson): void {
  const body = table.tBodies[0];
  const head = table.tHead?.rows[0];
  if (!body || !head) return;
  const texts = new Map(json.rows.map((row) => [row, folded(`${row[1]} ${place(row)} ${row[0]} ${row[3]}`)]));
  const total = new Map(json.rows.map((row) => [row, Number(row[5] || 0)]));
  const figure = document.querySelector<HTMLElement>("figure[data-chart=bars] .yu-plot");
  const output = form.querySelector("output");
  const more = html("button", "yu-more");
  more.type = "button";
  let sorted = { column: -1, isReversed: false };
  let limit = PAGE;
  let bars: Bar[] = [];

  function place(row: Row): string {
    return json.places[row[2]]?.[0] ?? "";
  }

  function fits(row: Row, wanted: ReadonlyMap<string, string>, pieces: readonly string[]): boolean {
    const [errors, all] = [row[6] ?? 0, gravity(row)];
    const found = wanted.get("found");
    return (
      (!wanted.get("province") || json.places[row[2]]?.[1] === wanted.get("province")) &&
      (!wanted.get("year") || row[3] === wanted.get("year")) &&
      (!wanted.get("scope") || row[4] === wanted.get("scope")) &&
      (!found || (found === "error" ? errors > 0 : found === "any" ? all > 0 : all === 0)) &&
      pieces.every((piece) => texts.get(row)?.includes(piece))
    );
  }

  function compare(a: Row, b: Row): number {
    switch (sorted.column) {
      case 0:
        return a[1].localeCompare(b[1], language);
      case 1:
        return place(a).localeCompare(place(b), language);
      case 2:
        return Number(b[3]) - Number(a[3]);
      case 3:
        return a[4].localeCompare(b[4]);
      case 4:
        return (total.get(b) ?? 0) - (total.get(a) ?? 0);
      case 5:
        return gravity(b) - gravity(a);
      default:
        return 0;
    }
  }

  function show(): void {
    const wanted = new Map([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const pieces = folded(wanted.get("text") ?? "").split(/\s+/).filter(Boolean);
    const kept = json.rows.filter((row) => fits(row, wanted, pieces));
    if (sorted.column >= 0) kept.sort((a, b) => compare(a, b) * (sorted.isReversed ? -1 : 1));
    body?.replaceChildren(...kept.slice(0, limit).map((row) => line(row, json, place(row))));
    if (output) {
      const words = output.dataset["shown"] ?? "";
      output.textContent = words.replace("{shown}", String(kept.length)).replace("{total}", String(json.rows.length));
    }
    more.hidden = kept.length <= limit;
    more.textContent = json.more.replace("{count}", String(Math.min(PAGE, kept.length - limit)));
    bars = [...kept]
      .filter((row) => row[5])
      .sort((a, b) => (total.get(b) ?? 0) - (total.get(a) ?? 0))
      .slice(0, BARS)
      .map((row) => ({ label: row[1], note: row[3], amount: row[5] }));
    if (figure?.clientWidth) drawBars(figure, bars, Math.floor(figure.clientWidth), language);
    writeAddress(wanted);
  }

  for (const header of head.cells) {
    const button = html("button", "", [header.textContent ?? ""]);
    button.type = "button";
    button.title = json.sort;
    button.addEventListener("click", () => {
      const column = header.cellIndex;
      sorted = { column, isReversed: sorted.column === column && !sorted.isReversed };
      for (const other of head.cells) other.removeAttribute("aria-sort");
      const isDescending = NUMBERS.has(column) !== sorted.isReversed;
      header.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      show();
    });
    header.replaceChildren(button);
  }

  const asked = new URLSearchParams(location.search);
  for (const name of NAMES) {
    const field = form.elements.namedItem(name);
    const value = asked.get(name);
    if (value && (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) field.value = value;
  }
  form.addEventListener("input", () => {
    limit = PAGE;
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  more.addEventListener("click", () => {
    limit += PAGE;
    show();
  });
  table.parentElement?.after(more);
  form.hidden = false;
  show();
  if (figure) drawnToFit(figure, (width) => drawBars(figure, bars, width, language));
}

/** Errors before warnings before notes, as one number. */
function gravity(row: Row): number {
  return (row[6] ?? 0) * 1e6 + (row[7] ?? 0) * 1e3 + (row[8] ?? 0);
}

function line(row: Row, json: HomeJson, place: string): HTMLTableRowElement {
  const link = html("a", "", [row[1]]);
  link.href = `disclosures/${row[0]}/`;
  const badges = SEVERITIES.flatMap((severity, n) => {
    const count = row[6 + n] as number | undefined;
    return count ? [html("span", `yu-badge yu-${severity}`, [counted(count, json.severities[n] ?? "")]), " "] : [];
  });
  const cells: readonly (readonly [string, readonly (Node | string)[]])[] = [
    ["w", [link]],
    ["", [place]],
    ["", [row[3]]],
    ["", [json.scopes[row[4]] ?? row[4]]],
    ["n", [row[5] ? exactAmount(row[5]) : ""]],
    ["", badges.length ? badges : [row.length > 6 ? "–" : ""]],
  ];
  const made = html("tr");
  made.append(...cells.map(([css, children]) => html("td", css, children)));
  return made;
}

function counted(count: number, severity: string): string {
  return language === "zh" ? `${count} 个${severity}` : `${count} ${severity.toLowerCase()}${count === 1 ? "" : "s"}`;
}

const form = document.querySelector<HTMLFormElement>("form.yu-home-filter");
const table = document.querySelector<HTMLTableElement>("table.yu-home");
const source = document.getElementById("yu-home");
if (form && table && source) start(form, table, JSON.parse(source.textContent ?? "") as HomeJson);
