/* The total by type of expenditure: one bar, and a list that says what is what. */

import type { Language } from "../site";
import { exactAmount, shareText, shortAmount } from "./amounts";
import { html, svg, textWidth, tipped } from "./drawing";
import { typeColour } from "./flow";

export interface SplitJson {
  /** Code, label, amount. */
  readonly parts: readonly (readonly [string, string, string])[];
}

const HEIGHT = 46;

/** Draw the bar into a place of the given width. */
export function drawSplit(place: HTMLElement, json: SplitJson, width: number, language: Language): void {
  const whole = json.parts.reduce((sum, part) => sum + Number(part[2]), 0);
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, "aria-hidden": "true" });
  const legend = html("ul", "yu-legend");
  legend.setAttribute("aria-hidden", "true");
  let start = 0;
  for (const [code, label, amount] of json.parts) {
    const value = Number(amount);
    const size = whole ? (value / whole) * width : 0;
    const style = `--c: ${typeColour(code)}`;
    const bar = svg("g", { class: "yu-part", style }, [
      svg("rect", { x: start, width: Math.max(1, size - 2), height: HEIGHT, rx: 2 }),
    ]);
    const share = shareText(value, whole);
    if (textWidth(share, 15) + 16 < size) {
      bar.append(svg("text", { x: start + 10, y: HEIGHT / 2 + 5 }, [share]));
    }
    tipped(bar, [label, `${exactAmount(amount)} · ${share}`]);
    drawing.append(bar);
    const swatch = html("i");
    swatch.style.setProperty("--c", typeColour(code));
    legend.append(html("li", "", [swatch, html("span", "", [label]), html("b", "", [shortAmount(value, language)]), html("small", "", [share])]));
    start += size;
  }
  place.replaceChildren(drawing, legend);
}
