/** Checks what `workers` was given, before a thread starts. */

/** The function's text. Throws where threads could not run it, or where the number is none of threads. */
export function checkedSource(count: unknown, fn: unknown): string {
  if (typeof count !== "number" || !Number.isInteger(count) || count < 1)
    throw new RangeError(
      `workers(n, fn) wants a whole number of threads from 1, got ${shown(count)}; 2 are the caller and one more.`,
    );
  if (count > MOST)
    throw new RangeError(
      `workers(n, fn) starts at most ${MOST} threads, got ${count}; take the number of cores.`,
    );
  if (typeof fn !== "function")
    throw new TypeError(
      `workers(n, fn) wants a function to run in each thread, got ${shown(fn)}; such as (task, { index, count, shared }) => …`,
    );
  const source = fn.toString();
  if (!isExpression(source))
    throw new TypeError(
      "workers(n, fn) cannot send this function to threads, as its text does not stand alone (a method, a bound or a built-in function); write it as (task, thread) => …",
    );
  return source;
}

const MOST = 256;

function isExpression(source: string): boolean {
  try {
    return typeof new Function(`return (${source}\n)`) === "function";
  } catch {
    // It is parsed here to be refused with a reason: a thread would only die of it.
    return false;
  }
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || value === null || value === undefined) return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** Names of typed arrays in `shared` whose memory is not shared: each thread would get a copy of them. */
export function copiedNames(shared: unknown): readonly string[] {
  if (isCopied(shared)) return ["the shared data"];
  if (typeof shared !== "object" || shared === null) return [];
  return Object.entries(shared).flatMap(([name, value]) => (isCopied(value) ? [`shared.${name}`] : []));
}

function isCopied(value: unknown): boolean {
  return ArrayBuffer.isView(value) ? value.buffer instanceof ArrayBuffer : value instanceof ArrayBuffer;
}
