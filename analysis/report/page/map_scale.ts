// Classes of the map: seven equal steps over the values of all months, so that colours mean the same in each.
import { el } from "./dom";
import { onAxis, word } from "./language";
import { mapColours } from "./theme";
import type { Unit, Value } from "./types";

export interface Scale {
  breaks: number[];
}

/** A step of 1, 2, 2.5 or 5 times a power of ten that is at least `rough`. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10);
}

/** From the 2nd to the 98th per cent: a single odd territory shall not wash out all others. */
export function scaleOf(series: Value[][]): Scale {
  const values = series.flat().filter((value): value is number => value !== null).sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] ?? 0;
  const [low, high] = [at(0.02), at(0.98)];
  if (values.length === 0 || high <= low) return { breaks: [] };
  const step = niceStep((high - low) / mapColours.length);
  const first = Math.floor(low / step) * step;
  const breaks: number[] = [];
  for (let k = 1; k < mapColours.length; k++) breaks.push(Number((first + k * step).toPrecision(10)));
  return { breaks };
}

export function colourOf(scale: Scale, value: Value | undefined): string | null {
  if (value === null || value === undefined) return null;
  return mapColours[scale.breaks.filter((limit) => value >= limit).length] ?? null;
}

export function scaleLegend(scale: Scale, unit: Unit): HTMLElement {
  const list = el("ul", { class: "scale" });
  const classes = scale.breaks.length + 1;
  for (let k = 0; k < classes; k++) {
    const [low, high] = [scale.breaks[k - 1], scale.breaks[k]];
    const text = low === undefined ? (high === undefined ? "" : `< ${onAxis(high, unit)}`) : high === undefined ? `≥ ${onAxis(low, unit)}` : onAxis(low, unit);
    const swatch = el("i", {});
    swatch.style.background = mapColours[classes === 1 ? 3 : k] ?? "";
    list.append(el("li", {}, swatch, text));
  }
  list.append(el("li", {}, el("i", { class: "missing" }), word("missing")));
  return list;
}
