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
  index: number | null;
  note: string;
  monthly: boolean;
  close: () => void;
}

function figureOf(wanted: Wanted, measure: PackedMeasure): Figure {
  const { level, index, monthly } = wanted;
  const title = index === null ? "" : (level.names[index] ?? "");
  const own: Series[] = index === null ? [] : [{ id: "own", label: { fr: title, en: title }, colour: 0, dashed: false, values: unpack(wanted.block, measure, level)[index] ?? [] }];
  const all: Series[] = measure.perimeter === undefined ? [] : [{ id: "all", label: { fr: "tout le périmètre", en: "whole perimeter" }, colour: index === null ? 0 : 6, dashed: index !== null, values: measure.perimeter }];
  return {
    id: `territory_${index === null ? "all" : (level.codes[index] ?? "")}_${measure.id}`,
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
    series: [...all, ...own],
    marks: [],
    measures: [`${monthly ? "epci" : "commune"}_… (${measure.id})`],
    band: { fr: "", en: "" },
    population: { fr: "", en: "" },
    remarks: [],
  };
}

function head(wanted: Wanted): Node[] {
  const { level, index } = wanted;
  const hint = el("p", { class: "reading" }, word("perimeterPage"));
  if (index === null) return wanted.monthly ? [el("h3", {}, word("wholePerimeter")), hint] : [hint];
  return [
    el("div", { class: "bar" }, el("h3", {}, name(level.names[index] ?? "")), button("×", wanted.close, { class: "plain", "aria-label": word("close") })),
    el("p", { class: "reading" }, el("span", { class: "code" }, level.codes[index] ?? ""), ` · ${wanted.note}`),
  ];
}

export function territoryPage(wanted: Wanted): HTMLElement {
  const grid = el("div", { class: "small-cards" });
  for (const measure of wanted.level.measures) {
    const figure = figureOf(wanted, measure);
    if (figure.series.at(-1)?.values.some((value) => value !== null) === true) grid.append(card(figure, wanted.report));
  }
  return el("div", { class: wanted.index === null ? "whole" : "" }, ...head(wanted), grid);
}
