/** %timeit: how long an expression takes, about, in a few quick forks of its own. Nothing is recorded or compared. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import type { Finding } from "../model/finding.js";
import type { MeasureOutcome, Side, Watch } from "../model/ports/engine.js";
import { UserError } from "../model/problem.js";
import { formatDuration } from "../model/units.js";
import { forksOf } from "../stats/forks.js";
import { clip } from "../views/text.js";
import { type TimeitResult, timeitView } from "../views/timeit-view.js";
import { diagnosticsError } from "./diagnostics.js";
import { forkError, interruptedError } from "./failure.js";
import { defineMagic, type MagicContext } from "./magic.js";
import { compileVariant } from "./variants/compile.js";
import { splitFlags } from "./variants/options.js";

const SECOND = 1e9;
/** A quick fork of a short call: start, warm-up and samples. */
const FORK = 0.5 * SECOND;
const FEWEST_FORKS = 3;
/** A slow call gets this many times the duration; then what has finished must do. */
const PATIENCE = 4;
const NAME = "timeit";

export const timeitMagic = defineMagic({
  spec: magicSpec({
    name: NAME,
    summary: "Times an expression in about two seconds: in processes of its own, without a record",
    forms: ["line"],
    positionals: {
      code: positional.code({
        help: "The expression; statements before it run once per process, untimed",
        placeholder: "EXPRESSION",
      }),
    },
    options: {
      duration: option.duration({ help: "Time to spend, all processes together", default: 2 * SECOND }),
      timeout: option.duration({ help: "Longest time of one call", default: 60 * SECOND }),
      nodeFlags: option.text({
        help: 'Flags of its processes, such as "--max-semi-space-size=64"',
        placeholder: '"--flag …"',
      }),
      env: option.pairs({ help: "Environment of its processes" }),
    },
    examples: ["%timeit matmul(A, B, n)", "%timeit --duration 5s await load(url)"],
    details:
      "It sees what the %%setup cells define and, as any variant, nothing else of the session. Options stand before the expression. For a number to rest a claim on, make it a `%%baseline`.",
  }),
  async run(call, context) {
    const { options, positionals } = call.arguments;
    const source = positionals.code;
    await requireExpression(source, context);
    const cell = { name: NAME, source, result: null, fileName: `%${NAME}` };
    const { bundle } = await compileVariant(cell, context);
    const { nodeFlags, env, duration, timeout } = options;
    const flags = splitFlags(nodeFlags);
    await context.work(`%${NAME} ${clip(source, 40)}`, (watch) =>
      context.store.withTemporaryBundle(bundle, async (path) => {
        const side = { name: NAME, bundle: path, nodeFlags: flags, env };
        const outcome = await measure({ side, duration, timeout }, context, watch);
        return timeitView(resultOf(source, { outcome, duration }, context));
      }),
    );
  },
});

/** Its own words: there is no cell here whose last line could be mended. */
async function requireExpression(source: string, { language }: MagicContext): Promise<void> {
  const { diagnostics, lastExpression, lastStatement } = await language.analyze(source);
  if (diagnostics.length > 0) throw diagnosticsError(diagnostics, source, `%${NAME}`);
  if (lastExpression !== null) return;
  throw new UserError({
    name: "NoExpressionError",
    message: `%timeit times an expression, got \`${clip(lastStatement?.text ?? source, 60)}\`; end it with one, such as: %timeit const x = 2; Math.sqrt(x)`,
  });
}

interface Asked {
  readonly side: Side;
  /** ns. */
  readonly duration: number;
  readonly timeout: number;
}

async function measure(
  { side, duration, timeout }: Asked,
  context: MagicContext,
  watch: Watch,
): Promise<MeasureOutcome> {
  // One more is the pilot.
  const rounds = Math.max(FEWEST_FORKS, Math.floor(duration / FORK) - 1);
  const patience = AbortSignal.timeout(Math.ceil((PATIENCE * duration) / 1e6));
  const signal = AbortSignal.any([watch.signal, patience]);
  const options = { rounds, margin: 0.02, budget: duration, timeout, quick: true, seed: 1 };
  const { parameters } = context.state.workload;
  context.language.pause();
  try {
    const request = { sides: [side], pairs: [], parameters, options };
    const outcome = await context.engine.measure(request, { ...watch, signal });
    if (context.signal.aborted) throw interruptedError(`%${NAME}`);
    if (outcome.failure !== null && outcome.failure.kind !== "interrupted") throw forkError(outcome.failure);
    if (outcome.rounds.length === 0) throw tooSlow(duration);
    return outcome;
  } finally {
    context.language.resume();
  }
}

function tooSlow(duration: number): UserError {
  return new UserError({
    name: "TimeoutError",
    message: `Not even one process had finished after ${formatDuration(PATIENCE * duration)}; give the expression less work, or more time: --duration ${Math.ceil((10 * duration) / SECOND)}s.`,
  });
}

/** What three quick forks always lack, and that time was up, the view says in its own words. */
const SAID: readonly Finding["code"][] = ["too-few-samples", "interrupted"];

function resultOf(
  source: string,
  { outcome, duration }: { readonly outcome: MeasureOutcome; readonly duration: number },
  { state, now }: MagicContext,
): TimeitResult {
  const recorded = now().toISOString();
  const time = outcome.times[NAME];
  if (time === undefined) throw new Error("%timeit: rounds without a time");
  return {
    source,
    parameters: state.workload.parameters,
    time,
    forks: forksOf(outcome.rounds, NAME),
    findings: outcome.findings
      .filter(({ code }) => !SAID.includes(code))
      .map((finding) => ({ ...finding, variant: "the expression", recorded })),
    spent: outcome.spent,
    cut: outcome.stopped === "interrupted" ? PATIENCE * duration : null,
  };
}
