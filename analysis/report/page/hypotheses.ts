// One section a hypothesis: what is claimed, what came out, how far theories and draws agree, what was run.
import { effectCard } from "./effects";
import { el, name } from "./dom";
import { language, number, pText, say, word } from "./language";
import { licenceTexts } from "./provenance";
import { scrolled, section } from "./section";
import { twin } from "./table";
import type { Agreement, Family, Finding, Hypothesis, Report } from "./types";

const looks: Record<Finding, string> = { emergent: "hit", built_in: "built", not_supported: "miss", undecided: "open" };

/** Texts of the file that are in English only. */
const english = (): Record<string, string> => (language() === "fr" ? { lang: "en" } : {});

function heads(titles: string[], numbers: number[] = []): HTMLElement {
  return el("thead", {}, el("tr", {}, ...titles.map((title, k) => el("th", { scope: "col", class: numbers.includes(k) ? "number" : "" }, title))));
}

function findingChip(hypothesis: Hypothesis): HTMLElement {
  const chip = el("span", { class: `verdict ${looks[hypothesis.finding]}` }, word(hypothesis.finding));
  return el("p", { class: "finding" }, word(hypothesis.isVerdict ? "verdictIs" : "indicationIs"), " ", chip);
}

function reached(row: Agreement): boolean {
  return row.needed !== null && row.of > 0 && row.count >= row.needed * row.of - 1e-9;
}

function agreementLine(row: Agreement): HTMLElement {
  const meter = el("span", { class: "meter", "aria-hidden": true }, el("i", {}));
  const bar = meter.firstElementChild;
  if (bar instanceof HTMLElement) bar.style.width = `${row.of === 0 ? 0 : (100 * row.count) / row.of}%`;
  if (row.needed !== null) {
    const mark = el("b", {});
    mark.style.left = `${100 * row.needed}%`;
    meter.append(mark);
  }
  const needed = row.needed === null || row.makes === "" ? "" : word("neededFor", number(100 * row.needed), word(row.makes));
  return el("tr", {}, el("th", { scope: "row" }, say(row.label)),
    el("td", { class: "number" }, row.of === 0 ? "–" : word("outOf", row.count, row.of)),
    el("td", {}, meter),
    el("td", {}, needed === "" ? null : el("span", { class: reached(row) ? "verdict hit" : "" }, needed)));
}

function agreement(hypothesis: Hypothesis): HTMLElement {
  const title = word("agreement");
  const table = () => ({
    name: `${hypothesis.id}_agreement`,
    header: [word("counted"), word("count"), word("outOfHeader"), word("needed")],
    rows: hypothesis.agreement.map((row) => [say(row.label), row.count, row.of, row.needed]),
  });
  return el("div", {}, el("h3", {}, title),
    scrolled(`${hypothesis.id} – ${title}`, el("table", { class: "agreement" }, heads([word("counted"), word("count"), word("share"), word("needed")], [1]),
      el("tbody", {}, ...hypothesis.agreement.map(agreementLine)))),
    twin(table, `${hypothesis.id} – ${title}`, (cell) => (cell === null ? "–" : typeof cell === "number" ? number(cell, cell % 1 === 0 ? 0 : 1) : cell)));
}

function claims(hypothesis: Hypothesis): HTMLElement {
  const rows = hypothesis.claims.map((claim) => el("tr", {}, el("th", { scope: "row" }, name(claim.name)),
    el("td", {}, say(claim.about)), el("td", {}, say(claim.smallest), claim.needsWiring ? el("small", {}, ` ${word("needsWiring")}`) : null)));
  return el("div", {}, el("h3", {}, word("claims")), scrolled(`${hypothesis.id} – ${word("claims")}`,
    el("table", {}, heads([word("claim"), word("compared"), word("smallestEffect")]), el("tbody", {}, ...rows))));
}

function settings(set: string[]): HTMLElement {
  return el("td", { class: "code" }, set.length === 0 ? word("asScenario") : set.join("\n"));
}

function arms(hypothesis: Hypothesis): HTMLElement {
  const table = () => ({
    name: `${hypothesis.id}_arms`,
    header: [word("arm"), word("settings")],
    rows: [...hypothesis.arms.map((arm) => [arm.name, arm.set.join(" ; ")]), [word("neutralWiring"), hypothesis.neutral.join(" ; ")]],
  });
  const rows = hypothesis.arms.map((arm) => el("tr", {}, el("th", { scope: "row" }, name(arm.name)), settings(arm.set)));
  rows.push(el("tr", {}, el("th", { scope: "row" }, el("em", {}, word("neutralWiring"))), settings(hypothesis.neutral)));
  const title = word("arms");
  return el("div", {}, el("h3", {}, title), el("p", { class: "reading" }, word("armsReading", hypothesis.scenario)),
    scrolled(`${hypothesis.id} – ${title}`, el("table", { class: "arms" }, heads([word("arm"), word("settings")]), el("tbody", {}, ...rows))),
    twin(table, `${hypothesis.id} – ${title}`, (cell) => String(cell ?? "–")));
}

function fact(term: string, ...content: (Node | string)[]): HTMLElement {
  return el("div", {}, el("dt", {}, term), el("dd", {}, ...content));
}

function made(hypothesis: Hypothesis): HTMLElement {
  const code = (text: string): HTMLElement => el("span", { class: "code" }, text);
  const facts = [
    fact(word("frozen"), code(hypothesis.frozen)),
    hypothesis.frozen === hypothesis.now ? null : fact(word("testedAs"), code(hypothesis.now)),
    fact(word("sources"), code(hypothesis.program)),
    fact(word("runsMade"), number(hypothesis.runs), hypothesis.failed === 0 ? "" : `, ${number(hypothesis.failed)} ${word("failed")}`),
    fact(word("origin"), el("span", english(), hypothesis.origin)),
  ];
  return el("div", {}, el("h3", {}, word("testCommand")), el("p", { class: "reading" }, word("testCommandReading")),
    el("ul", { class: "commands" }, el("li", {}, el("code", {}, hypothesis.command))),
    el("dl", { class: "facts" }, ...facts));
}

function hypothesisSection(hypothesis: Hypothesis): HTMLElement {
  const part = section(`h_${hypothesis.id}`, hypothesis.id, null,
    el("p", { class: "statement" }, name(say(hypothesis.statement))),
    say(hypothesis.change) === "" ? null : el("p", { class: "caution changed" }, say(hypothesis.change)),
    findingChip(hypothesis),
    el("p", { class: "lead" }, say(hypothesis.reasons)),
    hypothesis.remark === "" ? null : el("p", { class: "remark" }, `${word("remarkOf")} `, el("span", english(), name(hypothesis.remark))),
    ...hypothesis.figures.map((figure) => effectCard(figure, hypothesis.id)),
    agreement(hypothesis), claims(hypothesis), arms(hypothesis), made(hypothesis));
  part.dataset["short"] = hypothesis.id;
  return part;
}

function familySection(family: Family, hypotheses: Hypothesis[]): HTMLElement {
  const title = word("family");
  const rows = hypotheses.map((hypothesis, k) => el("tr", {}, el("th", { scope: "row" }, el("a", { href: `#h_${hypothesis.id}` }, hypothesis.id)),
    el("td", {}, el("span", { class: `verdict ${looks[hypothesis.finding]}` }, word(hypothesis.finding)), hypothesis.isVerdict ? null : el("small", {}, ` ${word("indicationShort")}`)),
    ...family.theories.map((_, t) => el("td", { class: "number" }, pText(family.p[k]?.[t] ?? null)))));
  const table = () => ({
    name: "family",
    header: [word("hypothesis"), word("verdict"), ...family.theories],
    rows: hypotheses.map((hypothesis, k) => [hypothesis.id, word(hypothesis.finding), ...family.theories.map((_, t) => family.p[k]?.[t] ?? null)]),
  });
  const numbers = family.theories.map((_, t) => t + 2);
  return section("family", title, word("familyReading", hypotheses.length),
    scrolled(title, el("table", {}, heads([word("hypothesis"), word("verdict"), ...family.theories], numbers), el("tbody", {}, ...rows))),
    twin(table, title, (cell) => (typeof cell === "string" ? cell : pText(cell))));
}

export function hypothesisSections(report: Report): HTMLElement[] {
  const hypotheses = report.hypotheses ?? [];
  return [
    ...(report.family === undefined || report.family === null ? [] : [familySection(report.family, hypotheses)]),
    ...hypotheses.map(hypothesisSection),
    section("provenance", word("provenance"), word("sufficiency"), licenceTexts()),
  ];
}
