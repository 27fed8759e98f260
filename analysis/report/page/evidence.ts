// The model beside the figures of the field: hits and misses.
import { el } from "./dom";
import { say, word } from "./language";
import { twin } from "./table";
import type { EvidenceRow } from "./types";

const groups = [
  { title: "target", uses: ["target", "weak_target", "fitted"] },
  { title: "held_out", uses: ["held_out"] },
  { title: "check", uses: ["check"] },
] as const;

function verdictOf(row: EvidenceRow): { text: string; kind: string } {
  if (row.runs === 0) return { text: word(row.verdict === "not_reached" ? "not_reached" : "not_scored"), kind: "open" };
  if (row.runs === 1) return row.hits === 1 ? { text: word("hit"), kind: "hit" } : { text: word("miss"), kind: "miss" };
  const kind = row.hits === row.runs ? "hit" : row.hits === 0 ? "miss" : "mixed";
  return { text: word("hitsOf", row.hits, row.runs), kind };
}

function line(row: EvidenceRow): HTMLElement {
  const verdict = verdictOf(row);
  const range = say(row.range);
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("span", { class: "code" }, row.id), ` ${say(row.meaning)}`),
    el("td", { class: "number" }, say(row.target)),
    el("td", { class: "number" }, say(row.tolerated)),
    el("td", { class: "number" }, say(row.value), range === "" ? null : el("small", {}, ` ${range}`)),
    el("td", {}, el("span", { class: `verdict ${verdict.kind}` }, verdict.text), row.why === "" ? null : el("small", {}, ` ${row.why}`)),
  );
}

function tally(rows: EvidenceRow[]): string {
  const scored = rows.reduce((sum, row) => sum + row.runs, 0);
  return word("tally", rows.reduce((sum, row) => sum + row.hits, 0), scored);
}

export function evidenceSection(all: EvidenceRow[]): HTMLElement {
  const box = el("div", {});
  const header = [word("pattern"), word("field"), word("tolerated"), word("simulated"), word("verdict")];
  for (const group of groups) {
    const rows = all.filter((row) => group.uses.some((use) => use === row.use));
    if (rows.length === 0) continue;
    const body = el("tbody", {}, ...rows.map(line));
    const head = el("tr", {}, ...header.map((title, k) => el("th", { scope: "col", class: k === 0 || k === 4 ? "" : "number" }, title)));
    box.append(
      el("h3", {}, word(group.title), " ", el("span", { class: "tally" }, tally(rows))),
      el("div", { class: "scroll free", role: "region", tabindex: 0, "aria-label": word(group.title) },
        el("table", { class: "evidence" }, el("thead", {}, head), body)),
    );
  }
  const table = () => ({
    name: "evidence",
    header: ["id", word("what"), word("field"), word("tolerated"), word("simulated"), word("verdict")],
    rows: all.map((row) => [row.id, say(row.meaning), say(row.target), say(row.tolerated), say(row.value), verdictOf(row).text]),
  });
  box.append(twin(table, word("evidence"), (cell) => String(cell ?? "–")));
  return box;
}
