// The partnerships of one EPCI in the months of the snapshots, drawn where the communes are.
import { choice, el, svg } from "./dom";
import { monthName, number, say, word } from "./language";
import { twin } from "./table";
import { seriesColour } from "./theme";
import type { Network, NetworkView } from "./types";

const colourOfKind = [7, 0, 5, 1, 2];
let chosen = "";

/** The window around what is drawn. */
function windowOf(network: Network): string {
  const [xs, ys] = [network.nodes.map((node) => node.x), network.nodes.map((node) => node.y)];
  if (xs.length === 0) return "0 0 1000 640";
  const pad = 34;
  const [left, top] = [Math.min(...xs) - pad, Math.min(...ys) - pad];
  const wide = Math.max(320, Math.max(...xs) + pad - left);
  const high = Math.max(200, Math.max(...ys) + pad - top);
  return `${left} ${top} ${wide} ${high}`;
}

/** Names of the communes with most actors, above them. */
function communeNames(network: Network): SVGElement {
  const places = new Map<string, Network["nodes"]>();
  for (const node of network.nodes) places.set(node.commune, [...(places.get(node.commune) ?? []), node]);
  const largest = [...places].sort((a, b) => b[1].length - a[1].length).slice(0, 8);
  const names = svg("g", { class: "names", "aria-hidden": true });
  for (const [commune, nodes] of largest) {
    const x = nodes.reduce((sum, node) => sum + node.x, 0) / nodes.length;
    names.append(svg("text", { x, y: Math.min(...nodes.map((node) => node.y)) - 9, "text-anchor": "middle" }, commune));
  }
  return names;
}

function picture(network: Network, view: NetworkView): SVGElement {
  const picture = svg("svg", {
    viewBox: windowOf(network),
    role: "img",
    class: "network",
    "aria-label": word("networkAria", monthName(network.month), number(network.nodes.length), number(network.edges.length)),
  });
  const lines = svg("g", { class: "edges" });
  for (const [from, to] of network.edges) {
    const [a, b] = [network.nodes[from], network.nodes[to]];
    if (a !== undefined && b !== undefined) lines.append(svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y }));
  }
  const dots = svg("g", {});
  for (const node of network.nodes) {
    const title = `${say(view.kinds[node.kind] ?? { fr: "", en: "" })}, ${node.commune} – ${node.partners} ${word("partnersCount")}`;
    dots.append(svg("circle", { cx: node.x, cy: node.y, r: 2.5 + Math.sqrt(node.partners) * 1.3, fill: seriesColour(colourOfKind[node.kind] ?? 6) }, svg("title", {}, title)));
  }
  picture.append(lines, dots, communeNames(network));
  return picture;
}

function counts(network: Network, view: NetworkView): (string | number)[][] {
  const rows = new Map<string, number>();
  for (const [from, to] of network.edges) {
    const kinds = [network.nodes[from]?.kind ?? 0, network.nodes[to]?.kind ?? 0].sort((a, b) => a - b);
    const key = kinds.map((kind) => say(view.kinds[kind] ?? { fr: "?", en: "?" })).join(" – ");
    rows.set(key, (rows.get(key) ?? 0) + 1);
  }
  return [...rows].sort((a, b) => b[1] - a[1]);
}

export function networkSection(view: NetworkView): HTMLElement {
  const box = el("div", { class: "card wide" });
  const show = (): void => {
    const network = view.snapshots.find((one) => String(one.month) === chosen) ?? view.snapshots.at(-1);
    if (network === undefined) return;
    const legend = el("ul", { class: "legend" });
    view.kinds.forEach((kind, k) => {
      if (!network.nodes.some((node) => node.kind === k)) return;
      const swatch = el("i", { class: "round" });
      swatch.style.background = seriesColour(colourOfKind[k] ?? 6);
      legend.append(el("li", {}, swatch, say(kind)));
    });
    const months = choice(word("month"), view.snapshots.map((one) => ({ key: String(one.month), label: monthName(one.month) })), String(network.month), (key) => {
      chosen = key;
      show();
    });
    const table = () => ({ name: `network_${view.epci}`, header: [word("between"), word("partnerships")], rows: counts(network, view) });
    box.replaceChildren(
      months,
      legend,
      picture(network, view),
      el("p", { class: "remark" }, `${number(network.nodes.length)} ${word("actors")} · ${number(network.edges.length)} ${word("partnershipsCount")}`,
        view.left_out > 0 ? ` · ${word("networkLeftOut", number(view.left_out))}` : ""),
      twin(table, word("network"), (cell) => (typeof cell === "number" ? number(cell) : (cell ?? ""))),
    );
  };
  show();
  return box;
}
