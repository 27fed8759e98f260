// Mean paired differences of an arm to the first on the map, EPCI by EPCI.
import { el, name } from "./dom";
import { monthName, say, word, writtenDifference } from "./language";
import { mapView } from "./map_view";
import { unpack } from "./payload";
import { choose, floatingTip, panel, refocus, sweepWord } from "./sweep_panel";
import type { DifferenceMeasure, Differences, PackedPlace } from "./sweep_types";
import { divergingColours, noDifference } from "./theme";
import type { Report, Unit, Value } from "./types";

const state = { measure: 0, arm: 0, month: -1 };

/** Eight classes of the same width around 0, the outer ones open. */
export function divergingColour(difference: Value, step: number): string | null {
  if (difference === null) return null;
  if (difference === 0 || step === 0) return noDifference;
  const away = Math.min(3, Math.floor(Math.abs(difference) / step));
  return divergingColours[difference > 0 ? 4 + away : 3 - away] ?? null;
}

function legend(step: number, unit: Unit): HTMLElement {
  const list = el("ul", { class: "scale diverging" });
  const limit = (k: number): string => writtenDifference((k - 4) * step, unit);
  divergingColours.forEach((colour, k) => {
    if (step === 0) return;
    const swatch = el("i", {});
    swatch.style.background = colour;
    list.append(el("li", {}, swatch, k === 0 ? `< ${limit(1)}` : k === 7 ? `≥ ${limit(7)}` : limit(k)));
  });
  list.append(el("li", { class: "long" }, el("i", { class: "hatch" }), sweepWord("holdsZero")), el("li", {}, el("i", { class: "missing" }), word("missing")));
  return list;
}

function body(all: Differences, report: Report, block: Uint8Array, measure: DifferenceMeasure): HTMLElement {
  const row = state.arm * all.months.length + state.month;
  const steps = all.arms.flatMap(() => all.months);
  const level = { codes: all.codes, names: all.names, population: [], steps, measures: [] };
  const series = (place: PackedPlace): Value[] => unpack(block, { ...place, id: "", label: measure.label, meaning: measure.label, unit: measure.unit }, level).map((one) => one[row] ?? null);
  const [mean, low, high] = [series(measure.mean), series(measure.low), series(measure.high)];
  const marked = new Set(measure.marked[row] ?? []);
  const arm = all.arms[state.arm] ?? "";
  const month = monthName(all.months[state.month] ?? 0);
  const interval = (k: number): string => ((low[k] ?? null) === null ? sweepWord("noInterval") : `[${writtenDifference(low[k], measure.unit)} ; ${writtenDifference(high[k], measure.unit)}]`);
  const told = (k: number): Node[] => [
    el("strong", {}, name(all.names[k] ?? "")),
    el("div", {}, `${say(measure.label)} : `, el("b", {}, writtenDifference(mean[k], measure.unit)), ` ${interval(k)}`),
    ...(marked.has(k) ? [el("small", {}, sweepWord("holdsZero"))] : []),
  ];
  const tip = floatingTip();
  const kept = el("div", { class: "reading kept", "aria-live": "polite" }, sweepWord("pick"));
  const view = mapView(all.shapes, all.shapes.epcis, {
    hover: (k, x, y) => { if (k === null) tip.hide(); else tip.show(told(k), x, y); },
    pick: (k) => { view.select(k); kept.replaceChildren(...told(k)); },
  });
  view.paint(mean.map((value) => divergingColour(value, measure.step)), sweepWord("mapAria", say(measure.label), arm, month, marked.size, all.codes.length));
  view.mark([...marked]);
  const title = `${say(measure.label)}${sweepWord("colon")}${arm} − ${all.first}, ${month}`;
  const yesNo = (k: number): string => (mean[k] === null ? "–" : sweepWord(marked.has(k) ? "yes" : "no"));
  const table = () => ({
    name: `difference_${measure.id}_${arm}`,
    header: [word("territory"), word("code"), title, word("lowest"), word("highest"), sweepWord("holdsZeroHeader")],
    rows: all.names.map((territory, k): (string | Value)[] => [territory, all.codes[k] ?? "", mean[k] ?? null, low[k] ?? null, high[k] ?? null, yesNo(k)]),
  });
  return panel("figure-difference_map", report, all.texts, `epci_${measure.id}`,
    [el("h3", {}, title), el("div", { class: "map-alone" }, view.element), legend(measure.step, measure.unit), kept, el("p", { class: "remark" }, say(all.shapes.origin)), tip.element],
    table, title, (cell) => (typeof cell === "string" ? cell : writtenDifference(cell, measure.unit)));
}

export function differenceMap(all: Differences, report: Report, block: Uint8Array): HTMLElement {
  const box = el("div", { class: "card wide" });
  const show = (): void => {
    if (state.month < 0 || state.month >= all.months.length) state.month = all.months.length - 1;
    const measure = all.measures[state.measure] ?? all.measures[0];
    if (measure === undefined) return;
    const again = (key: keyof typeof state) => (index: number): void => { state[key] = index; refocus(box, show); };
    box.replaceChildren(
      el("div", { class: "controls" },
        choose("difference-measure", word("measure"), all.measures.map((one) => say(one.label)), state.measure, again("measure")),
        choose("difference-arm", sweepWord("arm"), all.arms, state.arm, again("arm")),
        choose("difference-month", sweepWord("month"), all.months.map((month) => monthName(month)), state.month, again("month"))),
      body(all, report, block, measure));
  };
  show();
  return box;
}
