/** Accesses of several shapes that cost something: in lines that take time, those of one line and kind together. */
import type { PolymorphicAccess } from "../model/compilation.js";
import type { Profile } from "../model/profile.js";
import { linePlace } from "./profile-lines.js";
import { percent } from "./shares.js";

export interface AccessGroup extends Pick<PolymorphicAccess, "name" | "file" | "line" | "megamorphic"> {
  /** `reads .x, .y and elements of 6 or more shapes`. */
  readonly text: string;
  /** Of the time, in its line; null where no line was sampled. */
  readonly share: number | null;
}

/** Share of the time from which a line's accesses are worth telling. */
const NOTABLE = 0.005;

export const ONE_SHAPE =
  "Give the objects one shape: the same properties, in the same order, made in one place.";

export const MEGAMORPHIC_ADVICE = `V8 remembers four shapes at a place; with more it looks each property up in a table. ${ONE_SHAPE} That look-up leaves no frame: V8's sampler charges it to the caller of the function that reads.`;

/** Megamorphic ones first, then by their line's time. */
export function costlyAccesses(profile: Profile): readonly AccessGroup[] {
  return groups(profile)
    .filter(({ share }) => share === null || share >= NOTABLE)
    .sort((a, b) => Number(b.megamorphic) - Number(a.megamorphic) || (b.share ?? 0) - (a.share ?? 0));
}

/** `value, line 20 (47.6 % of the time), reads .price and .rebate of 6 or more shapes`. */
export function accessSentence({ name, file, line, share, text }: AccessGroup, variant: string): string {
  const time = share === null ? "" : ` (${percent(share)} of the time)`;
  return `${name}, ${linePlace(file, line, variant)}${time}, ${text}`;
}

function groups(profile: Profile): AccessGroup[] {
  const found = new Map<string, PolymorphicAccess[]>();
  for (const one of profile.compilation?.accesses ?? []) {
    const key = [one.file, one.line, one.operation, one.megamorphic, one.name].join("\n");
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  const whole = profile.nodes.reduce((sum, { self }) => sum + self, 0) || 1;
  const shareOf = (file: string, line: number) => {
    if (profile.lines.length === 0) return null;
    return (profile.lines.find((cost) => cost.file === file && cost.line === line)?.self ?? 0) / whole;
  };
  return [...found.values()].flatMap((accesses) => {
    const [first] = accesses;
    if (!first) return [];
    const { name, file, line, megamorphic } = first;
    return [{ name, file, line, megamorphic, text: accessText(accesses), share: shareOf(file, line) }];
  });
}

function accessText(accesses: readonly PolymorphicAccess[]): string {
  const ordered = accesses.toSorted((a, b) => a.column - b.column);
  const what = [
    ...new Set(ordered.map(({ property }) => (property === null ? "elements" : dotted(property)))),
  ];
  const verb = ordered[0]?.operation === "write" ? "writes" : "reads";
  const shapes = Math.max(...ordered.map((one) => one.shapes));
  return `${verb} ${listed(what)} of ${ordered[0]?.megamorphic ? `${shapes} or more` : shapes} shapes`;
}

function dotted(property: string): string {
  return property.startsWith("[") ? property : `.${property}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
