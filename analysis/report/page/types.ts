// What the program puts into a page (page_json.hpp, territories.hpp, map_json.hpp say the same in C++).
import type { Calibration } from "./plot_types";

import type { Sweep } from "./sweep_types";

export type Language = "fr" | "en";
export type Text = Record<Language, string>;
export type Unit = "share" | "count" | "decimal";
export type Value = number | null;

export interface Series {
  id: string;
  label: Text;
  colour: number;
  dashed: boolean;
  values: Value[];
  low?: Value[];
  high?: Value[];
}

export interface Mark {
  x: number;
  value: Value;
  low: Value;
  high: Value;
  label: Text;
  colour: number;
}

export interface Figure {
  id: string;
  section: string;
  title: Text;
  reading: Text;
  shape: "lines" | "stacked" | "bars";
  axis: "month" | "year" | "number" | "category";
  axisLabel: Text;
  x: number[];
  categories: Text[];
  unit: Unit;
  unitLabel: Text;
  fromZero: boolean;
  series: Series[];
  marks: Mark[];
  measures: string[];
  band: Text;
  population: Text;
  remarks: Text[];
}

export interface Headline {
  id: string;
  label: Text;
  value: Text;
  sentence: Text;
  section: string;
}

export interface PackedMeasure {
  id: string;
  label: Text;
  meaning: Text;
  unit: Unit;
  at: number;
  offset: number;
  quantum: number;
  perimeter?: Value[];
}

export interface Level {
  codes: string[];
  names: string[];
  population: number[];
  steps: number[];
  measures: PackedMeasure[];
  inside?: number[];
  partial?: number[];
  epci?: number[];
}

/** Arcs as first point and differences; territories as rings of arcs, ~a = arc a run backwards. */
export interface MapShapes {
  width: number;
  height: number;
  arcs: number[][];
  communes: number[][][];
  epcis: number[][][];
  departments: number[];
  outline: number[];
  origin: Text;
}

export interface Network {
  month: number;
  nodes: { kind: number; commune: string; x: number; y: number; partners: number }[];
  edges: [number, number, number][];
}

export interface NetworkView {
  epci: string;
  kinds: Text[];
  left_out: number;
  snapshots: Network[];
}

export interface EvidenceRow {
  id: string;
  meaning: Text;
  use: "target" | "weak_target" | "fitted" | "check" | "held_out";
  target: Text;
  tolerated: Text;
  value: Text;
  range: Text;
  runs: number;
  hits: number;
  verdict: "hit" | "miss" | "not_scored" | "not_reached";
  why: string;
}

export interface ParameterRow {
  key: string;
  value: string;
  default: string;
  unit: string;
  meaning: string;
  evidence: string;
  source: string;
}

export interface Provenance {
  runs: { file: string; seed: number; replicate: number; command: string; date: string; digest: string; identity: string }[];
  scenarioFile: string;
  scenario: string;
  source: string;
  sourceHash: string;
  compiler: string;
  build: string;
  libraries: string;
  data: string;
  comment: string;
  references: string;
}

export interface Estimate {
  mean: Value;
  low: Value;
  high: Value;
  n: number;
}

export interface Verdict {
  measure: string;
  label: Text;
  unit: Unit;
  arm: string;
  reference: Estimate;
  own: Estimate;
  difference: Estimate;
  differs: boolean;
  overlaps: boolean;
}

export type Finding = "emergent" | "built_in" | "not_supported" | "undecided";

/** A mean with its interval, or the dots of draws (effect_figure.hpp). */
export interface EffectRow {
  theory: string;
  wired: boolean;
  count: number;
  written: Text;
  value?: Value;
  low?: Value;
  high?: Value;
  median?: Value;
  pT?: Value;
  pWilcoxon?: Value;
  result?: "holds" | "excluded" | "open";
  dots?: Value[];
}

export interface EffectPanel {
  claim: string;
  about: Text;
  axis: Text;
  factor: number;
  low: number;
  high: number;
  ticks: number[];
  smallest: number;
  smallestText: Text;
  rows: EffectRow[];
}

export interface EffectFigure {
  id: "effects" | "draws";
  title: Text;
  reading: Text;
  panels: EffectPanel[];
  measures: string[];
  band: Text;
  population: Text;
  remarks: Text[];
}

export interface Agreement {
  label: Text;
  count: number;
  of: number;
  needed: number | null;
  makes: "" | Finding;
}

export interface Hypothesis {
  id: string;
  statement: Text;
  origin: string;
  remark: string;
  finding: Finding;
  isVerdict: boolean;
  reasons: Text;
  change: Text;
  agreement: Agreement[];
  claims: { name: string; about: Text; smallest: Text; needsWiring: boolean }[];
  arms: { name: string; set: string[] }[];
  neutral: string[];
  figures: EffectFigure[];
  scenario: string;
  command: string;
  frozen: string;
  now: string;
  program: string;
  runs: number;
  failed: number;
}

/** p after Holm: a row for each hypothesis, a column for each theory. */
export interface Family {
  theories: string[];
  p: Value[][];
}

export interface Report {
  kind: "run" | "experiment" | "hypotheses" | "calibration";
  calibration?: Calibration;
  title: string;
  titles?: Text;
  hypotheses?: Hypothesis[];
  family?: Family | null;
  question: string;
  language: Language | "auto";
  runs: Text;
  period: Text;
  territory: Text;
  headlines: Headline[];
  figures: Figure[];
  epci: Level;
  commune: Level | null;
  map: MapShapes | null;
  network: NetworkView | null;
  evidence: EvidenceRow[] | null;
  verdicts?: Verdict[];
  sweep?: Sweep;
  parameters: ParameterRow[];
  provenance: Provenance;
}
