/**
 * Bytes allocated per call. V8 counts what is in use, not what was ever allocated, so what collections freed is added:
 * `v8.GCProfiler` has the heap's size before and after each. It slows collections, hence it never runs in timed
 * samples. Backing stores of array buffers are outside the heap and are freed in the background; the median over
 * single calls stands for them. V8's own `total_allocated_bytes` (Node 26) counts whole allocation areas, up to
 * kilobytes per call too many, and is not used.
 */
import v8 from "node:v8";
import { median } from "../../stats/quantile.js";
import type { VariantModule } from "./module.js";
import { sink } from "./sampler.js";

export interface Allocation {
  readonly heap: number;
  readonly external: number;
}

/** Starts counting; the returned function ends it. */
export function startAllocation(): () => Allocation {
  const profiler = new v8.GCProfiler();
  profiler.start();
  const before = v8.getHeapStatistics();
  return () => {
    const after = v8.getHeapStatistics();
    const { statistics } = profiler.stop() as unknown as { readonly statistics: readonly Collection[] };
    const freed = statistics.reduce(
      (sum, { beforeGC, afterGC }) => sum + usedBy(beforeGC) - usedBy(afterGC),
      0,
    );
    const counted = after.used_heap_size - before.used_heap_size + freed;
    return {
      heap: Math.max(0, counted),
      external: Math.max(0, after.external_memory - before.external_memory),
    };
  };
}

/** Of warm code, ns per call known: about 10 ms of calls. */
export async function allocatedPerCall(module: VariantModule, time: number): Promise<number> {
  const own = startAllocation()().heap;
  const single: Allocation[] = [];
  const calls = Math.max(1, Math.min(SINGLE_CALLS, Math.floor(STRETCH / time)));
  for (let call = 0; call < calls; call++) {
    await module.perCall?.();
    const stop = startAllocation();
    sink.value = module.measured();
    const allocation = stop();
    if (module.asynchronous) await sink.value;
    single.push(allocation);
  }
  const external = median(single.map((allocation) => allocation.external));
  if (module.perCall) return Math.max(0, median(single.map(({ heap }) => heap)) - own) + external;
  const count = Math.max(1, Math.min(MOST_CALLS, Math.floor(STRETCH / time)));
  const stop = startAllocation();
  sink.value = module.asynchronous ? await module.loop(count) : module.loop(count);
  return Math.max(0, stop().heap - own) / count + external;
}

/** Of a slow call, by one more. */
export async function allocatedOnce(module: VariantModule): Promise<Allocation> {
  await module.perCall?.();
  const own = startAllocation()().heap;
  const stop = startAllocation();
  sink.value = module.asynchronous ? await module.measured() : module.measured();
  const { heap, external } = stop();
  return { heap: Math.max(0, heap - own), external };
}

const STRETCH = 10e6;
const SINGLE_CALLS = 9;
const MOST_CALLS = 1e6;

interface Collection {
  readonly beforeGC: HeapAt;
  readonly afterGC: HeapAt;
}

interface HeapAt {
  readonly heapStatistics: { readonly usedHeapSize: number };
}

function usedBy(heap: HeapAt): number {
  return heap.heapStatistics.usedHeapSize;
}
