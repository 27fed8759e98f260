// Lines, layers, bars, bands and points of the field, as series of ECharts.
import { seriesColour, styleColour } from "./theme";
import type { Figure, Mark, Series, Value } from "./types";

type Point = [number | string, number | null];

function points(figure: Figure, values: Value[]): Point[] | Value[] {
  if (figure.shape === "bars") return values;
  return values.map((value, k): Point => [figure.x[k] ?? k, value]);
}

/** A band is an invisible line with an area stacked upon it. */
function band(figure: Figure, series: Series): object[] {
  const low = series.low ?? [];
  const high = series.high ?? [];
  const height = low.map((value, k): Value => {
    const top = high[k] ?? null;
    return value === null || top === null ? null : top - value;
  });
  const common = { type: "line", stack: `band ${series.id}`, stackStrategy: "all", symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false }, emphasis: { disabled: true } };
  return [
    { ...common, data: points(figure, low) },
    { ...common, data: points(figure, height), areaStyle: { color: seriesColour(series.colour), opacity: 0.18 } },
  ];
}

interface DrawingApi {
  value: (k: number) => number;
  coord: (at: number[]) => number[];
  barLayout: (options: object) => { offsetCenter: number }[];
}

const barShape = { barGap: "8%", barCategoryGap: "30%", barMaxWidth: 34 };

/** Vertical lines with end strokes, [place, low, high]: the bands of bars, or what is tolerated of a figure of the
 * field. `bar` = which bar of how many they belong to. */
function whiskers(data: [number, number, number][], colour: string, bar?: { index: number; count: number }): object {
  const renderItem = (_: unknown, api: DrawingApi): object => {
    const at = (k: number): number[] => api.coord([api.value(0), api.value(k)]);
    const aside = bar === undefined ? 0 : (api.barLayout({ ...barShape, count: bar.count })[bar.index]?.offsetCenter ?? 0);
    const x = (at(1)[0] ?? 0) + aside;
    const [lower, upper] = [at(1)[1] ?? 0, at(2)[1] ?? 0];
    const style = { stroke: colour, lineWidth: 1.5, fill: "none" };
    const line = (x1: number, y1: number, x2: number, y2: number): object => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
    return { type: "group", children: [line(x, upper, x, lower), line(x - 4, upper, x + 4, upper), line(x - 4, lower, x + 4, lower)] };
  };
  return { type: "custom", silent: true, tooltip: { show: false }, z: 4, data, encode: { x: 0, y: [1, 2] }, renderItem };
}

function barBands(figure: Figure): object[] {
  return figure.series.flatMap((series, index) => {
    const data = (series.low ?? []).flatMap((low, k): [number, number, number][] => {
      const high = series.high?.[k] ?? null;
      return low === null || high === null ? [] : [[k, low, high]];
    });
    return data.length === 0 ? [] : [whiskers(data, styleColour("--ink"), { index, count: figure.series.length })];
  });
}

function marks(marks: Mark[]): object[] {
  return marks.flatMap((mark): object[] => {
    const colour = seriesColour(mark.colour);
    const range = mark.low === null || mark.high === null ? [] : [whiskers([[mark.x, mark.low, mark.high]], colour)];
    const dot = {
      type: "line",
      data: [[mark.x, mark.value]],
      symbol: "circle",
      symbolSize: 9,
      itemStyle: { color: styleColour("--paper"), borderColor: colour, borderWidth: 2 },
      lineStyle: { opacity: 0 },
      tooltip: { show: false },
      silent: true,
      z: 5,
    };
    return mark.value === null ? range : [...range, dot];
  });
}

const symbols = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];

function main(figure: Figure, series: Series, k: number): object {
  const colour = seriesColour(series.colour);
  const common = { id: series.id, name: series.id, data: points(figure, series.values), itemStyle: { color: colour } };
  if (figure.shape === "bars") return { ...common, type: "bar", ...barShape };
  const lonely = series.values.filter((value) => value !== null).length === 1;
  const line = { ...common, type: "line", symbol: lonely ? (symbols[k % symbols.length] ?? "circle") : "none", symbolSize: 7, lineStyle: { color: colour, width: 2, type: series.dashed ? "dashed" : "solid" }, emphasis: { disabled: true } };
  if (figure.shape === "lines") return line;
  return { ...line, stack: "all", lineStyle: { color: styleColour("--paper"), width: 0.8 }, areaStyle: { color: colour, opacity: 0.85 } };
}

export function seriesOf(figure: Figure): object[] {
  const banded = figure.shape === "lines" ? figure.series.filter((one) => one.low !== undefined) : [];
  return [
    ...banded.flatMap((one) => band(figure, one)),
    ...figure.series.map((one, k) => main(figure, one, k)),
    ...(figure.shape === "bars" ? barBands(figure) : []),
    ...marks(figure.marks),
  ];
}
