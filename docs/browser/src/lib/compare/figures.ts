/* The figures at a glance, and what one must mind when they are compared. Pure. */

import { divided, parseAmount } from "../money.js";
import type { Line, Persons, Summary } from "./summary.js";

/** The types of expenditure that stand at the top of the comparison. */
const TYPES = ["basic", "personnel", "operating", "project"] as const;

/** The persons that the prose states for a subject ("staff", "establishment"), or undefined. */
export function personsOf(summary: Summary, subject: string): Persons | undefined {
  return summary.staff.find((each) => each.subject === subject);
}

/** An amount per staff member, rounded to the smallest unit; null where no staff is stated. */
export function perHead(amount: bigint, summary: Summary): bigint | null {
  const staff = personsOf(summary, "staff");
  const persons = staff && /^\d+$/.test(staff.persons) ? BigInt(staff.persons) : 0n;
  return persons > 0n ? divided(amount, persons) : null;
}

/** The line of one type of expenditure, of all disclosures; a type that none states is not among them. */
export function typeRows(summaries: readonly Summary[]): { code: string; lines: (Line | undefined)[] }[] {
  return TYPES.map((code) => ({
    code,
    lines: summaries.map((each) => each.breakdowns.type?.lines.find((line) => line.code === code)),
  })).filter((each) => each.lines.some(Boolean));
}

/** The expenditure of the year as a whole number, or null where it is not stated. */
export function totalOf(summary: Summary, scale: number): bigint | null {
  return summary.total === null ? null : parseAmount(summary.total, scale);
}

/** In what the disclosures differ so that a comparison is uneven: the different values of each. */
export function unevenness(summaries: readonly Summary[], phase: (summary: Summary) => string) {
  const several = (values: string[]): string[] => {
    const different = [...new Set(values)].sort();
    return different.length > 1 ? different : [];
  };
  return {
    year: several(summaries.map((each) => each.year)),
    phase: several(summaries.map(phase)),
    scope: several(summaries.map((each) => each.scope)),
  };
}
