/** A notebook in a folder of its own: real language service, session and store; forks in virtual time. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Executor } from "../../src/engine/executor.js";
import { createEngine } from "../../src/engine/index.js";
import type { Case } from "../../src/model/case.js";
import type { Output } from "../../src/model/output.js";
import type { Engine } from "../../src/model/ports/engine.js";
import type { Rooflines } from "../../src/model/ports/roofline.js";
import type { ExecuteReply, Runtime, RuntimeOptions } from "../../src/model/ports/runtime.js";
import type { NameSize } from "../../src/model/ports/session.js";
import type { Profile } from "../../src/model/profile.js";
import type { Check } from "../../src/model/verification.js";
import type { Parameters } from "../../src/model/workload.js";
import { createRuntime } from "../../src/runtime/index.js";
import { createFakeExecutor, type FakeExecutor, type FakeVariant } from "./fake-executor.js";

export interface TestNotebook {
  readonly folder: string;
  readonly runtime: Runtime;
  readonly executor: FakeExecutor;
  run(code: string, cellId?: string): Promise<Ran>;
  /** Runs a cell that must succeed. */
  ok(code: string, cellId?: string): Promise<Ran>;
  /** Runs a cell that must fail, and gives its error as text. */
  fails(code: string): Promise<string>;
  record(): Case;
  close(): Promise<void>;
}

export interface Ran {
  readonly reply: ExecuteReply;
  readonly outputs: readonly Output[];
  /** What stands below the cell in the end, as plain text. */
  readonly text: string;
}

export interface NotebookOptions {
  readonly variants?: Readonly<Record<string, FakeVariant>>;
  /** Variants whose value differs from the baseline's. */
  readonly wrong?: readonly string[];
  /** What comes of a check, where `wrong` does not say it. */
  readonly verdicts?: (variant: string, kind: Check["kind"]) => "same" | "different" | "failed";
  /** What a fork finds of the setup's names at some parameters. */
  readonly sizes?: (parameters: Parameters) => Readonly<Record<string, NameSize>>;
  /** An existing folder, as after a restart of the kernel. */
  readonly folder?: string;
  readonly runtime?: Partial<RuntimeOptions>;
  readonly rooflines?: Rooflines;
  /** Called before every fork with how many there were. */
  readonly onFork?: (count: number) => void;
}

export async function openNotebook(options: NotebookOptions = {}): Promise<TestNotebook> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "benchbook-notebook-")));
  const executor = createFakeExecutor(options.variants ?? {});
  const told: Executor = {
    run(request, signal) {
      options.onFork?.(executor.log.length);
      return executor.run(request, signal);
    },
  };
  const runtime = await createRuntime(
    { folder, notebook: null, fresh: false, overrides: {}, budget: null, quick: false, ...options.runtime },
    {
      engine: fakeEngine({ executor: told, now: executor.now }, folder, options),
      ...(options.rooflines ? { rooflines: options.rooflines } : {}),
    },
  );
  let count = 0;

  async function run(code: string, cellId?: string): Promise<Ran> {
    const outputs: Output[] = [];
    const request = { code, cellId: cellId ?? null, executionCount: ++count };
    const reply = await runtime.execute(request, (output) => outputs.push(output));
    return { reply, outputs, text: textOf(outputs) };
  }

  return {
    folder,
    runtime,
    executor,
    run,
    async ok(code, cellId) {
      const ran = await run(code, cellId);
      if (ran.reply.status !== "ok")
        throw new Error(`The cell failed:\n${code}\n${ran.reply.error.traceback.join("\n")}`);
      return ran;
    },
    async fails(code) {
      const { reply } = await run(code);
      if (reply.status === "ok") throw new Error(`The cell should have failed:\n${code}`);
      return [`${reply.error.ename}: ${reply.error.evalue}`, ...reply.error.traceback].join("\n");
    },
    record() {
      const record = runtime.current();
      if (record === null) throw new Error("There is no case.");
      return record;
    },
    async close() {
      await runtime.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function fakeEngine(
  forks: { readonly executor: Executor; readonly now: () => number },
  folder: string,
  options: NotebookOptions,
): Engine {
  const { wrong = [], verdicts = () => "same" } = options;
  const engine = createEngine({ scratch: join(folder, "scratch"), ...forks });
  return {
    ...engine,
    async check({ variant, checks }) {
      const different = wrong.includes(variant.name);
      return {
        failure: null,
        checks: checks.map((check): Check => {
          const verdict = different ? "different" : verdicts(variant.name, check.kind);
          return { ...check, ...OUTCOMES[verdict] };
        }),
      };
    },
    async evaluate(request) {
      return { kind: "value", value: options.sizes?.(request.parameters) ?? {} };
    },
    async profile() {
      return { kind: "profiled", profile: PROFILE, raw: "{}" };
    },
  };
}

const SAME = { verdict: "same", mismatch: null, note: null, described: "number" } as const;
const DIFFERENT = {
  verdict: "different",
  note: null,
  described: "number",
  mismatch: {
    path: "[3]",
    expected: "1",
    actual: "2",
    maxAbsolute: 1,
    maxRelative: 1,
    differing: 1,
    compared: 4,
  },
} as const;

const NO_VALUE = {
  verdict: "failed",
  mismatch: null,
  note: "it threw: Error: bad",
  described: null,
} as const;
const OUTCOMES = { same: SAME, different: DIFFERENT, failed: NO_VALUE };

const PROFILE: Profile = {
  kind: "cpu",
  unit: "ns",
  frames: [{ name: "sum", category: "cell", file: "cell:slow", line: 2, column: 1 }],
  nodes: [{ frame: 0, parent: -1, self: 1e9, samples: 1000 }],
  lines: [{ file: "cell:slow", line: 3, self: 1e9, total: 1e9, samples: 1000 }],
  timeline: { nodes: [0], durations: [1e9] },
  duration: 1e9,
  idle: 0,
  interval: { asked: 2e5, achieved: 3e5 },
  sampleCount: 1000,
  calls: 100,
  sources: { "cell:slow": "\nfunction sum() {\n  return 1\n}" },
};

/** Streams joined; a display as it was last updated. */
function textOf(outputs: readonly Output[]): string {
  const shown: { id: string | null; text: string }[] = [];
  for (const output of outputs) {
    if (output.kind === "stream") shown.push({ id: null, text: output.text });
    if (output.kind === "result") shown.push({ id: null, text: String(output.data["text/plain"]) });
    if (output.kind === "display")
      shown.push({ id: output.displayId ?? null, text: String(output.data["text/plain"]) });
    if (output.kind === "update") {
      const target = shown.find((one) => one.id === output.displayId);
      if (target) target.text = String(output.data["text/plain"]);
    }
  }
  return shown.map((one) => one.text).join("\n");
}
