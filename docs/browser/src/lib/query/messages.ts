/* What the page and its worker say to each other. */

import type { Graph } from "./catalogue";

export interface Ask {
  readonly query: string;
  readonly isGraph: boolean;
  readonly isNamed: boolean;
  readonly folder: string;
  readonly graphs: readonly Graph[];
}

export interface Term {
  readonly type: "uri" | "literal" | "bnode" | "triple";
  readonly value: string;
  readonly datatype?: string;
  readonly "xml:lang"?: string;
}

export type Binding = Readonly<Record<string, Term>>;

export interface Rows {
  readonly head: { readonly vars?: readonly string[] };
  readonly results?: { readonly bindings: readonly Binding[] };
  readonly boolean?: boolean;
}

export type Reply =
  | { readonly kind: "loading"; readonly done: number; readonly all: number }
  | { readonly kind: "asking"; readonly statements: number; readonly loading: number }
  | { readonly kind: "rows"; readonly rows: Rows; readonly asking: number }
  | { readonly kind: "graph"; readonly turtle: string; readonly asking: number }
  | { readonly kind: "fault"; readonly said: string; readonly isQuery: boolean };
