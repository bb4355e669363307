/* The page "Explore": what is asked for stands in the address; filters beside, sums or lines of the selection. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { downloadCsv } from "../csv.js";
import { grouped, shownAmount } from "../money.js";
import { addressOf, writeAddress } from "../site.js";
import { codeName, Facets } from "./facets.js";
import { csvRows as lineRows, Lines, sortedRows } from "./lines.js";
import { groupingOf, pivot } from "./pivot.js";
import { FACETS, mixture, select, total, VIEWS } from "./selection.js";
import type { Explored, Facet, Selection, View } from "./selection.js";
import { askedQuery, firstOf, readAsked, withView, type Asked } from "./state.js";
import { csvRows as sumRows, Sums } from "./sums.js";
import { say, type Word } from "./words.js";

type Change = (changed: Partial<Asked>) => void;

export function Explore({ given }: { given: Explored }) {
  const [asked, setAsked] = useState<Asked>(() => readAsked(location.search));
  const change: Change = (changed) => setAsked((before) => ({ ...before, ...changed }));
  useEffect(() => writeAddress(askedQuery(asked)), [asked]);
  const selection = useMemo(
    () => select(given, asked.view, asked.text, asked.chosen),
    [given, asked.view, asked.text, asked.chosen],
  );
  const choose = (facet: Facet, codes: readonly string[]): void =>
    change({ chosen: { ...asked.chosen, [facet]: codes }, page: 1 });
  const language = given.labels.language;
  const count = FACETS.reduce((sum, facet) => sum + (asked.chosen[facet]?.length ?? 0), 0);
  const filters = count ? say(language, "filters_chosen", { count }) : say(language, "filters");
  return (
    <>
      <Examples {...{ given, change }} />
      <Question {...{ given, asked, change }} setAsked={setAsked} />
      <div class="yu-explore">
        <aside aria-label={say(language, "filters")}>
          <details class="yu-filters" open={window.matchMedia("(min-width: 60em)").matches}>
            <summary>{filters}</summary>
            <Facets {...{ given, selection, choose }} chosen={asked.chosen} />
          </details>
        </aside>
        <section class="yu-found" aria-live="off">
          <ChosenChips {...{ given, asked, change, choose }} />
          <Found {...{ given, selection, asked, change }} />
        </section>
      </div>
    </>
  );
}

/** Questions to begin with. */
function Examples({ given, change }: { given: Explored; change: Change }) {
  const language = given.labels.language;
  const examples: readonly (readonly [Word, Partial<Asked>])[] = [
    ["example_what_for", { across: "disclosure" }],
    ["example_wages", { ...firstOf("economic"), chosen: { economic: ["301"] }, down: "economic.2" }],
    ["example_hospitality", { ...firstOf("all"), text: "公务接待费" }],
    ["example_disputed", { ...firstOf("all"), chosen: { status: ["corrected-by-arithmetic", "disputed"] } }],
  ];
  return (
    <p class="yu-examples">
      {say(language, "examples")}
      {examples.map(([word, changed]) => {
        const question: Asked = { ...firstOf("function"), ...changed };
        const open = (event: Event): void => {
          event.preventDefault();
          change(question);
        };
        return <a key={word} href={addressOf(askedQuery(question))} onClick={open}>{say(language, word)}</a>;
      })}
    </p>
  );
}

interface QuestionProps {
  readonly given: Explored;
  readonly asked: Asked;
  readonly change: Change;
  readonly setAsked: (asked: Asked) => void;
}

function Question({ given, asked, change, setAsked }: QuestionProps) {
  const language = given.labels.language;
  return (
    <form class="yu-filter yu-question" onSubmit={(event) => event.preventDefault()}>
      <label>
        {say(language, "what_to_add")}
        <select name="view" value={asked.view}
          onChange={(event) => setAsked(withView(asked, event.currentTarget.value as View))}>
          {VIEWS.map((view) => <option key={view} value={view}>{say(language, `view_${view}`)}</option>)}
        </select>
      </label>
      <label>
        {say(language, "text")}
        <input name="text" type="search" autocomplete="off" value={asked.text} placeholder={say(language, "text_hint")}
          onInput={(event) => change({ text: event.currentTarget.value, page: 1 })} />
      </label>
      <p class={asked.view === "all" ? "yu-careful" : "yu-small"} role={asked.view === "all" ? "note" : undefined}>
        {say(language, asked.view === "all" ? "all_note" : "view_note")}
      </p>
    </form>
  );
}

interface ChipsProps {
  readonly given: Explored;
  readonly asked: Asked;
  readonly change: Change;
  readonly choose: (facet: Facet, codes: readonly string[]) => void;
}

function ChosenChips({ given, asked, change, choose }: ChipsProps) {
  const language = given.labels.language;
  const chips = FACETS.flatMap((facet) => (asked.chosen[facet] ?? []).map((code) => [facet, code] as const));
  if (!chips.length && !asked.text) return null;
  return (
    <ul class="yu-chips">
      {chips.map(([facet, code]) => {
        const name = `${say(language, facet)}: ${codeName(given, facet, code)}`;
        const rest = (asked.chosen[facet] ?? []).filter((each) => each !== code);
        return (
          <li class="yu-chip" key={`${facet} ${code}`}>
            {name}
            <button type="button" aria-label={say(language, "drop", { name })} onClick={() => choose(facet, rest)}>
              ×
            </button>
          </li>
        );
      })}
      <li>
        <button type="button" class="yu-link" onClick={() => change({ chosen: {}, text: "", page: 1 })}>
          {say(language, "reset")}
        </button>
      </li>
    </ul>
  );
}

interface FoundProps {
  readonly given: Explored;
  readonly selection: Selection;
  readonly asked: Asked;
  readonly change: Change;
}

function Found({ given, selection, asked, change }: FoundProps) {
  const language = given.labels.language;
  const { rows } = selection;
  const down = groupingOf(asked.down);
  const table = useMemo(
    () => (asked.tab === "sums" && down ? pivot(given, rows, down, groupingOf(asked.across), asked.measure) : null),
    [given, rows, asked.tab, down, asked.across, asked.measure],
  );
  const name = `yusuan-${asked.view}`;
  const saveLines = (): void => {
    downloadCsv(`${name}-lines.csv`, lineRows(given, sortedRows(given.facts, rows, asked.sort)));
  };
  const saveSums = (): void => {
    if (table) downloadCsv(`${name}-sums.csv`, sumRows(given, table, asked));
  };
  return (
    <>
      <Result {...{ given, rows, asked }} />
      <div class="yu-tabs" role="group">
        {(["sums", "lines"] as const).map((tab) => (
          <button type="button" key={tab} name={tab} aria-pressed={asked.tab === tab}
            onClick={() => change({ tab, page: 1 })}>
            {say(language, tab)}
          </button>
        ))}
      </div>
      {rows.length === 0 ? (
        <Nothing {...{ given, asked, change }} />
      ) : table ? (
        <Sums {...{ given, table, asked, change }} />
      ) : (
        <Lines {...{ given, rows, asked, change }} />
      )}
      {rows.length > 0 && (
        <p class="yu-downloads">
          <button type="button" class="yu-save" name="save-lines" onClick={saveLines}>
            {say(language, "download_lines", { count: grouped(rows.length) })}
          </button>
          {table && (
            <button type="button" class="yu-save" name="save-sums" onClick={saveSums}>
              {say(language, "download_sums")}
            </button>
          )}
        </p>
      )}
    </>
  );
}

/** Where nothing fits: the other views in which something does, since each breaks money down in its own way. */
function Nothing({ given, asked, change }: { given: Explored; asked: Asked; change: Change }) {
  const language = given.labels.language;
  const elsewhere = VIEWS.filter((view) => view !== asked.view)
    .map((view) => ({ view, count: select(given, view, asked.text, asked.chosen).rows.length }))
    .filter(({ count }) => count > 0);
  return (
    <>
      <p>{say(language, elsewhere.length ? "nothing_here" : "nothing")}</p>
      <ul>
        {elsewhere.map(({ view, count }) => {
          const question: Asked = { ...withView(asked, view), tab: "lines" };
          const open = (event: Event): void => {
            event.preventDefault();
            change(question);
          };
          return (
            <li key={view}>
              <a href={addressOf(askedQuery(question))} onClick={open}>
                {say(language, "elsewhere", { view: say(language, `view_${view}`), count: grouped(count) })}
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** How much is selected, its sum where it may be summed, and what must be minded. */
function Result({ given, rows, asked }: { given: Explored; rows: Uint32Array; asked: Asked }) {
  const { labels, facts, facets } = given;
  const language = labels.language;
  const mixed = useMemo(() => mixture(given, rows), [given, rows]);
  const sum = useMemo(() => shownAmount(total(facts, rows), facts.scale), [facts, rows]);
  const disclosures = useMemo(() => {
    const seen = new Uint8Array(facets.disclosure.values.length);
    for (const row of rows) seen[facets.disclosure.rows[row] ?? 0] = 1;
    return seen.reduce((sum, each) => sum + each, 0);
  }, [facets, rows]);
  const comma = language === "zh" ? "、" : ", ";
  const told = [
    mixed.phases.length > 1 ? say(language, "mixed_phases", { what: mixed.phases.join(comma) }) : "",
    mixed.years.length > 1 ? say(language, "mixed_years", { what: mixed.years.join(comma) }) : "",
    mixed.hasDepartmentsAndUnits ? say(language, "mixed_scopes") : "",
  ].filter(Boolean);
  return (
    <>
      <p class="yu-result" role="status">
        {say(language, "selected", { count: grouped(rows.length), disclosures: grouped(disclosures) })}
        {asked.view !== "all" && (
          <b>{language === "zh" ? "，" : ", "}{say(language, "sum", { sum })}</b>
        )}
      </p>
      {asked.view !== "all" && told.length > 0 && (
        <p class="yu-careful" role="note">
          <b>{say(language, "careful")}</b>
          {told.join(language === "zh" ? "；" : "; ")}
          {language === "zh" ? "。" : "."}
        </p>
      )}
    </>
  );
}
