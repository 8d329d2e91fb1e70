/** pprof's gzipped protocol buffer, read and written; its fields are in `pprof-message.ts`. */
import { gunzipSync, gzipSync } from "node:zlib";
import type { Frame, Profile } from "../../model/profile.js";
import { foreignFrame, ProfileBuilder } from "./builder.js";
import { NotThis } from "./not-this.js";
import { FUNCTION, LINE, LOCATION, PROFILE, pprofMessage, SAMPLE, VALUE_TYPE } from "./pprof-message.js";
import { type Field, numbersOf, readFields } from "./protobuf.js";

/** Largest size after unzipping. */
const LARGEST = 2 ** 30;

export function isPprof(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export function fromPprof(zipped: Uint8Array): Profile {
  const fields = [...readFields(isPprof(zipped) ? unzip(zipped) : zipped)];
  const of = (number: number) => fields.filter((field) => field.number === number);
  const strings = of(PROFILE.strings).map(({ bytes }) => new TextDecoder().decode(bytes));
  const builder = new ProfileBuilder();
  const functions = new Map(of(PROFILE.function).map((field) => readFunction(field, strings)));
  const locations = new Map(of(PROFILE.location).map((field) => readLocation(field, functions)));
  const types = of(PROFILE.sampleType).map((field) => valueType(field, strings));
  const chosen = chooseValue(types);
  for (const field of of(PROFILE.sample)) {
    const parts = [...readFields(field.bytes)];
    const stack = parts.filter(({ number }) => number === SAMPLE.locations).flatMap(numbersOf);
    const values = parts.filter(({ number }) => number === SAMPLE.values).flatMap(numbersOf);
    let at = -1;
    // The leaf stands first, and within a place the innermost inlined function.
    for (const id of [...stack].reverse()) {
      for (const frame of [...(locations.get(id) ?? [])].reverse())
        at = builder.node(builder.frame(frame), at);
    }
    if (at >= 0)
      builder.hit(
        at,
        (values[chosen.index] ?? 0) * chosen.scale,
        chosen.count === -1 ? 1 : (values[chosen.count] ?? 1),
      );
  }
  return builder.build(chosen.unit);
}

function unzip(zipped: Uint8Array): Uint8Array {
  try {
    return gunzipSync(zipped, { maxOutputLength: LARGEST });
  } catch (cause) {
    const large = (cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new NotThis(large ? "it is over 1 GiB unzipped" : "its gzip is broken or cut off", { cause });
  }
}

type Numbered<T> = readonly [id: number, T];

function readFunction(
  { bytes }: Field,
  strings: readonly string[],
): Numbered<{ name: string; file: string; line: number }> {
  const value = firstOf(bytes);
  const text = (number: number) => strings[value(number)] ?? "";
  return [
    value(FUNCTION.id),
    { name: text(FUNCTION.name), file: text(FUNCTION.file), line: value(FUNCTION.startLine) },
  ];
}

function readLocation(
  { bytes }: Field,
  functions: ReadonlyMap<number, { name: string; file: string; line: number }>,
): Numbered<readonly Frame[]> {
  const frames = [...readFields(bytes)]
    .filter(({ number }) => number === LOCATION.line)
    .map((line) => {
      const value = firstOf(line.bytes);
      const known = functions.get(value(LINE.function));
      return foreignFrame({
        name: known?.name ?? "",
        file: known?.file,
        line: known?.line || value(LINE.line),
      });
    });
  return [firstOf(bytes)(LOCATION.id), frames];
}

function firstOf(bytes: Uint8Array): (number: number) => number {
  const fields = [...readFields(bytes)];
  return (number) => fields.find((field) => field.number === number)?.value ?? 0;
}

interface ValueType {
  readonly type: string;
  readonly unit: string;
}

function valueType({ bytes }: Field, strings: readonly string[]): ValueType {
  const value = firstOf(bytes);
  return { type: strings[value(VALUE_TYPE.type)] ?? "", unit: strings[value(VALUE_TYPE.unit)] ?? "" };
}

const SCALES: Readonly<Record<string, number>> = {
  nanoseconds: 1,
  microseconds: 1e3,
  milliseconds: 1e6,
  seconds: 1e9,
};

/** Times before bytes allocated before other bytes before counts. */
function chooseValue(types: readonly ValueType[]) {
  const count = types.findIndex(({ unit }) => unit === "count");
  const time = types.findIndex(({ unit }) => unit in SCALES);
  if (time >= 0)
    return { index: time, unit: "ns" as const, scale: SCALES[types[time]?.unit ?? ""] ?? 1, count };
  const allocated = types.findIndex(({ type, unit }) => unit === "bytes" && type.startsWith("alloc"));
  const bytes = allocated >= 0 ? allocated : types.findIndex(({ unit }) => unit === "bytes");
  if (bytes >= 0) return { index: bytes, unit: "bytes" as const, scale: 1, count };
  if (types.length === 0) throw new NotThis("it has no kinds of values");
  return { index: 0, unit: "samples" as const, scale: 1, count };
}

export function toPprof(profile: Profile): Uint8Array {
  return gzipSync(pprofMessage(profile));
}
