/* One breakdown side by side: a tree of lines, a bar for each share, the differences, and the same as CSV. */

import { amountText, percentText, shownAmount, shownShare } from "../money.js";
import type { CsvCell } from "../csv.js";
import type { Language } from "../site.js";
import { perHead } from "./figures.js";
import { Amount, DisclosureHeads, NotStated } from "./glance.js";
import { isOpen, NOT_ITEMISED, type ComparedRow, type Stated } from "./merge.js";
import { letter } from "./picker.js";
import type { Choice, Measure } from "./state.js";
import { inLanguage, type Summary } from "./summary.js";
import { say } from "./words.js";

interface Props {
  readonly rows: readonly ComparedRow[];
  /** The rows that differ most, to be marked. */
  readonly most: readonly ComparedRow[];
  readonly summaries: readonly Summary[];
  readonly choice: Choice;
  readonly turned: ReadonlySet<string>;
  readonly scale: number;
  readonly language: Language;
  readonly turn: (code: string) => void;
}

/** What the bar of a figure is as long as: per cent of the largest that shows, of 100% for shares. Only ever drawn. */
function length(stated: Stated, summary: Summary, measure: Measure): number {
  if (measure === "share") return (stated.share ?? 0) / 1000;
  return Number(measure === "yuan" ? stated.amount : (perHead(stated.amount, summary) ?? 0n));
}

/** The length that fills a cell. */
function longest(rows: readonly ComparedRow[], summaries: readonly Summary[], measure: Measure): number {
  if (measure === "share") return 1;
  const lengths = rows.flatMap((row) =>
    row.stated.map((stated, place) => (stated ? length(stated, summaries[place] as Summary, measure) : 0)),
  );
  return Math.max(...lengths, 1);
}

export function Lines(props: Props) {
  const { rows, summaries, choice, turned, language, turn, most } = props;
  const full = longest(rows, summaries, choice.measure);
  return (
    <div class="yu-scroll" tabIndex={0} role="region" aria-label={say(language, "breakdown")}>
      <table class="yu yu-side yu-lines">
        <thead>
          <tr>
            <th scope="col">{say(language, "item")}</th>
            <DisclosureHeads summaries={summaries} language={language} />
            <th scope="col" class="n" title={say(language, "points_title")}>{say(language, "difference")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code} class={most.includes(row) ? "yu-most" : ""} data-code={row.code}>
              <th scope="row" class={`yu-depth-${row.depth - 1}`}>
                <Opener row={row} isOpened={isOpen(row, choice.level, turned)} language={language} turn={turn} />
                {inLanguage(row, language)}
                {row.memorandum && <small class="yu-hint">{say(language, "memorandum")}</small>}
                {/^\d+$/.test(row.code) && <small class="yu-code"> {row.code}</small>}
              </th>
              {row.stated.map((stated, place) => (
                <Cell key={summaries[place]?.id} {...props} {...{ stated, place, full }}
                  summary={summaries[place] as Summary} />
              ))}
              <td class="n yu-difference">{differenceText(row, summaries, choice, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Opener(props: { row: ComparedRow; isOpened: boolean; language: Language; turn: (code: string) => void }) {
  const { row, isOpened, language, turn } = props;
  if (!row.below.length) return <span class="yu-turn" />;
  const name = inLanguage(row, language);
  return (
    <button type="button" class="yu-turn" aria-expanded={isOpened} onClick={() => turn(row.code)}
      aria-label={say(language, isOpened ? "close" : "open", { name })}>
      {isOpened ? "▾" : "▸"}
    </button>
  );
}

interface CellProps extends Props {
  readonly stated: Stated | null;
  readonly summary: Summary;
  readonly place: number;
  readonly full: number;
}

function Cell({ stated, summary, choice, scale, language, place, full }: CellProps) {
  const shown = stated && figure(stated, summary, choice.measure, scale);
  if (!stated || !shown) return <td class="n"><NotStated language={language} /></td>;
  return (
    <td class={`n yu-series-${place + 1}`}>
      <Amount line={stated.line} amount={shown} id={summary.id} language={language} />
      <span class="yu-bar" style={{ width: `${barWidth(length(stated, summary, choice.measure) / full)}%` }} />
    </td>
  );
}

/** The width of a bar in per cent, from nothing to the whole cell. */
function barWidth(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * 1000) / 10;
}

/** A stated figure as text in the measure chosen, "" where that measure cannot be given. */
function figure(stated: Stated, summary: Summary, measure: Measure, scale: number): string {
  if (measure === "share") return stated.share === null ? "" : shownShare(stated.share, stated.amount);
  if (measure === "yuan") return shownAmount(stated.amount, scale);
  const head = perHead(stated.amount, summary);
  return head === null ? "" : shownAmount(head, scale);
}

/** The difference of a row in words: percentage points, or who alone lists it. */
function differenceText(row: ComparedRow, summaries: readonly Summary[], choice: Choice, language: Language): string {
  const points = row.difference === null ? "" : say(language, "points", { count: percentText(row.difference) });
  const listing = row.stated.flatMap((stated, place) => (stated ? [letter(place)] : []));
  const given = summaries.filter((each) => each.breakdowns[choice.by]).length;
  const letters = listing.join(language === "zh" ? "、" : ", ");
  const only = listing.length < given ? say(language, "only", { letters }) : "";
  return [points, only].filter(Boolean).join(language === "zh" ? "，" : ", ");
}

/** The rows as CSV: a line per code, amount and share of each disclosure; what is not stated is empty. */
export function* csvRows(
  rows: readonly ComparedRow[],
  summaries: readonly Summary[],
  scale: number,
  language: Language,
): Generator<CsvCell[]> {
  const named = summaries.map((each) => `${inLanguage(each, language)} ${each.year}`);
  yield [
    say(language, "code"),
    say(language, "item"),
    ...named.flatMap((name) => [`${name} ${say(language, "amount_of")}`, `${name} ${say(language, "share_of")}`]),
  ];
  for (const row of rows) {
    yield [
      row.code,
      inLanguage(row, language),
      ...row.stated.flatMap((stated) => [
        { number: stated ? amountText(stated.amount, scale) : "" },
        { number: stated?.share == null ? "" : percentText(stated.share) },
      ]),
    ];
    yield* [...csvRows(row.below, summaries, scale, language)].slice(1);
  }
}

/** Which disclosures leave how much of their money open: their shares in the other lines are the less for it. */
export function NotItemised({ rows, summaries, language }: Pick<Props, "rows" | "summaries" | "language">) {
  const open = rows.find((row) => row.code === NOT_ITEMISED)?.stated ?? [];
  const told = open.flatMap((stated, place) =>
    stated && stated.share !== null && stated.amount > 0n && summaries[place]
      ? [`${letter(place)} ${inLanguage(summaries[place], language)} ${shownShare(stated.share, stated.amount)}`]
      : [],
  );
  if (!told.length) return null;
  const what = told.join(language === "zh" ? "、" : ", ");
  return <p class="yu-careful" role="note">{say(language, "open_part", { what })}</p>;
}

/** The largest differences as sentences, for readers who want the answer first. */
export function Largest({ rows, summaries, language }: Pick<Props, "rows" | "summaries" | "language">) {
  if (!rows.length) return null;
  const comma = language === "zh" ? "，" : ", ";
  const told = (row: ComparedRow): string =>
    row.stated
      .map((stated, place) => {
        const name = `${letter(place)} ${summaries[place] ? inLanguage(summaries[place], language) : ""}`;
        const share = stated?.share == null ? say(language, "not_stated") : shownShare(stated.share, stated.amount);
        return `${name} ${share}`;
      })
      .join(comma);
  return (
    <div class="yu-largest">
      <h3>{say(language, "largest")}</h3>
      <ol>
        {rows.map((row) => (
          <li key={row.code}><b>{inLanguage(row, language)}</b>{language === "zh" ? "：" : ": "}{told(row)}</li>
        ))}
      </ol>
    </div>
  );
}
