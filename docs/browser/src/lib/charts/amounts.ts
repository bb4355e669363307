/* Amounts for people, rounded: 484.44 万元, 4.84 million. The exact figure stands in the table of each chart. */

import { grouped } from "../money";
import type { Language } from "../site";

const UNITS: Record<Language, readonly (readonly [number, string])[]> = {
  zh: [
    [1e8, "亿元"],
    [1e4, "万元"],
    [1, "元"],
  ],
  en: [
    [1e9, "billion yuan"],
    [1e6, "million yuan"],
    [1e3, "thousand yuan"],
    [1, "yuan"],
  ],
};

/** An amount in yuan, rounded to two decimals of a fitting unit. */
export function shortAmount(amount: number, language: Language): string {
  const units = UNITS[language];
  const [step, unit] = units.find(([size]) => Math.abs(amount) >= size) ?? (units.at(-1) as readonly [number, string]);
  const [whole, decimals] = (amount / step).toFixed(2).split(".");
  const rest = (decimals ?? "").replace(/0+$/, "");
  return `${grouped(whole ?? "0")}${rest ? `.${rest}` : ""} ${unit}`;
}

/** An amount as printed in JSON, with thousands separators: "4844351.04" is "4,844,351.04". */
export function exactAmount(amount: string): string {
  const [whole, decimals] = amount.split(".");
  return `${grouped(whole ?? "0")}.${(decimals ?? "").padEnd(2, "0")}`;
}

/** A share of a whole with one decimal; a part too small to show is said to be below it. */
export function shareText(part: number, whole: number): string {
  if (!whole) return "–";
  const share = (part / whole) * 100;
  return share > 0 && share < 0.05 ? "< 0.1 %" : `${share.toFixed(1)} %`;
}
