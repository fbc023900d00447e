/* The draft as an editable text with marks, which move with it and never change while a character is being composed. */
import { history, historyKeymap, defaultKeymap, undo } from "@codemirror/commands";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { pastedText } from "./paste.js";

const setFindings = StateEffect.define();
const setLit = StateEffect.define();

class Place extends WidgetType {
  constructor(finding) { super(); this.finding = finding; }
  eq(other) { return other.finding === this.finding; }
  toDOM() {
    const mark = document.createElement("span");
    mark.className = `place ${this.finding.level}`;
    mark.dataset.finding = this.finding.id;
    mark.textContent = "‸";
    return mark;
  }
}

const moved = (finding, changes) => {
  const at = (offset, side) => changes.mapPos(offset, side);
  return {
    ...finding, start: at(finding.start, 1), end: at(finding.end, -1),
    fix: finding.fix && { ...finding.fix, edits: finding.fix.edits.map(([start, end, text]) => [at(start, 1), at(end, -1), text]) },
    related: finding.related.map(([start, end, message]) => [at(start, 1), at(end, -1), message]),
  };
};

const findingsField = StateField.define({
  create: () => ({ findings: [], lit: null }),
  update(value, transaction) {
    let { findings, lit } = value;
    if (transaction.docChanged) {
      findings = findings.map((finding) => (finding.start === finding.end ? { finding, empty: true } : { finding, empty: false }))
        .map(({ finding, empty }) => ({ finding: moved(finding, transaction.changes), empty }))
        .filter(({ finding, empty }) => empty || finding.start < finding.end)
        .map(({ finding }) => finding);
    }
    for (const effect of transaction.effects) {
      if (effect.is(setFindings)) findings = effect.value;
      if (effect.is(setLit)) lit = effect.value;
    }
    return findings === value.findings && lit === value.lit ? value : { findings, lit };
  },
  provide: (field) => EditorView.decorations.from(field, ({ findings, lit }) => Decoration.set(
    findings.map((finding) => (finding.start < finding.end
      ? Decoration.mark({ class: `mark ${finding.level}${finding.id === lit ? " lit" : ""}`, attributes: { "data-finding": finding.id } }).range(finding.start, finding.end)
      : Decoration.widget({ widget: new Place(finding), side: 1 }).range(finding.start))), true)),
});

export class Editor {
  /* `changed` is called after an edit, `chosen` with the id of a finding that is clicked, `stepped` with 1 or -1. */
  constructor(parent, { changed, chosen, stepped }) {
    this.changed = changed;
    this.extensions = [
      lineNumbers(), history(), EditorView.lineWrapping, findingsField, EditorState.lineSeparator.of("\n"),
      EditorState.phrases.of({}), placeholder("把文稿粘贴到这里，或把文件拖进来（txt、md、docx，可一次几个）"),
      EditorView.contentAttributes.of({ lang: "zh-CN", "aria-label": "文稿", spellcheck: "false" }),
      keymap.of([
        { key: "F8", run: () => { stepped(1); return true; } }, { key: "Shift-F8", run: () => { stepped(-1); return true; } },
        ...defaultKeymap, ...historyKeymap,
      ]),
      EditorView.updateListener.of((update) => { if (update.docChanged) changed(); }),
      EditorView.domEventHandlers({
        paste: (event, view) => {
          const text = pastedText(event.clipboardData.getData("text/plain"), event.clipboardData.getData("text/html"));
          if (view.state.readOnly || !text) return false;
          view.dispatch(view.state.replaceSelection(text.replace(/\r\n?/g, "\n")), { userEvent: "input.paste", scrollIntoView: true });
          event.preventDefault();
          return true;
        },
        compositionend: () => { setTimeout(() => { this.flush(); changed(); }, 0); },
        click: (event) => {
          const mark = event.target.closest("[data-finding]");
          if (mark) chosen(mark.dataset.finding);
        },
      }),
    ];
    this.view = new EditorView({ parent, state: this.stateOf("", true) });
    this.waiting = null;
  }

  stateOf(text, editable) {
    return EditorState.create({ doc: text, extensions: [...this.extensions, EditorState.readOnly.of(!editable)] });
  }

  get text() { return this.view.state.doc.toString(); }
  get findings() { return this.view.state.field(findingsField).findings; }
  get isComposing() { return this.view.composing; }
  get state() { return this.view.state; }
  show(state) { this.view.setState(state); }

  mark(findings) {
    this.waiting = findings;
    if (!this.isComposing) this.flush();
  }

  flush() {
    if (this.waiting) this.view.dispatch({ effects: setFindings.of(this.waiting) });
    this.waiting = null;
  }

  light(id) {
    const finding = this.findings.find((one) => one.id === id);
    const effects = [setLit.of(id)];
    if (finding) effects.push(EditorView.scrollIntoView(finding.start, { y: "center" }));
    this.view.dispatch({ effects });
  }

  /* Makes edits at once, as one step of undoing; an edit that meets one before it is left out. */
  edit(edits) {
    const sorted = [...edits].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const changes = [];
    let end = -1;
    for (const [from, to, insert] of sorted) {
      if (from >= end) { changes.push({ from, to, insert }); end = Math.max(to, from + (from === to)); }
    }
    this.view.dispatch({ changes, userEvent: "input.fix" });
  }

  undo() { return undo(this.view); }

  go(start, end) {
    this.view.dispatch({ selection: { anchor: start, head: end }, effects: EditorView.scrollIntoView(start, { y: "center" }) });
    this.view.focus();
  }
}
