// What the figures of a sweep have in common: choices above, notes and table below.
import { notesList } from "./card";
import { el } from "./dom";
import { language, say, word } from "./language";
import type { FigureTexts } from "./sweep_types";
import { sweepWords } from "./sweep_words";
import { twin } from "./table";
import type { Table } from "./csv";
import type { Report } from "./types";

/** A word of these figures; `{0}`, `{1}` … stand for the values. */
export function sweepWord(name: keyof typeof sweepWords, ...values: (string | number)[]): string {
  return values.reduce<string>((text, value, k) => text.replace(`{${k}}`, () => String(value)), sweepWords[name][language()]);
}

/** A labelled list to choose from; it calls back with the place chosen. */
export function choose(id: string, label: string, options: string[], chosen: number, then: (index: number) => void): HTMLElement {
  const list = el("select", { id }, ...options.map((text, k) => el("option", { value: k, selected: k === chosen }, text)));
  list.addEventListener("change", () => { then(list.selectedIndex); });
  return el("label", {}, label, list);
}

/** The figure around its drawing. `measure` = variable of the file. */
export function panel(id: string, report: Report, texts: FigureTexts, measure: string, drawing: Node[], table: () => Table, caption: string, written: (cell: string | number | null, column: number) => string): HTMLElement {
  return el("div", { id, class: "panel" },
    el("p", { class: "reading" }, say(texts.reading)),
    ...drawing,
    ...texts.remarks.map((remark) => el("p", { class: "remark" }, say(remark))),
    notesList([[word("runsNote"), `${say(report.runs)} · ${say(texts.population)}`], [word("bandNote"), say(texts.band)], [word("sourceNote"), measure]]),
    twin(table, caption, written));
}

/** Puts the focus back on a list that was made anew. */
export function refocus(box: HTMLElement, make: () => void): void {
  const focused = document.activeElement?.id ?? "";
  const inside = box.contains(document.activeElement);
  make();
  if (inside && focused !== "") document.getElementById(focused)?.focus();
}

/** A box that follows the pointer. */
export function floatingTip(): { element: HTMLElement; show: (content: Node[], x: number, y: number) => void; hide: () => void } {
  const element = el("div", { class: "tip floating", hidden: true });
  return {
    element,
    show: (content, x, y) => {
      element.hidden = false;
      element.replaceChildren(...content);
      element.style.left = `${Math.max(0, Math.min(x + 14, innerWidth - 260))}px`;
      element.style.top = `${y + 16}px`;
    },
    hide: () => { element.hidden = true; },
  };
}
