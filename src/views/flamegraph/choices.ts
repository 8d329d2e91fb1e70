/** The choices above the canvas, and what the tree looks like under them. Runs in pages. */
import type { FlameScheme } from "./color.js";
import type { FlameData } from "./data.js";
import { flameSums } from "./decode.js";
import { type FlameWish, flameDerive } from "./derive.js";
import { type FlameBoxes, flameLayout } from "./layout.js";
import { type FlameParts, flameButton, flameOn, flameSelect, flameToggle } from "./parts.js";
import { flameTimeLayout } from "./time.js";
import type { FlameTree } from "./tree.js";

export interface FlameChoice extends FlameWish {
  readonly flame: boolean;
  readonly time: boolean;
  readonly scheme: FlameScheme;
  /** Of a differential: what the width says, and whether each profile counts as 100 %. */
  readonly width: "change" | "now" | "elided";
  readonly share: boolean;
  readonly table: boolean;
}

/** Adds the controls; returns what is chosen now. */
export function flameChoices(
  parts: FlameParts,
  tree: FlameTree,
  data: FlameData,
  changed: () => void,
): () => FlameChoice {
  const document = parts.bar.ownerDocument;
  const select = (label: string, options: readonly (readonly [string, string])[]) => {
    const element = flameSelect(document, label, options);
    flameOn(element, "change", changed);
    flameOn(element, "keydown", (event) => event.stopPropagation());
    if (options.length > 1) parts.bar.append(element);
    return element;
  };
  const toggle = (text: string, hint: string) => {
    const button = flameButton(document, text, hint);
    const state = { on: false };
    flameToggle(button, false);
    flameOn(button, "click", () => {
      state.on = !state.on;
      flameToggle(button, state.on);
      changed();
    });
    parts.bar.append(button);
    return state;
  };
  const pair = tree.before !== null;
  const tiers = tree.frames.some((frame) => frame.tier !== "");
  const width = pair
    ? select("Width of a frame", [
        ["change", "width: change"],
        ["now", "width: time now"],
        ["elided", "elided: what vanished"],
      ])
    : null;
  const scale = pair
    ? select("Scale", [
        ["call", "per call"],
        ["share", "share of each profile"],
      ])
    : null;
  const order = select("Order", [
    ["heavy", "heaviest left"],
    ...(data.runs === "" ? [] : [["time", "time order"] as const]),
    ["callers", "callers"],
  ]);
  const shape = select("Direction", [
    ["icicle", "icicle"],
    ["flame", "flame"],
  ]);
  const scheme = pair
    ? null
    : select("Colour", [
        ["category", "colour: kind"],
        ...(tiers ? [["tier", "colour: tier"] as const] : []),
        ["name", "colour: name"],
      ]);
  const hide = toggle("Hide runtime", "Frames of Node and V8 go, their time to callers");
  const fold = toggle("Fold recursion", "Shows calls of a function within itself as one");
  const table = toggle("Table", "Functions with their callers and callees");
  return () => ({
    flame: shape.value === "flame",
    time: order.value === "time",
    inverted: order.value === "callers",
    scheme: (scheme?.value ?? "category") as FlameScheme,
    width: (width?.value ?? "now") as FlameChoice["width"],
    share: scale?.value === "share",
    hide: hide.on,
    fold: fold.on,
    table: table.on,
  });
}

/** The tree and its boxes as chosen. */
export function flameArrange(
  given: FlameTree,
  data: FlameData,
  choice: FlameChoice,
): { readonly tree: FlameTree; readonly boxes: FlameBoxes } {
  const scaled = choice.share ? flameScaled(given) : given;
  const { tree, moved } = flameDerive(scaled, choice);
  if (choice.time) return { tree, boxes: flameTimeLayout(tree, moved, data) };
  return { tree, boxes: flameLayout(tree, flameWidths(tree, choice.width)) };
}

/** The other profile made as large as this one, so that shares are compared. */
export function flameScaled(tree: FlameTree): FlameTree {
  const scale = tree.wholeBefore > 0 ? tree.whole / tree.wholeBefore : 1;
  return flameSums({ ...tree, before: tree.before?.map((time) => time * scale) ?? null });
}

export function flameWidths(tree: FlameTree, width: FlameChoice["width"]): Float64Array {
  const { before, more, less, total, parent } = tree;
  if (!before || !more || !less || width === "now") return total;
  if (width === "change") return more.map((amount, node) => amount + less[node]!);
  const gone = before.map((time, node) => (total[node]! > 0 ? 0 : time));
  for (let node = tree.size - 1; node >= 0; node -= 1)
    if (parent[node]! >= 0) gone[parent[node]!]! += gone[node]!;
  return gone;
}
