/* The results as text: for people in a table, for spreadsheets as CSV. */

import type { CsvCell } from "../csv";
import type { Binding, Rows, Term } from "./messages";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["decimal", "integer", "double", "float", "long", "int", "nonNegativeInteger"].map((n) => XSD + n));

export const isNumber = (term: Term | undefined): boolean => NUMBERS.has(term?.datatype ?? "");

/** The columns in which every value is a number, and there is one. */
export function numberColumns(names: readonly string[], rows: readonly Binding[]): string[] {
  return names.filter((name) => {
    const terms = rows.map((row) => row[name]).filter((term) => term !== undefined);
    return terms.length > 0 && terms.every(isNumber);
  });
}

/** A number with thousands separators; no digit is lost. */
export function grouped(value: string): string {
  const found = /^([-+]?)(\d{5,})(\.\d+)?$/.exec(value);
  return found ? `${found[1]}${(found[2] ?? "").replace(/\B(?=(\d{3})+$)/g, ",")}${found[3] ?? ""}` : value;
}

/** An IRI by the longest prefix that fits, as Turtle would write it; the IRI itself where none does. */
export function shortened(iri: string, prefixes: Readonly<Record<string, string>>): string {
  const fitting = Object.entries(prefixes).filter(([, start]) => iri.startsWith(start) && iri.length > start.length);
  const [prefix, start] = fitting.sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (prefix === undefined || start === undefined) return iri;
  const local = iri.slice(start.length);
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(local) ? `${prefix}:${local}` : iri;
}

/** The rows for a spreadsheet: the names of the columns, then values without their types. */
export function sheet(rows: Rows): CsvCell[][] {
  const names = rows.head.vars ?? [];
  const cell = (term: Term | undefined): CsvCell =>
    term && isNumber(term) ? { number: term.value } : (term?.value ?? "");
  return [[...names], ...(rows.results?.bindings ?? []).map((row) => names.map((name) => cell(row[name])))];
}
