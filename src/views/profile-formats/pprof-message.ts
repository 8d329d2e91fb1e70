/** pprof's protocol buffer: https://github.com/google/pprof/blob/main/proto/profile.proto. Numbers of fields are from there. */
import type { Profile, ProfileUnit } from "../../model/profile.js";
import { stackOf } from "./builder.js";
import { Message } from "./protobuf.js";

export const PROFILE = {
  sampleType: 1,
  sample: 2,
  location: 4,
  function: 5,
  strings: 6,
  duration: 10,
  periodType: 11,
  period: 12,
};
export const SAMPLE = { locations: 1, values: 2 };
export const LOCATION = { id: 1, line: 4 };
export const LINE = { function: 1, line: 2 };
export const FUNCTION = { id: 1, name: 2, systemName: 3, file: 4, startLine: 5 };
export const VALUE_TYPE = { type: 1, unit: 2 };

const KINDS: Readonly<Record<ProfileUnit, readonly [type: string, unit: string]>> = {
  ns: ["cpu", "nanoseconds"],
  bytes: ["alloc_space", "bytes"],
  samples: ["samples", "count"],
};

/** Not zipped yet: a page zips by other means than Node. */
export function pprofMessage(profile: Profile): Uint8Array {
  const { frames, nodes, unit, duration, interval } = profile;
  const strings = new Map<string, number>([["", 0]]);
  const text = (value: string) => {
    const known = strings.get(value) ?? strings.size;
    strings.set(value, known);
    return known;
  };
  const type = (name: string, unitName: string) =>
    new Message().number(VALUE_TYPE.type, text(name)).number(VALUE_TYPE.unit, text(unitName));
  const kind = KINDS[unit];
  const out = new Message().message(PROFILE.sampleType, type(...KINDS.samples));
  if (unit !== "samples") out.message(PROFILE.sampleType, type(...kind));
  nodes.forEach(({ self, samples }, index) => {
    if (self <= 0) return;
    const stack = stackOf(profile, index).map((frame) => frame + 1);
    const sample = new Message()
      .numbers(SAMPLE.locations, [...stack].reverse())
      .numbers(SAMPLE.values, unit === "samples" ? [self] : [samples, self]);
    out.message(PROFILE.sample, sample);
  });
  frames.forEach(({ name, file, line }, index) => {
    const id = index + 1;
    const place = new Message().number(LINE.function, id).number(LINE.line, line ?? 0);
    out.message(PROFILE.location, new Message().number(LOCATION.id, id).message(LOCATION.line, place));
    const known = new Message().number(FUNCTION.id, id).number(FUNCTION.name, text(name));
    known.number(FUNCTION.systemName, text(name)).number(FUNCTION.file, text(file ?? ""));
    out.message(PROFILE.function, known.number(FUNCTION.startLine, line ?? 0));
  });
  const period = type(...kind);
  for (const value of strings.keys()) out.text(PROFILE.strings, value);
  if (unit === "ns") out.number(PROFILE.duration, duration);
  return out.message(PROFILE.periodType, period).number(PROFILE.period, interval.achieved).done();
}
