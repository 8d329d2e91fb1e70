/** A `.heapprofile` as a profile by bytes in the user's own lines: V8's tree of sizes is read as if it were one of times. */
import type { AllocationFacts, Profile } from "../../model/profile.js";
import type { CpuProfile } from "./cpuprofile.js";
import { type HeapProfile, heapNodes } from "./heapprofile.js";
import { type ImportRequest, importCpuProfile } from "./import.js";

export interface HeapImportRequest extends Omit<ImportRequest, "raw"> {
  readonly raw: HeapProfile;
  /** Of a stretch in which every object was sampled; null where there was none. */
  readonly exact: { readonly raw: HeapProfile; readonly calls: number } | null;
  /** Bytes per call in all, array buffers included. */
  readonly allocated: number;
}

export function importHeapProfile(request: HeapImportRequest): Profile {
  const bytes = read(request, request.raw);
  const { exact, calls, allocated } = request;
  const perCall = bytes.duration / Math.max(1, calls);
  return {
    ...bytes,
    kind: "heap",
    unit: "bytes",
    interval: { asked: request.asked, achieved: bytes.duration / Math.max(1, bytes.sampleCount) },
    allocation: {
      bytes: perCall,
      ...countObjects(bytes, exact && { profile: read(request, exact.raw), calls: exact.calls }, calls),
      external: Math.max(0, allocated - perCall) > EXTERNAL ? allocated - perCall : 0,
    },
  };
}

/** Less than this beside the heap is no array buffer but error of the sampling. */
const EXTERNAL = 4096;

function read(request: HeapImportRequest, raw: HeapProfile): Profile {
  return importCpuProfile({ ...request, raw: asTimes(raw) });
}

/** Bytes stand where µs would; the timeline's step of 1000 from µs to ns is taken back. */
function asTimes(heap: HeapProfile): CpuProfile {
  const nodes = [...heapNodes(heap.head)].map(({ node }) => node);
  const taken =
    heap.samples ??
    nodes.flatMap(({ id, selfSize }) => (selfSize > 0 ? [{ nodeId: id, size: selfSize }] : []));
  return {
    nodes: nodes.map(({ id, callFrame, children }) => ({
      id,
      callFrame,
      children: children.map((child) => child.id),
    })),
    samples: taken.map(({ nodeId }) => nodeId),
    // A sample's weight is the gap to the next one.
    timeDeltas: [0, ...taken.slice(0, -1).map(({ size }) => size / 1000)],
    startTime: 0,
    endTime: taken.reduce((sum, { size }) => sum + size, 0) / 1000,
  };
}

const SITES = 10;

function countObjects(
  bytes: Profile,
  exact: { readonly profile: Profile; readonly calls: number } | null,
  calls: number,
): Pick<AllocationFacts, "objects" | "sites"> {
  const objectsOf = new Map<string, number>();
  for (const { frame, samples } of exact?.profile.nodes ?? []) {
    const key = JSON.stringify(exact?.profile.frames[frame]);
    objectsOf.set(key, (objectsOf.get(key) ?? 0) + samples);
  }
  const bytesOf = new Map<number, number>();
  for (const { frame, self } of bytes.nodes) bytesOf.set(frame, (bytesOf.get(frame) ?? 0) + self);
  const sites = [...bytesOf]
    .filter(([, self]) => self > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, SITES)
    .map(([frame, self]) => ({
      frame,
      bytes: self / Math.max(1, calls),
      objects: exact ? (objectsOf.get(JSON.stringify(bytes.frames[frame])) ?? 0) / exact.calls : null,
    }));
  return { objects: exact ? exact.profile.sampleCount / exact.calls : null, sites };
}
