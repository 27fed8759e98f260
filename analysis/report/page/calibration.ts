// The sections of a calibration: what was asked, what came out, how, and how to make it again.
import { save } from "./csv";
import { button, el } from "./dom";
import { say, word } from "./language";
import { openTable, plotCard } from "./plots";
import { licenceTexts } from "./provenance";
import { section } from "./section";
import type { Calibration, CalibrationSection } from "./plot_types";
import type { Report } from "./types";

function fact(term: string, ...content: (Node | string)[]): HTMLElement {
  return el("div", {}, el("dt", {}, term), el("dd", {}, ...content));
}

function part(one: CalibrationSection): HTMLElement {
  const made = section(one.id, say(one.title), say(one.reading),
    one.facts.length === 0 ? null : el("dl", { class: "facts" }, ...one.facts.map((line) => fact(say(line.term), say(line.text)))),
    ...one.tables.map(openTable), ...one.figures.map(plotCard));
  made.dataset["short"] = say(one.short);
  return made;
}

function provenance(report: Report, calibration: Calibration): HTMLElement {
  const made = report.provenance;
  const run = made.runs[0];
  const code = (text: string): HTMLElement => el("span", { class: "code" }, text);
  const files = calibration.files.flatMap((file) => [
    el("details", {}, el("summary", {}, say(file.label)), el("pre", { tabindex: 0, role: "region", "aria-label": say(file.label) }, file.text)),
    button(`${word("download")} ${file.name}`, () => { save(file.name, file.text, "text/plain;charset=utf-8"); }, { class: "plain" }),
  ]);
  return section("provenance", word("provenance"), word("provenanceReading"),
    el("p", { class: "reading" }, say(calibration.commandReading)),
    el("ul", { class: "commands" }, el("li", {}, el("code", {}, calibration.command),
      run === undefined ? null : el("small", {}, ` ${word("made")} ${run.date} · ${word("digest")} `, code(run.digest)))),
    el("dl", { class: "facts" },
      fact(word("program"), `${made.source} · ${made.compiler} · ${made.build}`),
      fact(word("sources"), code(made.sourceHash)),
      fact(word("data"), made.data)),
    ...files, licenceTexts());
}

export function calibrationSections(report: Report): HTMLElement[] {
  if (report.calibration === undefined) return [];
  return [...report.calibration.sections.map(part), provenance(report, report.calibration)];
}
