// Draws the definition of a figure with ECharts, as SVG.
import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use, type ECharts } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { seriesOf } from "./chart_series";
import { tooltipOf } from "./chart_tooltip";
import { monthName, onAxis, say } from "./language";
import { styleColour } from "./theme";
import type { Figure } from "./types";

use([BarChart, CustomChart, GridComponent, LineChart, SVGRenderer, TooltipComponent]);

const drawn = new Set<ECharts>();

/** Forgets the charts of the page before it is made anew. */
export function disposeCharts(): void {
  for (const chart of drawn) chart.dispose();
  drawn.clear();
}

/** Takes in a chart made elsewhere: it goes with the page and to paper like the others. */
export function adopt(chart: ECharts): ECharts {
  drawn.add(chart);
  return chart;
}

/** To the width of paper, or back to that of the window. */
export function resizeCharts(paper: boolean): void {
  for (const chart of drawn) {
    const width = chart.getDom().closest(".small-cards") === null ? 640 : 270;
    chart.resize(paper ? { width } : {});
  }
}

/** Januaries on a month axis, at most one label each 60 pixels; single months when there are few. */
function monthAxis(figure: Figure, width: number): { min: number; max: number; axisTick: object; axisLabel: object } {
  const first = figure.x[0] ?? 0;
  const last = figure.x.at(-1) ?? 0;
  const room = Math.max(2, (width - 70) / 60);
  const single = first === last ? 1 : 0;
  const span = { min: first - single, max: last + single };
  if (last - first < 24) {
    const every = Math.ceil((last - first + 1) / room);
    const months = figure.x.filter((_, k) => k % every === 0);
    return { ...span, axisTick: { customValues: months }, axisLabel: { customValues: months, formatter: (value: number) => monthName(value, "short") } };
  }
  const every = [1, 2, 5, 10, 20].find((step) => (last - first) / 12 / step <= room) ?? 50;
  const januaries = figure.x.filter((month) => month % 12 === 0 && (2008 + month / 12) % every === 0);
  return { ...span, axisTick: { customValues: januaries }, axisLabel: { customValues: januaries, formatter: (value: number) => String(2008 + value / 12) } };
}

function horizontal(figure: Figure, width: number): object {
  const line = { axisLine: { onZero: false, lineStyle: { color: styleColour("--rule-strong") } }, splitLine: { show: false } };
  const colour = { color: styleColour("--quiet"), fontSize: 12 };
  if (figure.axis === "month") {
    const { axisLabel, ...rest } = monthAxis(figure, width);
    return { type: "value", ...line, ...rest, axisLabel: { ...colour, ...axisLabel, hideOverlap: true } };
  }
  if (figure.shape === "bars") {
    const named = figure.axis === "category";
    const data = named ? figure.categories.map(say) : figure.x.map(String);
    const slot = (width - 70) / Math.max(1, data.length);
    const label = !named ? { hideOverlap: true } : slot > 72 ? { interval: 0, width: slot - 6, overflow: "break", lineHeight: 14 } : { interval: 0, rotate: 42, fontSize: 11 };
    return { type: "category", data, ...line, axisTick: { show: false }, axisLabel: { ...colour, ...label } };
  }
  const months = figure.axis === "number" && (figure.x.at(-1) ?? 0) > 60 ? { interval: 24 } : {};
  return { type: "value", min: "dataMin", max: "dataMax", ...months, ...line, axisLabel: { ...colour, formatter: (v: number) => (figure.axis === "year" ? String(v) : onAxis(v, "decimal")) } };
}

function highest(figure: Figure): number {
  return Math.max(0, ...figure.series.flatMap((series) => series.values.map((value) => value ?? 0)));
}

/** Slanted labels reach out to the left of the first bar. */
function leftRoom(figure: Figure, width: number): number {
  return figure.axis === "category" && (width - 70) / Math.max(1, figure.categories.length) <= 72 ? 60 : 8;
}

export function optionOf(figure: Figure, width: number, small = false): Record<string, unknown> {
  const quiet = styleColour("--quiet");
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: { left: leftRoom(figure, width), right: 18, top: 14, bottom: figure.axis === "number" ? 26 : 6, containLabel: true },
    xAxis: {
      ...horizontal(figure, width),
      name: figure.axis === "number" ? say(figure.axisLabel) : "",
      nameLocation: "middle",
      nameGap: 26,
      nameTextStyle: { color: quiet, fontSize: 12 },
    },
    yAxis: {
      type: "value",
      ...(figure.unit === "share" && highest(figure) > 0.9 && highest(figure) <= 1 ? { max: 1 } : {}),
      scale: !figure.fromZero,
      splitNumber: small ? 2 : 4,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: quiet, fontSize: 12, formatter: (v: number) => onAxis(v, figure.unit) },
      splitLine: { lineStyle: { color: styleColour("--rule") } },
    },
    tooltip: tooltipOf(figure),
    series: seriesOf(figure),
  };
}

/** Draws into the element now and whenever its width changes. `hidden` = series switched off. */
export function draw(element: HTMLElement, figure: Figure): ECharts {
  const chart = init(element, null, { renderer: "svg" });
  drawn.add(chart);
  const small = element.clientHeight < 180;
  chart.setOption(optionOf(figure, element.clientWidth, small));
  let width = element.clientWidth;
  new ResizeObserver(() => {
    if (chart.isDisposed() || element.clientWidth === width || element.clientWidth === 0) return;
    width = element.clientWidth;
    chart.resize();
    chart.setOption(optionOf(figure, width, small));
  }).observe(element);
  return chart;
}
