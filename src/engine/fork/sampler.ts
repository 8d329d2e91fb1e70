/** Takes samples: tinybench runs the loop, the variant's own code is what it runs, and we keep the order. */
import { Bench } from "tinybench";
import type { Channel } from "./channel.js";
import type { Clock } from "./clock.js";
import type { VariantModule } from "./module.js";
import { Samples } from "./samples.js";

export interface Stretch {
  /** Calls per sample; of a command, one whatever is said here. */
  readonly batch: number;
  /** ns, and samples: both must be reached. */
  readonly time: number;
  readonly fewest: number;
  /** Asked after every sample; true ends the stretch early. */
  readonly enough?: () => boolean;
}

export interface Sampler {
  readonly samples: Samples;
  run(stretch: Stretch): Promise<void>;
}

export interface SamplerParts {
  readonly module: VariantModule;
  readonly clock: Clock;
  readonly channel: Pick<Channel, "beat">;
}

/** What tinybench reads from a task: a sample of ours (ms per call), and what it cost in all (ms). */
interface Taken {
  overriddenDuration: number;
  overriddenIterationCost: number;
}

export function createSampler(parts: SamplerParts): Sampler {
  const samples = new Samples();
  return {
    samples,
    async run(stretch) {
      const { taskOf, asynchronous } = chooseTask(parts);
      const abort = new AbortController();
      const task = taskOf(parts.module.meter ? 1 : stretch.batch, (perCall) => {
        samples.add(perCall);
        if (stretch.enough?.()) abort.abort();
      });
      const bench = new Bench({
        now: () => performance.now(),
        time: stretch.time / 1e6,
        iterations: stretch.fewest,
        warmup: false,
        throws: true,
        signal: abort.signal,
      });
      // Told so, tinybench makes no call of its own to find out.
      bench.add("sample", task, { async: asynchronous });
      if (asynchronous) await bench.run();
      else bench.runSync();
    },
  };
}

type Keep = (nsPerCall: number) => void;
type TaskOf = (batch: number, keep: Keep) => () => Taken | Promise<Taken>;

function chooseTask(parts: SamplerParts): { readonly taskOf: TaskOf; readonly asynchronous: boolean } {
  if (parts.module.perCall)
    return { taskOf: (batch, keep) => clockedAlone(parts, batch, keep), asynchronous: true };
  return parts.module.asynchronous
    ? { taskOf: (batch, keep) => awaitedLoop(parts, batch, keep), asynchronous: true }
    : { taskOf: (batch, keep) => loop(parts, batch, keep), asynchronous: false };
}

/** Where loops leave their folded results, so that no compiler can drop the work. */
export const sink: { value: unknown } = { value: undefined };

function loop({ module, channel }: SamplerParts, batch: number, keep: Keep): () => Taken {
  const taken: Taken = { overriddenDuration: 0, overriddenIterationCost: 0 };
  return () => {
    channel.beat("call");
    const start = performance.now();
    sink.value = module.loop(batch);
    return finish(taken, { wall: performance.now() - start, batch, keep });
  };
}

function awaitedLoop({ module, channel }: SamplerParts, batch: number, keep: Keep): () => Promise<Taken> {
  const taken: Taken = { overriddenDuration: 0, overriddenIterationCost: 0 };
  return async () => {
    channel.beat("call");
    const start = performance.now();
    sink.value = await module.loop(batch);
    return finish(taken, { wall: performance.now() - start, batch, keep });
  };
}

/** Fresh input before every call: calls are clocked one by one, without their input, and summed to a sample. */
function clockedAlone(
  { module, channel, clock }: SamplerParts,
  batch: number,
  keep: Keep,
): () => Promise<Taken> {
  return async () => {
    const begun = performance.now();
    let sum = 0;
    for (let call = 0; call < batch; call++) {
      await module.perCall?.();
      channel.beat("call");
      const start = performance.now();
      sink.value = module.asynchronous ? await module.measured() : module.measured();
      const clocked = performance.now() - start;
      sum += module.ownTime === undefined ? clocked : module.ownTime() + clock.cost / 1e6;
    }
    const perCall = Math.max(0, sum / batch - clock.cost / 1e6);
    keep(perCall * 1e6);
    return { overriddenDuration: perCall, overriddenIterationCost: performance.now() - begun };
  };
}

function finish(taken: Taken, sample: { wall: number; batch: number; keep: Keep }): Taken {
  const perCall = sample.wall / sample.batch;
  sample.keep(perCall * 1e6);
  taken.overriddenDuration = perCall;
  taken.overriddenIterationCost = sample.wall;
  return taken;
}
