// The sections of an experiment that are no curves over months: maps, heat maps, parallel coordinates, indices.
import { card } from "./card";
import { differenceMap } from "./difference_map";
import { el } from "./dom";
import { heatMaps } from "./heat";
import { say } from "./language";
import { parallelCoordinates } from "./parallel";
import { section } from "./section";
import { sweepWord } from "./sweep_panel";
import type { Report } from "./types";

function named(part: HTMLElement, short: string): HTMLElement {
  part.dataset["short"] = short;
  return part;
}

/** The map of differences; a sentence where the file holds none. */
export function differenceSection(report: Report, block: Uint8Array): HTMLElement | null {
  const sweep = report.sweep;
  if (sweep === undefined) return null;
  const title = sweepWord("differenceMap");
  if (sweep.differences !== null) return named(section("difference_map", title, null, differenceMap(sweep.differences, report, block)), sweepWord("differenceMapShort"));
  return sweep.mapNote === null ? null : named(section("difference_map", title, null, el("p", { class: "remark" }, say(sweep.mapNote))), sweepWord("differenceMapShort"));
}

function sensitivity(report: Report): HTMLElement | null {
  const cards = report.figures.filter((figure) => figure.section === "sensitivity").map((figure) => card(figure, report));
  const notes = (report.sweep?.sensitivityNotes ?? []).map((note) => el("p", { class: "remark" }, say(note)));
  if (cards.length === 0 && notes.length === 0) return null;
  return named(section("sensitivity", sweepWord("sensitivity"), sweepWord("sensitivityReading"), el("div", { class: "cards" }, ...cards), ...notes), sweepWord("sensitivityShort"));
}

export function sweepSections(report: Report): (HTMLElement | null)[] {
  const sweep = report.sweep;
  if (sweep === undefined) return [];
  return [
    sweep.heat === null ? null : named(section("heat", sweepWord("heat"), null, heatMaps(sweep.heat, report)), sweepWord("heatShort")),
    sweep.parallel === null ? null : named(section("parallel", sweepWord("parallel"), null, parallelCoordinates(sweep.parallel, report)), sweepWord("parallelShort")),
    sensitivity(report),
  ];
}
