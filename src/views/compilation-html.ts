/** Why it is slow, as HTML: tiers of the hot functions, deoptimisations with their lines and advice, memory. */
import type { Compilation, Deopt } from "../model/compilation.js";
import type { FrameTier, Profile } from "../model/profile.js";
import { formatCount } from "../model/units.js";
import { accessAdvice, accessSentence, costlyAccesses } from "./compilation-accesses.js";
import {
  countText,
  deoptGroups,
  deoptPlace,
  hotFunctions,
  memoryText,
  neverOptimised,
  notableDeopts,
  TIER_WORDS,
} from "./compilation-facts.js";
import { compilationBasis } from "./compilation-text.js";
import { deoptWords } from "./deopt-words.js";
import { type Html, html, NOTHING } from "./html.js";
import { badge, code, note, paragraph, type Tone, table } from "./look.js";
import { percent } from "./shares.js";
import { clip } from "./text.js";

const FUNCTIONS = 8;
const DEOPTS = 6;
/** Functions that hold a copy of one place. */
const HOSTS = 3;
const ACCESSES = 6;

const TONES_OF_TIERS: Readonly<Record<FrameTier, Tone>> = {
  interpreter: "bad",
  baseline: "doubt",
  maglev: "accent",
  turbofan: "good",
};

/** Below a profile: what there is to know, shortly; `all` for `%profile --deopt`. */
export function compilationHtml(profile: Profile, variant: string, all = false): Html {
  if (!profile.compilation) return NOTHING;
  return html`${paragraph(html`<b>Why is it slow</b>: what V8's compilers made of it`)}${compilationFacts(profile, variant, all)}`;
}

/** Functions may have given up, and nothing of it need be looked at. */
function usualText({ deopts }: Compilation): string {
  const usual = deopts.reduce((sum, { count }) => sum + count, 0);
  return usual === 0
    ? "No deoptimisation."
    : `No deoptimisation that matters: ${formatCount(usual)} ${usual === 1 ? "belongs" : "belong"} to V8's usual course and cost${usual === 1 ? "s" : ""} nothing to speak of.`;
}

/** Something stands against it: a loop of deoptimisations, a megamorphic access, a hot function that no compiler optimised. */
export function isNotable(profile: Profile): boolean {
  return (
    neverOptimised(profile).length > 0 ||
    costlyAccesses(profile).some((one) => one.megamorphic) ||
    (profile.compilation?.deopts.some((one) => one.loop) ?? false)
  );
}

export function compilationFacts(profile: Profile, variant: string, all: boolean): Html {
  const { compilation } = profile;
  if (!compilation) return NOTHING;
  const deopts = deoptGroups(notableDeopts(compilation));
  const shown = deopts.slice(0, all ? DEOPTS : 2);
  const wide = costlyAccesses(profile);
  const accesses = all ? wide.slice(0, ACCESSES) : wide.filter((one) => one.megamorphic).slice(0, 2);
  return html`${functionsTable(profile, all)}${neverOptimised(profile).map(({ name, self }) =>
    note(html`${badge("never optimised", "bad")} ${name} takes ${percent(self)} of the time.`),
  )}${deopts.length === 0 ? note(usualText(compilation)) : shown.map((one) => deoptBlock(one, profile, variant))}${
    deopts.length > shown.length ? note(`⋯ ${deopts.length - shown.length} more deoptimisations`) : null
  }${accesses.map((one) =>
    note(
      html`${badge(one.megamorphic ? "megamorphic" : "polymorphic", one.megamorphic ? "bad" : "doubt")} ${accessSentence(one, variant)}.`,
    ),
  )}${accessAdvice(accesses).map((one, index, all) => note(html`&ensp;${index < all.length - 1 ? html`<b>${one}</b>` : one}`))}${note(html`${badge("memory", "muted")} ${memoryText(compilation)}.`)}${note(compilationBasis(profile))}`;
}

function functionsTable(profile: Profile, all: boolean): Html {
  const functions = hotFunctions(profile).slice(0, all ? FUNCTIONS : 3);
  if (functions.length === 0) return NOTHING;
  const gaveUp = functions.some((one) => one.deoptimised > 0);
  return table(
    [
      { title: "self", right: true },
      { title: "function" },
      { title: "tier" },
      ...(gaveUp ? [{ title: "deopts", right: true }] : []),
    ],
    functions.map((one) => [
      percent(one.self),
      one.name,
      html`${badge(TIER_WORDS[one.tier], TONES_OF_TIERS[one.tier])}${one.inlinedInto.length > 0 ? ` inlined into ${one.inlinedInto.slice(0, 2).join(" and ")}` : null}`,
      ...(gaveUp ? [one.deoptimised === 0 ? "" : String(one.deoptimised)] : []),
    ]),
  );
}

function deoptBlock(group: readonly [Deopt, ...Deopt[]], { sources }: Profile, variant: string): Html {
  const [one] = group;
  const { meaning, advice } = deoptWords(one);
  const source = (sources[one.file]?.split("\n")[one.line - 1] ?? "").trim();
  return html`${group
    .slice(0, HOSTS)
    .map((each) =>
      note(
        html`${badge(each.loop ? "deopt loop" : "deopt", each.steady > 0 ? "bad" : "doubt")} <b>${deoptPlace(each, variant)}</b> (${countText(each)})`,
      ),
    )}${source === "" ? null : paragraph(html`&ensp;${code(clip(source, 120))}`)}${note(html`&ensp;${meaning}. <b>${advice}</b>`)}`;
}
