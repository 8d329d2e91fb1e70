/** V8's `.heapprofile`: https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/#type-SamplingHeapProfile. Sizes are bytes. */
import type { Profile } from "../../model/profile.js";
import { foreignFrame, ProfileBuilder } from "./builder.js";
import { callFrameOf, frameOf, type RawFrame } from "./cpuprofile.js";
import { NotThis } from "./not-this.js";

interface RawNode {
  readonly id?: number;
  readonly callFrame: RawFrame;
  readonly selfSize: number;
  readonly children?: readonly RawNode[];
}

interface RawProfile {
  readonly head: RawNode;
  readonly samples?: readonly { readonly size: number; readonly nodeId: number }[];
}

export function fromHeapProfile({ head, samples = [] }: RawProfile): Profile {
  if (!head?.callFrame) throw new NotThis("it has no head");
  const builder = new ProfileBuilder();
  const nodeOf = new Map<number, number>();
  const sizes = new Map<number, number>();
  const waiting = [{ node: head, above: -1 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, above } = next;
    const root = node.callFrame.functionName === "(root)";
    const at = root ? -1 : builder.node(builder.frame(frameOf(node.callFrame)), above);
    if (!root && node.id !== undefined) nodeOf.set(node.id, at);
    if (!root) sizes.set(at, (sizes.get(at) ?? 0) + node.selfSize);
    for (const child of node.children ?? []) waiting.push({ node: child, above: at });
  }
  for (const { size, nodeId } of samples) {
    const at = nodeOf.get(nodeId);
    if (at !== undefined) builder.hit(at, size);
  }
  if (samples.length === 0) for (const [at, size] of sizes) if (size > 0) builder.hit(at, size);
  return builder.build("bytes");
}

export function toHeapProfile({ frames, nodes, timeline }: Profile): string {
  const root = { functionName: "(root)", scriptId: "0", url: "", lineNumber: -1, columnNumber: -1 };
  const children: string[][] = nodes.map(() => []);
  const roots: string[] = [];
  // Children come after their parents, so each is complete when its own turn comes; text, as stacks can be deep.
  for (let index = nodes.length - 1; index >= 0; index--) {
    const { frame, parent, self } = nodes[index] as Profile["nodes"][number];
    const callFrame = JSON.stringify(callFrameOf(frames[frame] ?? foreignFrame({ name: "" })));
    const below = (children[index] ?? []).reverse().join(",");
    const text = `{"callFrame":${callFrame},"selfSize":${self},"id":${index + 2},"children":[${below}]}`;
    (parent < 0 ? roots : (children[parent] as string[])).push(text);
  }
  const head = `{"callFrame":${JSON.stringify(root)},"selfSize":0,"id":1,"children":[${roots.reverse().join(",")}]}`;
  const samples = timeline.nodes.map((node, index) => ({
    size: timeline.durations[index] ?? 0,
    nodeId: node + 2,
    ordinal: index + 1,
  }));
  return `{"head":${head},"samples":${JSON.stringify(samples)}}`;
}
