// Arms beside the first: means, paired differences, what can be told.
import { el, name } from "./dom";
import { say, word, written, writtenDifference } from "./language";
import { twin } from "./table";
import type { Estimate, Unit, Verdict } from "./types";

function interval(estimate: Estimate, unit: Unit): string {
  return `[${writtenDifference(estimate.low, unit)} ; ${writtenDifference(estimate.high, unit)}]`;
}

function line(verdict: Verdict): HTMLElement {
  const { unit } = verdict;
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, say(verdict.label)),
    el("td", {}, name(verdict.arm)),
    el("td", { class: "number" }, written(verdict.reference.mean, unit)),
    el("td", { class: "number" }, written(verdict.own.mean, unit)),
    el("td", { class: "number" }, writtenDifference(verdict.difference.mean, unit), el("small", {}, ` ${interval(verdict.difference, unit)}`)),
    el("td", {}, el("span", { class: `verdict ${verdict.differs ? "hit" : "open"}` }, word(verdict.differs ? "differs" : "alike")),
      verdict.differs && verdict.overlaps ? el("small", {}, ` (${word("overlap")})`) : null),
  );
}

export function verdictsSection(verdicts: Verdict[]): HTMLElement {
  const header = [word("measure"), word("arm"), word("reference"), word("simulated"), word("difference"), word("verdict")];
  const head = el("tr", {}, ...header.map((title, k) => el("th", { scope: "col", class: k >= 2 && k <= 4 ? "number" : "" }, title)));
  const table = () => ({
    name: "verdicts",
    header: ["measure", "arm", "reference", "mean", "difference", "low", "high", "n", "differs"],
    rows: verdicts.map((v) => [v.measure, v.arm, v.reference.mean, v.own.mean, v.difference.mean, v.difference.low, v.difference.high, v.difference.n, v.differs ? "yes" : "no"]),
  });
  return el(
    "div",
    {},
    el("div", { class: "scroll free", role: "region", tabindex: 0, "aria-label": `${word("verdicts")} – ${word("difference")}` },
      el("table", { class: "verdicts" }, el("thead", {}, head), el("tbody", {}, ...verdicts.map(line)))),
    twin(table, word("verdicts"), (cell) => String(cell ?? "–")),
  );
}
