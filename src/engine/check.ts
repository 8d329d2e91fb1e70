/** Verification: each check compares the value of one fresh fork with the reference's, in the fork that made it. */
import type { CheckRequest, ForkFailure, Watch } from "../model/ports/engine.js";
import type { Check, Tolerance } from "../model/verification.js";
import type { Parameters } from "../model/workload.js";
import type { Executor } from "./executor.js";
import type { CompareReport, CompareTask } from "./fork/tasks.js";
import type { References } from "./references.js";

export interface CheckParts {
  readonly executor: Executor;
  readonly references: References;
  /** Checks that run beside each other. */
  readonly atOnce: number;
}

export interface CheckOutcome {
  readonly checks: readonly Check[];
  readonly failure: ForkFailure | null;
}

type Asked = CheckRequest["checks"][number];

export async function checkValues(
  request: CheckRequest,
  watch: Watch,
  parts: CheckParts,
): Promise<CheckOutcome> {
  const checks: Check[] = [];
  const queue = [...request.checks.entries()];
  const total = queue.length;
  let failure: ForkFailure | null = null;
  let done = 0;

  async function runInTurn(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [at, asked] = next;
      watch.progress({ step: stepOf(request, asked), done, total, timeLeft: null, note: null });
      if (failure && isLasting(failure)) {
        checks[at] = blank(asked, "skipped", `not run: ${failure.message}`);
      } else {
        const outcome = await runCheck(request, asked, { ...parts, signal: watch.signal });
        checks[at] = outcome.check;
        failure ??= outcome.failure;
      }
      done++;
    }
  }

  await Promise.all(Array.from({ length: parts.atOnce }, runInTurn));
  return { checks, failure };
}

/** What would only fail again, and take its time to do so. */
function isLasting({ kind }: ForkFailure): boolean {
  return kind === "interrupted" || kind === "timeout" || kind === "pending";
}

async function runCheck(
  request: CheckRequest,
  asked: Asked,
  parts: CheckParts & { readonly signal: AbortSignal },
): Promise<{ readonly check: Check; readonly failure: ForkFailure | null }> {
  const { timeout, reference: side } = request;
  const { parameters, kind } = asked;
  const { signal } = parts;
  const reference = await parts.references.get({ side, parameters, timeout, signal });
  if (reference.kind === "failed") return failed(asked, reference.failure);
  const { unverifiable } = reference.report;
  if (unverifiable !== null && kind !== "property") {
    return { check: blank(asked, "unverified", `${side.name}: ${unverifiable}`), failure: null };
  }
  const outcome = await parts.executor.run(
    {
      // The baseline against itself: a second fork of the reference.
      side: kind === "repeat" ? side : request.variant,
      parameters,
      kind: "compare",
      task: compareTask(request, asked, reference.file),
      timeout,
    },
    signal,
  );
  return outcome.kind === "finished"
    ? { check: checkOf(asked, outcome.report), failure: null }
    : failed(asked, outcome.failure);
}

function compareTask(
  { tolerance, property }: CheckRequest,
  { kind, parameters }: Asked,
  file: string,
): CompareTask {
  const { rtol, atol, shape } = tolerance;
  return {
    expected: file,
    tolerance: { rtol, atol, shape: resolveShape(shape, parameters) },
    property: kind === "property" ? property : null,
  };
}

/** Names in a shape are parameters; an unknown one leaves flat indices. */
function resolveShape(shape: Tolerance["shape"], parameters: Parameters): readonly number[] | null {
  const extents = shape?.map((extent) => Number(typeof extent === "string" ? parameters[extent] : extent));
  return extents?.every((extent) => Number.isInteger(extent) && extent > 0) ? extents : null;
}

function checkOf({ kind, parameters }: Asked, report: CompareReport): Check {
  const { verdict, mismatch, described, degenerate } = report;
  return {
    kind,
    parameters,
    verdict,
    mismatch,
    described,
    note: report.note ?? degenerate,
    degenerate: degenerate !== null,
  };
}

function failed(asked: Asked, failure: ForkFailure) {
  return { check: blank(asked, "failed", failure.message), failure };
}

function blank({ kind, parameters }: Asked, verdict: Check["verdict"], note: string): Check {
  return { kind, parameters, verdict, mismatch: null, note, described: null };
}

function stepOf({ variant, reference }: CheckRequest, { kind, parameters }: Asked): string {
  const values = Object.entries(parameters).map(([name, value]) => `, ${name}=${value}`);
  const what =
    kind === "repeat" ? `${reference.name} against itself` : `${variant.name} against ${reference.name}`;
  return `verify ${what}${values.join("")}`;
}
