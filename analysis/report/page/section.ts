// A part of the page, with its title and how to read it.
import { el } from "./dom";

export function section(id: string, title: string, reading: string | null, ...content: (Node | null)[]): HTMLElement {
  return el("section", { id, "aria-labelledby": `${id}-title` }, el("h2", { id: `${id}-title` }, title),
    reading === null ? null : el("p", { class: "lead" }, reading), ...content);
}

/** Long tables and texts scroll in their own frame, by keyboard too. */
export function scrolled(label: string, ...content: Node[]): HTMLElement {
  return el("div", { class: "scroll free", role: "region", tabindex: 0, "aria-label": label }, ...content);
}
