/* The list of findings: filter and sort without a server. Without this script the page shows the gravest. Where there
   are more than stand in the page, all of them are fetched when they are first needed, and shown some at a time. */

import { folded, writeAddress } from "../lib/site";

const NAMES = ["disclosure", "severity", "code"] as const;
const STEP = 200;

type Name = (typeof NAMES)[number];

/* A finding: what the filters compare, the texts of its cells, its row once it is made. */
interface Entry extends Record<Name, string> {
  texts: string[];
  folded?: string;
  row: () => HTMLTableRowElement;
}

/* The file of all findings: names by code, and for each finding disclosure, severity, check, id, message, difference. */
interface Everything {
  disclosures: Record<string, string>;
  severities: Record<string, string>;
  checks: Record<string, string>;
  findings: [string, string, string, string, string, string][];
}

function numberIn(text: string): number {
  const value = Number.parseFloat(text.replace(/[,\s]/g, ""));
  return Number.isNaN(value) ? -1 : Math.abs(value);
}

function element(tag: string, css: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  if (css) made.className = css;
  made.append(...children);
  return made;
}

function link(target: string, text: string): HTMLAnchorElement {
  const made = document.createElement("a");
  made.href = target;
  made.textContent = text;
  return made;
}

function fromRow(row: HTMLTableRowElement): Entry {
  const said = (name: Name): string => row.dataset[name] ?? "";
  const texts = [...row.cells].map((cell) => cell.textContent ?? "");
  return { disclosure: said("disclosure"), severity: said("severity"), code: said("code"), texts, row: () => row };
}

function fromFile(all: Everything, found: Everything["findings"][number]): Entry {
  const [disclosure, severity, code, id, message, difference] = found;
  const named = (names: Record<string, string>, key: string): string => names[key] ?? key;
  const unit = named(all.disclosures, disclosure);
  const texts = [named(all.severities, severity), message, difference, unit, named(all.checks, code)];
  let made: HTMLTableRowElement | undefined;
  const row = (): HTMLTableRowElement => {
    if (made) return made;
    made = document.createElement("tr");
    Object.assign(made.dataset, { disclosure, severity, code });
    made.append(
      element("td", "", element("span", `yu-badge yu-${severity}`, texts[0] ?? "")),
      element("td", "w", link(`../disclosures/${disclosure}/#finding-${id}`, message)),
      element("td", "n", difference),
      element("td", "", unit),
      element("td", "", link(`../findings/${code}/`, texts[4] ?? "")),
    );
    return made;
  };
  return { disclosure, severity, code, texts, row };
}

/* Numbers by size, the largest first; severities by gravity, which is the order of the list; the rest as words. */
function sorted(entries: Entry[], column: number, isNumber: boolean): Entry[] {
  const text = (entry: Entry): string => entry.texts[column] ?? "";
  if (column === 0) return [...entries];
  if (isNumber) return [...entries].sort((a, b) => numberIn(text(b)) - numberIn(text(a)));
  const words = new Intl.Collator(document.documentElement.lang);
  return [...entries].sort((a, b) => words.compare(text(a), text(b)));
}

function start(form: HTMLFormElement, table: HTMLTableElement, body: HTMLTableSectionElement): void {
  const count = form.querySelector("output");
  const more = element("button", "md-button", form.dataset["more"] ?? "");
  let entries = [...body.rows].map(fromRow);
  let order = entries;
  let missing = form.dataset["all"];
  let total = Number(form.dataset["total"] ?? entries.length);
  let limit = STEP;
  let last = 0;

  async function fetched(): Promise<void> {
    if (!missing) return;
    const answer = await fetch(missing).catch(() => undefined);
    missing = undefined;
    if (!answer?.ok) return; // the page has the gravest, and a link to the file of all
    const all: Everything = await answer.json();
    entries = all.findings.map((found) => fromFile(all, found));
    order = entries;
    total = entries.length;
  }

  function wanted(): Map<string, string> {
    return new Map([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  }

  function show(): void {
    const asked = wanted();
    const pieces = folded(asked.get("text") ?? "").split(/\s+/).filter(Boolean);
    const fitting = order.filter((entry) => {
      if (!NAMES.every((name) => !asked.get(name) || entry[name] === asked.get(name))) return false;
      entry.folded ??= folded(entry.texts.join(" "));
      return pieces.every((piece) => entry.folded?.includes(piece));
    });
    const rows = fitting.slice(0, limit).map((entry) => entry.row());
    body.replaceChildren(...rows);
    more.hidden = fitting.length <= rows.length && !missing;
    if (count) {
      const words = count.dataset["shown"] ?? "";
      const found = missing ? rows.length : fitting.length;
      count.textContent = words.replace("{shown}", String(found)).replace("{total}", String(total));
    }
  }

  /* Do something once all findings are here: at once where they are. */
  function withAll(act: () => void): void {
    const turn = ++last;
    if (!missing) act();
    else void fetched().then(() => turn === last && act()); // what was asked later is shown
  }

  function filter(): void {
    writeAddress(wanted());
    if ([...wanted().values()].some(Boolean)) withAll(show);
    else show();
  }

  function sort(header: HTMLTableCellElement): void {
    const isNumber = header.classList.contains("n");
    const [first, second] = isNumber ? ["descending", "ascending"] : ["ascending", "descending"];
    const direction = header.getAttribute("aria-sort") === first ? second : first;
    for (const other of header.parentElement?.children ?? []) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction ?? "none");
    withAll(() => {
      order = sorted(entries, header.cellIndex, isNumber);
      if (direction !== first) order.reverse();
      show();
    });
  }

  for (const header of table.tHead?.rows[0]?.cells ?? []) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.title = form.dataset["sortBy"] ?? "";
    button.addEventListener("click", () => sort(header));
    header.replaceChildren(button);
  }

  /* The address says what is shown, so that it can be passed on. */
  const asked = new URLSearchParams(location.search);
  for (const name of [...NAMES, "text"]) {
    const field = form.elements.namedItem(name);
    const value = asked.get(name);
    if (value !== null && (field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) field.value = value;
  }
  const restart = (): void => {
    limit = STEP;
    filter();
  };
  form.addEventListener("input", restart);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(restart));
  more.setAttribute("type", "button");
  more.addEventListener("click", () => {
    limit += STEP;
    withAll(show);
  });
  table.parentElement?.after(more);
  form.hidden = false;
  filter();
}

const form = document.querySelector<HTMLFormElement>("form.yu-filter");
const table = document.querySelector<HTMLTableElement>("table.yu-filtered");
const body = table?.tBodies[0];
if (form && table && body) start(form, table, body);
