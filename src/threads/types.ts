/** What `workers` takes and gives; `language/ambient.ts` mirrors it for cells. */

/** What a thread knows besides its task. */
export interface Thread<Shared> {
  /** From 0, which is the thread that calls. */
  readonly index: number;
  /** Threads in all. */
  readonly count: number;
  /** What was given to `workers` as the third argument, compiled modules open. */
  readonly shared: Shared;
  /** The thread's own, kept from task to task, such as a buffer to work in. */
  readonly kept: { [name: string]: unknown };
}

/** Runs in every thread, once per task. Its text is all that threads get, so it uses its arguments and globals only. */
export type WorkerFunction<Task, Shared, Result> = (
  task: Task,
  thread: Thread<Shared>,
) => Result | Promise<Result>;

export interface Pool<Task, Result> {
  /** Threads in all, the caller's among them. */
  readonly count: number;
  /** Runs the task in every thread; resolves with what each gave, by index. Rejects with a thread's own error. */
  run(task: Task): Promise<Result[]>;
  /** The same, blocking: for synchronous variants. Throws a thread's own error. */
  runSync(task: Task): Result[];
  /** Ends the threads. A fork ends them by itself. */
  close(): Promise<void>;
}

/** What a thread and its caller share. `control` by PLACE; `numbers` are the task and the result where they are numbers. */
export interface Lines {
  readonly control: Int32Array;
  readonly numbers: Float64Array;
}

/** How a task or a result travels. */
export const KIND = { nothing: 0, number: 1, message: 2, error: 3 } as const;

export interface ThrownInThread {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}
