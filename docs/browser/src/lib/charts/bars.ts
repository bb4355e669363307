/* Units beside each other: one bar each, the longest first. */

import { scaleLinear } from "d3-scale";

import type { Language } from "../site";
import { exactAmount, shortAmount } from "./amounts";
import { fitted, svg, textWidth, tipped } from "./drawing";

export interface Bar {
  readonly label: string;
  readonly note: string;
  readonly amount: string;
}

const STEP = 34;
const LETTER = 12;

/** Draw the bars into a place of the given width: name beside the bar where there is room, above it otherwise. */
export function drawBars(place: HTMLElement, bars: readonly Bar[], width: number, language: Language): void {
  const isNarrow = width < 620;
  const step = isNarrow ? 46 : STEP;
  const left = isNarrow ? 0 : Math.min(280, Math.max(...bars.map((bar) => textWidth(named(bar), LETTER))) + 14);
  const right = Math.max(...bars.map((bar) => textWidth(shortAmount(Number(bar.amount), language), LETTER)), 0) + 14;
  const most = Math.max(...bars.map((bar) => Number(bar.amount)), 1);
  const length = scaleLinear([0, most], [0, Math.max(20, width - left - right)]);
  const height = bars.length * step;
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" });
  for (const [n, bar] of bars.entries()) drawing.append(row(bar, n * step, left, length, isNarrow, language));
  place.replaceChildren(drawing);
}

const named = (bar: Bar): string => `${bar.label}  ${bar.note}`;

function row(
  bar: Bar,
  top: number,
  left: number,
  length: (amount: number) => number,
  isNarrow: boolean,
  language: Language,
): SVGElement {
  const amount = Number(bar.amount);
  const size = Math.max(1.5, length(amount));
  const [y, thick] = isNarrow ? [top + 20, 20] : [top + 5, STEP - 12];
  const made = svg("g", { class: "yu-bar" }, [
    svg("rect", { x: left, y, width: size, height: thick, rx: 2 }),
    svg("text", { x: isNarrow ? 0 : left - 10, y: isNarrow ? top + 14 : y + 15, "text-anchor": isNarrow ? "start" : "end" }, [
      isNarrow ? named(bar) : fitted(named(bar), left - 12, LETTER),
    ]),
    svg("text", { x: left + size + 7, y: y + 15, class: "yu-share" }, [shortAmount(amount, language)]),
  ]);
  tipped(made, [named(bar), exactAmount(bar.amount)]);
  return made;
}
