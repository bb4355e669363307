/* The disclosures at a glance: one column each, with totals, staff, types of expenditure and what they are per head. */

import type { ComponentChildren } from "preact";
import { parseAmount, permille, shownAmount, shownShare } from "../money.js";
import { sitePage, type Language } from "../site.js";
import { personsOf, perHead, totalOf, typeRows, unevenness } from "./figures.js";
import { letter, phaseOf, placeOf } from "./picker.js";
import { inLanguage, type Line, type Summary } from "./summary.js";
import { say } from "./words.js";

interface Props {
  readonly summaries: readonly Summary[];
  readonly scale: number;
  readonly language: Language;
}

/** The address of a disclosure's page, at an anchor. */
export function disclosurePage(id: string, language: Language, anchor = ""): string {
  return `${sitePage(`disclosures/${id}/`, language)}${anchor && `#${anchor}`}`;
}

/** What is to be minded in this comparison, or nothing. */
export function Careful({ summaries, language }: Omit<Props, "scale">) {
  const uneven = unevenness(summaries, (each) => phaseOf(each, language));
  const comma = language === "zh" ? "、" : ", ";
  const told = [
    uneven.year.length ? say(language, "differs_year", { what: uneven.year.join(comma) }) : "",
    uneven.phase.length ? say(language, "differs_phase", { what: uneven.phase.join(comma) }) : "",
    uneven.scope.length ? say(language, "differs_scope") : "",
  ].filter(Boolean);
  if (!told.length) return null;
  return (
    <p class="yu-careful" role="note">
      <b>{say(language, "careful")}</b>
      {told.join(language === "zh" ? "；" : "; ")}
      {language === "zh" ? "。" : "."}
    </p>
  );
}

/** The head of a table with one column per disclosure. */
export function DisclosureHeads({ summaries, language }: Omit<Props, "scale">) {
  return (
    <>
      {summaries.map((each, place) => (
        <th scope="col" class={`n yu-series-${place + 1}`} key={each.id}>
          <b class="yu-letter">{letter(place)}</b>{" "}
          <a href={disclosurePage(each.id, language)}>{inLanguage(each, language)}</a> {each.year}
        </th>
      ))}
    </>
  );
}

/** The table. */
export function Glance({ summaries, scale, language }: Props) {
  const line = (name: string, cell: (summary: Summary) => ComponentChildren, css = "n") => (
    <tr>
      <th scope="row">{name}</th>
      {summaries.map((each) => (
        <td class={css} key={each.id}>{cell(each) ?? <NotStated language={language} />}</td>
      ))}
    </tr>
  );
  return (
    <div class="yu-scroll" tabIndex={0} role="region" aria-label={say(language, "at_a_glance")}>
      <table class="yu yu-side">
        <thead>
          <tr>
            <th scope="col">{say(language, "unit")}</th>
            <DisclosureHeads summaries={summaries} language={language} />
          </tr>
        </thead>
        <tbody>
          {line(say(language, "place"), (each) => placeOf(each, language) || null, "n yu-words")}
          {line(say(language, "phase"), (each) => phaseOf(each, language), "n yu-words")}
          {line(say(language, "scope"), (each) => scopeText(each, language), "n yu-words")}
          {line(say(language, "expenditure"), (each) => {
            const total = totalOf(each, scale);
            return total === null ? null : <b>{shownAmount(total, scale)}</b>;
          })}
          <Types summaries={summaries} scale={scale} language={language} />
          {["establishment", "staff"].map((subject) =>
            line(say(language, subject as "establishment" | "staff"), (each) => (
              <Staff summary={each} subject={subject} language={language} />
            )),
          )}
          {line(say(language, "per_head_total"), (each) => {
            const total = totalOf(each, scale);
            const head = total === null ? null : perHead(total, each);
            return head === null ? null : shownAmount(head, scale);
          })}
          <TypesPerHead summaries={summaries} scale={scale} language={language} />
        </tbody>
      </table>
    </div>
  );
}

function scopeText(summary: Summary, language: Language): string | null {
  if (summary.scope === "department") return say(language, "scope_department");
  return summary.scope === "unit" ? say(language, "scope_unit") : summary.scope || null;
}

export function NotStated({ language }: { language: Language }) {
  return <span class="yu-missing" title={say(language, "not_stated")} aria-label={say(language, "not_stated")}>—</span>;
}

function Staff({ summary, subject, language }: { summary: Summary; subject: string; language: Language }) {
  const found = personsOf(summary, subject);
  if (!found) return <NotStated language={language} />;
  return (
    <>
      {say(language, "persons", { count: found.persons })}{" "}
      <a class="yu-small" title={found.sentence}
        href={disclosurePage(summary.id, language, `statement-${found.statement}`)}>
        {say(language, "source")}
      </a>
    </>
  );
}

function typeName(lines: readonly (Line | undefined)[], language: Language): string {
  const first = lines.find(Boolean);
  return first ? inLanguage(first, language) : "";
}

function Types({ summaries, scale, language }: Props) {
  return (
    <>
      {typeRows(summaries).map(({ code, lines }) => (
        <tr key={code}>
          <th scope="row" class={code === "personnel" || code === "operating" ? "yu-depth-1" : ""}>
            {typeName(lines, language)}
          </th>
          {lines.map((line, place) => (
            <td class="n" key={summaries[place]?.id}>
              {line ? (
                <TypeFigure line={line} summary={summaries[place] as Summary} scale={scale} language={language} />
              ) : (
                <NotStated language={language} />
              )}
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}

function TypeFigure(props: { line: Line; summary: Summary; scale: number; language: Language }) {
  const { line, summary, scale, language } = props;
  const amount = parseAmount(line.amount, scale);
  const total = totalOf(summary, scale);
  const share = total === null ? null : permille(amount, total);
  return (
    <>
      <Amount line={line} amount={shownAmount(amount, scale)} id={summary.id} language={language} />
      {share !== null && <small> {shownShare(share, amount)}</small>}
    </>
  );
}

/** An amount that leads to where it is printed; a sum of several facts does not. */
export function Amount(props: { line: Line; amount: string; id: string; language: Language }) {
  const { line, amount, id, language } = props;
  const fund = language === "zh" ? line.fund_zh : line.fund_en;
  return (
    <>
      {line.fact ? <a href={disclosurePage(id, language, `fact-${line.fact}`)}>{amount}</a> : amount}
      {fund && <small class="yu-fund"> {say(language, "in_fund", { fund })}</small>}
    </>
  );
}

function TypesPerHead({ summaries, scale, language }: Props) {
  const rows = typeRows(summaries).filter((each) => each.code === "personnel" || each.code === "operating");
  return (
    <>
      {rows.map(({ code, lines }) => (
        <tr key={code}>
          <th scope="row">{say(language, "per_head_type", { type: typeName(lines, language) })}</th>
          {lines.map((line, place) => {
            const summary = summaries[place] as Summary;
            const head = line ? perHead(parseAmount(line.amount, scale), summary) : null;
            return (
              <td class="n" key={summary.id}>
                {head === null ? <NotStated language={language} /> : shownAmount(head, scale)}
              </td>
            );
          })}
        </tr>
      ))}
    </>
  );
}
