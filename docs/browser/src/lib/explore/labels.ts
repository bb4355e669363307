/* What the codes are called, in both languages, and how they nest. */

import type { Entry } from "../compare/summary.js";
import type { Language } from "../site.js";
import type { Coded, Facts } from "./facts.js";

/** Labels in both languages and the broader code. */
export type Label = readonly [zh: string, en: string, parent: string];

/** A disclosure in the file of labels. */
export interface Disclosure extends Entry {
  readonly province_zh: string;
  readonly province_en: string;
}

/** The file explore/labels.json. */
export interface LabelFile {
  readonly dimensions: Readonly<Record<string, Readonly<Record<string, Label>>>>;
  readonly disclosures: readonly Disclosure[];
}

/** Codes that stand for a whole or for nothing: they have no place in a tree of parts. */
export const BROAD: ReadonlySet<string> = new Set(["total", "not-applicable", ""]);

export class Labels {
  readonly disclosures: ReadonlyMap<string, Disclosure>;
  private readonly organizations: ReadonlyMap<string, string>;

  constructor(
    private readonly file: LabelFile,
    facts: Facts,
    readonly language: Language,
  ) {
    this.disclosures = new Map(file.disclosures.map((each) => [each.id, each]));
    this.organizations = organizationNames(facts);
  }

  /** The name of a code, the code itself where it has none. */
  of(dimension: Coded, code: string): string {
    if (dimension === "disclosure") return this.disclosure(code);
    const found = this.file.dimensions[dimension]?.[code];
    if (found) return found[this.language === "zh" ? 0 : 1];
    return (dimension === "organization" && this.organizations.get(code)) || code;
  }

  /** The unit, year and phase of a disclosure. */
  disclosure(id: string): string {
    const found = this.disclosures.get(id);
    if (!found) return id;
    const [name, phase] = this.language === "zh" ? [found.zh, found.phase_zh] : [found.en, found.phase_en];
    return [name, found.year, phase].filter(Boolean).join(" ");
  }

  /** The place of a disclosure. */
  place(id: string): string {
    const found = this.disclosures.get(id);
    return (this.language === "zh" ? found?.place_zh : found?.place_en) ?? "";
  }

  /** The province of a disclosure, by its Chinese name in either language. */
  province(id: string): string {
    return this.disclosures.get(id)?.province_zh ?? "";
  }

  /** The name of a province by its Chinese name. */
  provinceName(province: string): string {
    if (this.language === "zh") return province;
    return [...this.disclosures.values()].find((each) => each.province_zh === province)?.province_en ?? province;
  }

  /** A code and the broader ones, itself first; codes of a whole are not among the broader ones. */
  path(dimension: Coded, code: string): string[] {
    const path = [code];
    let parent = this.file.dimensions[dimension]?.[code]?.[2] ?? "";
    while (!BROAD.has(parent) && !path.includes(parent)) {
      path.push(parent);
      parent = this.file.dimensions[dimension]?.[parent]?.[2] ?? "";
    }
    return path;
  }

  /** All the text that a code can be found by: the code, and its names in both languages. */
  searched(dimension: Coded, code: string): string {
    if (dimension === "disclosure") {
      return Object.values(this.disclosures.get(code) ?? { code }).join(" ");
    }
    const found = this.file.dimensions[dimension]?.[code];
    return found ? `${code} ${found[0]} ${found[1]}` : `${code} ${this.of(dimension, code)}`;
  }
}

/** The Chinese names of organizations, which the facts themselves carry, by code. */
function organizationNames(facts: Facts): Map<string, string> {
  const { organization: codes, organization_label_zh: names } = facts.columns;
  const found = new Map<string, string>();
  for (let row = 0; row < facts.count && found.size < codes.values.length; row++) {
    found.set(codes.values[codes.rows[row] ?? 0] ?? "", names.values[names.rows[row] ?? 0] ?? "");
  }
  return found;
}
