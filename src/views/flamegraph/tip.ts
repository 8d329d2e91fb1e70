/** The tooltip of what is chosen, near the pointer, and the same for a screen reader. Runs in pages. */
import type { FlameChoice } from "./choices.js";
import type { FlameData } from "./data.js";
import { flameDetails, flameStripDetails } from "./details.js";
import type { FlameScene } from "./draw.js";
import { flameValue } from "./page-text.js";
import { type FlameParts, flameElement } from "./parts.js";

export interface FlameTold {
  readonly scene: FlameScene;
  readonly choice: Pick<FlameChoice, "time" | "inverted">;
  readonly unit: FlameData["unit"];
}

/** `at`: a point of the canvas in px; null hides it. */
export function flameTip(
  parts: FlameParts,
  at: { readonly x: number; readonly y: number } | null,
  told: FlameTold,
): void {
  const { tip } = parts;
  if (at === null || told.scene.chosen < 0) {
    tip.style.display = "none";
    return;
  }
  const lines = linesOf(told);
  parts.spoken.textContent = lines.join(", ");
  tip.replaceChildren(
    ...lines.map((line, index) =>
      flameElement(tip.ownerDocument, "div", index === 0 ? "font-weight:600" : "", line),
    ),
  );
  tip.style.display = "block";
  const room = parts.scroller.clientWidth - tip.offsetWidth;
  tip.style.left = `${Math.max(0, Math.min(at.x + 12, room))}px`;
  tip.style.top = `${at.y + 16}px`;
}

function linesOf({ scene, choice, unit }: FlameTold): string[] {
  const { boxes, chosen, chosenEnd } = scene;
  const widthOf = (box: number) => boxes.right[box]! - boxes.left[box]!;
  if (chosenEnd - chosen < 2) {
    const lines = flameDetails(scene.tree, boxes.node[chosen]!, { unit, inverted: choice.inverted });
    return choice.time ? [...lines, `this stretch ${flameValue(widthOf(chosen), unit)}`] : lines;
  }
  let amount = 0;
  for (let box = chosen; box < chosenEnd; box += 1) amount += widthOf(box);
  return flameStripDetails({ count: chosenEnd - chosen, amount, whole: boxes.span, unit });
}
