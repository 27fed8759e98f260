// Tables: the twin of each figure, filled when it is first opened.
import { csvButtons, type Table } from "./csv";
import { word } from "./language";
import { el } from "./dom";

/** `written` turns a cell into what is read; row and column say which. */
export function tableElement(
  table: Table,
  caption: string,
  written: (cell: string | number | null, column: number) => string,
): HTMLElement {
  const head = el("tr", {});
  for (const title of table.header) head.append(el("th", { scope: "col" }, title));
  const body = el("tbody", {});
  for (const row of table.rows) {
    const line = el("tr", {});
    row.forEach((cell, column) => {
      const text = written(cell, column);
      line.append(column === 0 ? el("th", { scope: "row" }, text) : el("td", {}, text));
    });
    body.append(line);
  }
  return el(
    "div",
    { class: "scroll", role: "region", tabindex: 0, "aria-label": `${word("table")} – ${caption}` },
    el("table", {}, el("caption", {}, caption), el("thead", {}, head), body),
  );
}

/** "Table ▸" with the CSV buttons beside it. */
export function twin(
  table: () => Table,
  caption: string,
  written: (cell: string | number | null, column: number) => string,
): HTMLElement {
  const details = el("details", { class: "twin" }, el("summary", {}, word("table")));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(tableElement(table(), caption, written));
  });
  return el("div", { class: "below" }, details, csvButtons(table));
}
