/* SPARQL in the browser: the editor, what is loaded, and the results. Nothing is sent anywhere. */

import { type Catalogue, type Example } from "../lib/query/catalogue";
import { button, element } from "../lib/query/dom";
import { makeEditor } from "../lib/query/editor";
import type { Ask, Reply } from "../lib/query/messages";
import { asksForGraph, declared, faultOf, namesGraphs } from "../lib/query/prologue";
import { makeSelection } from "../lib/query/selection";
import { showGraph, showRows } from "../lib/query/show";
import { isEnglish, words } from "../lib/query/words";
import { loadJson, siteFile } from "../lib/site";
import { grouped } from "../lib/query/results";

const seconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

function start(place: HTMLElement, catalogue: Catalogue): void {
  const state = new URLSearchParams(location.hash.slice(1));
  const titled = (example: Example): string => (isEnglish ? example.en : example.zh);
  const status = element("p", { class: "yu-status", role: "status" });
  const results = element("section", { "aria-label": words.results, class: "yu-results" });
  const selection = makeSelection(catalogue.graphs, state.get("graphs"));
  let worker: Worker | null = null;
  let loading = "";

  const options = catalogue.examples.map((example) => element("option", { value: example.name }, titled(example)));
  const examples = element("select", {}, element("option", { value: "" }, words.own), ...options);
  examples.addEventListener("change", () => {
    const example = catalogue.examples.find((each) => each.name === examples.value);
    if (example) editor.replace(example.text);
  });

  function isExample(text: string): Example | undefined {
    return catalogue.examples.find((example) => example.text.trim() === text.trim());
  }

  function changed(): void {
    examples.value = isExample(editor.text())?.name ?? "";
  }

  /* The fragment is never sent to a server, and no server limits its length. */
  function writeAddress(): void {
    const example = isExample(editor.text());
    const said = new URLSearchParams(example ? { example: example.name } : { query: editor.text() });
    if (selection.isChanged()) said.set("graphs", selection.names().join(","));
    history.replaceState(null, "", `${location.pathname}#${said}`);
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a[hreflang].md-select__link")) {
      link.hash = location.hash;
    }
  }

  function running(is: boolean): void {
    run.disabled = is;
    cancel.hidden = !is;
    results.setAttribute("aria-busy", String(is));
  }

  function hear(reply: Reply): void {
    if (reply.kind === "loading") {
      status.textContent = words.loading(Math.round((100 * reply.done) / Math.max(reply.all, 1)));
      return;
    }
    if (reply.kind === "asking") {
      loading = reply.loading < 50 ? "" : seconds(reply.loading); // all was loaded before
      status.textContent = words.asking;
      return;
    }
    running(false);
    if (reply.kind === "fault") {
      status.textContent = faultText(reply.said, reply.isQuery);
      status.classList.add("yu-wrong");
    } else if (reply.kind === "graph") {
      status.textContent = words.graph(seconds(reply.asking));
      showGraph(results, reply.turtle);
    } else {
      const count = grouped(String(reply.rows.results?.bindings.length ?? 1));
      const statements = grouped(String(selection.statements()));
      status.textContent = words.rows(count, seconds(reply.asking), statements, loading);
      showRows(results, reply.rows, { base: catalogue.base, root: siteFile(""), prefixes: catalogue.prefixes });
    }
  }

  function faultText(said: string, isQuery: boolean): string {
    const fault = isQuery ? faultOf(editor.text(), said, catalogue.prefixes) : { message: said };
    if (fault.line === undefined || fault.column === undefined) return words.failed + fault.message;
    editor.mark(fault.line, fault.column);
    const what = {
      unread: words.unread(fault.message),
      until: words.until(fault.message),
      cut: words.cut,
      undeclared: words.undeclared(fault.message),
      update: words.update(fault.message),
      said: fault.message,
    };
    return words.fault(fault.line, fault.column) + what[fault.kind ?? "said"];
  }

  function ask(): void {
    if (run.disabled) return;
    writeAddress();
    editor.unmark();
    results.replaceChildren();
    status.classList.remove("yu-wrong");
    status.textContent = words.starting;
    running(true);
    if (!worker) {
      worker = new Worker(new URL("query-worker.js", import.meta.url), { type: "module" });
      worker.addEventListener("message", (event: MessageEvent<Reply>) => hear(event.data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        stop();
        hear({ kind: "fault", said: event.message || "WebAssembly", isQuery: false });
      });
    }
    const text = editor.text();
    const asked: Ask = {
      query: declared(text, catalogue.prefixes),
      isGraph: asksForGraph(text),
      isNamed: namesGraphs(text),
      folder: siteFile("query/graphs/"),
      graphs: selection.graphs(),
    };
    worker.postMessage(asked);
  }

  function stop(): void {
    worker?.terminate();
    worker = null;
    running(false);
  }

  const run = button(words.run, ask, { class: "yu-plain yu-primary", title: words.hint });
  const cancel = button(words.cancel, () => {
    stop();
    status.textContent = words.cancelled;
  }, { class: "yu-plain" });
  cancel.hidden = true;
  const copy = button(words.copy, () => {
    writeAddress();
    navigator.clipboard.writeText(location.href).then(
      () => (status.textContent = words.copied),
      () => (status.textContent = location.href),
    );
  }, { class: "yu-plain" });
  const box = element("div", { class: "yu-editor" });
  const picker = element("label", { class: "yu-picker" }, `${words.examples} `, examples);
  const buttons = element("div", { class: "yu-buttons" }, run, cancel, copy);
  place.replaceChildren(picker, box, selection.element, buttons, status, results);
  const editor = makeEditor(box, words.editor, ask, changed);

  const name = state.get("example") ?? new URLSearchParams(location.search).get("example");
  const example = catalogue.examples.find((each) => each.name === name);
  const text = state.get("query") ?? (example ?? catalogue.examples[0])?.text ?? "";
  editor.replace(text);
  if (name && !example) status.textContent = words.unknown(name);
  else if (state.has("query") || example) ask();
}

const place = document.getElementById("yu-query");
if (place) {
  loadJson<Catalogue>("query/query.json").then(
    (catalogue) => start(place, catalogue),
    (error: unknown) => place.replaceChildren(words.catalogue + String(error)),
  );
}
