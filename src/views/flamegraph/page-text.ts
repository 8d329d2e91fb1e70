/** Figures and labels as the widget shows them. Run in pages too, so they cannot use `units.ts`. */

export function flameTime(ns: number): string {
  const units: readonly (readonly [number, string])[] = [
    [1e9, "s"],
    [1e6, "ms"],
    [1e3, "µs"],
  ];
  for (const [size, name] of units) if (ns >= size) return `${(ns / size).toPrecision(3)} ${name}`;
  return `${Math.round(ns)} ns`;
}

export function flamePercent(part: number, whole: number): string {
  return `${((100 * part) / (whole || 1)).toFixed(1)} %`;
}

/** As much of a name as fits, with an ellipsis; nothing where not even three characters do. */
export function flameLabel(text: string, room: number): string {
  if (text.length <= room) return text;
  return room < 3 ? "" : `${text.slice(0, room - 1)}…`;
}
