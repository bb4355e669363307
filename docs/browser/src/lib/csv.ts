/* CSV that a spreadsheet opens as it is meant: UTF-8 with a byte order mark, quoted where needed, no formulas. */

/** A cell: text is guarded against being read as a formula, an amount is written as it is. */
export type CsvCell = string | { readonly number: string };

const FORMULA = /^[=+\-@\t\r]/;

function cellText(cell: CsvCell): string {
  if (typeof cell !== "string") return cell.number;
  const guarded = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Rows as CSV, without byte order mark. A text that begins like a formula gets a leading apostrophe. */
export function csvText(rows: Iterable<readonly CsvCell[]>): string {
  const lines: string[] = [];
  for (const row of rows) lines.push(row.map(cellText).join(","));
  return lines.join("\r\n") + "\r\n";
}

/** Let the reader save the rows as a file. */
export function downloadCsv(name: string, rows: Iterable<readonly CsvCell[]>): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", csvText(rows)], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
