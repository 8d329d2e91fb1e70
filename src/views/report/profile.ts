/** The profiles of one stage: where it waits, where its time goes, why it is slow, what changed, who allocates. */
import type { Case } from "../../model/case.js";
import type { Profile, ProfileRecord } from "../../model/profile.js";
import { diffProfiles } from "../../stats/profile-diff.js";
import { compilationFacts, isNotable } from "../compilation-html.js";
import { parametersText } from "../facts.js";
import { flameData } from "../flamegraph/data.js";
import { flamegraphFrame } from "../flamegraph/view.js";
import { allocationTable, heapFlame, heapHeadline } from "../heap-view.js";
import { type Html, html, NOTHING } from "../html.js";
import { changesTable, DIFF_READING, diffBasis, diffFlame, diffHeadline } from "../profile-diff-view.js";
import { hotSources, linePlace } from "../profile-lines.js";
import { hotLinesHtml } from "../profile-lines-html.js";
import { profileBasis } from "../profile-quality.js";
import { doubtsHtml, whereTimeGoes } from "../profile-view.js";
import { sentence } from "../sentences.js";
import type { Stage } from "../summary.js";
import { waitingHtml } from "../waiting.js";

export interface StageProfiles {
  readonly record: Case;
  readonly stage: Stage;
  /** By the file that records give; what is not there has lost its file. */
  readonly profiles: Readonly<Record<string, Profile>>;
}

export function profileSection({ record, stage, profiles }: StageProfiles): Html {
  const { profile, heap } = stage;
  const sampled = profile === null ? null : (profiles[profile.file] ?? null);
  const allocated = heap === null ? null : (profiles[heap.file] ?? null);
  return html`${profile === null ? null : sampled === null ? lostProfile(profile) : timePart(profile, sampled)}${
    profile === null || sampled === null
      ? null
      : changePart(record, { record: profile, profile: sampled }, profiles)
  }${heap === null || allocated === null ? null : heapPart(heap, allocated)}`;
}

function lostProfile(record: ProfileRecord): Html {
  const lines = record.hotLines.map(
    (line) =>
      html`<li>${linePlace(line.file, line.line, record.variant)}, ${(line.share * 100).toFixed(1)} %: <code>${line.text}</code></li>`,
  );
  return html`<p>${staleText(record)}The profile's file is not there; its hottest lines were:</p><ul>${lines}</ul>`;
}

function timePart(record: ProfileRecord, profile: Profile): Html {
  const name = record.variant;
  const { sentence, code } = whereTimeGoes(profile, name);
  return html`<p>${staleText(record)}${sentence}${code === null ? "." : html`: <code>${code}</code>`}</p>
${waitingHtml(profile, name)}
<figure class="wide">${flamegraphFrame(flameData(profile, `${name}, ${parametersText(record.parameters)}`))}<figcaption>Where the time of ${name} goes. ${profileBasis(record)} Click a frame to zoom in, Esc to come back.</figcaption></figure>
${doubtsHtml(record)}
<details class="wide"><summary>Hot lines of ${name}</summary>${hotSources(profile, name).slice(0, 3).map(hotLinesHtml)}</details>
${profile.compilation === undefined ? null : html`<details class="wide"${isNotable(profile) ? html` open=""` : null}><summary>Why is it slow: what V8's compilers made of ${name}</summary>${compilationFacts(profile, name, true)}</details>`}`;
}

/** Only where the notebook asked for it, and the other's profile is still there. */
function changePart(
  record: Case,
  now: { readonly record: ProfileRecord; readonly profile: Profile },
  profiles: StageProfiles["profiles"],
): Html {
  const other = record.profiles.findLast(
    ({ variant, kind }) => kind === "cpu" && variant === now.record.against,
  );
  const before = other === undefined ? undefined : profiles[other.file];
  if (other === undefined || before === undefined) return NOTHING;
  const names = { now: now.record.variant, before: other.variant };
  const sides = [
    { ...now, name: names.now },
    { record: other, profile: before, name: names.before },
  ] as const;
  const diff = diffProfiles(now.profile, before);
  return html`<p>${staleText(other)}${sentence(diffHeadline(diff, names.now, names.before))}</p>
<figure class="wide">${flamegraphFrame(diffFlame(diff, ...sides))}<figcaption>What changed from ${names.before} to ${names.now}. ${diffBasis(diff, ...sides)} ${DIFF_READING}</figcaption></figure>
<details class="wide"><summary>Functions that changed most from ${names.before} to ${names.now}</summary>${changesTable(diff, names)}</details>`;
}

function heapPart(record: ProfileRecord, profile: Profile): Html {
  const name = record.variant;
  const flame = heapFlame(profile, record);
  return html`<p>${staleText(record)}${sentence(heapHeadline(profile, name))}</p>
${flame === null ? null : html`<figure class="wide">${flamegraphFrame(flame)}<figcaption>Who allocates in ${name}, by bytes. ${profileBasis(record)}</figcaption></figure>`}
${doubtsHtml(record)}
${flame === null ? null : html`<details class="wide"><summary>Functions of ${name} that allocate</summary>${allocationTable(profile)}</details>`}`;
}

function staleText({ stale }: ProfileRecord): string {
  return stale ? "STALE: " : "";
}
