/**
 * Colours, light enough for dark text on both paper colours: pale tones of the Okabe and Ito palette, which
 * colour-blind readers can tell apart. Legend and tooltip name what a colour says, so colour is never alone. Runs in
 * pages too.
 */
import type { FlameFrame } from "./tree.js";

export type FlameScheme = "category" | "tier" | "name";

export function flameColor(category: string, name: string, dark = false): string {
  const hues: Record<string, [number, number, number]> = {
    cell: [27, 92, 66],
    setup: [48, 85, 66],
    module: [203, 70, 68],
    package: [262, 45, 76],
    node: [168, 42, 65],
    wasm: [326, 52, 75],
    gc: [0, 62, 68],
    program: [220, 8, 76],
    native: [210, 12, 72],
    small: [210, 6, 80],
    // Tiers, from slow and warm to fast and cool.
    interpreter: [14, 78, 66],
    baseline: [42, 85, 68],
    maglev: [172, 42, 66],
    turbofan: [206, 68, 66],
    unknown: [220, 8, 78],
  };
  const [hue, saturation, light] = hues[category] ?? [210, 12, 72];
  // A small shift by name tells neighbours of one colour apart.
  const shift = flameHash(name) % 9;
  return `hsl(${hue}, ${saturation}%, ${light + shift - (dark ? 12 : 4)}%)`;
}

export function flameHash(name: string): number {
  let hash = 0;
  for (let index = 0; index < name.length; index += 1) hash = (hash * 31 + name.charCodeAt(index)) % 997;
  return hash;
}

/** What a frame is coloured by: the key of `flameColor`, and of the legend. */
export function flameKey(frame: FlameFrame, scheme: FlameScheme): string {
  if (frame.category === "small" || scheme === "category") return frame.category;
  if (scheme === "tier") return frame.tier || "unknown";
  const keys = ["cell", "setup", "module", "package", "node", "wasm", "gc"];
  return keys[flameHash(frame.name) % keys.length]!;
}

export function flameKeyName(key: string): string {
  const names: Record<string, string> = {
    cell: "this cell",
    setup: "setup",
    module: "your modules",
    package: "packages",
    node: "Node",
    wasm: "WebAssembly",
    gc: "garbage collection",
    program: "engine",
    native: "native",
    small: "small frames",
    interpreter: "interpreted",
    baseline: "baseline code (Sparkplug)",
    maglev: "optimised (Maglev)",
    turbofan: "optimised (TurboFan)",
    unknown: "tier unknown",
  };
  return names[key] ?? key;
}

/**
 * The colour of a change from -1 (all of it gone) over 0 to 1 (new): blue for less, orange for more, a pair that
 * colour-blind readers can tell apart.
 */
export function flameChangeColor(change: number, dark = false): string {
  const amount = Math.min(1, Math.abs(change));
  const light = 88 - 26 * Math.sqrt(amount) - (dark ? 10 : 0);
  if (amount < 0.02) return `hsl(220, 8%, ${light}%)`;
  return change > 0
    ? `hsl(24, ${50 + 42 * amount}%, ${light}%)`
    : `hsl(208, ${45 + 35 * amount}%, ${light}%)`;
}
