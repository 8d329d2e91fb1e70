/** Waiting in asynchronous work: the idle share, and how long each line's awaits were suspended. */
import type { Profile, Waiting } from "../model/profile.js";
import { formatCount, formatDuration } from "../model/units.js";
import { waitingShare } from "../stats/line-share.js";
import { type Html, html, NOTHING } from "./html.js";
import { code, note, paragraph, table } from "./look.js";
import { percent } from "./shares.js";
import { clip, indent, lines, textTable } from "./text.js";

/** Below this share of idle time a profile without awaits says nothing of waiting. */
const NOTABLE = 0.05;
/** Samples below which no line of the rest stands out. */
const FEWEST = 20;
const HEAD = ["line", "awaits per call", "suspended per call", "of the time", "source"];
const BASIS =
  "Suspended: from each await to its continuation, clocked in a process of its own; awaits that wait at the same time add up, so that they may hold more than all of the time.";

/** "idle 85.2 % of the time: it waits, and the shares below are of the rest". Null where it hardly waits. */
export function idleSentence(profile: Profile): string | null {
  const share = idleShare(profile);
  if (profile.waiting === undefined && share < NOTABLE) return null;
  return `idle ${percent(share)} of the time${share < NOTABLE ? "" : ": it waits, and shares below are of the rest"}`;
}

/** It waits, and the rest is too short for a line of it to stand out. */
export function isIdle(profile: Profile): boolean {
  return idleShare(profile) >= NOTABLE && profile.sampleCount < FEWEST;
}

export function idleOnly(profile: Profile, variant: string): string {
  return `${variant} waits ${percent(idleShare(profile))} of the time; the rest is too short to be sampled`;
}

/** The sentence, with the idle share in front of it where that is notable. */
export function idleFirst(profile: Profile, variant: string, sentence: string): string {
  const share = idleShare(profile);
  return share < NOTABLE
    ? sentence
    : `${variant} waits ${percent(share)} of the time; of the rest, ${sentence.replace(`${variant} spends`, "it spends")}`;
}

function idleShare({ idle, duration }: Profile): number {
  return idle / (idle + duration || 1);
}

/** The lines that were suspended longest, in their order. */
export function waitingText(profile: Profile, variant: string, limit = Number.POSITIVE_INFINITY): string {
  const sentence = idleSentence(profile);
  const all = profile.waiting?.lines ?? [];
  const longest = new Set(all.toSorted((a, b) => b.suspended - a.suspended).slice(0, limit));
  const rows = rowsOf(profile, variant, (line) => longest.has(line));
  if (rows.length === 0) return sentence ?? "";
  const hidden = all.length - rows.length;
  const more = hidden > 0 ? [["", "", "", "", `⋯ ${hidden} more`]] : [];
  const table = textTable({ head: HEAD, rows: [...rows, ...more], right: [0, 1, 2, 3] });
  return lines(sentence, "waiting by line:", indent(table));
}

export function waitingHtml(profile: Profile, variant: string): Html {
  const sentence = idleSentence(profile);
  const rows = rowsOf(profile, variant);
  const shown = rows.map((row) => [...row.slice(0, -1), code(row.at(-1) ?? "")]);
  const columns = HEAD.map((title, index) => ({ title, right: index < HEAD.length - 1 }));
  if (sentence === null) return NOTHING;
  return html`${paragraph(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`)}${rows.length === 0 ? null : html`${table(columns, shown)}${note(BASIS)}`}`;
}

function rowsOf(
  { waiting, sources }: Profile,
  variant: string,
  isShown: (line: Waiting["lines"][number]) => boolean = () => true,
): readonly (readonly string[])[] {
  const texts = (sources[`cell:${variant}`] ?? "").split("\n");
  const calls = Math.max(1, waiting?.calls ?? 1);
  return (waiting?.lines ?? [])
    .filter(isShown)
    .map((one) => [
      String(one.line),
      perCall(one.awaits / calls),
      formatDuration(one.suspended / calls),
      waiting?.duration ? percent(waitingShare(waiting, one.line)) : "",
      clip((texts[one.line - 1] ?? "").trim(), 60),
    ]);
}

function perCall(count: number): string {
  return count < 10 && !Number.isInteger(count) ? count.toFixed(1) : formatCount(count);
}
