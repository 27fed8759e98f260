// A figure of effects: one panel a claim, one row a theory and wiring, beside the smallest effect that matters.
import { notesList } from "./card";
import type { Table } from "./csv";
import { el, name, svg } from "./dom";
import { number, pText, say, word } from "./language";
import { seriesColour } from "./theme";
import { twin } from "./table";
import type { EffectFigure, EffectPanel, EffectRow, Value } from "./types";

const rowHeight = 18;
const gap = 8;
const blue = 0;
const vermillion = 1;

interface Frame {
  panel: EffectPanel;
  left: number;
  right: number;
  x: (value: number) => number;
}

const colourOf = (row: EffectRow): string => seriesColour(row.wired ? blue : vermillion);
const wiring = (row: EffectRow): string => word(row.wired ? "wired" : "neutralWiring");

function line(x1: number, y1: number, x2: number, y2: number, kind: string): SVGElement {
  return svg("line", { x1, y1, x2, y2, class: kind });
}

function words(x: number, y: number, text: string, kind: string, anchor: "start" | "middle" | "end"): SVGElement {
  return svg("text", { x, y, class: kind, "text-anchor": anchor }, text);
}

function disc(row: EffectRow, cx: number, cy: number, r: number): SVGElement {
  const dot = svg("circle", { cx, cy, r });
  dot.style.stroke = colourOf(row);
  dot.style.fill = row.wired ? colourOf(row) : "var(--raised)";
  return dot;
}

/** A mean with its interval, or the dots of the draws; those beyond the frame as arrows at its edge. */
function drawRow(frame: Frame, row: EffectRow, y: number): SVGElement[] {
  const { x, left, right, panel } = frame;
  const parts: SVGElement[] = [];
  const { low = null, high = null, value = null } = row;
  if (low !== null && high !== null) {
    const bar = svg("path", { d: `M${x(low)},${y - 4}v8M${x(low)},${y}H${x(high)}M${x(high)},${y - 4}v8`, class: "interval" });
    bar.style.stroke = colourOf(row);
    parts.push(bar);
  }
  if (value !== null) parts.push(disc(row, x(value), y, 4.5));
  (row.dots ?? []).forEach((dot, k) => {
    if (dot === null) return;
    // Spread over the height of the row, so that dots of one value are told apart.
    const at = y + (((k * 7) % 11) - 5) * 0.95;
    if (dot >= panel.low && dot <= panel.high) {
      parts.push(disc(row, x(dot), at, 2.4));
      return;
    }
    const arrow = words(dot < panel.low ? left - 5 : right + 5, at + 4, dot < panel.low ? "‹" : "›", "beyond", "middle");
    arrow.style.fill = colourOf(row);
    parts.push(arrow);
  });
  return parts;
}

function decimalsOf(steps: number[]): number {
  const step = Math.abs((steps[1] ?? 1) - (steps[0] ?? 0));
  return [0, 1, 2, 3, 4, 5, 6].find((d) => Math.abs(step * 10 ** d - Math.round(step * 10 ** d)) < 1e-6 * step * 10 ** d) ?? 7;
}

function drawAxis(frame: Frame, top: number, bottom: number): SVGElement[] {
  const { panel, x, left, right } = frame;
  const shown = panel.ticks.map((tick) => tick * panel.factor);
  const decimals = decimalsOf(shown);
  const every = Math.max(1, Math.ceil((shown.length * 46) / (right - left)));
  const parts: SVGElement[] = [svg("rect", { x: x(0), y: top, width: right - x(0), height: bottom - top, class: "claimed" })];
  panel.ticks.forEach((tick, k) => {
    parts.push(line(x(tick), top, x(tick), bottom, "grid"));
    if (k % every === 0) parts.push(words(x(tick), bottom + 15, number(shown[k] ?? 0, decimals).replace("-", "\u2212"), "tick", "middle"));
  });
  parts.push(line(x(0), top, x(0), bottom, "zero"), line(x(panel.smallest), top - 4, x(panel.smallest), bottom, "smallest"));
  const anchor = x(panel.smallest) > right - 30 ? "end" : "middle";
  parts.push(words(x(panel.smallest), top - 8, say(panel.smallestText), "tick", anchor));
  return parts;
}

/** Drawn for a width; numbers stand beside the rows where there is room for them. */
function drawing(panel: EffectPanel, width: number): SVGElement {
  const roomy = width > 600;
  const left = roomy ? 110 : 88;
  const right = width - (roomy ? 190 : 14);
  const frame: Frame = { panel, left, right, x: (value) => left + ((value - panel.low) / (panel.high - panel.low)) * (right - left) };
  const top = 24;
  const parts: SVGElement[] = [];
  let y = top + gap / 2;
  let theory: string | null = null;
  for (const row of panel.rows) {
    if (row.theory !== theory) {
      if (theory !== null) y += gap;
      theory = row.theory;
      parts.push(words(left - 12, y + rowHeight / 2 + 5, row.theory, "label", "end"));
    }
    parts.push(...drawRow(frame, row, y + rowHeight / 2));
    if (roomy) parts.push(words(right + 14, y + rowHeight / 2 + 4, say(row.written), row.result === "holds" ? "written holds" : "written", "start"));
    y += rowHeight;
  }
  const bottom = y + gap / 2;
  const height = bottom + 22;
  return svg("svg", { class: "effects", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": true }, ...drawAxis(frame, top, bottom), ...parts);
}

function spoken(figure: EffectFigure, panel: EffectPanel): string {
  const rows = panel.rows.map((row) => `${row.theory}, ${wiring(row)} : ${say(row.written)}`);
  return `${say(figure.title)}, ${panel.claim}. ${rows.join(" ; ")}. ${word("smallestEffect")} : ${say(panel.smallestText)}.`;
}

function panelElement(figure: EffectFigure, panel: EffectPanel): HTMLElement {
  const canvas = el("div", { class: "effect-canvas", role: "img", "aria-label": spoken(figure, panel) });
  let width = 0;
  new ResizeObserver(() => {
    if (canvas.clientWidth === width || canvas.clientWidth === 0) return;
    width = canvas.clientWidth;
    canvas.replaceChildren(drawing(panel, width));
  }).observe(canvas);
  return el("div", { class: "effect-panel" }, el("h4", {}, name(panel.claim)), el("p", { class: "reading" }, say(panel.about)), canvas, el("p", { class: "unit axis" }, say(panel.axis)));
}

function legend(figure: EffectFigure): HTMLElement {
  const key = (wired: boolean): HTMLElement => {
    const mark = el("i", { class: "round" });
    const colour = seriesColour(wired ? blue : vermillion);
    mark.style.border = `2px solid ${colour}`;
    mark.style.background = wired ? colour : "var(--raised)";
    return el("li", {}, mark, word(wired ? "wired" : "neutralWiring"));
  };
  return el("ul", { class: "legend" }, key(true), key(false),
    el("li", {}, el("i", { class: "dashes" }), word("smallestLegend")),
    el("li", {}, el("i", { class: "box claimed" }), word("claimedSide")),
    figure.id === "effects" ? el("li", {}, el("b", {}, word("bold")), word("boldHolds")) : null);
}

function tableOf(figure: EffectFigure, id: string): Table {
  const common = (panel: EffectPanel, row: EffectRow): (string | Value)[] => [panel.claim, row.theory, wiring(row)];
  const header = [word("claim"), word("theory"), word("wiringHeader")];
  if (figure.id === "draws") {
    return {
      name: `${id}_draws`,
      header: [...header, word("draw"), word("effect"), word("smallestEffect")],
      rows: figure.panels.flatMap((panel) => panel.rows.flatMap((row) => (row.dots ?? []).map((dot, k) => [...common(panel, row), k + 1, dot, panel.smallest]))),
    };
  }
  return {
    name: `${id}_effects`,
    header: [...header, word("pairs"), word("effect"), word("lowest"), word("highest"), word("smallestEffect"), word("median"), "p (t)", "p (Wilcoxon)", word("verdict")],
    rows: figure.panels.flatMap((panel) => panel.rows.map((row) => [
      ...common(panel, row), row.count, row.value ?? null, row.low ?? null, row.high ?? null, panel.smallest, row.median ?? null, row.pT ?? null, row.pWilcoxon ?? null,
      row.result === undefined ? "" : word(row.result),
    ])),
  };
}

/** Four significant digits; a p as prose has it. */
function cellText(cell: string | Value, column: number): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return cell;
  if (column === 9 || column === 10) return pText(cell);
  return number(cell, Number.isInteger(cell) ? 0 : Math.min(8, Math.max(0, 3 - Math.floor(Math.log10(Math.abs(cell))))));
}

export function effectCard(figure: EffectFigure, id: string): HTMLElement {
  const box = el("figure", { class: "card wide", id: `figure-${id}-${figure.id}` },
    el("figcaption", {}, el("h3", {}, say(figure.title)), el("p", { class: "reading" }, say(figure.reading))),
    legend(figure), ...figure.panels.map((panel) => panelElement(figure, panel)));
  for (const remark of figure.remarks) box.append(el("p", { class: "remark" }, say(remark)));
  box.append(
    notesList([[word("runsNote"), say(figure.population)], [word("bandNote"), say(figure.band)], [word("sourceNote"), figure.measures.join(", ")]]),
    twin(() => tableOf(figure, id), `${id} – ${say(figure.title)}`, cellText));
  return box;
}
