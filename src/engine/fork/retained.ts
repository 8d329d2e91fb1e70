/** What calls leave in memory for good: heap and external bytes in use, right after full collections. */
import v8 from "node:v8";
import { collect } from "./collections.js";

/** Collects, and reads bytes in use; the returned function does so again and gives the growth, at least 0. */
export function watchRetained(): () => number {
  const before = bytesInUse();
  return () => Math.max(0, bytesInUse() - before);
}

/** V8 frees the stores of array buffers behind a collection; the next one waits for that. */
function bytesInUse(): number {
  collect();
  collect();
  const { used_heap_size, external_memory } = v8.getHeapStatistics();
  return used_heap_size + external_memory;
}
