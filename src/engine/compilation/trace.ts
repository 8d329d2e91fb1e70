/** V8's log as what became of each function: replays compilations, moves and deoptimisations in their order. */
import type { FrameTier } from "../../model/profile.js";
import type { LogEvent, LogPlace } from "./log.js";

export interface Trace {
  readonly functions: readonly TracedFunction[];
  readonly deopts: readonly TracedDeopt[];
  readonly accesses: readonly TracedAccess[];
}

export interface TracedFunction {
  readonly name: string;
  readonly place: LogPlace;
  readonly tier: FrameTier;
  readonly optimised: number;
  readonly deoptimised: number;
  readonly inlinedInto: ReadonlySet<TracedFunction>;
}

export interface TracedDeopt {
  readonly event: Extract<LogEvent, { kind: "deopt" }>;
  readonly host: TracedFunction | null;
  /** The steady stretch had begun. */
  readonly steady: boolean;
}

export interface TracedAccess {
  readonly event: Extract<LogEvent, { kind: "access" }>;
  readonly within: TracedFunction;
  readonly shapes: number;
  readonly megamorphic: boolean;
}

/** Names of the marks where calls begin, after setup and preparation, and where the steady stretch does. */
export const CALLS = "calls";
export const STEADY = "steady";

export function replay(events: Iterable<LogEvent>): Trace {
  const replayed = new Replay();
  for (const event of events) replayed.take(event);
  return replayed.trace();
}

interface Growing {
  readonly name: string;
  readonly place: LogPlace;
  tier: FrameTier;
  optimised: number;
  deoptimised: number;
  readonly inlinedInto: Set<Growing>;
  /** Optimised code that has not given up. */
  readonly live: Map<Code, FrameTier>;
}

interface Code {
  address: number;
  readonly size: number;
  readonly owner: Growing;
}

class Replay {
  readonly #functions = new Map<string, Growing>();
  readonly #byId = new Map<string, Growing>();
  #codes: Code[] = [];
  readonly #deopts: TracedDeopt[] = [];
  readonly #accesses = new Map<string, { last: TracedAccess["event"]; within: Growing; maps: Set<string> }>();
  #steady = false;

  take(event: LogEvent): void {
    switch (event.kind) {
      case "code":
        this.#compiled(event);
        return;
      case "inlined":
        this.#inlined(event);
        return;
      case "code-move": {
        const code = this.#at(event.from);
        if (code) code.address = event.to;
        return;
      }
      case "function-move": {
        const moved = this.#byId.get(event.from);
        if (moved) this.#byId.set(event.to, moved);
        return;
      }
      case "deopt":
        this.#gaveUp(event);
        return;
      case "access":
        this.#accessed(event);
        return;
      case "mark":
        this.#steady ||= event.name === STEADY;
        // What gave up while inputs were made is no cost of a call.
        if (event.name === CALLS) this.#deopts.length = 0;
        return;
    }
  }

  trace(): Trace {
    const accesses = [...this.#accesses.values()].map(({ last, within, maps }) => ({
      event: last,
      within,
      shapes: maps.size,
      megamorphic: last.state !== "1" && last.state !== "P",
    }));
    return { functions: [...this.#functions.values()], deopts: this.#deopts, accesses };
  }

  #compiled({ address, size, name, place, id, tier }: Extract<LogEvent, { kind: "code" }>): void {
    const key = `${place.url}:${place.line}:${place.column}`;
    const known = this.#functions.get(key);
    const owner: Growing = known ?? {
      name,
      place,
      tier,
      optimised: 0,
      deoptimised: 0,
      inlinedInto: new Set(),
      live: new Map(),
    };
    this.#functions.set(key, owner);
    this.#byId.set(id, owner);
    const code = { address, size, owner };
    this.#codes.push(code);
    if (isOptimised(tier)) {
      owner.optimised++;
      owner.live.set(code, tier);
    }
    const bytecode = isOptimised(owner.tier) ? "baseline" : owner.tier;
    owner.tier = highestTier([bytecode, tier, ...owner.live.values()]);
  }

  #inlined({ address, ids }: Extract<LogEvent, { kind: "inlined" }>): void {
    const host = this.#at(address)?.owner;
    for (const id of host ? ids : []) {
      const inner = this.#byId.get(id);
      if (inner && host && inner !== host) inner.inlinedInto.add(host);
    }
  }

  #gaveUp(event: Extract<LogEvent, { kind: "deopt" }>): void {
    const code = this.#at(event.address);
    const host = code?.owner ?? null;
    if (code && host) {
      host.live.delete(code);
      // What a lazy one leaves has been counted where its dependency changed, if V8 has told so.
      host.deoptimised++;
      host.tier = highestTier(["baseline", ...host.live.values()]);
    }
    this.#deopts.push({ event, host, steady: this.#steady });
  }

  #accessed(event: TracedAccess["event"]): void {
    const within = this.#around(event.pc)?.owner;
    if (!within) return;
    const { url } = within.place;
    // A `for … of` reads `[Symbol.iterator]` and `next` in one place.
    const property = event.how === "named" ? event.property : null;
    const key = `${url}:${event.line}:${event.column}:${event.operation}:${property}`;
    const known = this.#accesses.get(key) ?? { last: event, within, maps: new Set<string>() };
    known.maps.add(event.map);
    known.last = event;
    this.#accesses.set(key, known);
  }

  /** The newest code there: V8 uses addresses again. */
  #at(address: number): Code | undefined {
    return this.#codes.findLast((code) => code.address === address);
  }

  #around(pc: number): Code | undefined {
    return this.#codes.findLast(({ address, size }) => pc >= address && pc < address + size);
  }
}

const ORDER: readonly FrameTier[] = ["interpreter", "baseline", "maglev", "turbofan"];

function isOptimised(tier: FrameTier): boolean {
  return tier === "maglev" || tier === "turbofan";
}

export function highestTier(tiers: readonly FrameTier[]): FrameTier {
  return ORDER[Math.max(0, ...tiers.map((tier) => ORDER.indexOf(tier)))] ?? "interpreter";
}
