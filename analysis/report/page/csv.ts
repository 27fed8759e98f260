// Tables as files: plain CSV (RFC 4180), or as a French spreadsheet opens it (semicolons, decimal commas, BOM).
import { word } from "./language";
import { button, el } from "./dom";
import type { Value } from "./types";

export interface Table {
  name: string;
  header: string[];
  rows: (string | Value)[][];
}

/** A text that begins like a formula is taken for one by spreadsheets: an apostrophe keeps it text. */
function quoted(cell: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return safe.includes(separator) || /["\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvText(table: Table, french: boolean): string {
  const separator = french ? ";" : ",";
  const cell = (value: string | Value): string => {
    if (value === null) return "";
    if (typeof value === "string") return quoted(value, separator);
    return french ? String(value).replace(".", ",") : String(value);
  };
  const lines = [table.header, ...table.rows].map((row) => row.map(cell).join(separator));
  return (french ? "\ufeff" : "") + lines.join("\r\n") + "\r\n";
}

/** Hands a text to the user as a file. */
export function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => { URL.revokeObjectURL(address); }, 10_000);
}

export function csvButtons(table: () => Table): HTMLElement {
  const give = (french: boolean) => (): void => {
    const content = table();
    save(`${content.name}.csv`, csvText(content, french), "text/csv;charset=utf-8");
  };
  return el(
    "span",
    { class: "downloads" },
    button(word("csv"), give(false), { class: "plain", "data-csv": "plain" }),
    button(word("csvFrench"), give(true), { class: "plain", "data-csv": "french" }),
  );
}
