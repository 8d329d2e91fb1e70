/** speedscope's own JSON: https://www.speedscope.app/file-format-schema.json. Sampled and evented profiles; all of a file are joined. */
import type { Profile, ProfileUnit } from "../../model/profile.js";
import { foreignFrame, ProfileBuilder, stackOf } from "./builder.js";
import { NotThis } from "./not-this.js";

const SCHEMA = "https://www.speedscope.app/file-format-schema.json";

interface File {
  readonly shared: { readonly frames: readonly RawFrame[] };
  readonly profiles: readonly (Sampled | Evented)[];
}

interface RawFrame {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
}

interface Sampled {
  readonly type: "sampled";
  readonly unit: string;
  /** Indices of frames, root first. */
  readonly samples: readonly (readonly number[])[];
  readonly weights: readonly number[];
}

interface Evented {
  readonly type: "evented";
  readonly unit: string;
  readonly events: readonly { readonly type: "O" | "C"; readonly frame: number; readonly at: number }[];
}

const NANOSECONDS: Readonly<Record<string, number>> = {
  nanoseconds: 1,
  microseconds: 1e3,
  milliseconds: 1e6,
  seconds: 1e9,
};

export function fromSpeedscope(file: File): Profile {
  const raw = file.shared?.frames;
  if (!Array.isArray(raw) || !Array.isArray(file.profiles))
    throw new NotThis("it has no shared frames and profiles");
  const builder = new ProfileBuilder();
  const frames = raw.map(({ name, file: at, line, col }) =>
    builder.frame(foreignFrame({ name: String(name), file: at, line, column: col })),
  );
  const frame = (index: number): number => {
    const known = frames[index];
    if (known === undefined) throw new NotThis(`it names frame ${index} and has ${frames.length}`);
    return known;
  };
  const units = new Set(file.profiles.map(unitOf));
  if (units.size > 1)
    throw new NotThis(`it mixes ${[...units].join(" and ")}; save one of its profiles by itself`);
  for (const profile of file.profiles) {
    const scale = NANOSECONDS[profile.unit] ?? 1;
    if (profile.type === "sampled") readSampled(profile, { builder, frame, scale });
    else if (profile.type === "evented") readEvented(profile, { builder, frame, scale });
    else
      throw new NotThis(
        `it has a profile of the unknown type ${JSON.stringify((profile as { type: unknown }).type)}`,
      );
  }
  const [unit = "ns"] = units;
  return builder.build(unit);
}

function unitOf({ unit }: { readonly unit: string }): ProfileUnit {
  if (unit === "bytes") return "bytes";
  return unit in NANOSECONDS ? "ns" : "samples";
}

interface Reading {
  readonly builder: ProfileBuilder;
  readonly frame: (index: number) => number;
  readonly scale: number;
}

function readSampled({ samples, weights }: Sampled, { builder, frame, scale }: Reading): void {
  samples.forEach((stack, index) => {
    let at = -1;
    for (const one of stack) at = builder.node(frame(one), at);
    if (at >= 0) builder.hit(at, (weights[index] ?? 0) * scale);
  });
}

/** Between two events the frame on top of the stack runs. */
function readEvented({ events }: Evented, { builder, frame, scale }: Reading): void {
  const stack: number[] = [];
  let before = events[0]?.at ?? 0;
  for (const { type, frame: index, at } of events) {
    const top = stack.at(-1);
    if (top !== undefined && at > before) builder.hit(top, (at - before) * scale);
    before = at;
    if (type === "O") stack.push(builder.node(frame(index), top ?? -1));
    else stack.pop();
  }
}

const UNITS: Readonly<Record<ProfileUnit, string>> = { ns: "nanoseconds", bytes: "bytes", samples: "none" };

export function toSpeedscope(profile: Profile, name = "profile"): string {
  const { frames, timeline, unit, duration } = profile;
  return JSON.stringify({
    $schema: SCHEMA,
    exporter: "benchbook",
    name,
    activeProfileIndex: 0,
    shared: {
      frames: frames.map(({ name: label, file, line, column }) => ({
        name: label,
        ...(file === null ? {} : { file }),
        ...(line === null ? {} : { line }),
        ...(column === null ? {} : { col: column }),
      })),
    },
    profiles: [
      {
        type: "sampled",
        name,
        unit: UNITS[unit],
        startValue: 0,
        endValue: duration,
        samples: timeline.nodes.map((node) => stackOf(profile, node)),
        weights: timeline.durations,
      },
    ],
  });
}
