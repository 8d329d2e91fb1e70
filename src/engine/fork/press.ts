/** One stretch of a load: its generator by its kind. */
import type { Load } from "../../model/load.js";
import { poissonArrivals } from "./arrivals.js";
import { closedLoop } from "./closed-loop.js";
import { type LoadClock, realClock } from "./load-clock.js";
import { openLoop } from "./open-loop.js";
import type { Call, LoadStretch, Pressed } from "./pressed.js";

export interface Press {
  readonly load: Load;
  readonly stretch: LoadStretch;
  /** Of an open loop's arrivals. */
  readonly seed: string;
  /** ms that an open loop waits for answers at the end. */
  readonly patience: number;
}

export function press(
  { load, stretch, seed, patience }: Press,
  call: Call,
  { clock = realClock, heard }: { readonly clock?: LoadClock; readonly heard?: () => void } = {},
): Promise<Pressed> {
  const shared = { call, stretch, clock, ...(heard ? { heard } : {}) };
  switch (load.kind) {
    case "closed":
      return closedLoop({ ...shared, concurrency: load.concurrency });
    case "open": {
      const { rate } = load;
      return openLoop({ ...shared, rate, arrivals: poissonArrivals(rate, seed), patience });
    }
  }
}
