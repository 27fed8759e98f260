// Plots and the page of a calibration as the program hands them over (plot_figure.hpp, calibration_page.cpp).
import type { Text, Value } from "./types";

export interface PlotAxis {
  label: Text;
  low: number;
  high: number;
  logarithmic: boolean;
  grid: boolean;
  ticks: number[];
  tickTexts: Text[];
}

export interface PlotPanel {
  title: Text;
  about: Text;
  x: PlotAxis;
  y: PlotAxis;
  height: number;
  zones: { x0: number; x1: number; y0: number; y1: number; colour: number; opacity: number; words: Text; bold: boolean }[];
  lines: { x: number[]; y: number[]; colour: number; dashed: boolean; filled: boolean }[];
  spans: { at: number; low: Value; middle: Value; high: Value; upright: boolean; colour: number; open: boolean }[];
  dots: { x: number[]; y: number[]; radius: number[]; colour: number }[];
  notes: { y: number; words: Text; bold: boolean }[];
  remarks: Text[];
}

export interface PlotTable {
  name: string;
  title: Text;
  header: Text[];
  rows: (Value | string | Text)[][];
}

export interface PlotKey {
  mark: "line" | "dashes" | "area" | "span" | "openSpan" | "dot";
  colour: number;
  label: Text;
}

export interface PlotFigure {
  id: string;
  title: Text;
  reading: Text;
  keys: PlotKey[];
  panels: PlotPanel[];
  tables: PlotTable[];
  population: Text;
  band: Text;
  measures: string[];
  remarks: Text[];
}

export interface CalibrationSection {
  id: string;
  title: Text;
  short: Text;
  reading: Text;
  figures: PlotFigure[];
  tables: PlotTable[];
  facts: { term: Text; text: Text }[];
}

export interface Calibration {
  brand: Text;
  sections: CalibrationSection[];
  command: string;
  commandReading: Text;
  files: { name: string; label: Text; text: string }[];
}
