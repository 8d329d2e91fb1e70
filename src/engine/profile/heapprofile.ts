/** V8's `.heapprofile` (Chrome DevTools Protocol, domain HeapProfiler, type SamplingHeapProfile). */
import type { CallFrame } from "./cpuprofile.js";

export interface HeapProfile {
  readonly head: HeapNode;
  /** In the order of allocation. `size` is scaled: it stands for all that was allocated until the next. */
  readonly samples?: readonly { readonly size: number; readonly nodeId: number; readonly ordinal: number }[];
}

export interface HeapNode {
  readonly id: number;
  readonly callFrame: CallFrame;
  /** Bytes. */
  readonly selfSize: number;
  readonly children: readonly HeapNode[];
}

/** Throws for what is no profile. */
export function asHeapProfile(parsed: unknown): HeapProfile {
  const profile = parsed as Partial<HeapProfile> | null;
  if (!profile?.head || typeof profile.head !== "object" || !Array.isArray(profile.head.children)) {
    throw new TypeError("This is no .heapprofile: it has no head with children.");
  }
  return profile as HeapProfile;
}

/** Parents first, without recursion: stacks can be 10,000 deep. */
export function* heapNodes(
  head: HeapNode,
): Iterable<{ readonly node: HeapNode; readonly parent: HeapNode | null }> {
  const waiting: { node: HeapNode; parent: HeapNode | null }[] = [{ node: head, parent: null }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (const child of next.node.children ?? []) waiting.push({ node: child, parent: next.node });
  }
}
