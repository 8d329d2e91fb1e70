/**
 * Colours by category, light enough for dark text on both paper colours: pale tones of the Okabe and Ito palette,
 * which colour-blind readers can tell apart. The legend and the tooltip name the category, so colour is never alone.
 * Runs in pages too.
 */

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
  };
  const [hue, saturation, light] = hues[category] ?? [210, 12, 72];
  // A small shift by name tells neighbours of one category apart.
  let hash = 0;
  for (let index = 0; index < name.length; index += 1) hash = (hash * 31 + name.charCodeAt(index)) % 997;
  return `hsl(${hue}, ${saturation}%, ${light + (hash % 9) - (dark ? 12 : 4)}%)`;
}

export function flameCategoryName(category: string): string {
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
  };
  return names[category] ?? category;
}
