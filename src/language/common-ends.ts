/** How much two texts have in common at their start and end; what lies between is what changed. */

/** Characters. */
export function commonStart(a: string, b: string): number {
  return longest(Math.min(a.length, b.length), (from, to) => a.slice(from, to) === b.slice(from, to));
}

/** Characters at the end, none of them among the first `start`. */
export function commonEnd(a: string, b: string, start: number): number {
  return longest(
    Math.min(a.length, b.length) - start,
    (from, to) => slice(a, a.length - to, to - from) === slice(b, b.length - to, to - from),
  );
}

function slice(text: string, from: number, length: number): string {
  return text.slice(from, from + length);
}

/** Slices are compared at the speed of memory, characters one by one are not. */
const SLICE = 4096;

/** The largest count for which all before it is alike, found by slices of less and less characters. */
function longest(limit: number, alike: (from: number, to: number) => boolean): number {
  let count = 0;
  for (let size = SLICE; size >= 1; size /= 2) {
    while (count + size <= limit && alike(count, count + size)) count += size;
  }
  return count;
}
