/* The filters: for each facet its codes as a tree of boxes to tick, with how many amounts each would leave. */

import { useId, useState } from "preact/hooks";
import { grouped } from "../money.js";
import { folded } from "../site.js";
import { BROAD } from "./labels.js";
import { FACETS, facetLabel, facetTree } from "./selection.js";
import type { Chosen, Explored, Facet, FacetNode, Selection } from "./selection.js";
import { say } from "./words.js";

/** How many codes of a facet show at first; from this many on there is a field to find one. */
const SHOWN = 12;

interface Props {
  readonly given: Explored;
  readonly selection: Selection;
  readonly chosen: Chosen;
  readonly choose: (facet: Facet, codes: readonly string[]) => void;
}

/** The name of a code of a facet, in words also where it stands for a whole. */
export function codeName({ labels }: Explored, facet: Facet, code: string): string {
  if (code === "") return say(labels.language, "none");
  if (code === "total" && facet !== "fund") return say(labels.language, "whole");
  return facetLabel(labels, facet, code);
}

export function Facets(props: Props) {
  return (
    <div class="yu-facets">
      {FACETS.map((facet) => <FacetBox key={facet} facet={facet} {...props} />)}
    </div>
  );
}

function FacetBox({ facet, given, selection, chosen, choose }: Props & { facet: Facet }) {
  const [isOpen, setOpen] = useState((chosen[facet]?.length ?? 0) > 0);
  const language = given.labels.language;
  const name = say(language, facet);
  const tree = facetTree(given, facet, selection.counts[facet], chosen);
  const picked = chosen[facet] ?? [];
  if (tree.length < 2 && !tree[0]?.below.length && !picked.length) return null;
  return (
    <details class="yu-facet" data-facet={facet} open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {name} {picked.length > 0 && <b class="yu-count">{picked.length}</b>}
      </summary>
      {isOpen && (
        <FacetCodes {...{ facet, given, tree, picked, name }} choose={(codes) => choose(facet, codes)} />
      )}
    </details>
  );
}

interface CodesProps {
  readonly facet: Facet;
  readonly given: Explored;
  readonly tree: readonly FacetNode[];
  readonly picked: readonly string[];
  readonly name: string;
  readonly choose: (codes: readonly string[]) => void;
}

function FacetCodes({ facet, given, tree, picked, name, choose }: CodesProps) {
  const [text, setText] = useState("");
  const [all, setAll] = useState(false);
  const field = useId();
  const language = given.labels.language;
  const sought = folded(text).trim();
  const nodes = sought ? flat(tree).filter((each) => isFound(given, facet, each.code, sought)) : tree;
  const shown = all ? nodes : nodes.slice(0, SHOWN);
  const count = flat(tree).length;
  return (
    <fieldset>
      <legend class="yu-hidden">{name}</legend>
      {count > SHOWN && (
        <>
          <label class="yu-hidden" for={field}>{say(language, "facet_find", { name })}</label>
          <input id={field} type="search" autocomplete="off" value={text}
            placeholder={say(language, "facet_find", { name })}
            onInput={(event) => setText(event.currentTarget.value)} />
        </>
      )}
      <ul>
        {shown.map((node) => (
          <Code key={node.code} node={sought ? { ...node, below: [] } : node} {...{ facet, given, picked, choose }} />
        ))}
      </ul>
      {nodes.length > shown.length && (
        <button type="button" class="yu-link" onClick={() => setAll(true)}>
          {say(language, "more", { count: nodes.length - shown.length })}
        </button>
      )}
    </fieldset>
  );
}

function flat(tree: readonly FacetNode[]): FacetNode[] {
  return tree.flatMap((node) => [node, ...flat(node.below)]);
}

function isFound({ labels }: Explored, facet: Facet, code: string, sought: string): boolean {
  const text = facet === "province" ? `${code} ${labels.provinceName(code)}` : labels.searched(facet, code);
  return folded(text).includes(sought);
}

function holds(node: FacetNode, codes: readonly string[]): boolean {
  return codes.includes(node.code) || node.below.some((each) => holds(each, codes));
}

function Code(props: Omit<CodesProps, "tree" | "name"> & { node: FacetNode }) {
  const { node, facet, given, picked, choose } = props;
  const [isOpen, setOpen] = useState(node.below.some((each) => holds(each, picked)));
  const language = given.labels.language;
  const name = codeName(given, facet, node.code);
  const isPicked = picked.includes(node.code);
  const toggle = (): void => choose(isPicked ? picked.filter((code) => code !== node.code) : [...picked, node.code]);
  const hasCode = /^\d{3,}$/.test(node.code) && !BROAD.has(node.code) && facet !== "fiscal_year";
  return (
    <li>
      {node.below.length > 0 ? (
        <button type="button" class="yu-turn" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}
          aria-label={say(language, isOpen ? "close" : "open", { name })}>
          {isOpen ? "▾" : "▸"}
        </button>
      ) : (
        <span class="yu-turn" />
      )}
      <label>
        <input type="checkbox" checked={isPicked} value={node.code} onChange={toggle} />
        <span>{name}{hasCode && <small class="yu-code"> {node.code}</small>}</span>
        <small class="yu-number">{grouped(node.count)}</small>
      </label>
      {isOpen && node.below.length > 0 && (
        <ul>
          {node.below.map((each) => <Code key={each.code} {...{ node: each, facet, given, picked, choose }} />)}
        </ul>
      )}
    </li>
  );
}
