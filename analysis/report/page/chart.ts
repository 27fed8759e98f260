// Draws the definition of a figure with ECharts, as SVG.
import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use, type ECharts } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { seriesOf } from "./chart_series";
import { tooltipOf } from "./chart_tooltip";
import { monthName, number, onAxis, say } from "./language";
import { styleColour } from "./theme";
import type { Figure } from "./types";

use([BarChart, CustomChart, GridComponent, LineChart, SVGRenderer, TooltipComponent]);

const drawn = new Set<ECharts>();

/** Forgets the charts of the page before it is made anew. */
export function disposeCharts(): void {
  for (const chart of drawn) chart.dispose();
  drawn.clear();
}

export function resizeCharts(width?: number): void {
  for (const chart of drawn) chart.resize(width === undefined ? {} : { width });
}

/** Whole years on a month axis, at most one label each 60 pixels. */
function monthAxis(figure: Figure, width: number): object {
  const first = figure.x[0] ?? 0;
  const last = figure.x.at(-1) ?? 0;
  if (last - first < 24) {
    const label = (value: number): string => (Number.isInteger(value) ? monthName(value, "short") : "");
    return { min: first - (first === last ? 1 : 0), max: last + (first === last ? 1 : 0), minInterval: 1, axisLabel: { formatter: label, hideOverlap: true } };
  }
  const years = (last - first) / 12;
  const every = [1, 2, 5, 10, 20].find((step) => years / step <= Math.max(2, (width - 80) / 60)) ?? 50;
  const min = Math.floor(first / 12) * 12;
  const shift = (2008 + min / 12) % every;
  const label = (value: number): string => String(2008 + value / 12);
  return {
    min: shift === 0 ? min : min - shift * 12,
    max: last + 1,
    interval: every * 12,
    axisLabel: { formatter: label, showMaxLabel: false, hideOverlap: true },
  };
}

function horizontal(figure: Figure, width: number): object {
  const line = { axisLine: { lineStyle: { color: styleColour("--rule-strong") } }, axisTick: { show: true }, splitLine: { show: false } };
  const colour = { color: styleColour("--quiet"), fontSize: 12 };
  if (figure.axis === "month") {
    const { axisLabel, ...rest } = monthAxis(figure, width) as { axisLabel: object };
    return { type: "value", ...line, ...rest, axisLabel: { ...colour, ...axisLabel } };
  }
  if (figure.shape === "bars") {
    const data = figure.axis === "category" ? figure.categories.map(say) : figure.x.map(String);
    const turn = figure.axis === "category" && width / Math.max(1, data.length) < 110 ? 28 : 0;
    return { type: "category", data, ...line, axisTick: { show: false }, axisLabel: { ...colour, rotate: turn, hideOverlap: turn === 0 } };
  }
  return { type: "value", min: "dataMin", max: "dataMax", ...line, axisLabel: { ...colour, formatter: (v: number) => (figure.axis === "year" ? String(v) : number(v)) } };
}

export function optionOf(figure: Figure, width: number): Record<string, unknown> {
  const quiet = styleColour("--quiet");
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: { left: 8, right: 18, top: 14, bottom: figure.axis === "number" ? 26 : 6, containLabel: true },
    xAxis: {
      ...horizontal(figure, width),
      name: figure.axis === "number" ? say(figure.axisLabel) : "",
      nameLocation: "middle",
      nameGap: 26,
      nameTextStyle: { color: quiet, fontSize: 12 },
    },
    yAxis: {
      type: "value",
      scale: !figure.fromZero,
      splitNumber: 4,
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
  chart.setOption(optionOf(figure, element.clientWidth));
  let width = element.clientWidth;
  new ResizeObserver(() => {
    if (chart.isDisposed() || element.clientWidth === width || element.clientWidth === 0) return;
    width = element.clientWidth;
    chart.resize();
    chart.setOption(optionOf(figure, width));
  }).observe(element);
  return chart;
}
