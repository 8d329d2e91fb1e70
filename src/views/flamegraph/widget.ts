/**
 * The widget: zoom by click or Enter, reset by button or Esc, search, tooltip, arrow keys. One closure per flamegraph,
 * so that many on a page do not disturb each other. Runs in pages.
 */
import type { FlameData } from "./data.js";
import type { PageDocument, PageElement, PageEvent } from "./dom.js";
import { flameDraw, flamePlace } from "./draw.js";
import { flameLayout } from "./layout.js";
import { flamePercent } from "./page-text.js";
import { flameDetails, flameElement, flameParts } from "./parts.js";
import { flameSearch } from "./search.js";
import { flameIsDark } from "./theme.js";

/** Takes up every flamegraph that is still a picture; harmless when it runs again. */
export function flameStart(document: PageDocument): void {
  for (const root of document.querySelectorAll('[data-benchbook-flame=""]')) {
    const text = root.querySelector('script[type="application/json"]')?.textContent;
    if (!text) continue;
    root.dataset.benchbookFlame = "ready";
    flameMount(root, JSON.parse(text));
  }
}

export function flameMount(root: PageElement, data: FlameData): void {
  const document = root.ownerDocument;
  const view = document.defaultView;
  if (view === null) return;
  const row = 20;
  const rects = flameLayout(data);
  const whole = data.total;
  const rows = rects.reduce((most, rect) => Math.max(most, rect.depth + 1), 1);
  const parts = flameParts(root, rects, data.title);
  const context = parts.canvas.getContext("2d");
  const state = {
    from: 0,
    to: 1,
    focus: -1,
    chosen: -1,
    match: flameSearch(rects, ""),
    dark: flameIsDark(root),
  };
  // Each move gets a number: a newer one ends the older.
  let move = 0;

  const draw = () => {
    const width = parts.frame.clientWidth;
    if (context === null || width === 0) return;
    const ratio = view.devicePixelRatio || 1;
    const height = rows * row;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (parts.canvas.width !== across || parts.canvas.height !== down) {
      parts.canvas.width = across;
      parts.canvas.height = down;
      parts.canvas.style.height = `${height}px`;
    }
    const { from, to, dark, chosen } = state;
    flameDraw(context, {
      rects,
      whole,
      from,
      to,
      width,
      height,
      row,
      ratio,
      dark,
      hits: state.match.hits,
      chosen,
    });
  };

  const zoom = (index: number) => {
    state.focus = index;
    const target = rects[index];
    const [from, to] = target ? [target.left, target.left + target.width] : [0, 1];
    const start = { from: state.from, to: state.to, at: view.performance.now() };
    const duration = view.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 160;
    move += 1;
    const mine = move;
    const step = () => {
      if (mine !== move) return;
      const passed = duration === 0 ? 1 : Math.min(1, (view.performance.now() - start.at) / duration);
      const eased = 1 - (1 - passed) ** 3;
      state.from = start.from + (from - start.from) * eased;
      state.to = start.to + (to - start.to) * eased;
      draw();
      if (passed < 1) view.requestAnimationFrame(step);
    };
    step();
    showPath();
    root.dataset.benchbookZoom = target ? target.name : "";
  };

  const showPath = () => {
    const chain: number[] = [];
    for (let at = state.focus; at >= 0; at = rects[at]?.parent ?? -1) chain.unshift(at);
    const crumbs = [-1, ...chain].map((index, position) => {
      const last = position === chain.length;
      const style = `font:12px system-ui,sans-serif;border:0;padding:0;background:transparent;color:inherit;cursor:pointer;${last ? "font-weight:600" : "text-decoration:underline"}`;
      const crumb = flameElement(document, "button", style, index < 0 ? "all" : (rects[index]?.name ?? ""));
      crumb.type = "button";
      crumb.addEventListener("click", () => zoom(index));
      return crumb;
    });
    parts.path.replaceChildren(
      ...crumbs.flatMap((crumb, position) => (position === 0 ? [crumb] : [" › ", crumb])),
    );
  };

  const find = () => {
    state.match = flameSearch(rects, parts.search.value);
    const { hits, frames, total } = state.match;
    parts.found.textContent =
      hits === null
        ? ""
        : frames === 0
          ? "no match"
          : `matched ${flamePercent(total, whole)} in ${frames} ${frames === 1 ? "frame" : "frames"}`;
    draw();
  };

  const under = (event: PageEvent): number => {
    const bounds = parts.canvas.getBoundingClientRect();
    const [x, depth] = [event.clientX - bounds.left, Math.floor((event.clientY - bounds.top) / row)];
    return rects.findIndex((rect) => {
      if (rect.depth !== depth) return false;
      const [left, width] = flamePlace({ from: state.from, to: state.to, width: bounds.width }, rect);
      return width > 0 && x >= left && x < left + width;
    });
  };

  /** Shows the tooltip of the chosen frame near a point of the canvas, in px. */
  const showTip = (x: number, y: number) => {
    const rect = rects[state.chosen];
    if (rect === undefined) {
      parts.tip.style.display = "none";
      return;
    }
    const lines = flameDetails(rect, whole);
    parts.tip.replaceChildren(
      ...lines.map((line, index) =>
        flameElement(document, "div", index === 0 ? "font-weight:600" : "", line),
      ),
    );
    parts.tip.style.display = "block";
    const [room, size] = [parts.frame.clientWidth, parts.tip.offsetWidth];
    parts.tip.style.left = `${Math.max(0, Math.min(x + 12, room - size))}px`;
    parts.tip.style.top = `${y + 16}px`;
  };

  const choose = (index: number) => {
    state.chosen = index;
    draw();
    const rect = rects[index];
    if (rect === undefined) return;
    parts.spoken.textContent = flameDetails(rect, whole).join(", ");
    const [left] = flamePlace({ from: state.from, to: state.to, width: parts.frame.clientWidth }, rect);
    showTip(left, (rect.depth + 1) * row - 12);
  };

  const visible = (index: number) => {
    const rect = rects[index];
    return rect !== undefined && flamePlace({ from: state.from, to: state.to, width: 1 }, rect)[1] > 0;
  };

  const neighbour = (key: string): number => {
    const at = rects[state.chosen];
    if (at === undefined) return Math.max(0, state.focus);
    if (key === "ArrowUp") return at.parent;
    if (key === "ArrowDown")
      return rects.findIndex((rect, index) => rect.parent === state.chosen && visible(index));
    const row = rects
      .map((rect, index) => ({ rect, index }))
      .filter(({ rect, index }) => rect.depth === at.depth && visible(index));
    const position = row.findIndex(({ index }) => index === state.chosen);
    return row[position + (key === "ArrowRight" ? 1 : -1)]?.index ?? -1;
  };

  const onKey = (event: PageEvent) => {
    if (event.key.startsWith("Arrow")) {
      const next = neighbour(event.key);
      if (next >= 0) choose(next);
    } else if (event.key === "Enter" || event.key === " ") zoom(state.chosen);
    else if (event.key === "Escape") {
      state.chosen = -1;
      showTip(0, 0);
      zoom(-1);
    } else return;
    // A notebook would take these keys for its own.
    event.preventDefault();
    event.stopPropagation();
  };

  parts.canvas.addEventListener("keydown", onKey);
  parts.canvas.addEventListener("click", (event) => zoom(under(event)));
  parts.canvas.addEventListener("mousemove", (event) => {
    const bounds = parts.canvas.getBoundingClientRect();
    const index = under(event);
    if (index !== state.chosen) {
      state.chosen = index;
      draw();
    }
    showTip(event.clientX - bounds.left, event.clientY - bounds.top);
  });
  const leave = () => {
    state.chosen = -1;
    showTip(0, 0);
    draw();
  };
  parts.canvas.addEventListener("mouseleave", leave);
  parts.canvas.addEventListener("blur", leave);
  parts.reset.addEventListener("click", () => {
    parts.search.value = "";
    find();
    zoom(-1);
  });
  parts.search.addEventListener("input", find);
  parts.search.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    parts.search.value = "";
    find();
  });
  const retheme = () => {
    state.dark = flameIsDark(root);
    draw();
  };
  view.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retheme);
  new view.MutationObserver(retheme).observe(document.body, {
    attributes: true,
    attributeFilter: ["data-jp-theme-light", "class"],
  });
  new view.ResizeObserver(draw).observe(parts.frame);
  showPath();
  draw();
}
