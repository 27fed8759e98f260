// A plot with all that belongs to it: title, how to read it, legend, panels, notes, tables, CSV.
import { notesList } from "./card";
import type { Table } from "./csv";
import { el } from "./dom";
import { number, say, word } from "./language";
import { panelDrawing } from "./plot_drawing";
import { scrolled } from "./section";
import { tableElement, twin } from "./table";
import { seriesColour } from "./theme";
import type { PlotFigure, PlotKey, PlotPanel, PlotTable } from "./plot_types";
import type { Value } from "./types";

function keyElement(key: PlotKey): HTMLElement {
  const colour = seriesColour(key.colour);
  const mark = el("i", { class: { line: "line", dashes: "dashes", area: "box", span: "span-key", openSpan: "span-key", dot: "round" }[key.mark] });
  if (key.mark === "dashes") mark.style.borderColor = colour;
  else if (key.mark === "span" || key.mark === "openSpan") {
    mark.style.color = colour;
    mark.append(el("b", { class: key.mark === "openSpan" ? "open" : "" }));
  } else mark.style.background = colour;
  if (key.mark === "area") mark.style.opacity = "0.45";
  return el("li", {}, mark, say(key.label));
}

/** At most four significant digits. */
function cellText(cell: string | Value): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return cell;
  const short = Number(cell.toPrecision(4));
  const decimals = [0, 1, 2, 3, 4, 5, 6, 7].find((count) => Math.abs(short - Number(short.toFixed(count))) < 1e-6 * Math.abs(short)) ?? 8;
  return number(short, short === 0 || Math.abs(short) >= 1e4 ? 0 : decimals).replace("-", "\u2212");
}

function tableOf(table: PlotTable): Table {
  return {
    name: table.name,
    header: table.header.map(say),
    rows: table.rows.map((row) => row.map((cell) => (cell !== null && typeof cell === "object" ? say(cell) : cell))),
  };
}

function spoken(figure: PlotFigure, panel: PlotPanel): string {
  const parts = [say(figure.title), say(panel.title), say(panel.about), ...panel.remarks.map(say)];
  const rows = panel.notes.map((note, k) => `${say(panel.y.tickTexts[k] ?? { fr: "", en: "" })} : ${say(note.words)}`);
  return `${[...parts, ...rows].filter((part) => part !== "").join(" ; ")}.`;
}

function panelElement(figure: PlotFigure, panel: PlotPanel): HTMLElement {
  const canvas = el("div", { class: "effect-canvas", role: "img", "aria-label": spoken(figure, panel) });
  let width = 0;
  new ResizeObserver(() => {
    if (canvas.clientWidth === width || canvas.clientWidth === 0) return;
    width = canvas.clientWidth;
    canvas.replaceChildren(panelDrawing(panel, width));
  }).observe(canvas);
  return el("div", { class: "plot-panel" },
    say(panel.title) === "" ? null : el("h4", {}, say(panel.title)),
    say(panel.about) === "" ? null : el("p", { class: "reading" }, say(panel.about)),
    ...panel.remarks.map((remark) => el("p", { class: "remark flagged" }, say(remark))),
    say(panel.y.label) === "" ? null : el("p", { class: "unit" }, say(panel.y.label)),
    canvas);
}

export function plotCard(figure: PlotFigure): HTMLElement {
  const panels = el("div", { class: figure.panels.length > 1 ? "plot-panels" : "" }, ...figure.panels.map((panel) => panelElement(figure, panel)));
  const box = el("figure", { class: "card wide plot-card", id: `figure-${figure.id}` },
    el("figcaption", {}, el("h3", {}, say(figure.title)), el("p", { class: "reading" }, say(figure.reading))),
    el("ul", { class: "legend" }, ...figure.keys.map(keyElement)), panels);
  for (const remark of figure.remarks) box.append(el("p", { class: "remark" }, say(remark)));
  box.append(notesList([[word("runsNote"), say(figure.population)], [word("bandNote"), say(figure.band)], [word("sourceNote"), figure.measures.join(", ")]]));
  for (const table of figure.tables) {
    const below = twin(() => tableOf(table), `${say(figure.title)} – ${say(table.title)}`, cellText);
    const summary = below.querySelector("summary");
    if (summary !== null && figure.tables.length > 1) summary.textContent = `${word("table")} – ${say(table.title)}`;
    box.append(below);
  }
  return box;
}

/** A table that stands open, with its CSV. */
export function openTable(table: PlotTable): HTMLElement {
  const content = tableOf(table);
  const title = say(table.title);
  const shown = tableElement(content, title, cellText).querySelector("table") ?? el("table", {});
  shown.querySelector("caption")?.remove();
  (content.rows[0] ?? []).forEach((cell, column) => {
    if (typeof cell !== "string") for (const line of shown.querySelectorAll("tr")) line.children[column]?.classList.add("number");
  });
  return el("div", {}, el("h3", {}, title), scrolled(title, shown), twin(() => content, title, cellText));
}
