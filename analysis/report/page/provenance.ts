// Parameters that differ, and what made the runs.
import { save } from "./csv";
import { button, el, name } from "./dom";
import { word } from "./language";
import { twin } from "./table";
import type { ParameterRow, Provenance } from "./types";

export function parametersSection(rows: ParameterRow[]): HTMLElement {
  const head = [word("parameter"), word("value"), word("default"), word("source")];
  const body = rows.map((row) =>
    el(
      "tr",
      {},
      el("th", { scope: "row", class: "code" }, row.key),
      el("td", { class: "code" }, name(row.value), row.unit === "" || row.unit === "1" ? "" : ` ${row.unit}`),
      el("td", { class: "code" }, row.default === "" ? word("listEntry") : row.default),
      el("td", { lang: "en" }, row.meaning, el("small", {}, ` ${[row.evidence, row.source].filter((s) => s !== "").join(" – ")}`)),
    ),
  );
  const table = () => ({
    name: "parameters",
    header: [...head.slice(0, 3), "unit", "meaning", "evidence", "source"],
    rows: rows.map((row) => [row.key, row.value, row.default, row.unit, row.meaning, row.evidence, row.source]),
  });
  return el(
    "div",
    {},
    el("details", {}, el("summary", {}, word("showParameters")),
      el("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": `${word("parameters")} – ${word("value")}` },
        el("table", {}, el("thead", {}, el("tr", {}, ...head.map((title) => el("th", { scope: "col" }, title)))), el("tbody", {}, ...body)))),
    twin(table, word("parameters"), (cell) => String(cell ?? "")),
  );
}

function entry(term: string, ...content: (Node | string)[]): HTMLElement {
  return el("div", {}, el("dt", {}, term), el("dd", {}, ...content));
}

/** What the libraries of the page are under. */
export function licenceTexts(): HTMLElement {
  const licences = document.getElementById("licences")?.textContent ?? "";
  return el("details", {}, el("summary", {}, word("licences")), el("pre", { tabindex: 0, role: "region", "aria-label": word("licences") }, licences.trim()));
}

export function provenanceSection(made: Provenance, experiment: boolean): HTMLElement {
  const runs = made.runs.map((run) =>
    el("li", {},
      el("code", {}, run.command),
      el("small", {}, ` ${word("made")} ${run.date} · ${word("digest")} `, el("span", { class: "code" }, run.digest))),
  );
  const scenario = el("details", {}, el("summary", {}, word("scenarioText")),
    el("pre", { tabindex: 0, role: "region", "aria-label": word("scenarioText") }, made.scenario));
  const saved = experiment ? "experiment.toml" : "scenario.toml";
  return el(
    "div",
    {},
    el("h3", {}, word("command")),
    experiment ? null : el("p", { class: "reading" }, word("commandReading")),
    el("ul", { class: "commands" }, ...runs),
    el("dl", { class: "facts" },
      entry(word("program"), `${made.source} · ${made.compiler} · ${made.build}`),
      entry(word("sources"), el("span", { class: "code" }, made.sourceHash)),
      entry(word("data"), made.data)),
    scenario,
    button(`${word("download")} ${saved}`, () => { save(saved, made.scenario, "text/plain;charset=utf-8"); }, { class: "plain" }),
    licenceTexts(),
  );
}
