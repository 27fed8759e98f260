// Draws one panel of a plot as SVG, for a width.
import { svg } from "./dom";
import { say } from "./language";
import { seriesColour } from "./theme";
import type { PlotAxis, PlotPanel } from "./plot_types";

const letter = 6.8;
const top = 10;

interface Box {
  panel: PlotPanel;
  left: number;
  right: number;
  bottom: number;
  x: (value: number) => number;
  y: (value: number) => number;
}

function share(axis: PlotAxis, value: number): number {
  if (axis.logarithmic) return Math.log(value / axis.low) / Math.log(axis.high / axis.low);
  return (value - axis.low) / (axis.high - axis.low);
}

const held = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
const tenth = (value: number): string => value.toFixed(1);

function line(x1: number, y1: number, x2: number, y2: number, kind: string): SVGElement {
  return svg("line", { x1: tenth(x1), y1: tenth(y1), x2: tenth(x2), y2: tenth(y2), class: kind });
}

function words(x: number, y: number, text: string, kind: string, anchor: "start" | "middle" | "end"): SVGElement {
  return svg("text", { x: tenth(x), y: tenth(y), class: kind, "text-anchor": anchor }, text);
}

/** Labels that would touch the one before are left out. */
function horizontalAxis({ panel, left, right, bottom, x }: Box): SVGElement[] {
  const parts: SVGElement[] = [];
  let free = -Infinity;
  panel.x.ticks.forEach((tick, k) => {
    const text = say(panel.x.tickTexts[k] ?? { fr: "", en: "" });
    const half = (text.length * letter) / 2;
    if (panel.x.grid) parts.push(line(x(tick), top, x(tick), bottom, "grid"));
    if (x(tick) - half < free) return;
    parts.push(words(x(tick), bottom + 16, text, "tick", "middle"));
    free = x(tick) + half + 8;
  });
  parts.push(line(left, bottom, right, bottom, "zero"));
  if (say(panel.x.label) !== "") parts.push(words((left + right) / 2, bottom + 34, say(panel.x.label), "tick", "middle"));
  return parts;
}

function verticalAxis({ panel, left, right, y }: Box): SVGElement[] {
  return panel.y.ticks.flatMap((tick, k) => [
    ...(panel.y.grid ? [line(left, y(tick), right, y(tick), "grid")] : []),
    words(left - 7, y(tick) + 4, say(panel.y.tickTexts[k] ?? { fr: "", en: "" }), panel.y.grid ? "tick" : "written", "end"),
  ]);
}

function zones({ panel, left, right, bottom, x, y }: Box): SVGElement[] {
  return panel.zones.flatMap((zone) => {
    const [x0, x1] = [held(x(zone.x0), left, right), held(x(zone.x1), left, right)];
    const ends = [held(y(zone.y0), top, bottom), held(y(zone.y1), top, bottom)] as const;
    const high = Math.min(...ends);
    const area = svg("rect", { x: tenth(x0), y: tenth(high), width: tenth(x1 - x0), height: tenth(Math.max(...ends) - high) });
    area.style.fill = seriesColour(zone.colour);
    area.style.fillOpacity = String(zone.opacity);
    if (say(zone.words) === "") return [area];
    const text = words((x0 + x1) / 2, (ends[0] + ends[1]) / 2 + 4, say(zone.words), zone.bold ? "written holds" : "written", "middle");
    // Written smaller where cells are narrow, and only what stands out where they are narrower still.
    const room = (x1 - x0) / say(zone.words).length;
    if (room < letter) text.style.fontSize = room < 5.4 ? "8px" : "9px";
    return room < 5.4 && !zone.bold ? [area] : [area, text];
  });
}

function lines({ panel, x, y }: Box): SVGElement[] {
  return panel.lines.flatMap((one) => {
    const points = one.x.map((value, k) => `${tenth(x(value))},${tenth(y(one.y[k] ?? 0))}`);
    const drawn = svg("path", { d: `M${points.join("L")}`, class: "plot-line" });
    drawn.style.stroke = seriesColour(one.colour);
    if (one.dashed) drawn.style.strokeDasharray = "5 3";
    if (!one.filled) return [drawn];
    const area = svg("path", { d: `M${tenth(x(one.x[0] ?? 0))},${tenth(y(0))}L${points.join("L")}L${tenth(x(one.x.at(-1) ?? 0))},${tenth(y(0))}z` });
    area.style.fill = seriesColour(one.colour);
    area.style.fillOpacity = "0.3";
    return [area, drawn];
  });
}

function spans({ panel, left, right, bottom, x, y }: Box): SVGElement[] {
  return panel.spans.flatMap((span) => {
    const parts: SVGElement[] = [];
    const along = (value: number): number => (span.upright ? held(y(value), top, bottom) : held(x(value), left, right));
    const aside = span.upright ? x(span.at) : y(span.at);
    if (span.low !== null && span.high !== null) {
      const [low, high] = [along(span.low), along(span.high)];
      const d = span.upright
        ? `M${tenth(aside - 4)},${tenth(low)}h8M${tenth(aside)},${tenth(low)}V${tenth(high)}M${tenth(aside - 4)},${tenth(high)}h8`
        : `M${tenth(low)},${tenth(aside - 4)}v8M${tenth(low)},${tenth(aside)}H${tenth(high)}M${tenth(high)},${tenth(aside - 4)}v8`;
      const bar = svg("path", { d, class: "interval" });
      bar.style.stroke = seriesColour(span.colour);
      parts.push(bar);
    }
    if (span.middle !== null) {
      const at = along(span.middle);
      const disc = svg("circle", { cx: tenth(span.upright ? aside : at), cy: tenth(span.upright ? at : aside), r: 4 });
      disc.style.stroke = seriesColour(span.colour);
      disc.style.fill = span.open ? "var(--raised)" : seriesColour(span.colour);
      parts.push(disc);
    }
    return parts;
  });
}

function dots({ panel, left, right, bottom, x, y }: Box): SVGElement[] {
  return panel.dots.flatMap((group) => group.x.map((value, k) => {
    const dot = svg("circle", { cx: tenth(held(x(value), left, right)), cy: tenth(held(y(group.y[k] ?? 0), top, bottom)), r: tenth(group.radius[k] ?? 2), class: "draw" });
    dot.style.fill = seriesColour(group.colour);
    return dot;
  }));
}

const longest = (texts: string[]): number => texts.reduce((most, text) => Math.max(most, text.length), 0);

export function panelDrawing(panel: PlotPanel, width: number): SVGElement {
  const left = longest(panel.y.tickTexts.map(say)) * letter + 12;
  const aside = longest(panel.notes.map((note) => say(note.words))) * letter + 14;
  const right = width - Math.max(panel.notes.length === 0 ? 0 : aside, 12);
  const bottom = top + panel.height;
  const box: Box = {
    panel, left, right, bottom,
    x: (value) => left + share(panel.x, value) * (right - left),
    y: (value) => bottom - share(panel.y, value) * (bottom - top),
  };
  const notes = panel.notes.map((note) => words(right + 8, box.y(note.y) + 4, say(note.words), note.bold ? "written holds" : "written", "start"));
  const height = bottom + (say(panel.x.label) === "" ? 22 : 40);
  return svg("svg", { class: "effects plot", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": true },
    ...verticalAxis(box), ...zones(box), ...horizontalAxis(box), ...lines(box), ...dots(box), ...spans(box), ...notes);
}
