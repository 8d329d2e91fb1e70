/**
 * The widget: one closure per flamegraph, so that many on a page do not disturb each other. Here its state and what
 * follows from it; `input.ts` has the pointer and the keys. Runs in pages.
 */
import { type FlameChoice, flameArrange, flameChoices } from "./choices.js";
import type { FlameData } from "./data.js";
import { flameDecode, flameNumbers } from "./decode.js";
import type { PageDocument, PageElement } from "./dom.js";
import { type FlameScene, flameDraw, flameInk } from "./draw.js";
import { flameFunctions } from "./functions.js";
import { flameInput } from "./input.js";
import { flamePercent } from "./page-text.js";
import { flamePaint } from "./paint.js";
import { type FlameParts, flameLegend, flameOn, flameParts } from "./parts.js";
import { flamePath } from "./path.js";
import { flameSave } from "./save.js";
import { type FlameMatch, flameSearch } from "./search.js";
import { flameTable } from "./table.js";
import { flameIsDark } from "./theme.js";
import { flameTip } from "./tip.js";
import type { FlameTree } from "./tree.js";

/** Takes up every flamegraph that is still a picture; harmless when it runs again. */
export function flameStart(document: PageDocument): void {
  for (const root of document.querySelectorAll('[data-benchbook-flame=""]')) {
    const text = root.querySelector('script[type="application/json"]')?.textContent;
    if (!text) continue;
    root.dataset.benchbookFlame = "ready";
    const data: FlameData = JSON.parse(text);
    const tree = flameDecode(data);
    // A profile without a sample stays a picture that says so.
    if (tree.size > 0) flameMount(root, data, tree);
  }
}

export interface FlameWidget {
  readonly scene: FlameScene;
  readonly parts: FlameParts;
  /** Draws with the next frame of the screen. */
  draw(): void;
  /** Moves to a box with all below it; -1 shows all. */
  zoom(box: number): void;
  /** Moves to a stretch, kept within the whole. */
  move(from: number, to: number): void;
  choose(first: number, last: number): void;
  /** The tooltip of what is chosen, near a point of the canvas in px; null hides it. */
  tip(at: { readonly x: number; readonly y: number } | null): void;
  reset(): void;
}

export function flameMount(root: PageElement, data: FlameData, tree: FlameTree): void {
  const document = root.ownerDocument;
  const view = document.defaultView;
  if (view === null) return;
  const parts = flameParts(root, data.title);
  const context = parts.canvas.getContext("2d");
  const look = () => ({ scheme: choice.scheme, dark: scene.dark, change: choice.width === "change" });
  const choices = flameChoices(parts, tree, data, () => rebuild());
  flameSave(parts, data, tree);
  let choice: FlameChoice = choices();
  let focus = -1;
  let picked = -1;
  let planned = false;
  // Each move gets a number: a newer one ends the older.
  let motion = 0;
  const first = flameArrange(tree, data, choice);
  const scene: FlameScene = {
    ...first,
    paint: flamePaint(first.tree, { scheme: choice.scheme, dark: false, change: false }),
    labels: new Map(),
    shares: true,
    from: 0,
    to: first.boxes.span || 1,
    width: 0,
    height: 0,
    scroll: 0,
    row: 20,
    flame: false,
    ratio: 1,
    dark: flameIsDark(root),
    hits: null,
    chosen: -1,
    chosenEnd: -1,
    at: { box: 0, last: 0, left: 0, top: 0, wide: 0, character: 1 },
    ink: flameInk(),
  };
  const sums = flameNumbers(data.sums);
  const table = flameTable(parts.table, data.unit, (frame) => {
    picked = frame;
    find();
  });

  const paintNow = () => {
    planned = false;
    if (context === null || scene.width === 0) return;
    scene.scroll = parts.scroller.scrollTop;
    flameDraw(context, scene);
  };
  const draw = () => {
    if (planned) return;
    planned = true;
    view.requestAnimationFrame(paintNow);
  };

  /** Takes the size of the place and gives the canvas as many pixels. */
  const measure = () => {
    const rows = Math.max(1, scene.boxes.depth) * scene.row;
    parts.sheet.style.height = `${rows}px`;
    scene.width = parts.scroller.clientWidth;
    scene.height = Math.min(rows, 480);
    scene.ratio = view.devicePixelRatio || 1;
    const across = Math.round(scene.width * scene.ratio);
    const down = Math.round(scene.height * scene.ratio);
    if (parts.canvas.width !== across || parts.canvas.height !== down) {
      parts.canvas.width = across;
      parts.canvas.height = down;
      parts.canvas.style.height = `${scene.height}px`;
    }
    paintNow();
  };

  const rebuild = () => {
    choice = choices();
    Object.assign(scene, flameArrange(tree, data, choice));
    scene.shares = !choice.time && !(tree.before && choice.width !== "now");
    scene.flame = choice.flame;
    scene.labels.clear();
    scene.chosen = -1;
    parts.table.style.display = choice.table ? "block" : "none";
    recolor();
    motion += 1;
    [scene.from, scene.to] = [0, scene.boxes.span || 1];
    focus = -1;
    showPath();
    find();
    measure();
    parts.scroller.scrollTop = choice.flame ? scene.boxes.depth * scene.row : 0;
  };

  const recolor = () => {
    root.style.colorScheme = scene.dark ? "dark" : "light";
    scene.paint = flamePaint(scene.tree, look());
    flameLegend(parts.legend, scene.tree, look());
    draw();
  };

  const notes = (match: FlameMatch): string => {
    const told = [];
    if (match.hits !== null)
      told.push(
        match.frames === 0
          ? "no match"
          : `matched ${flamePercent(match.total, scene.tree.whole)} in ${match.frames} ${match.frames === 1 ? "function" : "functions"}`,
      );
    if (match.plain && match.hits) told.push("(no regular expression: taken as plain text)");
    if (choice.time && data.grain > 0) told.push("Time is shown in steps: the profile is long.");
    if (scene.boxes.node.length === 0)
      told.push(choice.width === "elided" ? "Nothing vanished." : "Nothing is left to show.");
    return told.join(" ");
  };

  const find = () => {
    const match = flameSearch(scene.tree, parts.search.value);
    const only = picked >= 0 ? Uint8Array.from(tree.frames, (_, frame) => (frame === picked ? 1 : 0)) : null;
    scene.hits = only ?? match.hits;
    parts.found.textContent = notes(match);
    if (choice.table) {
      const before = choice.share && tree.wholeBefore > 0 ? tree.whole / tree.wholeBefore : 1;
      table.update(scene.tree, flameFunctions(tree, sums, { step: data.step, before }), match.hits);
    }
    draw();
  };

  const move = (from: number, to: number) => {
    const { span } = scene.boxes;
    const length = Math.min(span, Math.max(to - from, span / 1e7));
    scene.from = Math.max(0, Math.min(span - length, from));
    scene.to = scene.from + length;
    draw();
  };

  const zoom = (box: number) => {
    focus = box;
    const { boxes } = scene;
    const [from, to] = box >= 0 ? [boxes.left[box]!, boxes.right[box]!] : [0, boxes.span || 1];
    const start = { from: scene.from, to: scene.to, at: view.performance.now() };
    const duration = view.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 160;
    motion += 1;
    const mine = motion;
    const step = () => {
      if (mine !== motion) return;
      const passed = duration === 0 ? 1 : Math.min(1, (view.performance.now() - start.at) / duration);
      const eased = 1 - (1 - passed) ** 3;
      scene.from = start.from + (from - start.from) * eased;
      scene.to = start.to + (to - start.to) * eased;
      paintNow();
      if (passed < 1) view.requestAnimationFrame(step);
    };
    step();
    showPath();
    root.dataset.benchbookZoom = box >= 0 ? nameOf(box) : "";
  };
  const nameOf = (box: number) => scene.tree.frames[scene.tree.frame[scene.boxes.node[box]!]!]!.name;

  const showPath = () => {
    const chain: number[] = [];
    for (let at = focus; at >= 0; at = scene.boxes.parent[at]!) chain.unshift(at);
    flamePath(parts.path, chain, { name: nameOf, zoom });
  };

  const widget: FlameWidget = {
    scene,
    parts,
    draw,
    zoom,
    move,
    choose(box, last) {
      if (scene.chosen === box && scene.chosenEnd === last) return;
      [scene.chosen, scene.chosenEnd] = [box, last];
      draw();
    },
    tip: (at) => flameTip(parts, at, { scene, choice, unit: data.unit }),
    reset() {
      parts.search.value = "";
      picked = -1;
      find();
      zoom(-1);
    },
  };
  flameInput(widget);
  flameOn(parts.search, "input", find);
  const retheme = () => {
    scene.dark = flameIsDark(root);
    recolor();
  };
  view.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retheme);
  new view.MutationObserver(retheme).observe(document.body, {
    attributes: true,
    attributeFilter: ["data-jp-theme-light", "class"],
  });
  new view.ResizeObserver(measure).observe(parts.scroller);
  scene.shares = !(tree.before && choice.width !== "now");
  recolor();
  showPath();
  measure();
}
