// The page of one territory: every measure of the map over time, beside the whole perimeter.
import { card } from "./card";
import { button, el, name } from "./dom";
import { word } from "./language";
import { unpack } from "./payload";
import type { Figure, Level, PackedMeasure, Report, Series } from "./types";

interface Wanted {
  report: Report;
  block: Uint8Array;
  level: Level;
  index: number;
  note: string;
  monthly: boolean;
  close: () => void;
}

function figureOf(wanted: Wanted, measure: PackedMeasure): Figure {
  const { level, index, monthly } = wanted;
  const title = level.names[index] ?? "";
  const own: Series = { id: "own", label: { fr: title, en: title }, colour: 0, dashed: false, values: unpack(wanted.block, measure, level)[index] ?? [] };
  const all: Series[] = measure.perimeter === undefined ? [] : [{ id: "all", label: { fr: "tout le périmètre", en: "whole perimeter" }, colour: 6, dashed: true, values: measure.perimeter }];
  return {
    id: `territory_${level.codes[index] ?? ""}_${measure.id}`,
    section: "map",
    title: measure.label,
    reading: measure.meaning,
    shape: "lines",
    axis: monthly ? "month" : "year",
    axisLabel: monthly ? { fr: "mois", en: "month" } : { fr: "année", en: "year" },
    x: level.steps,
    categories: [],
    unit: measure.unit,
    unitLabel: { fr: "", en: "" },
    fromZero: measure.unit === "share",
    series: [...all, own],
    marks: [],
    measures: [`${monthly ? "epci" : "commune"}_… (${measure.id})`],
    band: { fr: "", en: "" },
    population: { fr: "", en: "" },
    remarks: [],
  };
}

export function territoryPage(wanted: Wanted): HTMLElement {
  const { level, index } = wanted;
  const code = level.codes[index] ?? "";
  const box = el(
    "div",
    {},
    el("div", { class: "bar" }, el("h3", {}, name(level.names[index] ?? "")), button("×", wanted.close, { class: "plain", "aria-label": word("close") })),
    el("p", { class: "reading" }, el("span", { class: "code" }, code), ` · ${wanted.note}`),
  );
  const grid = el("div", { class: "small-cards" });
  for (const measure of level.measures) {
    const figure = figureOf(wanted, measure);
    if (figure.series.at(-1)?.values.some((value) => value !== null) === true) grid.append(card(figure, wanted.report));
  }
  box.append(grid);
  return box;
}
