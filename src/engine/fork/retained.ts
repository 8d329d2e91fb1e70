/** What calls leave in memory for good: heap and external bytes in use, right after full collections. */
import v8 from "node:v8";
import { collect } from "./collections.js";
import { sink } from "./sampler.js";

/** Collects, and reads bytes in use; the returned function does so again and gives the growth, at least 0. */
export function watchRetained(): () => number {
  const before = bytesInUse();
  return () => Math.max(0, bytesInUse() - before);
}

/**
 * Lets go of the last results, which a slow call's few samples would show as growth: none was there when it was called
 * warm. The bundle's own place for them is named in `language/bundle/variant-module.ts`.
 */
export function dropResults(): void {
  sink.value = undefined;
  const { __benchbookSink: own } = globalThis as { __benchbookSink?: { value: unknown } };
  if (own) own.value = undefined;
}

/** V8 frees the stores of array buffers behind a collection; the next one waits for that. */
function bytesInUse(): number {
  collect();
  collect();
  const { used_heap_size, external_memory } = v8.getHeapStatistics();
  return used_heap_size + external_memory;
}
