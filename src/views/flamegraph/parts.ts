/** The elements around the canvas. Runs in pages. */
import { type FlameScheme, flameChangeColor, flameColor, flameKey, flameKeyName } from "./color.js";
import type { PageDocument, PageElement, PageEvent } from "./dom.js";
import type { FlameTree } from "./tree.js";

export interface FlameParts {
  readonly bar: PageElement;
  readonly reset: PageElement;
  readonly search: PageElement;
  readonly found: PageElement;
  readonly path: PageElement;
  readonly canvas: PageElement;
  readonly scroller: PageElement;
  readonly sheet: PageElement;
  readonly tip: PageElement;
  readonly spoken: PageElement;
  readonly legend: PageElement;
  readonly table: PageElement;
}

export function flameElement(document: PageDocument, name: string, style: string, text = ""): PageElement {
  const element = document.createElement(name);
  // Through the style object: a content policy may forbid style attributes.
  element.style.cssText = style;
  element.textContent = text;
  return element;
}

export function flameOn(element: PageElement, type: string, listener: (event: PageEvent) => void): void {
  element.addEventListener(type, listener);
}

const CONTROL =
  "font:inherit;margin:0;padding:2px 8px;border:1px solid #88888888;border-radius:5px;background:transparent;color:inherit;min-height:24px;box-sizing:border-box";

export function flameButton(document: PageDocument, text: string, hint: string): PageElement {
  const button = flameElement(document, "button", `${CONTROL};cursor:pointer`, text);
  button.type = "button";
  button.title = hint;
  return button;
}

/** A button that stays pressed. */
export function flameToggle(button: PageElement, on: boolean): void {
  button.setAttribute("aria-pressed", String(on));
  button.style.cssText = `${CONTROL};cursor:pointer${on ? ";background:#3b82c433;border-color:#3b82c4" : ""}`;
}

export function flameSelect(
  document: PageDocument,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
): PageElement {
  const select = flameElement(document, "select", `${CONTROL};cursor:pointer;max-width:190px`);
  select.setAttribute("aria-label", label);
  select.title = label;
  for (const [value, text] of options) {
    // Lists open on the system's own paper.
    const option = flameElement(document, "option", "color:CanvasText;background:Canvas", text);
    option.value = value;
    select.append(option);
  }
  return select;
}

/** Builds the widget in place of the static picture. */
export function flameParts(root: PageElement, label: string): FlameParts {
  const document = root.ownerDocument;
  const make = (name: string, style: string) => flameElement(document, name, style);
  root.style.font = "12px system-ui,sans-serif";
  const reset = flameButton(document, "Reset", "Show the whole profile (Esc)");
  const search = make("input", `${CONTROL};width:124px`);
  search.type = "search";
  search.placeholder = "Search (regex)";
  search.title = "Over names; with / or .ts over files too";
  search.setAttribute("aria-label", `Search frames of ${label}`);
  const found = make("span", "opacity:.85");
  found.setAttribute("aria-live", "polite");
  const bar = make("div", "display:flex;gap:6px;align-items:center;flex-wrap:wrap;margin:4px 0");
  bar.append(reset, search);
  const path = make(
    "nav",
    "margin:2px 0 4px;min-height:18px;max-height:56px;overflow:auto;overflow-wrap:anywhere",
  );
  path.setAttribute("aria-label", "Zoomed in on");
  const scroller = make(
    "div",
    "position:relative;max-height:480px;overflow-x:hidden;overflow-y:auto;border-radius:4px",
  );
  const sheet = make("div", "position:relative");
  const canvas = make("canvas", "display:block;position:sticky;top:0;width:100%;cursor:pointer");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute(
    "aria-label",
    `Flamegraph of ${label}. Arrow keys move, Enter zooms, A and D pan, W and S zoom, Escape resets; the table tells the same by function.`,
  );
  const tip = make(
    "div",
    "display:none;position:absolute;z-index:10;pointer-events:none;max-width:min(440px,100%);box-sizing:border-box;padding:7px 10px;border-radius:6px;background:#1b1f24;color:#f4f6f8;line-height:1.5;border:1px solid #88888888;box-shadow:0 2px 10px #00000055;overflow-wrap:anywhere",
  );
  const spoken = make("div", "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)");
  spoken.setAttribute("aria-live", "polite");
  const box = make("div", "position:relative");
  const legend = make(
    "div",
    "display:flex;flex-wrap:wrap;gap:4px 14px;margin:6px 0;font-size:11px;opacity:.9",
  );
  const table = make("div", "display:none;margin:8px 0");
  sheet.append(canvas);
  scroller.append(sheet);
  box.append(scroller, tip, spoken);
  root.replaceChildren(bar, found, path, box, legend, table);
  return { bar, reset, search, found, path, canvas, scroller, sheet, tip, spoken, legend, table };
}

export function flameLegend(
  legend: PageElement,
  tree: FlameTree,
  how: { readonly scheme: FlameScheme; readonly dark: boolean; readonly change: boolean },
): void {
  const document = legend.ownerDocument;
  const entry = (color: string, text: string) => {
    const element = flameElement(document, "span", "display:inline-flex;align-items:center;gap:5px");
    element.append(
      flameElement(
        document,
        "span",
        `width:11px;height:11px;border-radius:2px;flex:none;background:${color}`,
      ),
      text,
    );
    return element;
  };
  if (tree.before) {
    const shades: [number, string][] = [
      [1, how.change ? "increase (net)" : "new, or much more"],
      [0.3, "a little more"],
      [0, how.change ? "changes that cancel out" : "as before"],
      [-0.3, "a little less"],
      [-1, how.change ? "decrease (net)" : "gone, or much less"],
    ];
    legend.replaceChildren(
      ...shades
        .filter(([change]) => !how.change || Math.abs(change) !== 0.3)
        .map(([change, text]) => entry(flameChangeColor(change, how.dark), text)),
    );
    return;
  }
  if (how.scheme === "name") {
    legend.replaceChildren("One colour for each name; neighbours of one name share it.");
    return;
  }
  const keys = new Map<string, string>();
  for (const frame of tree.frames) {
    const key = flameKey(frame, how.scheme);
    if (!keys.has(key)) keys.set(key, flameColor(key, "", how.dark));
  }
  legend.replaceChildren(...[...keys].map(([key, color]) => entry(color, flameKeyName(key))));
}
