/* Amounts of money, exactly: text such as "4844351.04" as a whole number of the smallest unit, never a float. */

/** How many decimals an amount has at least when it is shown. */
const SHOWN = 2;

/** How many decimals the amounts have at most, and at least two. */
export function scaleOf(amounts: Iterable<string>): number {
  let scale = SHOWN;
  for (const amount of amounts) scale = Math.max(scale, (amount.split(".")[1] ?? "").length);
  return scale;
}

/** An amount as a whole number of 10^-scale yuan. Throws a RangeError where it is no number or has more decimals. */
export function parseAmount(amount: string, scale: number): bigint {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  const decimals = found?.[3] ?? "";
  if (!found || decimals.length > scale) throw new RangeError(`no amount with ${scale} decimals: ${amount}`);
  const whole = BigInt(`${found[2]}${decimals.padEnd(scale, "0")}`);
  return found[1] ? -whole : whole;
}

/** The amount as plain text, with two decimals or as many as it needs: "4844351.04". */
export function amountText(amount: bigint, scale: number): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(scale + 1, "0");
  const decimals = digits.slice(digits.length - scale).replace(/0+$/, "").padEnd(SHOWN, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, digits.length - scale)}.${decimals}`;
}

/** The amount for people: "4,844,351.04". */
export function shownAmount(amount: bigint, scale: number): string {
  const [whole, decimals] = amountText(amount, scale).split(".");
  return `${grouped(whole ?? "")}.${decimals}`;
}

/** A whole number with thousands separators. */
export function grouped(whole: string | number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `amount / by`, rounded half away from zero to a whole number of the same unit. */
export function divided(amount: bigint, by: bigint): bigint {
  const [top, bottom] = by < 0n ? [-amount, -by] : [amount, by];
  const half = (2n * (top < 0n ? -top : top) + bottom) / (2n * bottom);
  return top < 0n ? -half : half;
}

/** `part` of `whole` in tenths of a per cent, rounded; null where there is no whole. */
export function permille(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number(divided(part * 1000n, whole));
}

/** The share of an amount for people: "62.7%"; what is not zero is not shown as zero. */
export function shownShare(tenths: number, amount: bigint): string {
  return tenths === 0 && amount > 0n ? "<0.1%" : `${percentText(tenths)}%`;
}

/** Tenths of a per cent as text: 627 is "62.7". */
export function percentText(tenths: number): string {
  return (tenths / 10).toFixed(1);
}
