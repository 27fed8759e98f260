// A measure against two factors at once: coloured cells with their mean and how many runs they hold.
import { el, svg } from "./dom";
import { number, say, word, written } from "./language";
import { scaleLegend, scaleOf } from "./map_scale";
import { choose, floatingTip, panel, refocus, sweepWord } from "./sweep_panel";
import type { Heat, HeatPair } from "./sweep_types";
import { mapColours } from "./theme";
import type { Report, Unit, Value } from "./types";

const state = { measure: 0, pair: 0 };
type Measure = Heat["measures"][number];

interface Cell {
  across: string;
  up: string;
  value: Value;
  low: Value;
  high: Value;
  runs: number;
}

function cellsOf(heat: Heat, pair: HeatPair): Cell[] {
  const columns = heat.axes[pair.across]?.labels ?? [];
  const rows = heat.axes[pair.up]?.labels ?? [];
  return rows.flatMap((up, r) => columns.map((across, c): Cell => {
    const k = r * columns.length + c;
    return { across: say(across), up: say(up), value: pair.values[k] ?? null, low: pair.low[k] ?? null, high: pair.high[k] ?? null, runs: pair.runs[k] ?? 0 };
  }));
}

/** No wider than `room` pixels, near enough: letters are half as wide as high. */
function cut(text: string, room: number): string {
  const most = Math.max(3, Math.floor(room / 6.6));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function drawing(heat: Heat, pair: HeatPair, unit: Unit, breaks: number[], width: number, point: (cell: Cell | null, event: PointerEvent) => void): SVGElement {
  const cells = cellsOf(heat, pair);
  const [across, up] = [heat.axes[pair.across], heat.axes[pair.up]];
  const columns = across?.labels.length ?? 1;
  const rows = up?.labels.length ?? 1;
  const left = Math.min(width * 0.34, 12 + 7 * Math.max(...(up?.labels ?? []).map((label) => say(label).length), 4));
  const wide = (width - left - 4) / columns;
  const high = Math.max(30, Math.min(72, 340 / rows));
  const top = 24;
  const bottom = top + high * rows;
  const slanted = Math.max(...(across?.labels ?? []).map((label) => say(label).length)) * 7 > wide;
  const height = bottom + (slanted ? 84 : 42);
  const text = (x: number, y: number, words: string, anchor: string, kind: string): SVGElement => svg("text", { x, y, "text-anchor": anchor, class: kind }, words);
  const parts: SVGElement[] = [text(0, 14, cut(up?.label ?? "", width), "start", "axis-name")];
  cells.forEach((cell, k) => {
    const x = left + (k % columns) * wide;
    const y = bottom - (Math.floor(k / columns) + 1) * high;
    const { value } = cell;
    const step = value === null ? -1 : breaks.filter((limit) => value >= limit).length;
    const box = svg("rect", { x: x + 1, y: y + 1, width: wide - 2, height: high - 2, class: step < 0 ? "empty" : "cell" });
    if (step >= 0) box.style.fill = mapColours[breaks.length === 0 ? 3 : step] ?? "";
    box.addEventListener("pointermove", (event) => { point(cell, event); });
    parts.push(box);
    const words = written(value, unit);
    const ink = step >= 4 ? "light" : step < 0 ? "none" : "dark";
    const count = `n = ${number(cell.runs)}`;
    const both = count.length * 6 < wide && high > 36;
    const size = words.length * 8.4 < wide ? "value" : words.length * 6.4 < wide ? "value narrow" : "";
    if (size !== "") parts.push(text(x + wide / 2, y + high / 2 + (both ? 0 : 5), words, "middle", `${size} ${ink}`));
    if (both) parts.push(text(x + wide / 2, y + high / 2 + 16, count, "middle", `count ${ink}`));
  });
  (up?.labels ?? []).forEach((label, r) => { parts.push(text(left - 8, bottom - (r + 0.5) * high + 4, cut(say(label), left - 8), "end", "tick")); });
  (across?.labels ?? []).forEach((label, c) => {
    const x = left + (c + 0.5) * wide;
    const tick = text(x, bottom + 16, say(label), slanted ? "end" : "middle", "tick");
    if (slanted) tick.setAttribute("transform", `rotate(-38 ${x} ${bottom + 10})`);
    parts.push(tick);
  });
  parts.push(text((left + width) / 2, height - 6, cut(across?.label ?? "", width - left), "middle", "axis-name"));
  const picture = svg("svg", { class: "heat", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": true }, ...parts);
  picture.addEventListener("pointerleave", (event) => { point(null, event); });
  return picture;
}

function pairName(heat: Heat, pair: HeatPair): string {
  return `${heat.axes[pair.across]?.name ?? ""} × ${heat.axes[pair.up]?.name ?? ""}`;
}

function spoken(heat: Heat, pair: HeatPair, measure: Measure): string {
  const known = pair.values.filter((value) => value !== null);
  return sweepWord("heatAria", say(measure.label), pairName(heat, pair), written(Math.min(...known), measure.unit), written(Math.max(...known), measure.unit));
}

function body(heat: Heat, report: Report, measure: Measure, pair: HeatPair): HTMLElement {
  const scale = scaleOf(measure.pairs.map((one) => one.values));
  const tip = floatingTip();
  const title = `${say(measure.label)}${sweepWord("colon")}${pairName(heat, pair)}`;
  const canvas = el("div", { class: "effect-canvas", role: "img", "aria-label": spoken(heat, pair, measure) });
  const band = (cell: Cell): string => (cell.low === null ? "" : ` [${written(cell.low, measure.unit)} ; ${written(cell.high, measure.unit)}]`);
  const point = (cell: Cell | null, event: PointerEvent): void => {
    if (cell === null) { tip.hide(); return; }
    const place = `${heat.axes[pair.across]?.name ?? ""} : ${cell.across} ; ${heat.axes[pair.up]?.name ?? ""} : ${cell.up}`;
    tip.show([el("strong", {}, place), el("div", {}, `${say(measure.label)} : `, el("b", {}, written(cell.value, measure.unit)), band(cell)), el("small", {}, `n = ${number(cell.runs)}`)], event.clientX, event.clientY);
  };
  let width = 0;
  new ResizeObserver(() => {
    if (canvas.clientWidth === width || canvas.clientWidth === 0) return;
    width = canvas.clientWidth;
    canvas.replaceChildren(drawing(heat, pair, measure.unit, scale.breaks, width, point));
  }).observe(canvas);
  const table = () => ({
    name: `heat_${measure.id}_${pairName(heat, pair).replace(" × ", "_")}`,
    header: [heat.axes[pair.across]?.label ?? "", heat.axes[pair.up]?.label ?? "", `${say(measure.label)}, ${sweepWord("mean")}`, word("lowest"), word("highest"), `n (${sweepWord("runs")})`],
    rows: cellsOf(heat, pair).map((cell): (string | Value)[] => [cell.across, cell.up, cell.value, cell.low, cell.high, cell.runs]),
  });
  return panel("figure-heat", report, heat.texts, measure.id,
    [el("h3", {}, title), el("p", { class: "reading" }, sweepWord("between", written(pair.strength, "share"))), canvas, scaleLegend(scale, measure.unit), tip.element],
    table, title, (cell, column) => (typeof cell === "string" ? cell : column === 5 ? number(cell ?? 0) : written(cell, measure.unit)));
}

export function heatMaps(heat: Heat, report: Report): HTMLElement {
  const box = el("div", { class: "card wide" });
  const show = (): void => {
    const measure = heat.measures[state.measure] ?? heat.measures[0];
    const pair = measure?.pairs[state.pair] ?? measure?.pairs[0];
    if (measure === undefined || pair === undefined) return;
    box.replaceChildren(
      el("div", { class: "controls" },
        choose("heat-measure", word("measure"), heat.measures.map((one) => say(one.label)), heat.measures.indexOf(measure), (index) => { state.measure = index; state.pair = 0; refocus(box, show); }),
        choose("heat-pair", sweepWord("pair"), measure.pairs.map((one) => pairName(heat, one)), measure.pairs.indexOf(pair), (index) => { state.pair = index; refocus(box, show); })),
      body(heat, report, measure, pair));
  };
  show();
  return box;
}
