/**
 * Draws a `.cpuprofile` as text: one stack a line, root first, then its samples.
 *
 *     main.js:run bundle:matmul@2:10 | 5 3x4      five samples at 200 µs, of which three ticks on line 4
 *
 * A function is `file:name@line:column` (1-based, as an editor shows them); `(garbage collector)` stands alone.
 */
import type { CallFrame, CpuProfile } from "../../../src/engine/profile/cpuprofile.js";

export interface Drawing {
  /** By the name that stands before the colon. */
  readonly urls: Readonly<Record<string, string>>;
  /** µs between samples. */
  readonly interval: number;
  /** Stacks in the order of time. */
  readonly stacks: string;
}

interface Growing {
  readonly id: number;
  readonly callFrame: CallFrame;
  hitCount: number;
  readonly children: number[];
  readonly positionTicks: { line: number; ticks: number }[];
}

export function drawProfile({ urls, interval, stacks }: Drawing): CpuProfile {
  const nodes: Growing[] = [];
  const add = (callFrame: CallFrame): Growing => {
    const node = { id: nodes.length + 1, callFrame, hitCount: 0, children: [], positionTicks: [] };
    nodes.push(node);
    return node;
  };
  const root = add(parseFrame("(root)", urls));
  const samples: number[] = [];
  for (const line of stacks.trim().split("\n")) {
    const [path = "", hits = "1"] = line.trim().split(/\s*\|\s*/);
    const [count, ...ticks] = hits.split(" ");
    let node = root;
    for (const text of path.split(/ (?![^(]*\))/)) {
      const frame = parseFrame(text, urls);
      const known = nodes.find(
        (one) => node.children.includes(one.id) && JSON.stringify(one.callFrame) === JSON.stringify(frame),
      );
      const next: Growing = known ?? add(frame);
      if (!known) node.children.push(next.id);
      node = next;
    }
    for (let sample = 0; sample < Number(count); sample++) samples.push(node.id);
    for (const tick of ticks) {
      const [times, at] = tick.split("x").map(Number);
      node.positionTicks.push({ line: at as number, ticks: times as number });
    }
  }
  const startTime = 1000;
  const timeDeltas = samples.map(() => interval);
  return { nodes, samples, timeDeltas, startTime, endTime: startTime + (samples.length + 1) * interval };
}

function parseFrame(text: string, urls: Readonly<Record<string, string>>): CallFrame {
  const match = /^(\w+):([^@]*)@(\d+):(\d+)$/.exec(text);
  if (!match) return { functionName: text, scriptId: "0", url: "", lineNumber: -1, columnNumber: -1 };
  const [, file = "", functionName = "", line, column] = match;
  return {
    functionName,
    scriptId: file,
    url: urls[file] ?? file,
    lineNumber: Number(line) - 1,
    columnNumber: Number(column) - 1,
  };
}
