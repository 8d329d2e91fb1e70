/**
 * What every cell may use without declaring it: benchbook's helpers, and what Node has that the carried TypeScript
 * 5.0 does not know. They are globals, so a cell may declare a name of its own over them.
 */
import { WEBASSEMBLY } from "./ambient-webassembly.js";

/** Mirrors `stats/seeded.ts`. */
const SEEDED = `
/** A deterministic source of random inputs (sfc32): the same seed gives the same values for ever. */
interface Seeded {
  /** One number in [0, 1), 53 random bits. */
  next(): number;
  /** \`count\` numbers in [0, 1), exact in single precision. */
  float32(count: number): Float32Array;
  /** \`count\` numbers in [0, 1), 53 random bits each. */
  float64(count: number): Float64Array;
  /** \`count\` whole numbers, \`low\` included, \`high\` not; without bounds, the whole 32-bit range. */
  int32(count: number, low?: number, high?: number): Int32Array;
  /** \`count\` bytes. */
  uint8(count: number): Uint8Array;
  /** \`count\` whole numbers as a plain array, \`low\` included, \`high\` not. */
  integers(count: number, low: number, high: number): number[];
  /** One whole number, \`low\` included, \`high\` not. */
  integer(low: number, high: number): number;
  /** Normally distributed, mean 0, standard deviation 1. */
  normal(): number;
  /** A shuffled copy. */
  shuffle<T>(items: ArrayLike<T>): T[];
  /** One of the items. */
  pick<T>(items: ArrayLike<T>): T;
  /** A string of \`length\` characters drawn from an alphabet; without one, small letters and spaces. */
  text(length: number, alphabet?: string): string;
}
/** A deterministic source of random inputs: \`const random = seeded(seed)\`. */
declare function seeded(seed: number | string): Seeded;
`;

/** Mirrors `threads/types.ts`. */
const WORKERS = `
interface WorkerThread<Shared> {
  /** From 0, which is the thread that calls. */
  readonly index: number;
  /** Threads in all. */
  readonly count: number;
  /** What was given to \`workers\` as the third argument; in each thread its compiled modules are open. */
  readonly shared: Shared;
  /** The thread's own, kept from task to task, such as a buffer to work in. */
  readonly kept: { [name: string]: any };
}
interface WorkerPool<Task, Result> {
  /** Threads in all, the caller's among them. */
  readonly count: number;
  /** Runs the task in every thread; resolves with what each gave, by index. */
  run(task: Task): Promise<Result[]>;
  /** The same, blocking: for synchronous variants. */
  runSync(task: Task): Result[];
  /** Ends the threads. A fork ends them by itself. */
  close(): Promise<void>;
}
/**
 * Threads kept warm: \`const pool = await workers(2, (task, { index, count, shared }) => …, shared)\`. The calling thread is
 * thread 0. The function's text is all that threads get: it uses its arguments and globals only. Of \`shared\`, memory in a
 * SharedArrayBuffer and a \`%%wasm\` module (\`--enable threads\`) with its memory are one and the same in all threads, a
 * \`%%native\` module is opened in each and its own variables are one and the same; the rest is copied once.
 */
declare function workers<Task = void, Shared = undefined, Result = unknown>(
  count: number,
  fn: (task: Task, thread: WorkerThread<Shared>) => Result | Promise<Result>,
  shared?: Shared,
): Promise<WorkerPool<Task, Result>>;
`;

/** Mirrors `session/child/display.ts` and `displayables.ts`. */
const DISPLAY = `
interface DisplayOptions {
  /** Shows again in the same place: a later \`display\` with this id replaces the earlier one. */
  readonly id?: string;
  /** The same, as Jupyter calls it. */
  readonly displayId?: string;
  /** Replaces what this id showed before, even from an earlier session. */
  readonly update?: boolean;
  /** The value is a MIME bundle itself. */
  readonly raw?: boolean;
  readonly metadata?: Readonly<Record<string, unknown>>;
}
/** A value that shows itself richly. */
interface Displayable {}
/** Shows a value below the cell: what its \`Symbol.for("Jupyter.display")\` method gives, a MIME bundle, or its text. */
declare function display(value: unknown, options?: DisplayOptions): Promise<void>;
/** Empties the output of the cell; with \`true\`, only when something new comes, so that nothing flickers. */
declare function clearOutput(wait?: boolean | { readonly wait?: boolean }): void;
/** The same, as Jupyter calls it. */
declare function clear_output(wait?: boolean | { readonly wait?: boolean }): void;
/** A value that shows as HTML: \`html("<b>x</b>")\`, or as a template. What is put in is not escaped. */
declare function html(text: string | TemplateStringsArray, ...values: readonly unknown[]): Displayable;
/** A value that shows as Markdown. */
declare function md(text: string | TemplateStringsArray, ...values: readonly unknown[]): Displayable;
/** A value that shows as an SVG picture. */
declare function svg(text: string | TemplateStringsArray, ...values: readonly unknown[]): Displayable;
/** A picture from the bytes of a PNG file. */
declare function png(bytes: Uint8Array | ArrayBuffer): Displayable;
`;

/** Mirrors `session/child/input.ts` and `comms.ts`. */
const FRONTEND = `
/** A line that the user types below the cell: \`await input("name? ")\`. Rejects where nobody can be asked. */
declare function input(prompt?: string, options?: { readonly password?: boolean }): Promise<string>;
interface CommEvent {
  readonly data: { readonly [name: string]: any };
  readonly metadata: { readonly [name: string]: any };
  readonly buffers: readonly Uint8Array[];
}
interface CommOptions {
  readonly metadata?: object;
  /** Bytes that travel as they are, beside the JSON. */
  readonly buffers?: readonly (ArrayBuffer | ArrayBufferView)[];
}
/** A two-way channel of messages with an extension or widget of the frontend. */
interface Comm {
  readonly id: string;
  readonly target: string;
  readonly closed: boolean;
  send(data?: object, options?: CommOptions): void;
  close(data?: object, options?: CommOptions): void;
  onMessage(listener: (event: CommEvent) => unknown): void;
  onClose(listener: (event: CommEvent) => unknown): void;
}
/** Comms of this session: \`comms.register("my-target", (comm) => comm.onMessage(({ data }) => comm.send(data)))\`. */
declare const comms: {
  /** From now on \`accept\` gets each comm that the frontend opens for the target. */
  register(target: string, accept: (comm: Comm, event: CommEvent) => unknown): void;
  /** Opens a comm for a target that the frontend knows. */
  open(target: string, data?: object, options?: CommOptions): Comm;
};
`;

/**
 * Mirrors what `runtime/results.ts` defines: times in nanoseconds per call, rates per second. It declares `results` itself
 * with the names that there are, for ordinary cells only: variants have none.
 */
const RESULTS = `
interface BenchbookTime {
  /** Nanoseconds per call. */
  readonly estimate: number;
  /** Ends of the interval, nanoseconds per call. */
  readonly low: number;
  readonly high: number;
  readonly estimator: "p10" | "mean" | "throughput" | "p50";
  readonly median: number;
  readonly mean: number;
  readonly min: number;
  readonly unit: "ns";
}
interface BenchbookFork {
  /** Nanoseconds per call. */
  readonly estimate: number;
  /** Nanoseconds that ran before the measured expression. */
  readonly prepare: number;
  /** Calls per sample. */
  readonly batch: number;
  readonly samples: number;
  readonly steady: string;
}
interface BenchbookResult {
  readonly time: BenchbookTime;
  /** Per second, from the workload's cost model. */
  readonly rates: { readonly flops?: number; readonly bytes?: number; readonly items?: number };
  readonly forks: readonly BenchbookFork[];
  /** Bytes per call. */
  readonly allocated: { readonly estimate: number; readonly unit: "byte" };
  readonly parameters: Readonly<Record<string, number | string>>;
  /** The variant has changed since it was measured. */
  readonly stale: boolean;
  readonly verification: "reference" | "verified" | "failed" | "unverified";
  /** Against the variant's parent and against the baseline, from common rounds; null where there is none. */
  readonly comparisons: {
    readonly parent: BenchbookComparison | null;
    readonly baseline: BenchbookComparison | null;
  };
  /** What the measured expression gives, as plain data from a process of its own: \`await results.naive.value\`. */
  readonly value: Promise<any>;
}
interface BenchbookComparison {
  readonly against: string;
  /** A ratio of times: above 1 the variant is faster. */
  readonly speedup: {
    readonly estimate: number;
    readonly low: number;
    readonly high: number;
    /** Coverage of the interval; 0 where there are too few rounds for one. */
    readonly confidence: number;
    readonly rounds: number;
  };
  readonly verdict: "faster" | "slower" | "indistinguishable" | "unresolved" | "unstable";
  readonly stale: boolean;
}
/** What was measured, by the variant's name: \`results.naive.time.estimate\` is nanoseconds per call. */
type BenchbookResults<Name extends string> = { readonly [N in Name]: BenchbookResult };
`;

/** ES2023 and later that Node 20 has; TypeScript 5.0 knows only `findLast` and `findLastIndex`. */
const NEWER_LIBRARY = `
interface Array<T> {
  toReversed(): T[];
  toSorted(compareFn?: (a: T, b: T) => number): T[];
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  with(index: number, value: T): T[];
}
interface ReadonlyArray<T> {
  toReversed(): T[];
  toSorted(compareFn?: (a: T, b: T) => number): T[];
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  with(index: number, value: T): T[];
}
interface String {
  isWellFormed(): boolean;
  toWellFormed(): string;
}
`;

const TYPED_ARRAYS: readonly (readonly [name: string, element: string])[] = [
  ["Int8Array", "number"],
  ["Uint8Array", "number"],
  ["Uint8ClampedArray", "number"],
  ["Int16Array", "number"],
  ["Uint16Array", "number"],
  ["Int32Array", "number"],
  ["Uint32Array", "number"],
  ["Float32Array", "number"],
  ["Float64Array", "number"],
  ["BigInt64Array", "bigint"],
  ["BigUint64Array", "bigint"],
];

const NEWER_TYPED_ARRAYS = TYPED_ARRAYS.map(
  ([name, element]) => `interface ${name} {
  toReversed(): ${name};
  toSorted(compareFn?: (a: ${element}, b: ${element}) => number): ${name};
  with(index: number, value: ${element}): ${name};
}
`,
).join("");

export const AMBIENT =
  SEEDED + WORKERS + DISPLAY + FRONTEND + RESULTS + NEWER_LIBRARY + NEWER_TYPED_ARRAYS + WEBASSEMBLY;
