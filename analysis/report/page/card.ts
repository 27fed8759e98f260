// A figure with all that belongs to it: title, how to read it, legend, drawing, notes, table, CSV.
import { draw } from "./chart";
import { placeName } from "./chart_tooltip";
import type { Table } from "./csv";
import { el } from "./dom";
import { monthCode, monthName, onAxis, say, word, written } from "./language";
import { twin } from "./table";
import { seriesColour } from "./theme";
import type { Figure, Report, Value } from "./types";

export function tableOf(figure: Figure): Table {
  const header = [say(figure.axisLabel)];
  for (const series of figure.series) {
    header.push(say(series.label));
    if (series.low !== undefined) header.push(`${say(series.label)}, ${word("lowest")}`, `${say(series.label)}, ${word("highest")}`);
  }
  const rows = figure.x.map((x, k): (string | Value)[] => {
    const row: (string | Value)[] = [figure.axis === "month" ? monthCode(x) : figure.axis === "category" ? placeName(figure, k) : String(x)];
    for (const series of figure.series) {
      row.push(series.values[k] ?? null);
      if (series.low !== undefined) row.push(series.low[k] ?? null, series.high?.[k] ?? null);
    }
    return row;
  });
  return { name: figure.id, header, rows };
}

function legend(figure: Figure): HTMLElement {
  const list = el("ul", { class: "legend" });
  for (const series of figure.series) {
    const swatch = el("i", { class: figure.shape === "lines" ? "line" : "box" });
    swatch.style.background = seriesColour(series.colour);
    list.append(el("li", {}, swatch, say(series.label)));
  }
  if (figure.marks.length > 0) list.append(el("li", {}, el("i", { class: "dot" }), `${word("survey")} (${word("tolerated")} ├┤)`));
  return list;
}

/** First and last value of each series, and the surveys: what a screen reader says of the picture. */
export function spoken(figure: Figure): string {
  const parts = figure.series.map((series) => {
    const known = series.values.flatMap((value, k) => (value === null ? [] : [k]));
    const [first, last] = [known[0], known.at(-1)];
    if (first === undefined || last === undefined) return `${say(series.label)} : –`;
    const at = (k: number): string => `${written(series.values[k], figure.unit)} (${placeName(figure, k)})`;
    return `${say(series.label)} : ${first === last ? at(first) : `${at(first)} → ${at(last)}`}`;
  });
  const surveys = figure.marks.map((mark) => `${say(mark.label)}, ${monthName(mark.x)} : ${written(mark.value, figure.unit)}`);
  return `${say(figure.title)}. ${[...parts, ...surveys].join(" ; ")}.`;
}

function notes(figure: Figure, report: Report): HTMLElement {
  const banded = figure.series.some((series) => series.low !== undefined);
  const count = say(figure.population);
  const lines: [string, string][] = [
    [word("runsNote"), count === "" ? say(report.runs) : `${say(report.runs)} · ${count}`],
    [word("bandNote"), banded ? say(figure.band) : word(report.provenance.runs.length > 1 ? "meanOnly" : "noBand")],
    [word("sourceNote"), figure.measures.join(", ")],
  ];
  return notesList(lines);
}

/** N, band, measure: what every figure says of itself. */
export function notesList(lines: [string, string][]): HTMLElement {
  const list = el("dl", { class: "notes" });
  for (const [term, text] of lines) {
    list.append(el("div", {}, el("dt", {}, term), el("dd", term === word("sourceNote") ? { class: "code" } : {}, text)));
  }
  return list;
}

export function card(figure: Figure, report: Report): HTMLElement {
  const canvas = el("div", { class: "chart", role: "img", "aria-label": spoken(figure) });
  const box = el(
    "figure",
    { class: "card", id: `figure-${figure.id}` },
    el("figcaption", {}, el("h3", {}, say(figure.title)), el("p", { class: "reading" }, say(figure.reading))),
    legend(figure),
    el("p", { class: "unit" }, say(figure.unitLabel)),
    canvas,
  );
  for (const remark of figure.remarks) box.append(el("p", { class: "remark" }, say(remark)));
  const cell = (value: string | Value, column: number): string => {
    if (typeof value === "string") return figure.axis === "month" && column === 0 ? monthName(monthOf(value)) : value;
    return figure.unit === "count" ? (value === null ? "–" : onAxis(value, "count")) : written(value, figure.unit);
  };
  box.append(notes(figure, report), twin(() => tableOf(figure), say(figure.title), cell));
  requestAnimationFrame(() => { if (canvas.isConnected) draw(canvas, figure); });
  return box;
}

function monthOf(code: string): number {
  const [year, month] = code.split("-").map(Number);
  return ((year ?? 2008) - 2008) * 12 + (month ?? 1) - 1;
}
