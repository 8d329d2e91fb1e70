/** The packed data as columns. Runs in pages too. */
import type { FlameData } from "./data.js";
import type { FlameTree } from "./tree.js";

export function flameNumbers(text: string): Float64Array {
  const raw = atob(text);
  const numbers = new Float64Array(raw.length);
  let count = 0;
  let number = 0;
  let scale = 1;
  for (let at = 0; at < raw.length; at += 1) {
    const byte = raw.charCodeAt(at);
    number += (byte & 127) * scale;
    scale *= 128;
    if (byte > 127) continue;
    numbers[count++] = number;
    number = 0;
    scale = 1;
  }
  return numbers.subarray(0, count);
}

/** Throws for what is no tree. */
export function flameDecode(data: FlameData): FlameTree {
  const numbers = flameNumbers(data.nodes);
  const width = data.against ? 5 : 4;
  const size = Math.floor(numbers.length / width);
  const frame = new Int32Array(size);
  const parent = new Int32Array(size);
  const self = new Float64Array(size);
  const samples = new Float64Array(size);
  const before = data.against ? new Float64Array(size) : null;
  for (let node = 0; node < size; node += 1) {
    const at = node * width;
    frame[node] = numbers[at]!;
    const back = numbers[at + 1]!;
    parent[node] = back === 0 ? -1 : node - back;
    self[node] = numbers[at + 2]! * data.step;
    samples[node] = numbers[at + 3]!;
    if (before) before[node] = numbers[at + 4]! * data.step;
  }
  const frames = data.frames.map(([name, category, file, line, tier]) => ({
    name: name || "(anonymous)",
    category: data.categories[category]!,
    place: file < 0 ? "" : data.files[file] + (line > 0 ? `:${line}` : ""),
    tier: tier ?? "",
  }));
  return flameSums({ frames, frame, parent, self, samples, before });
}

/** The samples in time order: the node of each stretch, and what it lasts in the unit. */
export function flameRuns(data: { readonly runs: string; readonly step: number }): {
  readonly nodes: Int32Array;
  readonly durations: Float64Array;
} {
  const numbers = flameNumbers(data.runs);
  const count = numbers.length >> 1;
  const nodes = new Int32Array(count);
  const durations = new Float64Array(count);
  let node = 0;
  for (let index = 0; index < count; index += 1) {
    const zigzag = numbers[2 * index]!;
    node += zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2;
    nodes[index] = node;
    durations[index] = numbers[2 * index + 1]! * data.step;
  }
  return { nodes, durations };
}

/** Completes a tree by what follows from its nodes. */
export function flameSums(
  given: Pick<FlameTree, "frames" | "frame" | "parent" | "self" | "samples" | "before">,
): FlameTree {
  const { frame, parent, self, samples, before } = given;
  const size = frame.length;
  const depth = new Int32Array(size);
  const total = self.slice();
  const totalSamples = samples.slice();
  const totalBefore = before?.slice() ?? null;
  const more = before && self.map((now, node) => Math.max(0, now - before[node]!));
  const less = before && self.map((now, node) => Math.max(0, before[node]! - now));
  let whole = 0;
  let wholeBefore = 0;
  for (let node = 0; node < size; node += 1) {
    if (parent[node]! >= 0) depth[node] = depth[parent[node]!]! + 1;
    whole += self[node]!;
    wholeBefore += before ? before[node]! : 0;
  }
  for (let node = size - 1; node >= 0; node -= 1) {
    const above = parent[node]!;
    if (above < 0) continue;
    total[above]! += total[node]!;
    totalSamples[above]! += totalSamples[node]!;
    if (totalBefore) totalBefore[above]! += totalBefore[node]!;
    if (more) more[above]! += more[node]!;
    if (less) less[above]! += less[node]!;
  }
  return { ...given, size, depth, total, totalSamples, totalBefore, more, less, whole, wholeBefore };
}
