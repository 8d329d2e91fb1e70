/** Why it is slow, as text: a few lines for every profile, all of it for `%profile --deopt`. */
import type { Deopt } from "../model/compilation.js";
import type { Profile } from "../model/profile.js";
import { formatCount, formatDuration } from "../model/units.js";
import { accessAdvice, accessSentence, costlyAccesses } from "./compilation-accesses.js";
import {
  countText,
  deoptGroups,
  deoptPlace,
  hotFunctions,
  memoryText,
  neverOptimised,
  notableDeopts,
  tierText,
} from "./compilation-facts.js";
import { deoptWords } from "./deopt-words.js";
import { fitLines } from "./fit.js";
import { isCell } from "./profile-lines.js";
import { percent } from "./shares.js";
import { clip, indent, lines, textTable } from "./text.js";

const SUMMARY_DEOPTS = 2;
/** Functions that hold a copy of one place. */
const HOSTS = 2;

/** At most nine lines; empty where nothing was traced. */
export function compilationSummary(profile: Profile, variant: string): string {
  const sentences = compilationSentences(profile, variant);
  return sentences.length === 0 ? "" : lines("compilation:", indent(lines(...sentences)));
}

/** At most eight; none where nothing was traced. */
export function compilationSentences(profile: Profile, variant: string): readonly string[] {
  const { compilation } = profile;
  if (!compilation) return [];
  const deopts = deoptGroups(notableDeopts(compilation));
  const slow = neverOptimised(profile);
  const wide = costlyAccesses(profile).filter((one) => one.megamorphic);
  const tiers = hotFunctions(profile)
    .slice(0, 3)
    .map((one) => `${one.name} ${tierText(one)}`);
  const sentences = [
    tiers.length > 0 && clip(`tiers: ${tiers.join("; ")}`, 160),
    ...deopts.slice(0, SUMMARY_DEOPTS).map(([one]) => `deopt: ${deoptLine(one, variant)}`),
    deopts.length > SUMMARY_DEOPTS && `⋯ ${deopts.length - SUMMARY_DEOPTS} more: %profile ${variant} --deopt`,
    deopts.length === 0 && "deoptimisations: none that matters",
    slow.length > 0 &&
      `never optimised: ${slow.map(({ name, self }) => `${name} (${percent(self)})`).join(", ")}`,
    wide.length > 0 &&
      `megamorphic: ${wide
        .slice(0, 2)
        .map((one) => accessSentence(one, variant))
        .join("; ")}`,
    ...remedy(deopts[0]?.[0], wide[0]?.advice),
    `memory: ${memoryText(compilation)}`,
  ];
  return sentences.filter((one) => one !== false);
}

/** Of what costs in every call: a loop of deoptimisations, else a megamorphic access; else of what came once. */
function remedy(deopt: Deopt | undefined, access: string | undefined): readonly string[] {
  const advice = deopt === undefined ? "" : deoptWords(deopt).advice;
  const first = access !== undefined && deopt?.loop !== true ? access : advice;
  return first === "" ? [] : [`try: ${first}`];
}

/** At most 35 lines, so that a headline, its basis and its doubts make 40. */
export function compilationText(profile: Profile, variant: string): string {
  const { compilation } = profile;
  if (!compilation) return "V8's log of compilations was not taken.";
  const limits = {
    functions: { most: 6, least: 3 },
    deopts: { most: 4, least: 1 },
    accesses: { most: 4, least: 1 },
  };
  return fitLines(35, limits, (rows) => compilationLines(profile, variant, rows));
}

function compilationLines(
  profile: Profile,
  variant: string,
  rows: Readonly<Record<"functions" | "deopts" | "accesses", number>>,
): string {
  const all = profile.compilation?.deopts ?? [];
  const notable = profile.compilation ? notableDeopts(profile.compilation) : [];
  const deopts = deoptGroups(notable);
  const wide = costlyAccesses(profile);
  const harmless = all.length - notable.length;
  return lines(
    "hot functions:",
    indent(functionTable(profile, rows.functions)),
    ...neverOptimised(profile).map(
      ({ name, self }) => `never optimised: ${name}, which takes ${percent(self)} of the time.`,
    ),
    deopts.length === 0 ? "deoptimisations: none that matters." : "deoptimisations:",
    ...deopts.slice(0, rows.deopts).map((one) => indent(deoptBlock(one, profile, variant))),
    deopts.length > rows.deopts && indent(`⋯ ${deopts.length - rows.deopts} more`),
    harmless > 0 &&
      `(${formatCount(harmless)} more belong to V8's usual course and cost nothing to speak of)`,
    wide.length > 0 && "accesses of several shapes:",
    ...wide
      .slice(0, rows.accesses)
      .map((one) =>
        indent(`${one.megamorphic ? "megamorphic" : "polymorphic"}: ${accessSentence(one, variant)}`),
      ),
    wide.length > rows.accesses && indent(`⋯ ${wide.length - rows.accesses} more`),
    ...accessAdvice(wide.slice(0, rows.accesses)).map((one) => indent(one)),
    profile.compilation && `memory: ${memoryText(profile.compilation)}`,
    compilationBasis(profile),
  );
}

export function compilationBasis({ compilation }: Profile): string {
  if (!compilation) return "";
  return `V8's log over ${formatCount(compilation.calls)} steady calls in ${formatDuration(compilation.duration)}, in a process of its own, never in a timed one.`;
}

function deoptLine(one: Deopt, variant: string): string {
  return `${deoptPlace(one, variant)}: ${clip(deoptWords(one).meaning, 90)} (${countText(one)})`;
}

function deoptBlock(group: readonly [Deopt, ...Deopt[]], profile: Profile, variant: string): string {
  const [one] = group;
  const { meaning, advice } = deoptWords(one);
  return lines(
    ...group.slice(0, HOSTS).map((each) => `${deoptPlace(each, variant)} (${countText(each)})`),
    indent(lines(sourceLine(one, profile), `${meaning} [${one.kind}: ${one.reason}]`, advice)),
  );
}

/** The line of code with a caret below the column, where the source is known. */
function sourceLine({ file, line, column }: Deopt, { sources }: Profile): string {
  const text = sources[file]?.split("\n")[line - 1];
  if (text === undefined || text.trim() === "") return "";
  const cut = text.length - text.trimStart().length;
  const place = isCell(file) ? `${line}` : `${file}:${line}`;
  const caret = `${" ".repeat(place.length + 3 + Math.max(0, column - 1 - cut))}^`;
  return `${place} | ${clip(text.trim(), 100)}${column - cut <= 100 ? `\n${caret}` : ""}`;
}

function functionTable(profile: Profile, limit: number): string {
  const rows = hotFunctions(profile)
    .slice(0, limit)
    .map((one) => [
      percent(one.self),
      clip(one.name, 40),
      tierText(one),
      one.deoptimised === 0 ? "" : `${one.deoptimised}`,
    ]);
  if (rows.length === 0) return "none of the cell's own functions holds 1 % of the time";
  return textTable({ head: ["self", "function", "tier", "deopts"], rows, right: [0, 3] });
}
