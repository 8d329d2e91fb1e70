/** V8's log as a variant's compilation, in the user's own files. Pure. */
import type {
  Compilation,
  CompiledFunction,
  Deopt,
  MemoryUse,
  PolymorphicAccess,
} from "../../model/compilation.js";
import type { CallFrame } from "../profile/cpuprofile.js";
import { createFrameReader, type FrameReader } from "../profile/frames.js";
import type { BundleMap } from "../source-map.js";
import { type LogPlace, readLog } from "./log.js";
import { highestTier, replay, type Trace, type TracedFunction } from "./trace.js";

export interface CompilationRequest {
  readonly log: string;
  readonly variant: string;
  /** Absolute path of the traced bundle. */
  readonly bundle: string;
  readonly map: BundleMap | null;
  readonly wrappers: readonly string[];
  readonly calls: number;
  /** ns. */
  readonly duration: number;
  readonly memory: MemoryUse;
}

export function importCompilation(request: CompilationRequest): Compilation {
  const trace = replay(readLog(request.log));
  const raw = { nodes: trace.functions.map((one, id) => ({ id, callFrame: callOf(one) })) };
  const reader = createFrameReader({ ...request, raw });
  const { calls, duration, memory } = request;
  return {
    functions: functionsOf(trace, reader),
    deopts: deoptsOf(trace, reader),
    accesses: accessesOf(trace, reader),
    memory,
    calls,
    duration,
  };
}

function functionsOf(trace: Trace, reader: FrameReader): CompiledFunction[] {
  const own = trace.functions.flatMap((one) => {
    const read = reader.read(callOf(one));
    if (read.kind !== "frame" || !OWN.has(read.frame.category)) return [];
    const { name, category, file, line, column } = read.frame;
    const { tier, optimised, deoptimised } = one;
    const inlinedInto = [...new Set([...one.inlinedInto].map((host) => nameOf(host, reader)))];
    return [{ name, category, file, line, column, tier, optimised, deoptimised, inlinedInto }];
  });
  return [...measuredOf(trace, reader), ...own];
}

/** The measured expression and the loop around it, as one: where all is inlined, most of the time is theirs. */
function measuredOf(trace: Trace, reader: FrameReader): CompiledFunction[] {
  const wrappers = trace.functions.filter((one) => reader.read(callOf(one)).kind === "measured");
  if (wrappers.length === 0) return [];
  const { name, category, file } = reader.root;
  const sum = (count: (one: TracedFunction) => number) =>
    wrappers.reduce((whole, one) => whole + count(one), 0);
  return [
    {
      ...{ name, category, file, line: null, column: null },
      tier: highestTier(wrappers.map(({ tier }) => tier)),
      optimised: sum(({ optimised }) => optimised),
      deoptimised: sum(({ deoptimised }) => deoptimised),
      inlinedInto: [],
    },
  ];
}

const OWN: ReadonlySet<string> = new Set(["cell", "setup", "module", "package"]);

/** Times after the warm-up from which giving up at one place for one reason is a loop. */
const LOOP = 3;

function deoptsOf(trace: Trace, reader: FrameReader): Deopt[] {
  const found = new Map<string, Deopt>();
  for (const { event, host, steady } of trace.deopts) {
    const [place] = event.places;
    const spot = place && reader.spot(place.url, place.line, place.column);
    if (!place || !spot) continue;
    const inlined = event.places.length > 1 ? enclosing(trace, place) : host;
    const names = {
      name: inlined ? nameOf(inlined, reader) : "(unknown)",
      host: host ? nameOf(host, reader) : "(unknown)",
    };
    const key = [names.host, spot.file, spot.line, spot.column, event.reason].join("\n");
    const before = found.get(key);
    const count = (before?.count ?? 0) + 1;
    found.set(key, {
      ...names,
      file: spot.file,
      line: spot.line,
      column: spot.column,
      reason: event.reason,
      kind: event.how,
      count,
      steady: (before?.steady ?? 0) + (steady ? 1 : 0),
      loop: (before?.steady ?? 0) + (steady ? 1 : 0) >= LOOP,
    });
  }
  return [...found.values()].sort((a, b) => b.steady - a.steady || b.count - a.count);
}

function accessesOf(trace: Trace, reader: FrameReader): PolymorphicAccess[] {
  return trace.accesses
    .filter(({ shapes, megamorphic }) => megamorphic || shapes > 1)
    .flatMap(({ event, within, shapes, megamorphic }) => {
      const spot = reader.spot(within.place.url, event.line, event.column);
      if (!spot) return [];
      const { file, line, column } = spot;
      const { operation, property } = event;
      return [{ name: nameOf(within, reader), file, line, column, operation, property, shapes, megamorphic }];
    })
    .sort((a, b) => Number(b.megamorphic) - Number(a.megamorphic) || b.shapes - a.shapes);
}

/** Of the functions of a file, the one that begins last before the place. */
function enclosing(trace: Trace, { url, line, column }: LogPlace): TracedFunction | null {
  const before = trace.functions.filter(
    ({ place }) =>
      place.url === url && (place.line < line || (place.line === line && place.column <= column)),
  );
  before.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  return before.at(-1) ?? null;
}

function nameOf(one: TracedFunction, reader: FrameReader): string {
  const read = reader.read(callOf(one));
  if (read.kind === "frame") return read.frame.name;
  return read.kind === "measured" ? reader.root.name : "(engine)";
}

function callOf({ name, place }: TracedFunction): CallFrame {
  const { url, line, column } = place;
  return { functionName: name, scriptId: "", url, lineNumber: line - 1, columnNumber: column - 1 };
}
