/* The page of a disclosure: its charts, and the box that says where a printed amount comes from. */

import { startCellBox } from "../lib/charts/cell_box";
import { drawnToFit } from "../lib/charts/drawing";
import { drawFlows, type FlowJson } from "../lib/charts/flow";
import { drawSplit, type SplitJson } from "../lib/charts/split";
import { startTargets } from "../lib/charts/targets";
import { drawTreemap, type TreemapJson } from "../lib/charts/treemap";
import { pageLanguage, type Language } from "../lib/site";
import { startSorting } from "../lib/sorting";

type Draw = (place: HTMLElement, json: never, width: number, language: Language) => void;

const DRAWN: Readonly<Record<string, Draw>> = {
  flow: drawFlows as (place: HTMLElement, json: FlowJson, width: number, language: Language) => void,
  split: drawSplit as (place: HTMLElement, json: SplitJson, width: number, language: Language) => void,
  treemap: drawTreemap as (place: HTMLElement, json: TreemapJson, width: number, language: Language) => void,
};

for (const figure of document.querySelectorAll<HTMLElement>("figure[data-chart]")) {
  const place = figure.querySelector<HTMLElement>(".yu-plot");
  const json = figure.querySelector('script[type="application/json"]')?.textContent;
  const draw = DRAWN[figure.dataset["chart"] ?? ""];
  if (!place || !json || !draw) continue;
  const content = JSON.parse(json) as never;
  drawnToFit(place, (width) => draw(place, content, width, pageLanguage()));
}

startCellBox();
startTargets();
startSorting(pageLanguage() === "zh" ? "按此列排序；再点降序，第三次恢复原样" : "Sort by this column; again to turn, a third time for the printed order");
