/* The worker that holds the data: it loads graphs into Oxigraph, which is WebAssembly, and answers queries. */

import start, { namedNode, Store } from "oxigraph/web.js";

import type { Graph } from "../lib/query/catalogue";
import type { Ask, Reply, Rows } from "../lib/query/messages";

declare const self: DedicatedWorkerGlobalScope;

const ready = start({ module_or_path: new URL("oxigraph.wasm", import.meta.url) });
const say = (reply: Reply): void => self.postMessage(reply);

let store: Store | null = null;
let union = new Set<string>();
let named = new Set<string>();

/* The statements of a graph as N-Triples: what is left when the graph, which each line ends with, is taken away. */
async function triples(folder: string, graph: Graph): Promise<string> {
  const answer = await fetch(new URL(graph.file, folder));
  if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${graph.file}`);
  const text = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).text();
  return text.replaceAll(` <${graph.iri}> .\n`, " .\n");
}

async function load(ask: Ask): Promise<Store> {
  await ready;
  const wanted = new Set(ask.graphs.map((graph) => graph.iri));
  if (!store || [...union].some((iri) => !wanted.has(iri))) [store, union, named] = [new Store(), new Set(), new Set()];
  const missing = ask.graphs.filter((graph) => !union.has(graph.iri) || (ask.isNamed && !named.has(graph.iri)));
  const all = missing.reduce((sum, graph) => sum + graph.bytes, 0);
  let done = 0;
  for (const graph of missing) {
    say({ kind: "loading", done, all });
    const text = await triples(ask.folder, graph);
    const options = { format: "application/n-triples", unchecked: true, no_transaction: true };
    if (!union.has(graph.iri)) store.load(text, options);
    union.add(graph.iri);
    if (ask.isNamed && !named.has(graph.iri)) {
      store.load(text, { ...options, to_graph_name: namedNode(graph.iri) });
      named.add(graph.iri);
    }
    done += graph.bytes;
  }
  return store;
}

async function answer(ask: Ask): Promise<void> {
  const began = performance.now();
  let loaded: Store;
  try {
    loaded = await load(ask);
  } catch (error) {
    say({ kind: "fault", said: String(error), isQuery: false });
    return;
  }
  const statements = ask.graphs.reduce((sum, graph) => sum + graph.statements, 0);
  const asked = performance.now();
  say({ kind: "asking", statements, loading: asked - began });
  try {
    const format = ask.isGraph ? "text/turtle" : "application/sparql-results+json";
    const text = loaded.query(ask.query, { results_format: format }) as string;
    const asking = performance.now() - asked;
    say(ask.isGraph ? { kind: "graph", turtle: text, asking } : { kind: "rows", rows: JSON.parse(text) as Rows, asking });
  } catch (error) {
    say({ kind: "fault", said: error instanceof Error ? error.message : String(error), isQuery: true });
  }
}

/* One after the other, for they share the store. */
let last: Promise<void> = Promise.resolve();
self.addEventListener("message", (event: MessageEvent<Ask>) => {
  last = last.then(() => answer(event.data));
});
