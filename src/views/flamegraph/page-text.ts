/** Figures and labels as the widget shows them. Run in pages too, so they cannot use `units.ts`. */

import type { ProfileUnit } from "../../model/profile.js";

export function flameValue(amount: number, unit: ProfileUnit): string {
  if (unit === "samples") return `${Math.round(amount)} ${Math.abs(amount) === 1 ? "sample" : "samples"}`;
  const size = Math.abs(amount);
  const units: [number, string][] =
    unit === "bytes"
      ? [
          [2 ** 30, "GiB"],
          [2 ** 20, "MiB"],
          [2 ** 10, "KiB"],
        ]
      : [
          [1e9, "s"],
          [1e6, "ms"],
          [1e3, "µs"],
        ];
  for (const [scale, name] of units) {
    const shown = size / scale;
    if (shown >= 1)
      return `${amount < 0 ? "−" : ""}${shown >= 100 ? Math.round(shown) : shown.toPrecision(3)} ${name}`;
  }
  return `${amount < 0 ? "−" : ""}${Math.round(size)} ${unit === "ns" ? unit : "B"}`;
}

export function flamePercent(part: number, whole: number): string {
  return `${((100 * part) / (whole || 1)).toFixed(1)} %`;
}

/** "+12.3 %", "−64 %", "new", "gone". */
export function flameChange(now: number, before: number): string {
  if (before <= 0) return now > 0 ? "new" : "none";
  if (now <= 0) return "gone";
  const share = (100 * (now - before)) / before;
  if (share >= 1000) return `${(now / before).toPrecision(3)}×`;
  return `${share < 0 ? "−" : "+"}${Math.abs(share).toFixed(1)} %`;
}

/** As much of a name as fits, with an ellipsis; nothing where not even three characters do. */
export function flameLabel(text: string, room: number): string {
  if (text.length <= room) return text;
  return room < 3 ? "" : `${text.slice(0, room - 1)}…`;
}
