/**
 * Shifts where the variant's buffers start: a block that lives as long as the fork. How buffers lie to lines of cache
 * and pages can make equal programs differ (Mytkowicz et al., ASPLOS 2009). Buffers from 128 KB on come from the
 * system in whole pages, whose place it draws by itself.
 */

const held: ArrayBuffer[] = [];

export function shiftBuffers(bytes: number): void {
  if (bytes > 0) held.push(new ArrayBuffer(bytes));
}
