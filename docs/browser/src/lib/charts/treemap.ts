/* The lines of a view as areas: large is much. Classes of the first level lie together under one colour. */

import { hierarchy, treemap, type HierarchyRectangularNode } from "d3-hierarchy";

import type { Language } from "../site";
import { exactAmount, shareText, shortAmount } from "./amounts";
import { colour, fitted, svg, textWidth, tipped, wrapped } from "./drawing";

export interface TreemapJson {
  /** Labels of the classes of the first level, by code. */
  readonly groups: Readonly<Record<string, string>>;
  /** Code, label, group, amount. */
  readonly tiles: readonly (readonly [string, string, string, string])[];
}

interface Leaf {
  readonly code: string;
  readonly label: string;
  readonly group: string;
  readonly amount: string;
}
interface Branch {
  readonly group?: string;
  readonly children: readonly (Branch | Leaf)[];
}
type Tile = HierarchyRectangularNode<Branch | Leaf>;

const HEADER = 22;
const LETTER = 12;

/** Draw the areas into a place of the given width. */
export function drawTreemap(place: HTMLElement, json: TreemapJson, width: number, language: Language): void {
  const whole = json.tiles.reduce((sum, tile) => sum + Number(tile[3]), 0);
  const groups = Object.keys(json.groups);
  const branches = groups.map((group) => ({
    group,
    children: json.tiles
      .filter((tile) => tile[2] === group)
      .map(([code, label, , amount]) => ({ code, label, group, amount })),
  }));
  const isGrouped = branches.filter((branch) => branch.children.length).length > 1;
  const height = Math.round(Math.max(260, Math.min(380, width * (width < 600 ? 1 : 0.4))));
  const root = hierarchy<Branch | Leaf>({ children: branches }, (node) => ("children" in node ? [...node.children] : null))
    .sum((node) => ("amount" in node ? Number(node.amount) : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const laid = treemap<Branch | Leaf>()
    .size([width, height])
    .paddingInner(2)
    .paddingTop((node) => (isGrouped && node.depth === 1 && hasHeader(node, whole, width, height) ? HEADER : 0))
    .round(true)(root);
  const order = new Map(laid.children?.map((node, n) => [groupOf(node), n]) ?? []);
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" });
  if (isGrouped) drawing.append(...(laid.children ?? []).flatMap((node) => header(node, json, whole)));
  for (const node of laid.leaves() as Tile[]) drawing.append(tile(node, order, json, whole, language));
  place.replaceChildren(drawing);
}

const groupOf = (node: Tile): string => node.data.group ?? "";

/* Only a group that will be wide and high enough has a heading; the layout is not known yet, so its area is asked. */
function hasHeader(node: { readonly value?: number | undefined }, whole: number, width: number, height: number): boolean {
  return ((node.value ?? 0) / whole) * width * height > 9000;
}

function header(node: Tile, json: TreemapJson, whole: number): SVGElement[] {
  const first = node.children?.[0];
  if (!first || first.y0 - node.y0 < HEADER) return [];
  const group = groupOf(node);
  const name = json.groups[group] ?? group;
  const share = shareText(node.value ?? 0, whole);
  const room = node.x1 - node.x0 - 8;
  const text = fitted(`${name}  ${share}`, room, LETTER) || fitted(name, room, LETTER);
  return [svg("text", { x: node.x0 + 2, y: node.y0 + 15, class: "yu-group" }, [text])];
}

function tile(
  node: Tile,
  order: ReadonlyMap<string, number>,
  json: TreemapJson,
  whole: number,
  language: Language,
): SVGElement {
  const leaf = node.data as Leaf;
  const [width, height] = [node.x1 - node.x0, node.y1 - node.y0];
  const amount = Number(leaf.amount);
  const style = `--c: ${colour(order.get(leaf.group) ?? 0)}`;
  const made = svg("g", { class: "yu-tile-area", style, transform: `translate(${node.x0},${node.y0})` }, [
    svg("rect", { width: Math.max(0, width), height: Math.max(0, height), rx: 2 }),
    svg("rect", { class: "yu-edge", width: Math.min(3, width), height: Math.max(0, height) }),
  ]);
  made.append(...inside(leaf, width, height, [shareText(amount, whole), shortAmount(amount, language)]));
  const group = json.groups[leaf.group] ?? "";
  tipped(made, [
    `${leaf.code} ${leaf.label}`.trim(),
    group === leaf.label ? "" : group,
    `${exactAmount(leaf.amount)} · ${shareText(amount, whole)}`,
  ]);
  return made;
}

/* Name, then share and amount, as far as there is room. */
function inside(leaf: Leaf, width: number, height: number, figures: readonly [string, string]): SVGElement[] {
  const room = width - 16;
  const lines = Math.floor((height - 10) / 16);
  if (lines < 1 || room < 24) return [];
  const names = wrapped(leaf.label, room, LETTER, lines > 2 ? Math.min(3, lines - 1) : 1).filter(Boolean);
  const both = `${figures[0]} · ${figures[1]}`;
  const figure = textWidth(both, LETTER) <= room ? both : textWidth(figures[0], LETTER) <= room ? figures[0] : "";
  const shown = names.map((text, n) => svg("text", { x: 9, y: 18 + n * 16, class: "yu-name" }, [text]));
  if (figure && lines > names.length) {
    shown.push(svg("text", { x: 9, y: 18 + names.length * 16, class: "yu-share" }, [figure]));
  }
  return shown;
}
