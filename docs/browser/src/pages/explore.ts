/* The page "Explore". */

import { h, render } from "preact";
import { Explore } from "../lib/explore/app.js";
import { readFacts } from "../lib/explore/facts.js";
import { Labels, type LabelFile } from "../lib/explore/labels.js";
import { explored } from "../lib/explore/selection.js";
import { say } from "../lib/explore/words.js";
import { loadJson, pageLanguage, siteFile } from "../lib/site.js";

const place = document.getElementById("yu-explore");
if (place) {
  const language = pageLanguage();
  place.textContent = say(language, "loading");
  try {
    const [answer, labels] = await Promise.all([
      fetch(siteFile("explore/facts.parquet")),
      loadJson<LabelFile>("explore/labels.json"),
    ]);
    if (!answer.ok) throw new Error(`explore/facts.parquet: ${answer.status}`);
    const facts = await readFacts(await answer.arrayBuffer());
    const given = explored(facts, new Labels(labels, facts, language));
    place.textContent = "";
    render(h(Explore, { given }), place);
  } catch (error) {
    place.textContent = say(language, "failed", { what: String(error) });
  }
}
