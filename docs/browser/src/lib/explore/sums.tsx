/* The selected facts summed or counted: one thing down, another across; each figure leads to its lines. */

import type { CsvCell } from "../csv.js";
import { amountText, grouped, shownAmount } from "../money.js";
import { addressOf } from "../site.js";
import { codeName } from "./facets.js";
import { GROUPINGS, groupingOf, type Grouping, type Measure, type Pivot } from "./pivot.js";
import { BROAD } from "./labels.js";
import { facetPath, type Chosen, type Explored } from "./selection.js";
import { askedQuery, type Asked } from "./state.js";
import { say, type Word } from "./words.js";

/** How many rows and columns show; the download has all. */
const ROWS = 200;
const COLUMNS = 12;

interface Props {
  readonly given: Explored;
  readonly table: Pivot;
  readonly asked: Asked;
  readonly change: (changed: Partial<Asked>) => void;
}

/** The name of a grouping. */
function groupingName(given: Explored, each: Grouping): string {
  const language = given.labels.language;
  const name = say(language, each.facet);
  return each.level ? say(language, "level", { name, level: say(language, `level_${each.level}` as Word) }) : name;
}

/** The name of a row or column. */
export function groupName(given: Explored, by: Grouping | undefined, code: string): string {
  if (!by) return "";
  const language = given.labels.language;
  if (by.facet === "activity") return code || say(language, "none");
  const name = codeName(given, by.facet, code);
  const isHigher = by.level > 0 && !BROAD.has(code) && facetPath(given.labels, by.facet, code).length < by.level;
  return isHigher ? say(language, "not_finer", { name }) : name;
}

/** The question that shows the lines behind a cell. */
function lineQuestion(asked: Asked, cells: readonly (readonly [Grouping | undefined, string])[]): Asked {
  const chosen: Record<string, readonly string[]> = { ...(asked.chosen as Record<string, readonly string[]>) };
  for (const [by, code] of cells) if (by && by.facet !== "activity" && code) chosen[by.facet] = [code];
  return { ...asked, tab: "lines", chosen: chosen as Chosen, page: 1 };
}

export function Sums({ given, table, asked, change }: Props) {
  const language = given.labels.language;
  const down = groupingOf(asked.down);
  const across = groupingOf(asked.across);
  const columns = table.columns.slice(0, COLUMNS);
  const rows = table.rows.slice(0, ROWS);
  const shown = (figure: bigint): string =>
    asked.measure === "count" ? grouped(String(figure)) : shownAmount(figure, given.facts.scale);
  const cell = (figure: bigint | undefined, ...cells: (readonly [Grouping | undefined, string])[]) => {
    const question = lineQuestion(asked, cells);
    const open = (event: Event): void => {
      event.preventDefault();
      change(question);
    };
    return figure === undefined ? "" : <a href={addressOf(askedQuery(question))} onClick={open}>{shown(figure)}</a>;
  };
  return (
    <>
      <Controls {...{ given, asked, change }} />
      <div class="yu-scroll" tabIndex={0} role="region" aria-label={say(language, "sums")}>
        <table class="yu yu-side yu-sums">
          <thead>
            <tr>
              <th scope="col">{down && groupingName(given, down)}</th>
              {across && columns.map((each) => (
                <th scope="col" class="n" key={each.code}>{groupName(given, across, each.code)}</th>
              ))}
              <th scope="col" class="n">{say(language, "total")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.code} data-code={row.code}>
                <th scope="row">{groupName(given, down, row.code)}</th>
                {across && columns.map((column) => (
                  <td class="n" key={column.code}>
                    {cell(table.cell(row.code, column.code), [down, row.code], [across, column.code])}
                  </td>
                ))}
                <td class="n">{cell(row.sum, [down, row.code])}</td>
              </tr>
            ))}
            <tr class="yu-sum">
              <th scope="row">{say(language, "total")}</th>
              {across && columns.map((column) => (
                <td class="n" key={column.code}>{cell(column.sum, [across, column.code])}</td>
              ))}
              <td class="n" id="yu-sum">{shown(table.sum)}</td>
            </tr>
          </tbody>
        </table>
      </div>
      {across && table.columns.length > columns.length && (
        <p class="yu-small">{say(language, "cut_columns", { count: table.columns.length - columns.length })}</p>
      )}
      {table.rows.length > rows.length && (
        <p class="yu-small">{say(language, "cut_rows", { count: table.rows.length - rows.length })}</p>
      )}
    </>
  );
}

function Controls({ given, asked, change }: Omit<Props, "table">) {
  const language = given.labels.language;
  const options = GROUPINGS.map((each) => <option key={each.id} value={each.id}>{groupingName(given, each)}</option>);
  return (
    <form class="yu-filter" onSubmit={(event) => event.preventDefault()}>
      <label>
        {say(language, "down")}
        <select name="down" value={asked.down} onChange={(event) => change({ down: event.currentTarget.value })}>
          {options}
        </select>
      </label>
      <label>
        {say(language, "across")}
        <select name="across" value={asked.across} onChange={(event) => change({ across: event.currentTarget.value })}>
          <option value="">{say(language, "across_none")}</option>
          {options}
        </select>
      </label>
      <label>
        {say(language, "measure")}
        <select name="measure" value={asked.measure}
          onChange={(event) => change({ measure: event.currentTarget.value as Measure })}>
          <option value="sum" disabled={asked.view === "all"}>{say(language, "measure_sum")}</option>
          <option value="count">{say(language, "measure_count")}</option>
        </select>
      </label>
    </form>
  );
}

/** The whole table as CSV, with codes, rows and columns that do not show included. */
export function* csvRows(given: Explored, table: Pivot, asked: Asked): Generator<CsvCell[]> {
  const language = given.labels.language;
  const [down, across] = [groupingOf(asked.down), groupingOf(asked.across)];
  const columns = across ? table.columns : [];
  const figure = (value: bigint | undefined): CsvCell => {
    if (value === undefined) return { number: "" };
    return { number: asked.measure === "count" ? String(value) : amountText(value, given.facts.scale) };
  };
  yield [
    say(language, "code"),
    down ? groupingName(given, down) : "",
    ...columns.map((each) => groupName(given, across, each.code)),
    say(language, "total"),
  ];
  for (const row of table.rows) {
    yield [
      row.code,
      groupName(given, down, row.code),
      ...columns.map((column) => figure(table.cell(row.code, column.code))),
      figure(row.sum),
    ];
  }
  yield ["", say(language, "total"), ...columns.map((column) => figure(column.sum)), figure(table.sum)];
}
