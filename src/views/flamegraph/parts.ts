/** The elements around the canvas. Runs in pages. */
import { flameCategoryName, flameColor } from "./color.js";
import type { PageDocument, PageElement } from "./dom.js";
import type { FlameRect } from "./layout.js";
import { flamePercent, flameTime } from "./page-text.js";

export interface FlameParts {
  readonly reset: PageElement;
  readonly search: PageElement;
  readonly found: PageElement;
  readonly path: PageElement;
  readonly canvas: PageElement;
  readonly frame: PageElement;
  readonly tip: PageElement;
  readonly spoken: PageElement;
}

export function flameElement(document: PageDocument, name: string, style: string, text = ""): PageElement {
  const element = document.createElement(name);
  // Through the style object: a content policy may forbid style attributes.
  element.style.cssText = style;
  element.textContent = text;
  return element;
}

/** Builds the widget in place of the static picture. */
export function flameParts(root: PageElement, rects: readonly FlameRect[], label: string): FlameParts {
  const document = root.ownerDocument;
  const control =
    "font:12px system-ui,sans-serif;padding:2px 8px;border:1px solid #88888888;border-radius:5px;background:transparent;color:inherit";
  const reset = flameElement(document, "button", `${control};cursor:pointer`, "Reset");
  reset.type = "button";
  reset.title = "Show the whole profile (Esc)";
  const search = flameElement(document, "input", `${control};width:190px`);
  search.type = "search";
  search.placeholder = "Search frames";
  search.setAttribute("aria-label", `Search frames of ${label}`);
  const found = flameElement(document, "span", "font:12px system-ui,sans-serif;opacity:.8");
  found.setAttribute("aria-live", "polite");
  const bar = flameElement(
    document,
    "div",
    "display:flex;gap:8px;align-items:center;flex-wrap:wrap;margin:4px 0",
  );
  bar.append(reset, search, found);
  const path = flameElement(
    document,
    "div",
    "font:12px system-ui,sans-serif;margin:2px 0 6px;min-height:18px;overflow-wrap:anywhere",
  );
  const frame = flameElement(
    document,
    "div",
    "position:relative;max-height:640px;overflow-x:hidden;overflow-y:auto",
  );
  const canvas = flameElement(
    document,
    "canvas",
    "display:block;width:100%;border-radius:4px;cursor:pointer",
  );
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute(
    "aria-label",
    `Flamegraph of ${label}. Arrow keys move between frames, Enter zooms, Escape resets.`,
  );
  const tip = flameElement(
    document,
    "div",
    "display:none;position:absolute;z-index:10;pointer-events:none;max-width:440px;padding:7px 10px;border-radius:6px;background:#1b1f24;color:#f4f6f8;font:12px/1.5 system-ui,sans-serif;box-shadow:0 2px 10px #00000055;overflow-wrap:anywhere",
  );
  const spoken = flameElement(
    document,
    "div",
    "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)",
  );
  spoken.setAttribute("aria-live", "polite");
  const box = flameElement(document, "div", "position:relative");
  frame.append(canvas);
  box.append(frame, tip, spoken);
  root.replaceChildren(bar, path, box, flameLegend(document, rects));
  return { reset, search, found, path, canvas, frame, tip, spoken };
}

export function flameLegend(document: PageDocument, rects: readonly FlameRect[]): PageElement {
  const legend = flameElement(
    document,
    "div",
    "display:flex;flex-wrap:wrap;gap:4px 14px;margin:6px 0;font:11px system-ui,sans-serif;opacity:.85",
  );
  for (const category of new Set(rects.map((rect) => rect.category))) {
    const entry = flameElement(document, "span", "display:inline-flex;align-items:center;gap:5px");
    const swatch = flameElement(
      document,
      "span",
      `width:11px;height:11px;border-radius:2px;background:${flameColor(category, "")}`,
    );
    entry.append(swatch, flameCategoryName(category));
    legend.append(entry);
  }
  return legend;
}

/** Name, place, self and total: as lines for the tooltip and for a screen reader. */
export function flameDetails(rect: FlameRect, whole: number): string[] {
  const figures = (name: string, time: number, samples: number) =>
    `${name} ${flameTime(time)} (${flamePercent(time, whole)}, ${samples} ${samples === 1 ? "sample" : "samples"})`;
  return [
    rect.name,
    [flameCategoryName(rect.category), rect.place].filter((part) => part !== "").join(" · "),
    figures("self", rect.self, rect.selfSamples),
    figures("total", rect.total, rect.samples),
  ];
}
