// The page: header, sections, switches of language and colours. It is made anew when either is switched.
import { calibrationSections } from "./calibration";
import { card } from "./card";
import { disposeCharts, resizeCharts } from "./chart";
import { choice, el, name } from "./dom";
import { evidenceSection } from "./evidence";
import { hypothesisSections } from "./hypotheses";
import { browserLanguage, language, say, setLanguage, word } from "./language";
import { mapSection, stopPlaying } from "./map_panel";
import { networkSection } from "./network";
import { readPayload, type Payload } from "./payload";
import { parametersSection, provenanceSection } from "./provenance";
import { section } from "./section";
import { differenceSection, sweepSections } from "./sweep";
import { setTheme, theme } from "./theme";
import type { Headline, Report } from "./types";
import { verdictsSection } from "./verdicts";
import { shortNames } from "./words";

type SectionName = "comparison" | "differences" | "responses" | "trust" | "partnerships" | "engagement" | "mayors" | "projects" | "catalysts" | "impacts";
const sections: SectionName[] = ["comparison", "differences", "responses", "trust", "partnerships", "engagement", "mayors", "projects", "catalysts", "impacts"];

function switches(again: () => void): HTMLElement {
  return el(
    "div",
    { class: "switches" },
    choice(word("languages"), [{ key: "fr", label: "Français" }, { key: "en", label: "English" }], language(), (key) => {
      setLanguage(key);
      again();
    }),
    choice(word("theme"), [{ key: "light", label: word("light") }, { key: "dark", label: word("dark") }], theme(), (key) => {
      setTheme(key);
      again();
    }),
  );
}

function titleOf(report: Report): string {
  return report.titles === undefined ? report.title : say(report.titles);
}

function header(report: Report, again: () => void): HTMLElement {
  return el(
    "header",
    {},
    el("div", { class: "bar" }, el("p", { class: "brand" }, el("b", {}, "Lien"), ` · ${report.calibration !== undefined ? say(report.calibration.brand) : word(report.kind === "hypotheses" ? "reportOfHypotheses" : "report")}`), switches(again)),
    el("h1", {}, name(titleOf(report))),
    report.question === "" ? null : el("p", { class: "question", ...(language() === "fr" ? { lang: "en" } : {}) }, name(report.question)),
    el("p", { class: "meta" }, [report.territory, report.period, report.runs].map(say).join(" · ")),
    el("p", { class: "caution" }, word("caution")),
  );
}

function headline(item: Headline): HTMLElement {
  return el(
    "li",
    { class: "headline" },
    el("a", { href: `#${item.section}` }, say(item.label)),
    el("p", { class: "big" }, say(item.value)),
    el("p", {}, say(item.sentence)),
  );
}

function figures(report: Report, id: SectionName): HTMLElement | null {
  const cards = report.figures.filter((figure) => figure.section === id).map((figure) => card(figure, report));
  if (cards.length === 0) return null;
  const grid = el("div", { class: "cards" }, ...cards);
  const missing = id === "trust" && report.kind === "run" && report.network === null ? el("p", { class: "remark" }, word("notDrawn")) : null;
  return section(id, word(id), null, grid, missing);
}

function verdictsOf(report: Report): HTMLElement | null {
  if (report.verdicts === undefined || report.verdicts.length === 0) return null;
  const first = report.figures.find((figure) => figure.section === "comparison")?.series[0]?.id ?? "";
  return section("verdicts", word("verdicts"), word("verdictsReading", first), verdictsSection(report.verdicts));
}

function contents(parts: HTMLElement[]): HTMLElement {
  const links = parts.map((part) => el("li", {}, el("a", { href: `#${part.id}` }, part.dataset["short"] ?? say(shortNames[part.id] ?? { fr: part.id, en: part.id }))));
  return el("nav", { "aria-label": word("contents") }, el("ul", {}, ...links));
}

function build({ report, block }: Payload, page: HTMLElement): void {
  stopPlaying();
  disposeCharts();
  const again = (): void => {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["key"] : undefined;
    build({ report, block }, page);
    if (focused !== undefined) page.querySelector<HTMLElement>(`.switches [data-key="${focused}"]`)?.focus();
  };
  const parts = [
    report.headlines.length === 0 ? null : section("headlines", word("headlines"), report.kind === "run" ? word("headlinesReading") : report.kind === "hypotheses" ? word("findingsReading") : null, el("ul", { class: "headlines" }, ...report.headlines.map(headline))),
    report.map === null ? null : section("map", word("map"), word("mapReading"), mapSection(report, report.map, block)),
    verdictsOf(report),
    differenceSection(report, block),
    ...sections.map((id) => figures(report, id)),
    ...sweepSections(report),
    report.network === null ? null : section("network", word("network"), word("networkReading", report.network.epci), networkSection(report.network)),
    report.evidence === null ? null : section("evidence", word("evidence"), word("evidenceReading"), evidenceSection(report.evidence)),
    report.parameters.length === 0 ? null : section("parameters", word("parameters"), word("parametersReading", report.parameters.length), parametersSection(report.parameters)),
    ...(report.kind === "calibration" ? calibrationSections(report) : report.kind === "hypotheses" ? hypothesisSections(report) : [section("provenance", word("provenance"), word("provenanceReading"), provenanceSection(report.provenance, report.kind === "experiment"))]),
  ].filter((part) => part !== null);
  const footer = el("footer", {}, el("p", {}, report.provenance.comment), el("p", {}, report.provenance.data));
  page.replaceChildren(
    el("a", { class: "skip", href: "#content" }, word("skip")),
    header(report, again),
    contents(parts),
    el("main", { id: "content", tabindex: -1 }, ...parts),
    footer,
  );
  document.title = `${titleOf(report)} – Lien`;
}

async function start(): Promise<void> {
  const page = document.getElementById("page");
  const data = document.getElementById("data");
  if (page === null || data === null) return;
  const payload = await readPayload(data);
  if (payload === null) {
    document.getElementById("too-old")?.removeAttribute("hidden");
    return;
  }
  const wanted = payload.report.language;
  setLanguage(wanted === "auto" ? browserLanguage() : wanted);
  build(payload, page);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { build(payload, page); });
  addEventListener("beforeprint", () => { resizeCharts(true); });
  addEventListener("afterprint", () => { resizeCharts(false); });
  document.documentElement.dataset["ready"] = "yes";
}

void start();
