// What a sweep puts into a page besides curves (experiment/sweep_json.cpp says the same in C++).
import type { MapShapes, PackedMeasure, Text, Unit, Value } from "./types";

export interface FigureTexts {
  reading: Text;
  population: Text;
  band: Text;
  remarks: Text[];
}

interface Named {
  id: string;
  label: Text;
  unit: Unit;
}

export type PackedPlace = Pick<PackedMeasure, "at" | "offset" | "quantum">;

/** Series of EPCI: arms one after another, each with its months. `marked` = EPCI by arm and month whose interval holds 0. */
export interface DifferenceMeasure extends Named {
  meaning: string;
  step: number;
  mean: PackedPlace;
  low: PackedPlace;
  high: PackedPlace;
  marked: number[][];
}

export interface Differences {
  texts: FigureTexts;
  shapes: MapShapes;
  codes: string[];
  names: string[];
  first: string;
  arms: string[];
  months: number[];
  measures: DifferenceMeasure[];
}

/** Values by cell, rows from low to high, each from left to right. */
export interface HeatPair {
  across: number;
  up: number;
  strength: number;
  values: Value[];
  low: Value[];
  high: Value[];
  runs: number[];
}

export interface Heat {
  texts: FigureTexts;
  axes: { name: string; label: string; parameter: string; labels: Text[] }[];
  measures: (Named & { pairs: HeatPair[] })[];
}

export interface Parallel {
  texts: FigureTexts;
  points: number[];
  axes: { label: Text; texts: string[]; values: number[] }[];
  outcomes: (Named & { values: Value[]; limits: number[] })[];
}

export interface Sweep {
  differences: Differences | null;
  mapNote: Text | null;
  heat: Heat | null;
  parallel: Parallel | null;
  sensitivityNotes: Text[];
}
