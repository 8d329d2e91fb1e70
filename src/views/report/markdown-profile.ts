/** The profiles of one stage as Markdown: a sentence for each, and what V8's compilers made of it as a list. */
import type { Profile, ProfileRecord } from "../../model/profile.js";
import { diffProfiles } from "../../stats/profile-diff.js";
import { compilationSentences } from "../compilation-text.js";
import { heapHeadline } from "../heap-view.js";
import { diffHeadline } from "../profile-diff-view.js";
import { whereTimeGoes } from "../profile-view.js";
import { sentence } from "../sentences.js";
import { inlineCode, inlineText } from "./markdown-text.js";
import type { StageProfiles } from "./profile.js";

export function profileParts({ record, stage, profiles }: StageProfiles): readonly string[] {
  const { profile, heap } = stage;
  const sampled = profile === null ? undefined : profiles[profile.file];
  const allocated = heap === null ? undefined : profiles[heap.file];
  return [
    ...(profile !== null && sampled ? [timePart(profile, sampled), compilationPart(profile, sampled)] : []),
    ...(profile !== null && sampled ? [changePart(record.profiles, profile, { sampled, profiles })] : []),
    ...(heap !== null && allocated
      ? [`${staleText(heap)}${inlineText(sentence(heapHeadline(allocated, heap.variant)))}`]
      : []),
  ];
}

function timePart(record: ProfileRecord, profile: Profile): string {
  const { sentence, code } = whereTimeGoes(profile, record.variant);
  return `${staleText(record)}${inlineText(sentence)}${code === null ? "" : `: ${inlineCode(code)}`}`;
}

function compilationPart({ variant }: ProfileRecord, profile: Profile): string {
  return compilationSentences(profile, variant)
    .map((one) => `- ${inlineText(one)}`)
    .join("\n");
}

function changePart(
  records: readonly ProfileRecord[],
  now: ProfileRecord,
  { sampled, profiles }: { readonly sampled: Profile; readonly profiles: StageProfiles["profiles"] },
): string {
  const other = records.findLast(({ variant, kind }) => kind === "cpu" && variant === now.against);
  const before = other === undefined ? undefined : profiles[other.file];
  if (other === undefined || before === undefined) return "";
  const change = diffHeadline(diffProfiles(sampled, before), now.variant, other.variant);
  return `${staleText(other)}${inlineText(sentence(change))}`;
}

function staleText({ stale }: ProfileRecord): string {
  return stale ? "STALE: " : "";
}
