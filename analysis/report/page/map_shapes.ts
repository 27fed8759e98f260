// Territories of the map as SVG paths, from shared arcs.
import type { MapShapes } from "./types";

/** Arcs as points, so that each is computed once. */
export function unfold(shapes: MapShapes): number[][][] {
  return shapes.arcs.map((flat) => {
    const points: number[][] = [];
    let x = 0;
    let y = 0;
    for (let k = 0; k + 1 < flat.length; k += 2) {
      x += flat[k] ?? 0;
      y += flat[k + 1] ?? 0;
      points.push([x, y]);
    }
    return points;
  });
}

function arcPoints(arcs: number[][][], index: number): number[][] {
  return index >= 0 ? (arcs[index] ?? []) : [...(arcs[~index] ?? [])].reverse();
}

/** "M…Z" of rings of arcs. */
export function ringPath(arcs: number[][][], rings: number[][]): string {
  let path = "";
  for (const ring of rings) {
    const points = ring.flatMap((index, k) => arcPoints(arcs, index).slice(k === 0 ? 0 : 1));
    path += `M${points.map((point) => point.join(",")).join("L")}Z`;
  }
  return path;
}

/** "M…" of arcs as open lines. */
export function linePath(arcs: number[][][], indices: number[]): string {
  return indices.map((index) => `M${arcPoints(arcs, index).map((point) => point.join(",")).join("L")}`).join("");
}
