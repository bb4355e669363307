/* Choosing disclosures: chips of those chosen, and a field that finds others. */

import { useId, useMemo, useState } from "preact/hooks";
import { folded, type Language } from "../site.js";
import { MOST } from "./state.js";
import { inLanguage, type Entry } from "./summary.js";
import { say } from "./words.js";

/** How many found disclosures are offered at once. */
const OFFERED = 8;

/** The letter that stands for a chosen disclosure, by its place. */
export function letter(place: number): string {
  return String.fromCharCode(65 + place);
}

export function placeOf(entry: Entry, language: Language): string {
  return language === "zh" ? entry.place_zh : entry.place_en;
}

export function phaseOf(entry: Entry, language: Language): string {
  return language === "zh" ? entry.phase_zh : entry.phase_en;
}

/** How far a disclosure is from one that is chosen: another year of the unit, the place, the year; 0 is nearest. */
function distance(entry: Entry, chosen: Entry): number {
  if (entry.zh === chosen.zh) return 0;
  if (entry.place_zh === chosen.place_zh) return 1;
  return entry.year === chosen.year && entry.scope === chosen.scope ? 2 : 3;
}

/** The disclosures that may be added, those nearest to the chosen ones first, else in the order of the list. */
export function offers(entries: readonly Entry[], chosen: readonly string[]): Entry[] {
  const picked = entries.filter((each) => chosen.includes(each.id));
  const far = (entry: Entry): number => Math.min(...picked.map((each) => distance(entry, each)), 3);
  return entries.filter((each) => !chosen.includes(each.id)).sort((a, b) => far(a) - far(b));
}

interface Props {
  readonly entries: readonly Entry[];
  readonly chosen: readonly string[];
  readonly language: Language;
  readonly choose: (ids: readonly string[]) => void;
}

export function Picker({ entries, chosen, language, choose }: Props) {
  const [text, setText] = useState("");
  const field = useId();
  const texts = useMemo(
    () =>
      offers(entries, chosen).map((each) => ({
        entry: each,
        text: folded(Object.values(each).filter((value) => typeof value === "string").join(" ")),
      })),
    [entries, chosen],
  );
  const pieces = folded(text).split(/\s+/).filter(Boolean);
  const found = texts.filter((each) => pieces.every((piece) => each.text.includes(piece))).map((each) => each.entry);
  const isFull = chosen.length >= MOST;
  return (
    <section class="yu-picker" aria-label={say(language, "choose")}>
      <ol class="yu-chips">
        {chosen.map((id, place) => (
          <Chip key={id} id={id} place={place} {...{ entries, chosen, language, choose }} />
        ))}
        {chosen.length > 1 && (
          <li>
            <button type="button" class="yu-link" onClick={() => choose([])}>{say(language, "clear")}</button>
          </li>
        )}
      </ol>
      <label for={field}>{say(language, "search")}</label>
      <input id={field} type="search" autocomplete="off" value={text} disabled={isFull}
        onInput={(event) => setText(event.currentTarget.value)} />
      {isFull ? (
        <p class="yu-small">{say(language, "full", { most: MOST })}</p>
      ) : (
        <ul class="yu-offers">
          {found.slice(0, OFFERED).map((each) => (
            <li key={each.id}>
              <button type="button" data-disclosure={each.id} onClick={() => choose([...chosen, each.id])}>
                <span aria-hidden="true">＋</span>
                <span class="yu-hidden">{say(language, "add")} </span>
                <b>{inLanguage(each, language)}</b> {each.year} {phaseOf(each, language)}{" "}
                <small>{placeOf(each, language)}</small>
              </button>
            </li>
          ))}
          {found.length > OFFERED && (
            <li class="yu-small">{say(language, "more_found", { count: found.length - OFFERED })}</li>
          )}
          {found.length === 0 && pieces.length > 0 && <li class="yu-small">{say(language, "none_found")}</li>}
        </ul>
      )}
    </section>
  );
}

function Chip({ id, place, entries, chosen, language, choose }: Props & { id: string; place: number }) {
  const entry = entries.find((each) => each.id === id);
  const name = entry ? `${inLanguage(entry, language)} ${entry.year}` : id;
  return (
    <li class={`yu-chip yu-series-${place + 1}`}>
      <b class="yu-letter">{letter(place)}</b> {name}
      <button type="button" aria-label={say(language, "remove", { name })}
        onClick={() => choose(chosen.filter((each) => each !== id))}>×</button>
    </li>
  );
}
