/** Loads the bundle and clocks its two stages: the setup, and what stands before the measured expression. */
import { pathToFileURL } from "node:url";
import type { Channel } from "./channel.js";
import type { LoadTarget } from "./measure-load.js";
import type { ForkOrder } from "./messages.js";
import type { BundledCommand, ForkGlobals, VariantModule } from "./module.js";

export interface Loaded {
  readonly module: VariantModule;
  /** ns. */
  readonly setup: number;
  readonly prepare: number;
  /** Its value is served over HTTP (`--serve`): what loads it. */
  readonly served?: LoadTarget;
}

export async function loadVariant(order: ForkOrder, channel: Channel): Promise<Loaded> {
  const times = { setup: Number.NaN, afterSetup: Number.NaN, prepare: Number.NaN };
  const globals: ForkGlobals = {
    parameters: order.parameters,
    mark(stage) {
      times[stage] = performance.now();
      channel.beat(stage === "setup" ? "prepare" : "call");
      // Telling takes longer than the statements of many a variant.
      if (stage === "setup") times.afterSetup = performance.now();
    },
  };
  Object.defineProperty(globalThis, "__benchbook", { value: globals, configurable: true });
  channel.beat("setup");
  const start = performance.now();
  const bundled = (await import(pathToFileURL(order.bundle).href)) as VariantModule | BundledCommand;
  const end = performance.now();
  const setUp = Number.isNaN(times.setup) ? end : times.setup;
  const preparing = Number.isNaN(times.afterSetup) ? setUp : times.afterSetup;
  const prepared = Number.isNaN(times.prepare) ? end : times.prepare;
  const module =
    "command" in bundled ? (await import("./command.js")).commandVariant(bundled, order.parameters) : bundled;
  return { module, setup: (setUp - start) * 1e6, prepare: (prepared - preparing) * 1e6 };
}
