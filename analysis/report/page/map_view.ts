// The drawn map: coloured territories, borders, pointer, zoom.
import { button, el, svg } from "./dom";
import { word } from "./language";
import { linePath, ringPath, unfold } from "./map_shapes";
import type { MapShapes } from "./types";

export interface MapView {
  element: HTMLElement;
  paint: (colours: (string | null)[], label: string) => void;
  select: (index: number | null) => void;
  /** Hatches these territories. */
  mark: (indices: number[]) => void;
}

interface Handlers {
  hover: (index: number | null, x: number, y: number) => void;
  pick: (index: number) => void;
}

/** Zoom by the window through which the drawing is seen; dragging moves it. */
function zoomable(picture: SVGSVGElement, shapes: MapShapes): HTMLElement {
  const view = { x: 0, y: 0, scale: 1 };
  const apply = (): void => {
    const [w, h] = [shapes.width / view.scale, shapes.height / view.scale];
    view.x = Math.max(0, Math.min(shapes.width - w, view.x));
    view.y = Math.max(0, Math.min(shapes.height - h, view.y));
    picture.setAttribute("viewBox", `${view.x} ${view.y} ${w} ${h}`);
  };
  const zoom = (factor: number): void => {
    const [cx, cy] = [view.x + shapes.width / view.scale / 2, view.y + shapes.height / view.scale / 2];
    view.scale = Math.max(1, Math.min(16, view.scale * factor));
    view.x = cx - shapes.width / view.scale / 2;
    view.y = cy - shapes.height / view.scale / 2;
    apply();
  };
  let from: { x: number; y: number } | null = null;
  picture.addEventListener("pointerdown", (event) => { from = view.scale > 1 ? { x: event.clientX, y: event.clientY } : null; });
  addEventListener("pointerup", () => { from = null; });
  picture.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const perPixel = shapes.width / view.scale / Math.max(1, picture.clientWidth);
    view.x -= (event.clientX - from.x) * perPixel;
    view.y -= (event.clientY - from.y) * perPixel;
    from = { x: event.clientX, y: event.clientY };
    apply();
  });
  apply();
  return el(
    "div",
    { class: "zoom" },
    button("+", () => { zoom(1.6); }, { "aria-label": word("zoomIn"), title: word("zoomIn") }),
    button("−", () => { zoom(1 / 1.6); }, { "aria-label": word("zoomOut"), title: word("zoomOut") }),
    button("⤢", () => { zoom(1 / 16); }, { "aria-label": word("zoomReset"), title: word("zoomReset") }),
  );
}

/** Slanted strokes, dark beside light, that are seen on any colour. */
function hatchPattern(width: number): SVGElement {
  const size = width / 70;
  const stroke = (x: number, colour: string): SVGElement => svg("line", { x1: x, y1: 0, x2: x, y2: size, stroke: colour, "stroke-width": size / 8 });
  return svg("defs", {}, svg("pattern", { id: "hatch", patternUnits: "userSpaceOnUse", width: size, height: size, patternTransform: "rotate(45)" },
    stroke(size / 4, "#333333"), stroke(size / 4 + size / 8, "#ffffff")));
}

export function mapView(shapes: MapShapes, territories: number[][][], handlers: Handlers): MapView {
  const arcs = unfold(shapes);
  const fine = territories === shapes.communes;
  const picture = svg("svg", { viewBox: `0 0 ${shapes.width} ${shapes.height}`, role: "img", class: "map" });
  const layer = svg("g", { class: fine ? "fills fine" : "fills" });
  const paths = territories.map((rings, k) => svg("path", { d: ringPath(arcs, rings), "data-k": k }));
  layer.append(...paths);
  picture.append(layer);
  if (fine) picture.append(svg("path", { class: "epci", d: shapes.epcis.map((rings) => ringPath(arcs, rings)).join("") }));
  picture.append(
    svg("path", { class: "departments", d: linePath(arcs, shapes.departments) }),
    svg("path", { class: "outline", d: linePath(arcs, shapes.outline) }),
  );
  const hatched = svg("path", { class: "hatched" });
  const ring = svg("path", { class: "selected" });
  picture.append(hatched, ring);
  const indexOf = (event: Event): number | null => {
    const key = event.target instanceof SVGPathElement ? event.target.dataset["k"] : undefined;
    return key === undefined ? null : Number(key);
  };
  picture.addEventListener("pointermove", (event) => { handlers.hover(indexOf(event), event.clientX, event.clientY); });
  picture.addEventListener("pointerleave", () => { handlers.hover(null, 0, 0); });
  picture.addEventListener("click", (event) => {
    const index = indexOf(event);
    if (index !== null) handlers.pick(index);
  });
  return {
    element: el("div", { class: "map-frame" }, picture, zoomable(picture, shapes)),
    paint: (colours, label) => {
      paths.forEach((path, k) => {
        const colour = colours[k] ?? null;
        if (colour === null) path.removeAttribute("fill");
        else path.setAttribute("fill", colour);
      });
      picture.setAttribute("aria-label", label);
    },
    mark: (indices) => {
      if (picture.querySelector("defs") === null) picture.prepend(hatchPattern(shapes.width));
      hatched.setAttribute("fill", "url(#hatch)");
      hatched.setAttribute("d", indices.map((k) => paths[k]?.getAttribute("d") ?? "").join(""));
    },
    select: (index) => {
      ring.setAttribute("d", index === null ? "" : (paths[index]?.getAttribute("d") ?? ""));
    },
  };
}
