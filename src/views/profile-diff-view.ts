/** `%profile A --against B`: what changed between two profiles, per call: a differential flamegraph, a table, text. */
import type { MimeBundle } from "../model/output.js";
import type { Profile, ProfileRecord } from "../model/profile.js";
import { formatBytes, formatCount, formatDuration } from "../model/units.js";
import { diffProfiles, type FunctionChange, type ProfileDiff } from "../stats/profile-diff.js";
import { parametersText } from "./facts.js";
import { type FlameData, placeText } from "./flamegraph/data.js";
import { flameDiffData } from "./flamegraph/diff-data.js";
import { flameChange } from "./flamegraph/page-text.js";
import { flamegraphOutput } from "./flamegraph/view.js";
import { type Html, html } from "./html.js";
import { badge, lead, note, panel, table } from "./look.js";
import { mimeBundle } from "./mime.js";
import { percent } from "./shares.js";
import { clip, indent, lines, textTable } from "./text.js";

export interface ProfileSide {
  readonly name: string;
  readonly profile: Profile;
  readonly record: Pick<ProfileRecord, "parameters" | "recorded">;
}

const ROWS = 12;
/** Of the larger profile: a smaller change is not worth a row. */
const SMALL = 0.001;

export function profileDiffView(now: ProfileSide, before: ProfileSide): MimeBundle {
  const diff = diffProfiles(now.profile, before.profile);
  const title = diffHeadline(diff, now.name, before.name);
  const names = { now: now.name, before: before.name };
  const heads = headsOf(names);
  const rows = notableChanges(diff).map((change) => changeRow(diff, change));
  const [gone, added] = [listOf(diff, "gone"), listOf(diff, "new")];
  const basis = diffBasis(diff, now, before);
  return mimeBundle({
    text: lines(
      title,
      basis,
      rows.length === 0
        ? "No function changed by more than 0.1 %."
        : "functions that changed most, per call:",
      rows.length > 0 && indent(textTable({ head: heads, rows, right: [1, 2, 3] })),
      gone && `gone from ${now.name}: ${gone}`,
      added && `new in ${now.name}: ${added}`,
    ),
    html: panel(
      lead(title),
      flamegraphOutput(diffFlame(diff, now, before)),
      note(DIFF_READING),
      changesTable(diff, names),
      note(basis),
    ),
    data: {
      kind: "profile-diff",
      ...names,
      calls: diff.calls,
      samples: diff.samples,
      perCall: diff.total,
      unit: diff.unit,
      functions: diff.functions.slice(0, 50),
    },
  });
}

export const DIFF_READING =
  "Under “width: change” a frame is as wide as all that changed in and below it, increases and decreases added up, and shaded over the net of it; “elided” shows what is gone.";

export function diffFlame(diff: ProfileDiff, now: ProfileSide, before: ProfileSide): FlameData {
  return flameDiffData(diff, {
    now: `${now.name} against ${before.name}, ${parametersText(now.record.parameters)}`,
    before: before.name,
  });
}

/** The frames that changed most, for outputs and reports. */
export function changesTable(diff: ProfileDiff, names: DiffNames): Html {
  const changes = notableChanges(diff);
  if (changes.length === 0) return note("No function changed by more than 0.1 %.");
  const columns = headsOf(names).map((title, index) => ({ title, right: index > 0 && index < 4 }));
  const rows = changes.map((change) => {
    const [name = "", ...cells] = changeRow(diff, change);
    return [html`${name}${mark(change)}`, ...cells];
  });
  return html`<div style="overflow:auto">${table(columns, rows)}</div>`;
}

interface DiffNames {
  readonly now: string;
  readonly before: string;
}

function headsOf({ now, before }: DiffNames): readonly string[] {
  return ["function", "change", `self ${now}`, `self ${before}`, "what became of it"];
}

/** "tiled takes 12.3 ms a call where naive took 98 ms: matmul takes 80 ms less". */
export function diffHeadline(diff: ProfileDiff, now: string, before: string): string {
  const [top] = notableChanges(diff);
  const whole = `${now} takes ${amount(diff, diff.total.now)} a call where ${before} takes ${amount(diff, diff.total.before)} (${flameChange(diff.total.now, diff.total.before)})`;
  if (top === undefined) return whole;
  const change = top.self - top.selfBefore;
  const how = top.kind === "gone" ? "is gone and took" : top.kind === "new" ? "is new and takes" : "takes";
  const size =
    top.kind === "both"
      ? `${amount(diff, Math.abs(change))} ${change < 0 ? "less" : "more"}`
      : amount(diff, Math.abs(change));
  return `${whole}; ${top.frame.name} ${how} ${size} a call`;
}

function notableChanges(diff: ProfileDiff): readonly FunctionChange[] {
  const least = SMALL * Math.max(diff.total.now, diff.total.before);
  return diff.functions
    .filter(({ self, selfBefore }) => Math.abs(self - selfBefore) > 0 && Math.abs(self - selfBefore) >= least)
    .slice(0, ROWS);
}

function changeRow(diff: ProfileDiff, change: FunctionChange): string[] {
  const { frame, self, selfBefore } = change;
  const difference = self - selfBefore;
  const place = placeText(frame);
  const side = (part: number, whole: number) =>
    part > 0 ? `${amount(diff, part)}${whole > 0 ? `, ${percent(part / whole)}` : ""}` : "–";
  return [
    `${clip(frame.name, 40)}${place === "" ? "" : `  ${place}`}`,
    `${difference > 0 ? "+" : "−"}${amount(diff, Math.abs(difference))}`,
    side(self, diff.total.now),
    side(selfBefore, diff.total.before),
    change.kind === "both" ? flameChange(self, selfBefore) : change.kind,
  ];
}

function mark(change: FunctionChange) {
  if (change.kind === "both") return null;
  return badge(change.kind.toUpperCase(), change.kind === "gone" ? "accent" : "doubt");
}

function listOf(diff: ProfileDiff, kind: FunctionChange["kind"]): string {
  const size = ({ total, totalBefore }: FunctionChange) => Math.max(total, totalBefore);
  const least = SMALL * Math.max(diff.total.now, diff.total.before);
  const found = diff.functions.filter((change) => change.kind === kind && size(change) >= least);
  const named = found
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, 6)
    .map((change) => `${clip(change.frame.name, 40)} (${amount(diff, size(change))})`);
  const rest = found.length - named.length;
  return `${named.join(", ")}${rest > 0 ? `, and ${rest} more` : ""}`;
}

export function diffBasis(diff: ProfileDiff, now: ProfileSide, before: ProfileSide): string {
  const side = (one: ProfileSide, calls: number, samples: number) =>
    `${one.name}: ${formatCount(samples)} samples over ${formatCount(calls)} ${calls === 1 ? "call" : "calls"}`;
  const few = Math.min(diff.samples.now, diff.samples.before) < 200;
  return `${side(now, diff.calls.now, diff.samples.now)}; ${side(before, diff.calls.before, diff.samples.before)}; per call of the measured expression, at ${parametersText(now.record.parameters)}.${few ? " Too few samples to trust small changes: raise --duration." : ""}`;
}

function amount(diff: ProfileDiff, value: number): string {
  return diff.unit === "ns" ? formatDuration(value) : formatBytes(value);
}
