/** V8's `.cpuprofile`: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile. Times are µs, places 0-based. */
import type { Frame, Profile } from "../../model/profile.js";
import { foreignFrame, ProfileBuilder } from "./builder.js";
import { NotThis } from "./not-this.js";

export interface RawFrame {
  readonly functionName?: string;
  readonly url?: string;
  readonly lineNumber?: number;
  readonly columnNumber?: number;
}

interface RawNode {
  readonly id: number;
  readonly callFrame: RawFrame;
  readonly children?: readonly number[];
  /** Of older profiles, in place of children. */
  readonly parent?: number;
  readonly hitCount?: number;
}

interface RawProfile {
  readonly nodes: readonly RawNode[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
  readonly startTime?: number;
  readonly endTime?: number;
}

export function fromCpuProfile(raw: RawProfile): Profile {
  const builder = new ProfileBuilder();
  const { nodeOf, idle } = readNodes(raw, builder);
  const { samples = [], timeDeltas = [] } = raw;
  let idleTime = 0;
  const last = lastDuration(raw);
  samples.forEach((id, index) => {
    // A sample lasts until the next one.
    const time = (index < samples.length - 1 ? Math.max(0, timeDeltas[index + 1] ?? 0) : last) * 1000;
    const node = nodeOf.get(id);
    if (idle.has(id) || node === undefined) {
      idleTime += time;
      return;
    }
    builder.hit(node, time);
  });
  if (samples.length === 0) {
    // Without samples the counts are all there is; an interval of 1 ms was usual then.
    for (const { id, hitCount = 0 } of raw.nodes) {
      const node = nodeOf.get(id);
      if (node !== undefined && hitCount > 0 && !idle.has(id)) builder.hit(node, hitCount * 1e6, hitCount);
    }
  }
  if (timeDeltas.length === 0 && samples.length > 0) throw new NotThis("it has samples without times");
  return builder.build("ns", idleTime);
}

function lastDuration({ timeDeltas = [], startTime = 0, endTime = 0 }: RawProfile): number {
  return Math.max(0, endTime - startTime - timeDeltas.reduce((sum, delta) => sum + Math.max(0, delta), 0));
}

function readNodes(raw: RawProfile, builder: ProfileBuilder) {
  if (!Array.isArray(raw.nodes)) throw new NotThis("it has no nodes");
  if (!raw.nodes.every((node) => typeof node?.id === "number")) throw new NotThis("its nodes are no calls");
  const parents = new Map<number, number>();
  for (const { id, children = [], parent } of raw.nodes) {
    for (const child of children) parents.set(child, id);
    if (parent !== undefined) parents.set(id, parent);
  }
  const byParent = new Map<number | undefined, RawNode[]>();
  for (const node of raw.nodes) {
    const siblings = byParent.get(parents.get(node.id));
    if (siblings) siblings.push(node);
    else byParent.set(parents.get(node.id), [node]);
  }
  const nodeOf = new Map<number, number>();
  const idle = new Set<number>();
  const waiting = (byParent.get(undefined) ?? []).map((node) => ({ node, above: -1 }));
  let seen = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, above } = next;
    if (++seen > raw.nodes.length) throw new NotThis("its tree of calls has a node twice");
    const name = node.callFrame?.functionName ?? "";
    const at = name === "(root)" ? -1 : builder.node(builder.frame(frameOf(node.callFrame ?? {})), above);
    if (name === "(root)" || name === "(idle)") idle.add(node.id);
    else nodeOf.set(node.id, at);
    for (const child of byParent.get(node.id) ?? []) waiting.push({ node: child, above: at });
  }
  if (seen < raw.nodes.length) throw new NotThis("its tree of calls has a cycle");
  return { nodeOf, idle };
}

export function frameOf({
  functionName = "",
  url = "",
  lineNumber = -1,
  columnNumber = -1,
}: RawFrame): Frame {
  return foreignFrame({ name: functionName, file: url, line: lineNumber + 1, column: columnNumber + 1 });
}

export function callFrameOf({ name, file, line, column }: Frame) {
  return {
    functionName: name,
    scriptId: "0",
    url: file ?? "",
    lineNumber: (line ?? 0) - 1,
    columnNumber: (column ?? 0) - 1,
  };
}

export function toCpuProfile({ frames, nodes, timeline, duration }: Profile): string {
  const children: number[][] = nodes.map(() => []);
  const roots: number[] = [];
  for (const [index, { parent }] of nodes.entries()) (parent < 0 ? roots : children[parent])?.push(index + 2);
  const root = { functionName: "(root)", scriptId: "0", url: "", lineNumber: -1, columnNumber: -1 };
  const deltas = timeline.durations.map((time) => time / 1000);
  return JSON.stringify({
    nodes: [
      { id: 1, callFrame: root, hitCount: 0, children: roots },
      ...nodes.map(({ frame, samples }, index) => ({
        id: index + 2,
        callFrame: callFrameOf(frames[frame] ?? foreignFrame({ name: "" })),
        hitCount: samples,
        children: children[index],
      })),
    ],
    startTime: 0,
    endTime: duration / 1000,
    samples: timeline.nodes.map((node) => node + 2),
    timeDeltas: [0, ...deltas.slice(0, -1)],
  });
}
