/** Whether the page around an element is dark. Runs in pages. */
import type { PageElement } from "./dom.js";

/** JupyterLab says it on the body; elsewhere the nearest painted background tells, and at last the system. */
export function flameIsDark(element: PageElement): boolean {
  const document = element.ownerDocument;
  const view = document.defaultView;
  const told = document.body.dataset.jpThemeLight;
  if (told !== undefined) return told === "false";
  if (view === null) return false;
  for (let at: PageElement | null = element; at !== null; at = at.parentElement) {
    const parts = (view.getComputedStyle(at).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
    if (parts.length >= 3 && alpha > 0.5) return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
  }
  return view.matchMedia("(prefers-color-scheme: dark)").matches;
}
