/* The selected facts one by one, a page at a time, and all of them as CSV. */

import type { CsvCell } from "../csv.js";
import { amountText, grouped, shownAmount } from "../money.js";
import { sitePage } from "../site.js";
import { codeOf, factId, KEY, type Coded, type Facts } from "./facts.js";
import { what, type Explored, type View } from "./selection.js";
import { SORTS, type Asked, type Sort } from "./state.js";
import { say } from "./words.js";

/** How many facts a page shows. */
const PAGE = 50;

/** The rows of facts in the order asked for; equal amounts stay in the order of the file. */
export function sortedRows(facts: Facts, rows: Uint32Array, sort: Sort): Uint32Array {
  if (sort === "printed") return rows;
  const turn = sort === "most" ? -1 : 1;
  return rows.slice().sort((a, b) => {
    const [first, second] = [facts.amounts[a] ?? 0n, facts.amounts[b] ?? 0n];
    return first === second ? a - b : first < second ? -turn : turn;
  });
}

/** The address of a fact on the page of its disclosure. */
export function factAddress({ facts, labels }: Explored, row: number): string {
  return `${sitePage(`disclosures/${codeOf(facts, "disclosure", row)}/`, labels.language)}#fact-${factId(facts, row)}`;
}

interface Props {
  readonly given: Explored;
  readonly rows: Uint32Array;
  readonly asked: Asked;
  readonly change: (changed: Partial<Asked>) => void;
}

export function Lines({ given, rows, asked, change }: Props) {
  const { facts, labels } = given;
  const language = labels.language;
  const sorted = sortedRows(facts, rows, asked.sort);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const page = Math.min(asked.page, pages);
  const shown = [...sorted.subarray((page - 1) * PAGE, page * PAGE)];
  return (
    <>
      <form class="yu-filter" onSubmit={(event) => event.preventDefault()}>
        <label>
          {say(language, "sort")}
          <select name="sort" value={asked.sort}
            onChange={(event) => change({ sort: event.currentTarget.value as Sort, page: 1 })}>
            {SORTS.map((each) => <option key={each} value={each}>{say(language, `sort_${each}`)}</option>)}
          </select>
        </label>
      </form>
      <div class="yu-scroll" tabIndex={0} role="region" aria-label={say(language, "lines")}>
        <table class="yu yu-amounts">
          <thead>
            <tr>
              <th scope="col" class="w">{say(language, "about")}</th>
              <th scope="col" class="n">{say(language, "amount")}</th>
              <th scope="col">{say(language, "disclosure")}</th>
              <th scope="col">{say(language, "status")}</th>
              <th scope="col">{say(language, "where")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => <LineOf key={row} row={row} given={given} view={asked.view} />)}
          </tbody>
        </table>
      </div>
      <nav class="yu-pages" aria-label={say(language, "page", { page, pages })}>
        <button type="button" disabled={page <= 1} onClick={() => change({ page: page - 1 })}>
          {say(language, "previous")}
        </button>
        <span role="status">{say(language, "page", { page: grouped(page), pages: grouped(pages) })}</span>
        <button type="button" disabled={page >= pages} onClick={() => change({ page: page + 1 })}>
          {say(language, "next")}
        </button>
      </nav>
    </>
  );
}

function LineOf({ row, given, view }: { row: number; given: Explored; view: View }) {
  const { facts, labels } = given;
  const id = codeOf(facts, "disclosure", row);
  const name = what(given, row, view) || labels.of("operation", codeOf(facts, "operation", row));
  const status = codeOf(facts, "status", row);
  return (
    <tr>
      <td class="w">{name}</td>
      <td class="n">{shownAmount(facts.amounts[row] ?? 0n, facts.scale)}</td>
      <td><a href={sitePage(`disclosures/${id}/`, labels.language)}>{labels.disclosure(id)}</a></td>
      <td class={`yu-status-${status}`}>{labels.of("status", status)}</td>
      <td>
        <a href={factAddress(given, row)} aria-label={say(labels.language, "see_what", { name })}>
          {say(labels.language, "see")}
        </a>
      </td>
    </tr>
  );
}

/** The columns of codes in the CSV that have a label beside them. */
const LABELLED: ReadonlySet<Coded> = new Set([
  "phase",
  "operation",
  "fund",
  "function",
  "economic",
  "gov_economic",
  "expenditure_type",
  "status",
]);

/** The facts as CSV: the key with labels in the reader's language, amount, status, views, and where each is printed. */
export function* csvRows(given: Explored, rows: Uint32Array): Generator<CsvCell[]> {
  const { facts, labels } = given;
  const columns: readonly Coded[] = ["disclosure", ...KEY];
  const named = (name: Coded): string[] => (LABELLED.has(name) ? [name, `${name}_label`] : [name]);
  yield [
    ...columns.flatMap(named),
    "organization_label",
    "activity_label",
    "amount",
    ...named("status"),
    "is_leaf",
    "witnesses",
    "views",
    "fact_id",
    "address",
  ];
  const told = (name: Coded, row: number): string[] => {
    const code = codeOf(facts, name, row);
    return LABELLED.has(name) ? [code, labels.of(name, code)] : [code];
  };
  for (const row of rows) {
    yield [
      ...columns.flatMap((name) => told(name, row)),
      codeOf(facts, "organization_label_zh", row),
      codeOf(facts, "activity_label_zh", row),
      { number: amountText(facts.amounts[row] ?? 0n, facts.scale) },
      ...told("status", row),
      { number: facts.leaves[row] ? "true" : "false" },
      { number: String(facts.witnesses[row] ?? 0) },
      codeOf(facts, "views", row),
      factId(facts, row),
      factAddress(given, row),
    ];
  }
}
