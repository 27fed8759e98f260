// The map with its controls: measure, level, month or year, play, search, and the territory that was chosen.
import { choice, button, el, name } from "./dom";
import { monthName, number, say, word, written } from "./language";
import { colourOf, scaleLegend, scaleOf } from "./map_scale";
import { mapView, type MapView } from "./map_view";
import { unpack } from "./payload";
import { territoryPage } from "./territory";
import { twin } from "./table";
import type { Level, MapShapes, PackedMeasure, Report, Value } from "./types";

type LevelName = "epci" | "commune";
const state = { level: "epci" as LevelName, measure: "", step: -1, territory: null as number | null };
let playing: ReturnType<typeof setInterval> | null = null;

export function stopPlaying(): void {
  if (playing !== null) clearInterval(playing);
  playing = null;
}

function stepName(step: number): string {
  return state.level === "epci" ? monthName(step) : String(step);
}

function levelOf(report: Report): Level {
  if (state.level === "commune" && report.commune !== null && report.commune.measures.length > 0) return report.commune;
  state.level = "epci";
  return report.epci;
}

function sizeNote(level: Level, k: number): string {
  const [all, inside] = [level.population[k] ?? 0, level.inside?.[k]];
  if (level.partial?.[k] === 1 && inside !== undefined) return word("insideOnly", number(inside), number(all));
  return `${number(all)} ${word("population")}`;
}

/** Everything below the controls of level and measure; it is made anew when either changes. */
function body(report: Report, shapes: MapShapes, block: Uint8Array, level: Level, measure: PackedMeasure): Node[] {
  const series = unpack(block, measure, level);
  const scale = scaleOf(series.filter((_, k) => level.partial?.[k] !== 1));
  const last = level.steps.length - 1;
  if (state.step < 0 || state.step > last) state.step = last;
  const tip = el("div", { class: "tip floating", hidden: true });
  const page = el("div", { class: "territory", "aria-live": "polite" });
  const valueOf = (k: number): Value => series[k]?.[state.step] ?? null;

  const pick = (k: number | null): void => {
    state.territory = k;
    view.select(k);
    page.replaceChildren(territoryPage({ report, block, level, index: k, note: k === null ? "" : sizeNote(level, k), monthly: state.level === "epci", close: () => { pick(null); } }));
  };
  const hover = (k: number | null, x: number, y: number): void => {
    tip.hidden = k === null;
    if (k === null) return;
    tip.replaceChildren(el("strong", {}, name(level.names[k] ?? "")), el("div", {}, `${say(measure.label)} : `, el("b", {}, written(valueOf(k), measure.unit))), el("small", {}, sizeNote(level, k)));
    tip.style.left = `${Math.min(x + 14, innerWidth - 260)}px`;
    tip.style.top = `${y + 16}px`;
  };
  const view: MapView = mapView(shapes, state.level === "epci" ? shapes.epcis : shapes.communes, { hover, pick });

  const slider = el("input", { type: "range", min: 0, max: last, value: state.step, id: "map-step", "aria-label": word(state.level === "epci" ? "month" : "year") });
  const now = el("output", { for: "map-step", class: "now" });
  const paint = (): void => {
    const step = stepName(level.steps[state.step] ?? 0);
    now.textContent = step;
    slider.value = String(state.step);
    slider.setAttribute("aria-valuetext", step);
    view.paint(level.codes.map((_, k) => colourOf(scale, valueOf(k))), word("mapAria", say(measure.label), step));
  };
  const move = (to: number): void => { state.step = to; paint(); };
  slider.addEventListener("input", () => { stopPlaying(); play.textContent = `▶ ${word("play")}`; move(Number(slider.value)); });
  const play = button(`▶ ${word("play")}`, () => {
    if (playing !== null) {
      stopPlaying();
      play.textContent = `▶ ${word("play")}`;
      return;
    }
    if (state.step === last) state.step = -1;
    play.textContent = `❚❚ ${word("pause")}`;
    playing = setInterval(() => {
      move(state.step + 1);
      if (state.step >= last) { stopPlaying(); play.textContent = `▶ ${word("play")}`; }
    }, state.level === "epci" ? 120 : 700);
  }, { class: "plain play", ...(last === 0 ? { disabled: true } : {}) });

  const table = () => ({
    name: `map_${measure.id}_${state.level}`,
    header: [word("territory"), word("code"), `${say(measure.label)}, ${stepName(level.steps[state.step] ?? 0)}`],
    rows: level.names.map((title, k) => [title, level.codes[k] ?? "", valueOf(k)]),
  });
  paint();
  pick(state.territory !== null && state.territory < level.codes.length ? state.territory : null);
  return [
    el("div", { class: "time" }, play, slider, now),
    el("div", { class: "map-and-page" },
      el("div", { class: "map-column" }, view.element, scaleLegend(scale, measure.unit), el("p", { class: "reading" }, say(measure.meaning)), el("p", { class: "remark" }, `${word("runsNote")} : ${say(report.runs)} · ${say(shapes.origin)}`)),
      page),
    twin(table, `${say(measure.label)}, ${stepName(level.steps[state.step] ?? 0)}`, (cell) => (typeof cell === "string" ? cell : written(cell, measure.unit))),
    tip,
  ];
}

export function mapSection(report: Report, shapes: MapShapes, block: Uint8Array): HTMLElement {
  // A map of a single EPCI says nothing: its communes do.
  if (state.measure === "" && report.epci.codes.length === 1) state.level = "commune";
  const box = el("div", { class: "card wide" });
  const show = (): void => {
    stopPlaying();
    const level = levelOf(report);
    const measure = level.measures.find((one) => one.id === state.measure) ?? level.measures[0];
    state.measure = measure?.id ?? "";
    const levels: { key: LevelName; label: string }[] = [{ key: "epci", label: word("epci") }];
    if (report.commune !== null && report.commune.measures.length > 0) levels.push({ key: "commune", label: word("commune") });
    const select = el("select", { id: "map-measure" }, ...level.measures.map((one) => el("option", { value: one.id, selected: one === measure }, say(one.label))));
    select.addEventListener("change", () => { state.measure = select.value; show(); });
    const names = el("datalist", { id: "map-names" }, ...level.names.map((title, k) => el("option", { value: `${title} (${level.codes[k] ?? ""})` })));
    const find = el("input", { type: "search", id: "map-find", list: "map-names", autocomplete: "off" });
    find.addEventListener("change", () => {
      const wanted = find.value.toLowerCase();
      const k = level.names.findIndex((title, i) => `${title} (${level.codes[i] ?? ""})`.toLowerCase() === wanted || title.toLowerCase() === wanted);
      if (k >= 0) { state.territory = k; show(); }
    });
    const controls = el(
      "div",
      { class: "controls" },
      el("label", {}, word("measure"), select),
      choice(word("level"), levels, state.level, (key) => { state.level = key; state.step = -1; state.territory = null; show(); }),
      el("label", {}, word("find"), find, names),
    );
    box.replaceChildren(controls, ...(measure === undefined ? [] : body(report, shapes, block, level, measure)));
  };
  show();
  return box;
}
