// Language, numbers and dates of the page.
import { words } from "./words";
import type { Language, Text, Unit, Value } from "./types";

let current: Language = "fr";

export function language(): Language {
  return current;
}

export function setLanguage(chosen: Language): void {
  current = chosen;
  document.documentElement.lang = chosen;
}

/** French when the browser is French, English otherwise. */
export function browserLanguage(): Language {
  const wanted = navigator.languages.length > 0 ? navigator.languages : [navigator.language];
  return (wanted[0] ?? "en").toLowerCase().startsWith("fr") ? "fr" : "en";
}

export function say(text: Text): string {
  return text[current];
}

/** A word of the page itself; `{0}`, `{1}` … stand for the values. */
export function word(name: keyof typeof words, ...values: (string | number)[]): string {
  return values.reduce<string>((text, value, k) => text.replace(`{${k}}`, String(value)), words[name][current]);
}

const locale = (): string => (current === "fr" ? "fr-FR" : "en-GB");

export function number(value: number, decimals = 0): string {
  return new Intl.NumberFormat(locale(), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

export function decimalsOf(unit: Unit, value: number): number {
  if (unit === "share") return 1;
  if (unit === "count") return Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1;
  return Math.abs(value) < 10 ? 3 : 1;
}

/** "45,6 %", "82 555", "0,554"; "–" for a missing value. */
export function written(value: Value | undefined, unit: Unit): string {
  if (value === null || value === undefined) return "–";
  if (unit === "share") {
    return new Intl.NumberFormat(locale(), {
      style: "percent",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }).format(value);
  }
  return number(value, decimalsOf(unit, value));
}

/** A difference of two such values with its sign; of shares in points: "+3,2 pt". */
export function writtenDifference(value: Value | undefined, unit: Unit): string {
  if (value === null || value === undefined) return "–";
  const sign = value > 0 ? "+" : "";
  if (unit === "share") return `${sign}${number(100 * value, 1)} ${word("points")}`;
  return sign + written(value, unit);
}

/** A label of an axis: no more decimals than it takes. */
export function onAxis(value: number, unit: Unit): string {
  const format = unit === "share" ? { style: "percent" as const, maximumFractionDigits: 1 } : { maximumFractionDigits: 4 };
  return new Intl.NumberFormat(locale(), format).format(value);
}

/** A p as prose has it: "0,031", "< 0,001". */
export function pText(p: Value): string {
  if (p === null) return "–";
  return p < 0.0005 ? `< ${number(0.001, 3)}` : number(p, 3);
}

/** Months since January 2008. */
export function monthName(month: number, style: "long" | "short" = "long"): string {
  const date = new Date(Date.UTC(2008 + Math.floor(month / 12), ((month % 12) + 12) % 12, 1));
  return new Intl.DateTimeFormat(locale(), { year: "numeric", month: style, timeZone: "UTC" }).format(date);
}

/** "2015-09" */
export function monthCode(month: number): string {
  const year = 2008 + Math.floor(month / 12);
  return `${year}-${String((((month % 12) + 12) % 12) + 1).padStart(2, "0")}`;
}
