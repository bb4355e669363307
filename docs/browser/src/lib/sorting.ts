/* Tables that can be sorted by any column: up, down, and as printed again. Only tables whose rows all have one cell a
   column; a total stays at the end. */

import { html } from "./charts/drawing";

/** The header cell of each column: the lowest that stands over this column alone. */
function headers(table: HTMLTableElement): (HTMLTableCellElement | undefined)[] {
  const found: (HTMLTableCellElement | undefined)[] = [];
  const taken: boolean[][] = [];
  [...(table.tHead?.rows ?? [])].forEach((row, depth) => {
    let column = 0;
    for (const cell of row.cells) {
      while (taken[depth]?.[column]) column += 1;
      for (let down = 0; down < cell.rowSpan; down += 1)
        for (let right = 0; right < cell.colSpan; right += 1) (taken[depth + down] ??= [])[column + right] = true;
      if (cell.colSpan === 1 && cell.tagName === "TH") found[column] = cell;
      column += cell.colSpan;
    }
  });
  return found;
}

function isPlain(rows: readonly HTMLTableRowElement[]): boolean {
  const columns = rows[0]?.cells.length ?? 0;
  const isWhole = (row: HTMLTableRowElement): boolean =>
    row.cells.length === columns && [...row.cells].every((cell) => cell.colSpan === 1 && cell.rowSpan === 1);
  return columns > 1 && rows.length > 2 && rows.every(isWhole);
}

/** What a cell is sorted by: its number where it has one (exact enough to order by), else its text. */
function value(row: HTMLTableRowElement, column: number): number | string {
  const text = (row.cells[column]?.textContent ?? "").trim();
  const number = /^[-−]?[\d,，]+(\.\d+)?\s*%?/.exec(text)?.[0].replace(/[,，\s%]/g, "").replace("−", "-");
  return number && number.length >= text.length / 2 ? Number.parseFloat(number) : text;
}

function compared(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return String(a).localeCompare(String(b), document.documentElement.lang);
}

/** Let a table be sorted by buttons in its headers; `hint` says what they do. */
export function sortable(table: HTMLTableElement, hint: string): void {
  const body = table.tBodies[0];
  const printed = [...(body?.rows ?? [])];
  if (!body || !isPlain(printed)) return;
  const isSum = (row: HTMLTableRowElement): boolean => row.classList.contains("yu-sum");
  const found = headers(table);
  found.forEach((header, column) => {
    if (!header?.textContent?.trim()) return;
    const button = html("button", "", [...header.childNodes]);
    button.type = "button";
    button.title = hint;
    button.addEventListener("click", () => {
      const before = header.getAttribute("aria-sort");
      const next = before === null ? "ascending" : before === "ascending" ? "descending" : null;
      for (const other of found) other?.removeAttribute("aria-sort");
      if (next) header.setAttribute("aria-sort", next);
      const lines = printed.filter((row) => !isSum(row));
      const turn = next === "descending" ? -1 : 1;
      if (next) lines.sort((a, b) => turn * compared(value(a, column), value(b, column)));
      body.append(...lines, ...printed.filter(isSum));
    });
    header.replaceChildren(button);
  });
}

/** Let every table of the page be sorted, from the reader's first move on; those in closed boxes once they are opened. */
export function startSorting(hint: string): void {
  const within = (place: ParentNode): void =>
    place.querySelectorAll<HTMLTableElement>("table.yu").forEach((table) => {
      if (table.dataset["sortable"] || table.closest("details:not([open])")) return;
      table.dataset["sortable"] = "yes";
      sortable(table, hint);
    });
  let isBegun = false;
  const begin = (): void => {
    if (isBegun) return;
    isBegun = true;
    within(document);
    document.addEventListener("toggle", (event) => within(event.target as Element), true);
  };
  for (const move of ["pointermove", "pointerdown", "keydown"]) addEventListener(move, begin, { once: true });
}
