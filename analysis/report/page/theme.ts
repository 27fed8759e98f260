// Light and dark, and the colours of each. Series: Okabe & Ito 2008; maps: ColorBrewer's YlGnBu.

export type Theme = "light" | "dark";

const light = ["#0072b2", "#d55e00", "#009e73", "#e69f00", "#cc79a7", "#56b4e9", "#8a8a8a", "#222222"];
const dark = ["#4ba3dc", "#ff8a3d", "#2fc79a", "#f2b632", "#e39ac4", "#8fd0f5", "#a8a8a8", "#e8e8e8"];
export const mapColours = ["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"];

let chosen: Theme | null = null;

/** Less to more around 0, for differences: ColorBrewer's PuOr. */
export const divergingColours = ["#b35806", "#e08214", "#fdb863", "#fee0b6", "#d8daeb", "#b2abd2", "#8073ac", "#542788"];
/** Of a difference that is exactly 0. */
export const noDifference = "#f7f7f7";

export function theme(): Theme {
  return chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

export function setTheme(wanted: Theme): void {
  chosen = wanted;
  document.documentElement.dataset["theme"] = wanted;
}

export function seriesColour(index: number): string {
  const set = theme() === "dark" ? dark : light;
  return set[index % set.length] ?? "#888888";
}

/** A colour of the style sheet: "--ink", "--quiet", "--rule", "--paper". */
export function styleColour(variable: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
}
