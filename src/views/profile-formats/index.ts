/** Profiles of other tools in, ours out. A new format is a file like its neighbours and a line here. */
import { usageError } from "../../model/problem.js";
import type { Profile } from "../../model/profile.js";
import { fromCollapsed, toCollapsed } from "./collapsed.js";
import { fromCpuProfile, toCpuProfile } from "./cpuprofile.js";
import { ENDINGS } from "./endings.js";
import { fromHeapProfile, toHeapProfile } from "./heapprofile.js";
import { NotThis } from "./not-this.js";
import { fromPprof, isPprof, toPprof } from "./pprof.js";
import { fromSpeedscope, toSpeedscope } from "./speedscope.js";

export { toCollapsed, toCpuProfile, toHeapProfile, toPprof, toSpeedscope };

export interface ProfileFormat {
  readonly ending: string;
  readonly write: (profile: Profile, name: string) => string | Uint8Array;
}

export const PROFILE_FORMATS = {
  cpuprofile: { ending: ENDINGS.cpuprofile, write: toCpuProfile },
  heapprofile: { ending: ENDINGS.heapprofile, write: toHeapProfile },
  speedscope: { ending: ENDINGS.speedscope, write: toSpeedscope },
  collapsed: { ending: ENDINGS.collapsed, write: toCollapsed },
  pprof: { ending: ENDINGS.pprof, write: toPprof },
} as const satisfies Readonly<Record<string, ProfileFormat>>;

export type ProfileFormatName = keyof typeof PROFILE_FORMATS;

/** Largest file: a text above this is more than V8 holds in one string. */
const LARGEST = 500 * 2 ** 20;

/** Told by the content; `file` is only for messages. Throws a UserError for what is no profile. */
export function readProfile(bytes: Uint8Array, file: string): Profile {
  if (bytes.length === 0) throw usageError(`${file} is empty; name a profile: ${KNOWN}.`);
  if (bytes.length > LARGEST)
    throw usageError(`${file} is over 500 MiB, more than can be read at once; record a shorter stretch.`);
  let profile: Profile;
  try {
    profile = parse(bytes);
  } catch (cause) {
    if (!(cause instanceof NotThis || cause instanceof SyntaxError || cause instanceof TypeError))
      throw cause;
    const why = cause instanceof NotThis ? cause.message : "it is cut off or not what it seems";
    throw usageError(`${file} is no profile that can be read: ${why}; known are ${KNOWN}.`);
  }
  if (profile.sampleCount === 0 || profile.duration === 0)
    throw usageError(`${file} has no samples; record for longer.`);
  return profile;
}

const KNOWN = ".cpuprofile, .heapprofile, speedscope JSON, collapsed stacks and pprof";

function parse(bytes: Uint8Array): Profile {
  if (isPprof(bytes)) return fromPprof(bytes);
  const text = new TextDecoder().decode(bytes);
  if (/^\s*[{[]/.test(text)) return parseJson(text);
  // An unzipped pprof begins with its first field's key, a newline, or holds bytes that no text has.
  return text.includes("\0") || text.includes("\uFFFD") ? fromPprof(bytes) : fromCollapsed(text);
}

function parseJson(text: string): Profile {
  const parsed = json(text);
  if (typeof parsed !== "object" || parsed === null) throw new NotThis("it is no object");
  for (const [key, what] of Object.entries(OTHERS)) if (key in parsed) throw new NotThis(what);
  // Each reader checks what it needs of this.
  if ("head" in parsed) return fromHeapProfile(parsed as Parameters<typeof fromHeapProfile>[0]);
  if ("nodes" in parsed) return fromCpuProfile(parsed as Parameters<typeof fromCpuProfile>[0]);
  if ("shared" in parsed) return fromSpeedscope(parsed as Parameters<typeof fromSpeedscope>[0]);
  throw new NotThis("it is JSON of another kind");
}

/** What V8 and Chrome write beside profiles, by a key of its own. */
const OTHERS = {
  snapshot: "it is a heap snapshot, which tells what is kept and not who allocated",
  traceEvents: "it is a trace of many processes; save a CPU profile alone",
};

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new NotThis("its JSON is cut off or broken", { cause });
  }
}
