/* What can be told of a query from its text: its form, the prefixes it may leave out, where an error is. */

/* Strings, IRIs and comments say nothing about the form of a query. */
const QUIET =
  /"""(?:[^"\\]|\\[^]|"{1,2}(?!"))*"""|'''(?:[^'\\]|\\[^]|'{1,2}(?!'))*'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\r\n]*/g;

const blanked = (query: string): string => query.replace(QUIET, (found) => found.replace(/[^\n]/g, " "));

/** Whether the answer is a graph (CONSTRUCT, DESCRIBE) and not a table or a truth value. */
export function asksForGraph(query: string): boolean {
  const form = /\b(select|ask|construct|describe)\b/i.exec(blanked(query));
  return /construct|describe/i.test(form?.[1] ?? "");
}

/** Whether it names graphs, so that these must be loaded beside the union of all. */
export const namesGraphs = (query: string): boolean => /\b(graph|from)\b/i.test(blanked(query));

/** The query with the prefixes that need not be declared, in one line before it. */
export function declared(query: string, prefixes: Readonly<Record<string, string>>): string {
  const lines = Object.entries(prefixes).map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`);
  return `${lines.join(" ")}\n${query}`;
}

export interface Fault {
  /** What cannot be read (the text from there, or up to there), a query cut off, which prefix is unknown, or what the
      parser says. */
  readonly kind?: "unread" | "until" | "cut" | "undeclared" | "update" | "said";
  readonly message: string;
  /** Both count from 1; missing where the parser gives no place. */
  readonly line?: number;
  readonly column?: number;
}

/** What Oxigraph says of a query that `declared` has given it; its lists of what it expected help nobody. */
export function faultOf(query: string, said: string, prefixes: Readonly<Record<string, string>>): Fault {
  const update = /^\s*(?:(?:prefix\s+\S*\s*|base\s*)\s*)*(insert|delete|load|clear|drop|create|add|move|copy|with)\b/i;
  const found = update.exec(blanked(query));
  if (found) return { kind: "update", message: (found[1] ?? "").toUpperCase(), ...placeOf(query, query.search(new RegExp(found[1] ?? "", "i"))) };
  const unknown = undeclared(query, prefixes);
  if (unknown) return unknown;
  const place = /error at (\d+):(\d+)(?:: (.*))?/s.exec(said);
  if (!place) return { message: said.replace(/\s+/g, " ").trim() };
  const lines = query.split("\n");
  let [line, column] = [Number(place[1]) - 1, Number(place[2])];
  const reason = /expected (?:one of )?.*?((?:Variable|Prefix|Not |The |Duplicate|Aggregate|SELECT \*)[^[\]]*)/.exec(place[3] ?? "");
  if (reason?.[1]) return { message: reason[1].trim(), line: Math.max(line, 1), column };
  while (line < lines.length && !(lines[line - 1] ?? "").slice(column - 1).trim()) [line, column] = [line + 1, 1];
  const rest = (lines[line - 1] ?? "").slice(column - 1).trim();
  if (rest) return { kind: "unread", message: rest.slice(0, 40), line, column };
  const isOpen = (blanked(query).match(/[{(]/g) ?? []).length > (blanked(query).match(/[})]/g) ?? []).length;
  const read = query.trim().slice(-40);
  return { kind: isOpen || !read ? "cut" : "until", message: read, line: Math.min(Math.max(line, 1), lines.length), column };
}

function undeclared(query: string, prefixes: Readonly<Record<string, string>>): Fault | null {
  const text = blanked(query);
  const known = new Set([...Object.keys(prefixes), "_"]);
  for (const found of text.matchAll(/\bprefix\s+([^\s:<>]*):/gi)) known.add(found[1] ?? "");
  for (const found of text.matchAll(/(?<![\w?$@:.-])([A-Za-z][\w.-]*|):(?=[\w%\\:-])/g)) {
    const prefix = found[1] ?? "";
    if (known.has(prefix)) continue;
    return { kind: "undeclared", message: `${prefix}:`, ...placeOf(text, found.index) };
  }
  return null;
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
