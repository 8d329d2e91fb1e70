/**
 * What each line of the user's files costs. Self time comes from V8's ticks per line; an inlined callee's ticks land on
 * the line that it was inlined into. V8 does not tell at which line a function calls another, so a callee's time is
 * added to the total of a caller's line only where one line of that file alone calls it by name.
 */
import type { Frame, LineCost } from "../../model/profile.js";
import type { CpuProfile } from "./cpuprofile.js";
import type { FrameReader } from "./frames.js";
import type { StackTree } from "./tree.js";

interface LinesRequest {
  readonly raw: CpuProfile;
  readonly tree: StackTree;
  readonly reader: FrameReader;
  readonly sources: Readonly<Record<string, string>>;
}

type Costs = Map<string, { file: string; line: number; self: number; total: number; samples: number }>;

export function lineCosts(request: LinesRequest): LineCost[] {
  const costs: Costs = new Map();
  const callLines = addSelf(request, costs);
  addTotals(request, costs, callLines);
  return [...costs.values()].sort((one, other) =>
    one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1,
  );
}

/** Self times; returns per node the lines that its own ticks fell on. */
function addSelf({ raw, tree, reader }: LinesRequest, costs: Costs): Map<number, string[]> {
  const ownLines = new Map<number, string[]>();
  const ticksOf = ticksPerNode(raw, tree);
  for (const node of raw.nodes) {
    const at = tree.nodeOf.get(node.id);
    if (at === undefined || !node.positionTicks) continue;
    const { self } = tree.nodes[at] as { self: number };
    const perTick = self / Math.max(1, ticksOf.get(at) ?? 0);
    for (const { line, ticks } of node.positionTicks) {
      const place = reader.place(node.callFrame, line);
      if (!place) continue;
      const cost = entry(costs, place.file, place.line);
      cost.self += perTick * ticks;
      cost.samples += ticks;
      ownLines.set(at, [...(ownLines.get(at) ?? []), keyOf(place.file, place.line)]);
      cost.total += perTick * ticks;
    }
  }
  return ownLines;
}

/** Ticks of all of V8's nodes that became one of ours. */
function ticksPerNode(raw: CpuProfile, tree: StackTree): Map<number, number> {
  const ticks = new Map<number, number>();
  for (const { id, positionTicks = [] } of raw.nodes) {
    const at = tree.nodeOf.get(id);
    if (at === undefined) continue;
    ticks.set(at, (ticks.get(at) ?? 0) + positionTicks.reduce((sum, tick) => sum + tick.ticks, 0));
  }
  return ticks;
}

/** A stack's time counts once for each line on it, however often recursion passes there. */
function addTotals(
  { tree, sources }: LinesRequest,
  costs: Costs,
  ownLines: ReadonlyMap<number, readonly string[]>,
): void {
  const calling = tree.nodes.map(({ frame, parent }) =>
    parent < 0 ? null : callLine(tree.frames[tree.nodes[parent]?.frame ?? -1], tree.frames[frame], sources),
  );
  for (const [index, node] of tree.nodes.entries()) {
    if (node.self === 0) continue;
    const lines = new Map<string, { file: string; line: number }>();
    for (let at = index; at >= 0; at = tree.nodes[at]?.parent ?? -1) {
      const line = calling[at];
      if (line) lines.set(keyOf(line.file, line.line), line);
    }
    const own = ownLines.get(index) ?? [];
    for (const [key, { file, line }] of lines) {
      // Recursion: what has counted as its own does not count again.
      if (!own.includes(key)) entry(costs, file, line).total += node.self;
    }
  }
}

/** The only line of the caller's file that calls the callee by its name. */
function callLine(
  caller: Frame | undefined,
  callee: Frame | undefined,
  sources: Readonly<Record<string, string>>,
): { readonly file: string; readonly line: number } | null {
  const source = caller?.file ? sources[caller.file] : undefined;
  if (!caller?.file || source === undefined || !callee || !/^[\w$.]+$/.test(callee.name)) return null;
  const name = callee.name.split(".").at(-1) as string;
  const call = new RegExp(`(?<![\\w$])${name.replace(/\$/g, "\\$")}\\s*\\(`);
  const definition = new RegExp(`\\bfunction\\s*\\*?\\s*${name.replace(/\$/g, "\\$")}\\s*\\(`);
  const lines = source
    .split("\n")
    .flatMap((text, index) => (call.test(text) && !definition.test(text) ? [index + 1] : []));
  const [line, ...others] = lines;
  return line !== undefined && others.length === 0 ? { file: caller.file, line } : null;
}

function entry(costs: Costs, file: string, line: number) {
  const key = keyOf(file, line);
  const known = costs.get(key) ?? { file, line, self: 0, total: 0, samples: 0 };
  costs.set(key, known);
  return known;
}

function keyOf(file: string, line: number): string {
  return `${file}\n${line}`;
}
