/* The list of findings: filter and sort without a server. Without this script the whole list shows. */

const NAMES = ["disclosure", "severity", "code"] as const;

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

function numberIn(text: string): number {
  const value = Number.parseFloat(text.replace(/[,\s]/g, ""));
  return Number.isNaN(value) ? -1 : Math.abs(value);
}

function start(form: HTMLFormElement, table: HTMLTableElement, body: HTMLTableSectionElement): void {
  const rows = [...body.rows];
  const count = form.querySelector("output");
  const texts = new Map(rows.map((row) => [row, folded(row.textContent ?? "")]));

  function filter(): void {
    const wanted = new Map([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const pieces = folded(wanted.get("text") ?? "").split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = NAMES.every((name) => !wanted.get(name) || row.dataset[name] === wanted.get(name));
      row.hidden = !(fits && pieces.every((piece) => texts.get(row)?.includes(piece)));
      shown += row.hidden ? 0 : 1;
    }
    if (count) {
      const words = count.dataset["shown"] ?? "";
      count.textContent = words.replace("{shown}", String(shown)).replace("{total}", String(rows.length));
    }
    const query = new URLSearchParams([...wanted].filter(([, value]) => value)).toString();
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  }

  /* Numbers by size, the largest first; severities by gravity, which is the order of the page; the rest as words. */
  function order(column: number, isNumber: boolean): (a: HTMLTableRowElement, b: HTMLTableRowElement) => number {
    const text = (row: HTMLTableRowElement): string => row.cells[column]?.textContent ?? "";
    if (isNumber) return (a, b) => numberIn(text(b)) - numberIn(text(a));
    if (column === 0) return (a, b) => rows.indexOf(a) - rows.indexOf(b);
    return (a, b) => text(a).localeCompare(text(b), document.documentElement.lang);
  }

  function sort(header: HTMLTableCellElement): void {
    const isNumber = header.classList.contains("n");
    const [first, second] = isNumber ? ["descending", "ascending"] : ["ascending", "descending"];
    const direction = header.getAttribute("aria-sort") === first ? second : first;
    for (const other of header.parentElement?.children ?? []) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction ?? "none");
    const sorted = [...rows].sort(order(header.cellIndex, isNumber));
    body.append(...(direction === first ? sorted : sorted.reverse()));
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
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  filter();
}

const form = document.querySelector<HTMLFormElement>("form.yu-filter");
const table = document.querySelector<HTMLTableElement>("table.yu-filtered");
const body = table?.tBodies[0];
if (form && table && body) start(form, table, body);
