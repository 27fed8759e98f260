// What is shown under the pointer: all values of one month, year or class.
import { el } from "./dom";
import { monthName, say, written } from "./language";
import { seriesColour, styleColour } from "./theme";
import type { Figure } from "./types";

/** The text of a place on the horizontal axis. */
export function placeName(figure: Figure, k: number): string {
  const x = figure.x[k] ?? 0;
  if (figure.axis === "month") return monthName(x);
  const category = figure.categories[k];
  if (figure.axis === "category" && category !== undefined) return say(category);
  return figure.axis === "number" ? `${x} – ${say(figure.axisLabel)}` : String(x);
}

function content(figure: Figure, k: number): HTMLElement {
  const box = el("div", { class: "tip" }, el("strong", {}, placeName(figure, k)));
  for (const series of figure.series) {
    const low = series.low?.[k];
    const high = series.high?.[k];
    const band = low === undefined || low === null ? "" : ` [${written(low, figure.unit)} ; ${written(high, figure.unit)}]`;
    const swatch = el("i", {});
    swatch.style.background = seriesColour(series.colour);
    box.append(el("div", {}, swatch, `${say(series.label)} : `, el("b", {}, written(series.values[k], figure.unit)), band));
  }
  return box;
}

export function tooltipOf(figure: Figure): object {
  return {
    trigger: "axis",
    confine: true,
    transitionDuration: 0,
    axisPointer: { type: figure.shape === "bars" ? "shadow" : "line", lineStyle: { color: styleColour("--quiet") } },
    backgroundColor: styleColour("--raised"),
    borderColor: styleColour("--rule-strong"),
    textStyle: { color: styleColour("--ink"), fontSize: 13 },
    formatter: (items: { dataIndex: number; seriesName: string }[]) => {
      const own = items.find((item) => figure.series.some((series) => series.id === item.seriesName));
      return own === undefined ? "" : content(figure, own.dataIndex);
    },
  };
}
