/** Pointer and keys over the canvas. Runs in pages. */
import type { PageEvent } from "./dom.js";
import { flameTop, LEAST } from "./draw.js";
import { flameOn } from "./parts.js";
import { flameAt, flameFirst } from "./rows.js";
import type { FlameWidget } from "./widget.js";

export function flameInput(widget: FlameWidget): void {
  const { scene, parts } = widget;
  const drag = { from: 0, to: 0, x: 0, on: false, moved: false };
  const valueAt = (x: number) => scene.from + ((scene.to - scene.from) * x) / (scene.width || 1);

  const under = (event: PageEvent) => {
    const bounds = parts.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - bounds.left, event.clientY - bounds.top];
    const row = Math.floor((y + parts.scroller.scrollTop) / scene.row);
    const depth = scene.flame ? scene.boxes.depth - 1 - row : row;
    const { from, to } = scene;
    const least = (LEAST * (to - from)) / (scene.width || 1);
    return { x, y, hit: flameAt(scene.boxes, depth, valueAt(x), { from, to, least }) };
  };

  const go = (first: number, last: number) => {
    if (last - first < 2) widget.zoom(first);
    else widget.move(scene.boxes.left[first]!, scene.boxes.right[last - 1]!);
  };

  /** Shows a box chosen by keys, scrolled into view, with its tooltip. */
  const select = (box: number) => {
    widget.choose(box, box + 1);
    const top = flameTop(scene, scene.tree.depth[scene.boxes.node[box]!]!);
    const { scroller } = parts;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    if (top + scene.row > scroller.scrollTop + scene.height)
      scroller.scrollTop = top + scene.row - scene.height;
    const left = ((scene.boxes.left[box]! - scene.from) * scene.width) / (scene.to - scene.from);
    widget.tip({ x: Math.max(0, left), y: top - scroller.scrollTop + 8 });
  };

  const neighbour = (key: string): number => {
    const { boxes, chosen, flame } = scene;
    const seen = (box: number) => box >= 0 && boxes.right[box]! > scene.from && boxes.left[box]! < scene.to;
    if (chosen < 0) return flameFirst(boxes, 0, boxes.rows[1] ?? 0, scene.from);
    const depth = scene.tree.depth[boxes.node[chosen]!]!;
    if (key === (flame ? "ArrowDown" : "ArrowUp")) return boxes.parent[chosen]!;
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const next = chosen + (key === "ArrowRight" ? 1 : -1);
      return next >= boxes.rows[depth]! && next < boxes.rows[depth + 1]! && seen(next) ? next : -1;
    }
    if (depth + 1 >= boxes.depth) return -1;
    const from = Math.max(scene.from, boxes.left[chosen]!);
    const child = flameFirst(boxes, boxes.rows[depth + 1]!, boxes.rows[depth + 2]!, from);
    return child < boxes.rows[depth + 2]! && boxes.parent[child] === chosen && seen(child) ? child : -1;
  };

  const zoomBy = (factor: number, at: number) => {
    const middle = valueAt(at);
    widget.move(middle - (middle - scene.from) * factor, middle + (scene.to - middle) * factor);
  };
  const panBy = (pixels: number) => {
    const way = (pixels * (scene.to - scene.from)) / (scene.width || 1);
    widget.move(scene.from + way, scene.to + way);
  };

  const onKey = (event: PageEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key;
    const middle = scene.width / 2;
    if (key.startsWith("Arrow")) {
      const next = neighbour(key);
      if (next >= 0) select(next);
    } else if (key === "Enter" || key === " ") {
      if (scene.chosen >= 0) go(scene.chosen, scene.chosenEnd);
    } else if (key === "a" || key === "d") panBy((key === "d" ? 0.15 : -0.15) * scene.width);
    else if (key === "w" || key === "+") zoomBy(0.7, middle);
    else if (key === "s" || key === "-") zoomBy(1 / 0.7, middle);
    else if (key === "Escape") {
      widget.choose(-1, -1);
      widget.tip(null);
      widget.zoom(-1);
    } else return;
    // A notebook would take these keys for its own.
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = () => {
    widget.choose(-1, -1);
    widget.tip(null);
  };

  const { canvas, scroller } = parts;
  flameOn(canvas, "keydown", onKey);
  flameOn(canvas, "pointerdown", (event) => {
    if (event.button !== 0) return;
    Object.assign(drag, { on: true, moved: false, x: event.clientX, from: scene.from, to: scene.to });
  });
  flameOn(canvas, "pointermove", (event) => {
    if (drag.on) {
      const pixels = event.clientX - drag.x;
      if (!drag.moved && Math.abs(pixels) > 4) {
        drag.moved = true;
        canvas.setPointerCapture(event.pointerId);
        leave();
      }
      if (!drag.moved) return;
      const way = (pixels * (drag.to - drag.from)) / (scene.width || 1);
      widget.move(drag.from - way, drag.to - way);
      return;
    }
    const { x, y, hit } = under(event);
    widget.choose(hit ? hit.first : -1, hit ? hit.last : -1);
    widget.tip(hit ? { x, y } : null);
  });
  const release = () => {
    drag.on = false;
  };
  flameOn(canvas, "pointerup", release);
  flameOn(canvas, "pointercancel", release);
  flameOn(canvas, "click", (event) => {
    const { hit } = under(event);
    if (drag.moved || hit === null) return;
    go(hit.first, hit.last);
  });
  canvas.addEventListener(
    "wheel",
    (event) => {
      const bounds = canvas.getBoundingClientRect();
      const across = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) zoomBy(1.002 ** event.deltaY, event.clientX - bounds.left);
      else if (Math.abs(across) > Math.abs(event.shiftKey ? 0 : event.deltaY)) panBy(across);
      else return;
      event.preventDefault();
    },
    { passive: false },
  );
  flameOn(canvas, "pointerleave", leave);
  flameOn(canvas, "blur", leave);
  flameOn(scroller, "scroll", widget.draw);
  flameOn(parts.reset, "click", widget.reset);
  flameOn(parts.search, "keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") widget.reset();
  });
}
