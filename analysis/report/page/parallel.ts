// The points of a sampled design as lines across its factors to a measure. Ranges of an axis can be chosen by dragging.
import { ParallelChart } from "echarts/charts";
import { ParallelComponent } from "echarts/components";
import { init, use } from "echarts/core";

import { adopt } from "./chart";
import { el } from "./dom";
import { onAxis, say, written } from "./language";
import { choose, panel, refocus, sweepWord } from "./sweep_panel";
import type { Parallel } from "./sweep_types";
import { mapColours, styleColour, theme } from "./theme";
import type { Report, Value } from "./types";

use([ParallelChart, ParallelComponent]);

const state = { outcome: 0 };
type Outcome = Parallel["outcomes"][number];

/** The end of the scale that is hard to see on the ground of the page is left out. */
function lineColours(): string[] {
  return theme() === "dark" ? mapColours.slice(0, 5) : mapColours.slice(2);
}

/** Of five colours; fewer classes are spread over them. */
function classOf(outcome: Outcome, value: number): number {
  return Math.floor((outcome.limits.filter((limit) => value >= limit).length * 4) / Math.max(1, outcome.limits.length));
}

function legend(outcome: Outcome): HTMLElement {
  const list = el("ul", { class: "legend" });
  for (let k = 0; k <= outcome.limits.length; k++) {
    const [from, to] = [outcome.limits[k - 1], outcome.limits[k]];
    const text = from === undefined ? `< ${written(to, outcome.unit)}` : to === undefined ? `≥ ${written(from, outcome.unit)}` : `${written(from, outcome.unit)} – ${written(to, outcome.unit)}`;
    const swatch = el("i", { class: "line" });
    swatch.style.background = lineColours()[Math.floor((k * 4) / outcome.limits.length)] ?? "";
    list.append(el("li", {}, swatch, text));
  }
  return list;
}

function axesOf(lines: Parallel, outcome: Outcome, width: number, upright: boolean): object[] {
  const room = (width - 106) / lines.axes.length - 18;
  const quiet = styleColour("--quiet");
  const common = {
    nameTextStyle: { color: styleColour("--ink"), fontSize: 11, textBorderColor: styleColour("--raised"), textBorderWidth: 3, ...(upright ? { align: "left", verticalAlign: "bottom", padding: [0, 0, 5, 0] } : { width: room, overflow: "truncate" }) },
    nameLocation: upright ? "start" : "end",
    nameGap: upright ? 8 : 14,
    axisLine: { lineStyle: { color: styleColour("--rule-strong"), width: 1.5 } },
    axisTick: { lineStyle: { color: styleColour("--rule-strong") } },
    axisLabel: { color: quiet, fontSize: 11, textBorderColor: styleColour("--raised"), textBorderWidth: 3 },
    areaSelectStyle: { width: 18, borderColor: styleColour("--accent"), color: styleColour("--accent"), opacity: 0.2 },
  };
  const axes = lines.axes.map((axis, dim): object => ({
    ...common, dim, name: say(axis.label),
    ...(axis.texts.length > 0 ? { type: "category", data: axis.texts } : { type: "value", scale: true, splitNumber: 4, axisLabel: { ...common.axisLabel, formatter: (v: number) => onAxis(v, "decimal") } }),
  }));
  const last = { ...common, dim: axes.length, name: say(outcome.label), type: "value", scale: true, splitNumber: 4, axisLabel: { ...common.axisLabel, formatter: (v: number) => onAxis(v, outcome.unit) } };
  return [...axes, last];
}

function optionOf(lines: Parallel, outcome: Outcome, width: number): Record<string, unknown> {
  // On a narrow screen axes lie one below another.
  const upright = width < 640;
  const colours = lineColours();
  const data = lines.points.flatMap((_, k): object[] => {
    const value = outcome.values[k] ?? null;
    if (value === null) return [];
    return [{ value: [...lines.axes.map((axis) => axis.values[k] ?? 0), value], lineStyle: { color: colours[classOf(outcome, value)] } }];
  });
  const opacity = data.length > 300 ? 0.35 : data.length > 80 ? 0.55 : 0.8;
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    parallel: upright ? { layout: "vertical", left: 14, right: 24, top: 30, bottom: 30 } : { left: 46, right: 60, top: 42, bottom: 18 },
    parallelAxis: axesOf(lines, outcome, width, upright),
    series: { type: "parallel", lineStyle: { width: 1.2, opacity }, inactiveOpacity: 0.04, activeOpacity: Math.max(opacity, 0.7), data },
  };
}

function spoken(lines: Parallel, outcome: Outcome): string {
  const known = outcome.values.filter((value) => value !== null);
  return sweepWord("parallelAria", known.length, lines.axes.length, say(outcome.label), written(Math.min(...known), outcome.unit), written(Math.max(...known), outcome.unit));
}

function draw(canvas: HTMLElement, lines: Parallel, outcome: Outcome): void {
  const chart = adopt(init(canvas, null, { renderer: "svg" }));
  let width = 0;
  new ResizeObserver(() => {
    if (chart.isDisposed() || canvas.clientWidth === width || canvas.clientWidth === 0) return;
    width = canvas.clientWidth;
    canvas.style.height = width < 640 ? `${(lines.axes.length + 1) * 62}px` : "";
    chart.resize();
    chart.setOption(optionOf(lines, outcome, width), true);
  }).observe(canvas);
}

function body(lines: Parallel, report: Report, outcome: Outcome): HTMLElement {
  const title = `${sweepWord("parallel")}${sweepWord("colon")}${say(outcome.label)}`;
  const canvas = el("div", { class: "chart parallel", role: "img", "aria-label": spoken(lines, outcome) });
  const table = () => ({
    name: `parallel_${outcome.id}`,
    header: [sweepWord("point"), ...lines.axes.map((axis) => say(axis.label)), say(outcome.label)],
    rows: lines.points.map((point, k): (string | Value)[] => [String(point), ...lines.axes.map((axis): string | Value => axis.texts[axis.values[k] ?? -1] ?? axis.values[k] ?? null), outcome.values[k] ?? null]),
  });
  const last = lines.axes.length + 1;
  requestAnimationFrame(() => { if (canvas.isConnected) draw(canvas, lines, outcome); });
  return panel("figure-parallel", report, lines.texts, outcome.id,
    [legend(outcome), canvas, el("p", { class: "remark" }, sweepWord("brush"))],
    table, title, (cell, column) => (typeof cell === "string" ? cell : column === last ? written(cell, outcome.unit) : cell === null ? "–" : onAxis(cell, "decimal")));
}

export function parallelCoordinates(lines: Parallel, report: Report): HTMLElement {
  const box = el("div", { class: "card wide" });
  const show = (): void => {
    const outcome = lines.outcomes[state.outcome] ?? lines.outcomes[0];
    if (outcome === undefined) return;
    box.replaceChildren(
      el("div", { class: "controls" }, choose("parallel-outcome", sweepWord("outcome"), lines.outcomes.map((one) => say(one.label)), lines.outcomes.indexOf(outcome), (index) => { state.outcome = index; refocus(box, show); })),
      body(lines, report, outcome));
  };
  show();
  return box;
}
