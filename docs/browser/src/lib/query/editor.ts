/* The editor: CodeMirror with the colours of the site. */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

const markLine = StateEffect.define<number | null>();

/* The line in which a query is wrong, until the text changes. */
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(now, change) {
    for (const effect of change.effects) {
      if (!effect.is(markLine)) continue;
      return effect.value === null
        ? Decoration.none
        : Decoration.set([Decoration.line({ class: "yu-fault" }).range(change.state.doc.line(effect.value).from)]);
    }
    return change.docChanged ? Decoration.none : now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export interface Editor {
  text(): string;
  replace(text: string): void;
  /** Mark a place; both numbers count from 1. */
  mark(line: number, column: number): void;
  unmark(): void;
}

export function makeEditor(parent: HTMLElement, label: string, run: () => void, changed: () => void): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        EditorView.lineWrapping,
        StreamLanguage.define(sparql),
        syntaxHighlighting(classHighlighter),
        marked,
        keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed();
        }),
      ],
    }),
  });
  view.scrollDOM.tabIndex = 0; // what scrolls can be reached with keys
  return {
    text: () => view.state.doc.toString(),
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark(line, column) {
      const found = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const anchor = Math.min(found.from + column - 1, found.to);
      view.dispatch({ effects: [markLine.of(found.number), EditorView.scrollIntoView(anchor)], selection: { anchor } });
    },
    unmark: () => view.dispatch({ effects: markLine.of(null) }),
  };
}
