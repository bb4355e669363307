/* All facts as columns of codes, read from one Parquet file. Amounts are whole numbers of the smallest unit. */

import { parquetMetadataAsync, parquetRead } from "hyparquet";
import type { FileMetaData } from "hyparquet";

/** A column of text: its different values, and for each row the place of its value among them. */
export interface Codes {
  readonly values: readonly string[];
  readonly rows: Uint32Array;
}

export const KEY = [
  "organization",
  "fiscal_year",
  "phase",
  "operation",
  "fund",
  "function",
  "economic",
  "gov_economic",
  "expenditure_type",
  "activity",
] as const;
/** The columns of text, in the order of the file. */
export const CODED = ["disclosure", ...KEY, "status", "views", "organization_label_zh", "activity_label_zh"] as const;
export type Coded = (typeof CODED)[number];

export interface Facts {
  readonly count: number;
  /** How many decimals of a yuan an amount has. */
  readonly scale: number;
  readonly columns: Readonly<Record<Coded, Codes>>;
  readonly amounts: BigInt64Array;
  readonly leaves: Uint8Array;
  readonly witnesses: Uint32Array;
}

/** The facts in the bytes of the file. Throws where a column is missing or an amount does not fit. */
export async function readFacts(file: ArrayBuffer): Promise<Facts> {
  const metadata = await parquetMetadataAsync(file);
  const count = Number(metadata.num_rows);
  const scale = exactAmounts(metadata);
  const columns = {} as Record<Coded, Codes>;
  for (const name of CODED) columns[name] = await readCodes(file, metadata, name, count);
  const amounts = new BigInt64Array(count);
  await each(file, metadata, "amount", (value, row) => (amounts[row] = whole(value)));
  const leaves = new Uint8Array(count);
  await each(file, metadata, "is_leaf", (value, row) => (leaves[row] = value ? 1 : 0));
  const witnesses = new Uint32Array(count);
  await each(file, metadata, "witnesses", (value, row) => (witnesses[row] = Number(value)));
  return { count, scale, columns, amounts, leaves, witnesses };
}

/** Have the amounts read as whole numbers, which the reader would otherwise make floats of; how many decimals. */
function exactAmounts(metadata: FileMetaData): number {
  const amount = metadata.schema.find((element) => element.name === "amount");
  if (!amount) throw new Error("no column of amounts");
  const scale = amount.scale ?? 0;
  delete amount.converted_type;
  delete amount.logical_type;
  return scale;
}

/** A whole number as the reader gives it: of 64 bits, or the bytes of a longer one, the highest first. */
function whole(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return value as bigint;
  let number = 0n;
  for (const byte of value) number = (number << 8n) | BigInt(byte);
  number = BigInt.asIntN(8 * value.length, number);
  if (BigInt.asIntN(64, number) !== number) throw new RangeError("an amount is too large");
  return number;
}

async function each(
  file: ArrayBuffer,
  metadata: FileMetaData,
  name: string,
  take: (value: unknown, row: number) => void,
): Promise<void> {
  await parquetRead({
    file,
    metadata,
    columns: [name],
    onChunk: ({ columnData, rowStart, rowEnd }) => {
      for (let row = rowStart; row < rowEnd; row++) take(columnData[row - rowStart], row);
    },
  });
}

async function readCodes(file: ArrayBuffer, metadata: FileMetaData, name: string, count: number): Promise<Codes> {
  const places = new Map<string, number>();
  const rows = new Uint32Array(count);
  let last = "";
  let lastPlace = -1;
  await each(file, metadata, name, (value, row) => {
    const text = value as string;
    if (text !== last || lastPlace < 0) {
      last = text;
      lastPlace = places.get(text) ?? places.set(text, places.size).size - 1;
    }
    rows[row] = lastPlace;
  });
  return { values: [...places.keys()], rows };
}

const SHORT: Readonly<Record<string, string>> = { total: "_T", "not-applicable": "_Z" };

/** The id of a fact, which is its key: the anchor `fact-<id>` on the page of its disclosure. */
export function factId(facts: Facts, row: number): string {
  return KEY.map((name) => codeOf(facts, name, row))
    .map((code) => SHORT[code] ?? code)
    .join(".");
}

/** The code of a fact in one column. */
export function codeOf(facts: Facts, name: Coded, row: number): string {
  const column = facts.columns[name];
  return column.values[column.rows[row] ?? 0] ?? "";
}
