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
  /** Empty where V8 copes. */
  readonly advice: string;
}

/** Share of the time from which a line's accesses are worth telling. */
const NOTABLE = 0.005;

const ONE_SHAPE = "Give the objects one shape: the same properties, in the same order, made in one place.";
const FIXED_NAMES = "Use a Map for names that change, and fixed names for fixed fields.";
const LOOK_UP =
  "V8 remembers four shapes at a place; with more it looks each property up in a table. That look-up leaves no frame: the sampler charges it to the caller of the function that reads.";

/** What to try, and how V8 comes to it. */
export function accessAdvice(groups: readonly AccessGroup[]): readonly string[] {
  const advice = [...new Set(groups.map((one) => one.advice).filter((one) => one !== ""))];
  return advice.length === 0 ? [] : [...advice, LOOK_UP];
}

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
    const changing = namesChange(accesses);
    const advice = megamorphic ? (changing ? FIXED_NAMES : ONE_SHAPE) : "";
    const text = changing ? `${verbOf(first)} under names that change` : accessText(accesses);
    return [{ name, file, line, megamorphic, text, advice, share: shareOf(file, line) }];
  });
}

/** V8 gave up though the shapes are few: what differs from time to time is the name. */
function namesChange(accesses: readonly PolymorphicAccess[]): boolean {
  return accesses.every(
    ({ property, megamorphic, shapes }) => megamorphic && property === COMPUTED && shapes <= MOST,
  );
}

/** Shapes that V8 remembers at one place (kMaxPolymorphicMapCount). */
const MOST = 4;
const COMPUTED = "[computed name]";

function accessText(accesses: readonly PolymorphicAccess[]): string {
  const ordered = accesses.toSorted((a, b) => a.column - b.column);
  const what = [
    ...new Set(ordered.map(({ property }) => (property === null ? "elements" : dotted(property)))),
  ];
  const shapes = Math.max(...ordered.map((one) => one.shapes));
  return `${verbOf(ordered[0])} ${listed(what)} of ${ordered[0]?.megamorphic ? `${shapes} or more` : shapes} shapes`;
}

function verbOf(access: PolymorphicAccess | undefined): string {
  return access?.operation === "write" ? "writes" : "reads";
}

function dotted(property: string): string {
  return property.startsWith("[") ? property : `.${property}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
