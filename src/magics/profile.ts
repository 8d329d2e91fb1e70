/** %profile: where a variant's time goes, sampled in a fork of its own. %%profile profiles the cell it stands on. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import type { Variant } from "../model/case.js";
import type { MimeBundle } from "../model/output.js";
import type { Watch } from "../model/ports/engine.js";
import { usageError } from "../model/problem.js";
import type { Profile, ProfileRecord } from "../model/profile.js";
import { sameParameters, withProfile } from "../model/record.js";
import { compilationView, heapView, profileDiffView, profileView } from "../views/index.js";
import { forkError } from "./failure.js";
import { defineMagic, type MagicCall, type MagicContext } from "./magic.js";
import { profileCell, refuseForkOptions } from "./profile-cell.js";
import { showImported } from "./profile-import.js";
import { heldAgainst, requirePair } from "./variants/profile-against.js";
import { profileRecord } from "./variants/profile-record.js";
import { requireUnchanged } from "./variants/revision.js";
import { requireCurrent, sideOf } from "./variants/sides.js";

const SECOND = 1e9;
/** Some two thousand samples: enough to see the hot line. */
const QUICK = SECOND / 2;
const MICROSECOND = 1e3;
/** Steady calls under V8's log, for the summary of every profile. */
const TRACE = 0.4 * SECOND;
/** Calls whose awaits are clocked. */
const WAITING = SECOND;

const spec = magicSpec({
  name: "profile",
  summary: "Shows where a variant's time goes: a flamegraph, and the hot lines beside the source",
  forms: ["line", "cell"],
  positionals: {
    variant: positional.variant({ help: "Which variant; by default the one measured last", required: false }),
  },
  options: {
    duration: option.duration({ help: "How long to sample", defaultText: "2 s; 500 ms under --quick" }),
    interval: option.duration({
      help: "Time between samples that V8 is asked for",
      default: 200 * MICROSECOND,
    }),
    timeout: option.duration({ help: "Longest time of one call", default: 60 * SECOND }),
    against: option.variant({
      help: "Shows what changed since this variant's profile, per call; takes one where there is none",
    }),
    deopt: option.flag({
      help: "Why it is slow: tiers, deoptimisations by line with advice, megamorphic accesses, collections",
    }),
    heap: option.flag({ help: "Who allocates: a flamegraph by bytes, bytes and objects per call" }),
    every: option.quantity("bytes", {
      help: "With --heap: bytes between samples, on average; by default what gives some 10,000",
    }),
    import: option.text({
      help: "Shows a profile of another tool: .cpuprofile, .heapprofile, speedscope JSON, collapsed stacks, pprof",
      placeholder: "FILE",
    }),
  },
  examples: [
    "%profile naive",
    "%profile tiled --against naive",
    "%profile tiled --duration 5s --interval 100us",
    "%profile naive --deopt",
    "%profile naive --heap",
    "%profile --import server.cpuprofile",
    "%%profile",
  ],
});

export const profileMagic = defineMagic({
  spec,
  async run(call, context) {
    refusePairs(call);
    const { options } = call.arguments;
    if (options.import !== undefined) {
      return showImported(options.import, context);
    }
    if (call.body !== null) {
      refuseForkOptions(options);
      return profileCell({ source: call.body, fileName: call.fileName, interval: options.interval }, context);
    }
    context.state.require();
    const variant = requireCurrent(context, call.arguments.positionals.variant ?? measuredLast(context));
    refuseCommand(variant);
    const { against } = options;
    if (against !== undefined)
      return profileBoth(variant, requirePair(context, variant, against), call, context);
    await requireUnchanged([variant], context);
    await context.work(`profile of ${variant.name}`, async (watch) => {
      const { record, profile } = await take(variant, call, { context, watch });
      return view({ profile, record, variant }, call);
    });
  },
});

function refuseCommand({ name, language }: Variant): void {
  if (language !== "shell") return;
  throw usageError(
    `${name} runs a command, and V8's profiler sees the Node process only; profile the program by a tool of its own, such as perf, and optimize with --no-profile "what it showed".`,
  );
}

type Call = MagicCall<typeof spec>;

function refusePairs({ arguments: { options }, body }: Call): void {
  const views = (["against", "deopt", "heap", "import"] as const).filter((name) => options[name]);
  if (views.length > 1) {
    throw usageError(`--${views.join(" and --")} show different profiles; ask for one at a time.`);
  }
  if (options.against === undefined) return;
  if (body !== null) {
    throw usageError(
      "--against compares the profiles of two variants, and %%profile profiles its cell; write %profile NAME --against OTHER.",
    );
  }
}

/** What changed from one variant to the other; the other's profile is taken too where there is none that still holds. */
async function profileBoth(variant: Variant, other: Variant, call: Call, context: MagicContext) {
  refuseCommand(other);
  await requireUnchanged([variant, other], context);
  await context.work(`profiles of ${other.name} and ${variant.name}`, async (watch) => {
    const at = { context, watch };
    const before = (await heldAgainst(context, other)) ?? (await take(other, call, at));
    const now = await take(variant, call, { ...at, against: other.name });
    return profileDiffView({ name: variant.name, ...now }, { name: other.name, ...before });
  });
}

async function sample(
  variant: Variant,
  call: Call,
  at: { readonly context: MagicContext; readonly watch: Watch },
) {
  const { context, watch } = at;
  const { interval, timeout, deopt, heap, every } = call.arguments.options;
  const duration = call.arguments.options.duration ?? (context.defaults.quick ? QUICK : 2 * SECOND);
  context.language.pause();
  try {
    const { engine, state } = context;
    const side = sideOf(context, variant);
    const request = { side, parameters: state.require().workload.parameters, duration, timeout };
    const trace = deopt ? duration : Math.min(duration, TRACE);
    const outcome = heap
      ? await engine.heap(
          { ...request, interval: every === undefined ? null : Math.max(1, Math.round(every)) },
          watch,
        )
      : await engine.profile(
          {
            ...{ ...request, interval, trace },
            // Where requests are served, the handler's awaits are not the measured expression's.
            ...(variant.expression.asynchronous && !side.serve
              ? { waiting: Math.min(duration, WAITING) }
              : {}),
          },
          watch,
        );
    if (outcome.kind === "failed") throw forkError(outcome.failure);
    return outcome;
  } finally {
    context.language.resume();
  }
}

/** Profiles a variant and keeps the profile. */
async function take(
  variant: Variant,
  call: Call,
  at: { readonly context: MagicContext; readonly watch: Watch; readonly against?: string },
): Promise<{ readonly profile: Profile; readonly record: ProfileRecord }> {
  const { context, against } = at;
  const { profile, raw } = await sample(variant, call, at);
  const file = await context.store.saveProfile(context.state.require().id, variant.name, profile, raw);
  const record: ProfileRecord = profileRecord({
    name: variant.name,
    hash: variant.hash,
    profile,
    file,
    timed: timedPerCall(variant, context),
    ...(against === undefined ? {} : { against }),
    ...stamp(context),
  });
  await context.state.change((before) => withProfile(before, record));
  return { profile, record };
}

function view(shown: Parameters<typeof profileView>[0], call: Call): MimeBundle {
  if (shown.profile.kind === "heap") return heapView(shown);
  return call.arguments.options.deopt ? compilationView(shown) : profileView(shown);
}

/** Mean ns per call, as measured at the workload's parameters; null where that is not known, no longer holds, or is of calls that overlap. */
function timedPerCall({ measurements }: Variant, { state }: MagicContext): number | null {
  const { parameters, load } = state.require().workload;
  // Under a load time is per completed call of all callers, and a profile has one caller.
  if (load !== undefined) return null;
  const measured = measurements.findLast((one) => !one.stale && sameParameters(one.parameters, parameters));
  // A profile is of all calls, slow ones too: the mean is what compares.
  return measured?.time.mean ?? null;
}

function stamp({ state }: MagicContext) {
  return { parameters: state.require().workload.parameters, recorded: state.now(), session: state.session };
}

function measuredLast(context: MagicContext): string {
  const variants = context.state.require().variants;
  const last = [...variants].sort((a, b) => (a.recorded < b.recorded ? -1 : 1)).at(-1);
  if (last !== undefined) return last.name;
  throw usageError("There is no variant to profile yet; begin with %%baseline NAME.");
}
