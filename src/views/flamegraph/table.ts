/** The table of functions in the page: sorts by a click on a head, arrow keys move, a row tells callers and callees. */
import type { ProfileUnit } from "../../model/profile.js";
import type { PageElement, PageEvent } from "./dom.js";
import { type FlameFunction, flameAround } from "./functions.js";
import { flameChange, flamePercent, flameValue } from "./page-text.js";
import { flameElement, flameOn } from "./parts.js";
import type { FlameTree } from "./tree.js";

export interface FlameTable {
  /** Shows functions that match, heaviest first as sorted. */
  update(tree: FlameTree, rows: readonly FlameFunction[], hits: Uint8Array | null): void;
}

export function flameTable(
  place: PageElement,
  unit: ProfileUnit,
  choose: (frame: number) => void,
): FlameTable {
  const document = place.ownerDocument;
  const make = (name: string, style = "", text = "") => flameElement(document, name, style, text);
  const state = {
    tree: null as FlameTree | null,
    rows: [] as readonly FlameFunction[],
    hits: null as Uint8Array | null,
  };
  const sort = { column: 1, down: true };
  let picked = -1;
  let most = 40;
  const cell =
    "padding:2px 8px;border:0;border-bottom:1px solid #88888833;background:none;vertical-align:top";
  const right = `${cell};text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums`;
  const plain =
    "font:inherit;border:0;padding:0;background:none;color:inherit;cursor:pointer;text-align:inherit";
  const name = (frame: number) =>
    frame < 0 ? (frame === -1 ? "(root)" : "(small frames)") : state.tree!.frames[frame]!.name;
  const columns = (): [title: string, value: (row: FlameFunction) => number | string][] =>
    state.tree!.before
      ? [
          ["function", (row) => name(row.frame)],
          ["change", (row) => row.self - row.selfBefore],
          ["self now", (row) => row.self],
          ["self before", (row) => row.selfBefore],
          ["total now", (row) => row.total],
          ["total before", (row) => row.before],
        ]
      : [
          ["function", (row) => name(row.frame)],
          ["self", (row) => row.self],
          ["total", (row) => row.total],
        ];
  const shown = (row: FlameFunction, column: number): string => {
    const { whole, before } = state.tree!;
    const amount = columns()[column]![1](row) as number;
    if (!before) return `${flameValue(amount, unit)} · ${flamePercent(amount, whole)}`;
    if (column > 1) return flameValue(amount, unit);
    return `${amount > 0 ? "+" : ""}${flameValue(amount, unit)} · ${flameChange(row.self, row.selfBefore)}`;
  };
  const pick = (frame: number) => {
    picked = frame;
    choose(frame);
    render();
  };
  const around = (title: string, list: readonly (readonly [number, number])[]) => {
    const box = make("div", "flex:1 1 200px;min-width:0");
    box.append(make("div", "font-weight:600;margin-bottom:2px", title));
    if (list.length === 0) box.append(make("div", "opacity:.75", "none"));
    for (const [frame, amount] of list) {
      const line = make("div", "display:flex;gap:8px;justify-content:space-between");
      const link = make(
        frame < 0 ? "span" : "button",
        `${plain};overflow-wrap:anywhere${frame < 0 ? "" : ";text-decoration:underline"}`,
        name(frame),
      );
      if (frame >= 0) flameOn(link, "click", () => pick(frame));
      line.append(link, make("span", "white-space:nowrap", flameValue(amount, unit)));
      box.append(line);
    }
    return box;
  };
  const render = () => {
    const { tree, rows, hits } = state;
    if (tree === null) return;
    const head = make("tr");
    columns().forEach(([title], column) => {
      const th = make("th", column === 0 ? `${cell};text-align:left` : right);
      const sorted = sort.column === column;
      th.setAttribute("aria-sort", sorted ? (sort.down ? "descending" : "ascending") : "none");
      const button = make(
        "button",
        `${plain};font-weight:600`,
        `${title}${sorted ? (sort.down ? " ▾" : " ▴") : ""}`,
      );
      button.type = "button";
      button.dataset.column = String(column);
      flameOn(button, "click", () => {
        sort.down = sorted ? !sort.down : column > 0;
        sort.column = column;
        render();
        place.querySelector(`[data-column="${column}"]`)?.focus();
      });
      th.append(button);
      head.append(th);
    });
    const value = columns()[sort.column]![1];
    // Of changes the largest first, up or down.
    const size = (row: FlameFunction) => {
      const one = value(row);
      return typeof one === "number" && tree.before && sort.column === 1 ? Math.abs(one) : one;
    };
    const order = rows.filter((row) => hits === null || hits[row.frame] || row.frame === picked);
    order.sort((a, b) => {
      const [one, other] = sort.down ? [size(b), size(a)] : [size(a), size(b)];
      return one < other ? -1 : one > other ? 1 : a.frame - b.frame;
    });
    const body = make("tbody");
    const focus = order.some((row) => row.frame === picked) ? picked : order[0]?.frame;
    for (const row of order.slice(0, most)) {
      const line = make("tr", row.frame === picked ? "background:#3b82c422" : "background:none");
      columns().forEach((_, column) => {
        const td = make(
          "td",
          column === 0 ? `${cell};text-align:left;overflow-wrap:anywhere` : right,
          column === 0 ? "" : shown(row, column),
        );
        if (column === 0) {
          const { place: file } = tree.frames[row.frame]!;
          const button = make(
            "button",
            `${plain};font:12px ui-monospace,Menlo,Consolas,monospace;font-weight:600;overflow-wrap:anywhere`,
            name(row.frame),
          );
          button.type = "button";
          button.tabIndex = row.frame === focus ? 0 : -1;
          button.dataset.frame = String(row.frame);
          button.setAttribute("aria-expanded", String(row.frame === picked));
          flameOn(button, "click", () => {
            pick(row.frame === picked ? -1 : row.frame);
            place.querySelector(`[data-frame="${row.frame}"]`)?.focus();
          });
          td.append(button, make("div", "opacity:.75;font-size:11px", file));
        }
        line.append(td);
      });
      body.append(line);
      if (row.frame !== picked) continue;
      const { callers, callees } = flameAround(tree, row.frame);
      const more = make("tr");
      const td = make("td", `${cell};padding:4px 8px 10px 24px;text-align:left`);
      td.setAttribute("colspan", String(columns().length));
      const box = make("div", "display:flex;flex-wrap:wrap;gap:8px 32px");
      box.append(around("called by", callers), around("calls", callees));
      td.append(box);
      more.append(td);
      body.append(more);
    }
    const table = make("table", "font-size:12px;line-height:1.5;border-collapse:collapse;width:100%");
    const thead = make("thead");
    thead.append(head);
    table.append(thead, body);
    const rest = order.length - most;
    const box = make("div", "overflow-x:auto");
    box.append(table);
    place.replaceChildren(box);
    if (rest <= 0) return;
    const button = make(
      "button",
      `${plain};text-decoration:underline;margin:6px 8px`,
      `${rest} more ${rest === 1 ? "function" : "functions"}`,
    );
    button.type = "button";
    flameOn(button, "click", () => {
      most += 200;
      render();
    });
    place.append(button);
  };
  flameOn(place, "keydown", (event: PageEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    // A notebook would take these keys for its own.
    event.stopPropagation();
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...place.querySelectorAll("[data-frame]")];
    const at = buttons.indexOf(place.querySelector("[data-frame]:focus") as PageElement);
    const next = buttons[Math.max(0, Math.min(buttons.length - 1, at + step))];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next?.focus();
  });
  return {
    update(tree, rows, hits) {
      Object.assign(state, { tree, rows, hits });
      render();
    },
  };
}
