/* The page "Compare": choice in the address, summaries loaded as they are chosen. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { downloadCsv } from "../csv.js";
import { scaleOf } from "../money.js";
import { loadJson, writeAddress, type Language } from "../site.js";
import { Careful, Glance } from "./glance.js";
import { csvRows, Largest, Lines, NotItemised } from "./lines.js";
import { comparedRows, deepest, largestDifferences, shownRows, type Order } from "./merge.js";
import { Picker } from "./picker.js";
import { choiceQuery, MEASURES, readChoice, type Choice, type Measure } from "./state.js";
import { amountsOf, BREAKDOWNS, inLanguage, type BreakdownName, type Entry, type Summary } from "./summary.js";
import { say, type Word } from "./words.js";

/** How many of the largest differences are told in words. */
const TOLD = 3;

export function Compare({ entries, language }: { entries: readonly Entry[]; language: Language }) {
  const [choice, setChoice] = useState<Choice>(() => readChoice(location.search));
  const change = (changed: Partial<Choice>): void => setChoice((before) => ({ ...before, ...changed }));
  useEffect(() => writeAddress(choiceQuery(choice)), [choice]);
  const known = choice.disclosures.filter((id) => entries.some((each) => each.id === id));
  const unknown = choice.disclosures.filter((id) => !known.includes(id));
  const { summaries, failure } = useSummaries(known);
  return (
    <>
      <Picker entries={entries} chosen={choice.disclosures} language={language}
        choose={(disclosures) => change({ disclosures })} />
      {unknown.map((id) => <p class="yu-careful" role="alert" key={id}>{say(language, "unknown", { what: id })}</p>)}
      {failure && <p class="yu-careful" role="alert">{say(language, "failed", { what: failure })}</p>}
      <p class="yu-small" role="status">
        {known.length < 2 ? say(language, "choose_two") : summaries ? "" : say(language, "loading")}
      </p>
      {summaries && summaries.length > 1 && <Comparison {...{ summaries, choice, change, language }} />}
    </>
  );
}

/** The summaries of these disclosures, once all are loaded; those loaded before are kept. */
function useSummaries(ids: readonly string[]): { summaries: readonly Summary[] | null; failure: string } {
  const [loaded, setLoaded] = useState<Readonly<Record<string, Summary>>>({});
  const [failure, setFailure] = useState("");
  const missing = ids.filter((id) => !loaded[id]).join(",");
  useEffect(() => {
    if (!missing) return;
    Promise.all(missing.split(",").map((id) => loadJson<Summary>(`disclosures/${id}/summary.json`)))
      .then((found) => Object.fromEntries(found.map((each) => [each.id, each])))
      .then((found) => setLoaded((before) => ({ ...before, ...found })))
      .catch((error: unknown) => setFailure(String(error)));
  }, [missing]);
  return { summaries: missing ? null : ids.flatMap((id) => loaded[id] ?? []), failure };
}

interface Props {
  readonly summaries: readonly Summary[];
  readonly choice: Choice;
  readonly change: (changed: Partial<Choice>) => void;
  readonly language: Language;
}

function Comparison({ summaries, choice, change, language }: Props) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const scale = useMemo(() => scaleOf(summaries.flatMap((each) => [...amountsOf(each)])), [summaries]);
  const rows = useMemo(
    () => comparedRows(summaries, choice.by, scale, choice.order),
    [summaries, choice.by, scale, choice.order],
  );
  const most = largestDifferences(rows, choice.level, TOLD);
  const lacking = summaries.filter((each) => !each.breakdowns[choice.by]);
  const comma = language === "zh" ? "、" : ", ";
  const turn = (code: string): void =>
    setTurned((before) => new Set(before.has(code) ? [...before].filter((each) => each !== code) : [...before, code]));
  const save = (): void => downloadCsv(`yusuan-compare-${choice.by}.csv`, csvRows(rows, summaries, scale, language));
  return (
    <>
      <Careful summaries={summaries} language={language} />
      <h2 id="glance">{say(language, "at_a_glance")}</h2>
      <p>{say(language, "at_a_glance_intro")}</p>
      <Glance summaries={summaries} scale={scale} language={language} />
      <h2 id="lines">{say(language, "breakdown")}</h2>
      <Controls {...{ choice, change, language }} levels={deepest(rows)} reset={() => setTurned(new Set())} />
      {lacking.length > 0 && lacking.length < summaries.length && (
        <p class="yu-careful" role="note">
          {lacking.map((each) => inLanguage(each, language)).join(comma)}
          {language === "zh" ? "：" : ": "}{say(language, "no_breakdown")}
        </p>
      )}
      {rows.length === 0 ? (
        <p>{say(language, "none_has")}</p>
      ) : (
        <>
          <NotItemised rows={rows} summaries={summaries} language={language} />
          <Largest rows={most} summaries={summaries} language={language} />
          <Lines rows={shownRows(rows, choice.level, turned)}
            {...{ most, summaries, choice, turned, scale, language, turn }} />
          <p class="yu-small">
            {say(language, "note")}{" "}
            {(choice.by === "type" || choice.by === "three_public") && say(language, "base_type")}{" "}
            {choice.by === "type" && say(language, "memorandum_note")}
          </p>
          <p><button type="button" class="yu-save" onClick={save}>{say(language, "download")}</button></p>
        </>
      )}
    </>
  );
}

interface ControlProps extends Omit<Props, "summaries"> {
  readonly levels: number;
  readonly reset: () => void;
}

function Controls({ choice, change, language, levels, reset }: ControlProps) {
  const level = (number: number): [string, string] => [String(number), say(language, "level_n", { level: number })];
  const all = Array.from({ length: Math.max(levels, 1) }, (_, place) => level(place + 1));
  return (
    <form class="yu-filter" onSubmit={(event) => event.preventDefault()}>
      <Choices name="by" value={choice.by} language={language}
        options={BREAKDOWNS.map((each) => [each, say(language, `by_${each}`)])}
        choose={(by) => {
          reset();
          change({ by: by as BreakdownName });
        }} />
      <Choices name="measure" value={choice.measure} language={language}
        options={MEASURES.map((each) => [each, say(language, `measure_${each}`)])}
        choose={(measure) => change({ measure: measure as Measure })} />
      <Choices name="level" value={String(Math.min(choice.level, all.length))} language={language} options={all}
        choose={(chosen) => {
          reset();
          change({ level: Number(chosen) });
        }} />
      <Choices name="order" value={choice.order} language={language}
        options={(["difference", "code"] as const).map((each) => [each, say(language, `order_${each}`)])}
        choose={(order) => change({ order: order as Order })} />
    </form>
  );
}

interface ChoicesProps {
  readonly name: Word & ("by" | "measure" | "level" | "order");
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly language: Language;
  readonly choose: (value: string) => void;
}

function Choices({ name, value, options, language, choose }: ChoicesProps) {
  return (
    <label>
      {say(language, name)}
      <select name={name} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map(([code, text]) => <option key={code} value={code}>{text}</option>)}
      </select>
    </label>
  );
}
