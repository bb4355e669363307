/* A click on a printed amount shows where it comes from: its key, how firmly it stands, where else it is printed, what
 * the audit found. All of it stands in the page already, in the list of facts and of findings; here it is put together. */

import { pageLanguage } from "../site";
import { html } from "./drawing";

interface CodesJson {
  /** Name of a dimension, its label, and the Chinese and English label of each of its codes. */
  readonly dimensions: readonly (readonly [string, string, Readonly<Record<string, readonly [string, string]>>])[];
  readonly statuses: Readonly<Record<string, string>>;
  readonly say: Readonly<Record<string, string>>;
}

const SHORT: Readonly<Record<string, string>> = { _T: "total", _Z: "not-applicable" };
const MOST = 8;

/** Open the box on a click or Enter on an amount of a printed table. */
export function startCellBox(): void {
  const source = document.getElementById("yu-codes");
  if (!source) return;
  const codes = JSON.parse(source.textContent ?? "") as CodesJson;
  const box = html("dialog", "yu-box md-typeset");
  box.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target === box || target.closest("a")) box.close(); // beside the box, or a link, which then leads on
  });
  document.body.append(box);
  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const amount = (event.target as Element).closest<HTMLAnchorElement>("table.yu-printed a.yu-amount");
    const cell = amount?.closest("td");
    if (!amount || !cell) return;
    event.preventDefault();
    box.replaceChildren(...content(cell, amount, codes));
    const title = box.querySelector("h2");
    box.setAttribute("aria-label", title?.textContent ?? "");
    box.showModal();
    box.scrollTop = 0;
  });
}

function content(cell: HTMLTableCellElement, amount: HTMLAnchorElement, codes: CodesJson): Node[] {
  const { say } = codes;
  const close = html("button", "yu-close", ["×"]);
  close.type = "button";
  close.setAttribute("aria-label", say["cell_close"] ?? "");
  close.addEventListener("click", () => close.closest("dialog")?.close());
  const id = decodeURIComponent(amount.hash.replace(/^#fact-/, ""));
  const fact = amount.hash.startsWith("#fact-") ? document.getElementById(`fact-${id}`) : null;
  const blocks: Node[] = [close, html("h2", "", [say["cell_title"] ?? ""]), figures(cell, amount, fact, codes)];
  blocks.push(...findings(cell, say), ...places(cell, fact, say));
  if (fact) blocks.push(key(id, codes));
  blocks.push(addresses(cell, fact, say));
  return blocks;
}

/* The columns of the list of facts: what, amount, status, witnesses, id. */
const column = (fact: HTMLElement, place: number): string => (fact as HTMLTableRowElement).cells[place]?.textContent ?? "";

function figures(cell: HTMLElement, amount: HTMLElement, fact: HTMLElement | null, codes: CodesJson): HTMLElement {
  const { say } = codes;
  const list = html("dl", "yu-box-figures");
  const unit = cell.closest<HTMLElement>("[data-measure]")?.dataset["measure"] ?? "";
  list.append(pair(say["cell_printed"], [html("b", "", [amount.textContent ?? ""]), " ", html("small", "", [unit])]));
  if (fact) {
    const status = column(fact, 2);
    list.append(
      pair(say["cell_taken"], [html("b", "", [column(fact, 1)]), " ", html("small", "", [say["yuan_only"] ?? ""])]),
      pair(say["status"], [html("b", "", [status]), html("small", "yu-means", [codes.statuses[status] ?? ""])]),
    );
  } else list.append(pair(say["cell_unbound"], [cell.title]));
  return list;
}

function pair(name: string | undefined, value: readonly (Node | string)[]): HTMLElement {
  return html("div", "", [html("dt", "", [name ?? ""]), html("dd", "", value)]);
}

/* A fact's id is its ten codes joined by dots; only the first, the organization, may hold dots itself. */
function key(id: string, codes: CodesJson): HTMLElement {
  const language = pageLanguage();
  const pieces = id.split(".");
  const rest = codes.dimensions.length - 1;
  const values = [pieces.slice(0, -rest).join("."), ...pieces.slice(-rest)];
  const rows = codes.dimensions.map(([, name, labels], n) => {
    const code = SHORT[values[n] ?? ""] ?? values[n] ?? "";
    const [chinese, english] = labels[code] ?? ["", ""];
    const [first, second] = language === "zh" ? [chinese, english] : [english || chinese, english ? chinese : ""];
    const other = html("small", "", [second]);
    other.lang = language === "zh" ? "en" : "zh";
    const shown = [html("span", "", [first || code]), " ", second ? other : "", " ", first ? html("code", "", [code]) : ""];
    const row = html("tr", code === "total" || code === "not-applicable" ? "yu-open" : "");
    row.append(html("th", "", [name]), html("td", "", shown));
    row.firstElementChild?.setAttribute("scope", "row");
    return row;
  });
  const caption = html("caption", "", [codes.say["cell_key"] ?? ""]);
  return html("table", "yu-key", [caption, html("tbody", "", rows)]);
}

function findings(cell: HTMLElement, say: CodesJson["say"]): Node[] {
  const flags = [...cell.querySelectorAll<HTMLAnchorElement>("a.yu-flag")];
  const items = flags.flatMap((flag) => {
    const card = document.getElementById(decodeURIComponent(flag.hash.slice(1)));
    const message = card?.querySelector(".yu-message")?.textContent;
    const badge = card?.querySelector(".yu-badge")?.cloneNode(true);
    const link = html("a", "", [message ?? flag.ariaLabel ?? ""]);
    link.href = flag.hash;
    return [html("li", "", [...(badge ? [badge, " "] : []), link])];
  });
  return items.length ? [html("h3", "", [say["cell_findings"] ?? ""]), html("ul", "yu-box-findings", items)] : [];
}

function places(cell: HTMLElement, fact: HTMLElement | null, say: CodesJson["say"]): Node[] {
  const itself = `#${cell.id}`;
  const links = [...(fact?.querySelectorAll<HTMLAnchorElement>('a[href^="#cell-"]') ?? [])];
  const here =
    links.find((link) => decodeURIComponent(link.hash) === itself) ??
    document.querySelector<HTMLAnchorElement>(`#unrecognised ~ * a[href="${CSS.escape(itself).replaceAll("\\", "\\\\")}"]`);
  const others = links.filter((link) => link !== here);
  const blocks: Node[] = [html("h3", "", [say["cell_place"] ?? ""])];
  blocks.push(html("p", "", [here?.textContent ?? cell.closest("details")?.querySelector("summary")?.textContent ?? ""]));
  if (!fact) return blocks;
  if (!others.length) return [...blocks, html("p", "yu-alone", [say["cell_alone"] ?? ""])];
  const items = others.slice(0, MOST).map((link) => {
    const copy = html("a", "", [link.textContent ?? ""]);
    copy.href = link.hash;
    const printed = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.querySelector(".yu-amount");
    return html("li", "", [copy, " ", html("b", "", [printed?.textContent ?? ""])]);
  });
  if (others.length > MOST) items.push(html("li", "", ["…"]));
  return [...blocks, html("h3", "", [say["cell_witnesses"] ?? ""]), html("ul", "yu-box-places", items)];
}

function addresses(cell: HTMLElement, fact: HTMLElement | null, say: CodesJson["say"]): HTMLElement {
  const link = (text: string | undefined, id: string): HTMLElement => {
    const made = html("a", "", [text ?? ""]);
    made.href = `#${id}`;
    return made;
  };
  const links: (Node | string)[] = [link(say["cell_itself"], cell.id)];
  if (fact) links.push(" · ", link(say["cell_fact"], fact.id));
  return html("p", "yu-box-addresses", links);
}
