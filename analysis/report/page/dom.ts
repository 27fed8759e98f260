// Elements made in one expression. Text always goes in as text: names and titles can do no harm.

type Child = Node | string | null;
type Attributes = Record<string, string | number | boolean | ((event: Event) => void)>;

function fill(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== null) element.append(child);
}

export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(element, attributes, children);
  return element;
}

/** A name of unknown direction, kept from turning its neighbours around. */
export function name(text: string): HTMLElement {
  return el("bdi", {}, text);
}

export function button(label: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return el("button", { type: "button", click: press, ...attributes }, label);
}

/** Buttons of which one is chosen. */
export function choice<Key extends string>(
  label: string,
  options: { key: Key; label: string }[],
  chosen: Key,
  choose: (key: Key) => void,
): HTMLElement {
  const group = el("div", { role: "group", "aria-label": label, class: "choice" });
  for (const option of options) {
    const pressed = option.key === chosen;
    group.append(
      button(option.label, () => { choose(option.key); }, { "aria-pressed": String(pressed), "data-key": option.key }),
    );
  }
  return group;
}
