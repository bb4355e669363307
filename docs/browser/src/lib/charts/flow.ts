/* The flow of the money: from funds through the unit and types of expenditure to classes, as ribbons. */

import { sankey, sankeyLinkHorizontal, type SankeyLink, type SankeyNode } from "d3-sankey";

import type { Language } from "../site";
import { exactAmount, shareText, shortAmount } from "./amounts";
import { fitted, html, svg, textWidth, tipped } from "./drawing";

type Kind = "fund" | "unit" | "type" | "class";
/** Kind, code, label, class of the first level, amount that passes. */
type NodeJson = readonly [Kind, string, string, string, string];
type LinkJson = readonly [number, number, string];

export interface OneFlow {
  readonly name: string;
  readonly told: string;
  readonly nodes: readonly NodeJson[];
  readonly links: readonly LinkJson[];
}
export interface FlowJson {
  readonly flows: readonly OneFlow[];
}

interface Place {
  readonly json: NodeJson;
}
interface Ribbon {
  readonly amount: string;
}
type Node = SankeyNode<Place, Ribbon>;
type Link = SankeyLink<Place, Ribbon>;

const KINDS: readonly Kind[] = ["fund", "unit", "type", "class"];
const TYPES = ["personnel", "operating", "project", "business-operation", "remitted-to-superior"];
const NARROW = 620;
const LETTER = 12;
const THICK = 12;

/** The colour of a type of expenditure, the same in every chart. */
export function typeColour(code: string): string {
  const place = TYPES.indexOf(code);
  return `var(--yu-c${place < 0 ? 6 : place + 1})`;
}

/** Let the reader choose between flows, and draw the chosen one into a place. */
export function drawFlows(place: HTMLElement, json: FlowJson, width: number, language: Language): void {
  const figure = place.closest("figure");
  const draw = (chosen: OneFlow): void => drawFlow(place, chosen, width, language);
  const shown = Number(place.dataset["shown"] ?? 0);
  draw(json.flows[shown] ?? (json.flows[0] as OneFlow));
  if (json.flows.length < 2 || !figure || figure.querySelector(".yu-choice")) return;
  const choice = html("div", "yu-choice");
  choice.setAttribute("role", "group");
  for (const [n, flow] of json.flows.entries()) {
    const button = html("button", "", [flow.name]);
    button.type = "button";
    button.setAttribute("aria-pressed", String(n === shown));
    button.addEventListener("click", () => {
      place.dataset["shown"] = String(n);
      for (const other of choice.children) other.setAttribute("aria-pressed", String(other === button));
      drawFlow(place, flow, Math.floor(place.clientWidth), language);
      const caption = figure.querySelector("figcaption");
      if (caption) caption.textContent = flow.told;
      place.setAttribute("aria-label", `${figure.dataset["name"] ?? ""} ${flow.name}: ${flow.told}`.trim());
    });
    choice.append(button);
  }
  place.before(choice);
}

/* Where there is little room, the only fund and the unit are one column: what the one gives, the other has. */
function narrowed(flow: OneFlow): OneFlow {
  const funds = flow.nodes.filter((node) => node[0] === "fund");
  const unit = flow.nodes.findIndex((node) => node[0] === "unit");
  const fund = flow.nodes.findIndex((node) => node[0] === "fund");
  if (funds.length !== 1 || unit < 0) return flow;
  const links = flow.links
    .filter(([, end]) => end !== unit)
    .map(([start, end, amount]): LinkJson => [start === unit ? fund : start, end, amount]);
  const kept = flow.nodes.map((_, n) => n).filter((n) => n !== unit);
  return {
    ...flow,
    nodes: kept.map((n) => flow.nodes[n] as NodeJson),
    links: links.map(([start, end, amount]) => [kept.indexOf(start), kept.indexOf(end), amount]),
  };
}

function drawFlow(place: HTMLElement, whole: OneFlow, width: number, language: Language): void {
  const isNarrow = width < NARROW;
  const flow = isNarrow ? narrowed(whole) : whole;
  const columns = KINDS.filter((kind) => flow.nodes.some((node) => node[0] === kind));
  const rows = Math.max(...columns.map((kind) => flow.nodes.filter((node) => node[0] === kind).length));
  const gap = isNarrow ? 34 : 22;
  const height = Math.max(isNarrow ? 300 : 320, rows * (gap + (isNarrow ? 16 : 24)));
  const right = Math.min(width * 0.36, isNarrow ? 132 : 330);
  const laid = sankey<Place, Ribbon>()
    .nodeWidth(THICK)
    .nodePadding(gap)
    .nodeAlign((node) => columns.indexOf(node.json[0]))
    .extent([
      [1, 14],
      [width - right, height - 14],
    ])({
    nodes: flow.nodes.map((json) => ({ json })),
    links: flow.links.map(([source, target, amount]) => ({ source, target, value: Number(amount), amount })),
  });
  const total = Math.max(...laid.nodes.filter((node) => node.depth === 0).map((node) => node.value ?? 0), 1);
  const all = laid.nodes.filter((node) => node.json[0] === columns[0]).reduce((sum, n) => sum + (n.value ?? 0), 0) || total;
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" });
  drawing.append(...laid.links.map((link) => ribbon(link, all)));
  drawing.append(...laid.nodes.map((node) => box(node, all)));
  const step = columns.length > 1 ? (width - right) / (columns.length - 1) : width;
  for (const node of laid.nodes) drawing.append(...name(node, columns, right, step, all, isNarrow, language));
  place.replaceChildren(drawing);
}

const colourOf = (json: NodeJson): string => (json[0] === "type" ? typeColour(json[1]) : "var(--yu-flow)");

function ribbon(link: Link, all: number): SVGElement {
  const [from, to] = [(link.source as Node).json, (link.target as Node).json];
  const coloured = from[0] === "type" ? from : to;
  const made = svg("path", {
    class: "yu-ribbon",
    d: sankeyLinkHorizontal<Place, Ribbon>()(link) ?? "",
    "stroke-width": Math.max(1, link.width ?? 0),
    style: `--c: ${colourOf(coloured)}`,
  });
  tipped(made, [`${from[2]} → ${to[2]}`, `${exactAmount(link.amount)} · ${shareText(link.value, all)}`]);
  return made;
}

function box(node: Node, all: number): SVGElement {
  const [x0, y0, x1, y1] = [node.x0 ?? 0, node.y0 ?? 0, node.x1 ?? 0, node.y1 ?? 0];
  const made = svg("rect", {
    class: "yu-node",
    x: x0,
    y: y0,
    width: x1 - x0,
    height: Math.max(1.5, y1 - y0),
    rx: 1.5,
    style: `--c: ${colourOf(node.json)}`,
  });
  tipped(made, [node.json[2], `${exactAmount(node.json[4])} · ${shareText(node.value ?? 0, all)}`]);
  return made;
}

function name(
  node: Node,
  columns: readonly Kind[],
  right: number,
  step: number,
  all: number,
  isNarrow: boolean,
  language: Language,
): SVGElement[] {
  const isLast = node.json[0] === columns.at(-1);
  const x = (node.x1 ?? 0) + 6;
  const middle = ((node.y0 ?? 0) + (node.y1 ?? 0)) / 2;
  const share = shareText(node.value ?? 0, all);
  const isMain = node.json[0] === "fund" || node.json[0] === "unit";
  const figure = isMain && !isNarrow ? shortAmount(node.value ?? 0, language) : share;
  const room = isLast ? right - 8 : step - THICK - 12;
  const css = isLast ? "yu-end" : "yu-middle";
  const one = `${node.json[2]}  ${figure}`;
  if (isLast && !isNarrow && textWidth(one, LETTER) <= room) {
    return [
      svg("text", { x, y: middle + 4, class: css }, [
        svg("tspan", {}, [node.json[2]]),
        svg("tspan", { dx: 7, class: "yu-share" }, [figure]),
      ]),
    ];
  }
  if (isLast && !isNarrow) {
    const kept = fitted(node.json[2], room - textWidth(figure, LETTER) - 8, LETTER);
    const parts = [svg("tspan", {}, [kept]), svg("tspan", { dx: 7, class: "yu-share" }, [figure])];
    return [svg("text", { x, y: middle + 4, class: css }, parts)];
  }
  return [
    svg("text", { x, y: middle - 3, class: css }, [fitted(node.json[2], room, LETTER)]),
    svg("text", { x, y: middle + 12, class: `${css} yu-share` }, [figure]),
  ];
}
