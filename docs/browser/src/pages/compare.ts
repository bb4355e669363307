/* The page "Compare". */

import { h, render } from "preact";
import { Compare } from "../lib/compare/app.js";
import type { Entry } from "../lib/compare/summary.js";
import { say } from "../lib/compare/words.js";
import { loadJson, pageLanguage } from "../lib/site.js";

const place = document.getElementById("yu-compare");
if (place) {
  const language = pageLanguage();
  place.textContent = say(language, "loading");
  try {
    const entries = await loadJson<Entry[]>("disclosures/index.json");
    place.textContent = "";
    render(h(Compare, { entries, language }), place);
  } catch (error) {
    place.textContent = say(language, "failed", { what: String(error) });
  }
}
