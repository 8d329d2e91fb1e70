/** `%profile`: where the time goes, as a flamegraph, a hot-line table and text. */
import type { Variant } from "../model/case.js";
import type { MimeBundle } from "../model/output.js";
import type { Profile, ProfileRecord } from "../model/profile.js";
import { compilationHtml } from "./compilation-html.js";
import { compilationText } from "./compilation-text.js";
import { parametersText } from "./facts.js";
import { flameData } from "./flamegraph/data.js";
import { frameTotals } from "./flamegraph/frame-totals.js";
import { flamegraphOutput } from "./flamegraph/view.js";
import { type Html, html } from "./html.js";
import { badge, lead, note, panel, withOptions } from "./look.js";
import { mimeBundle } from "./mime.js";
import { hotSources, hottestLine, linePlace } from "./profile-lines.js";
import { hotLinesHtml } from "./profile-lines-html.js";
import { profileBasis, profileDoubts } from "./profile-quality.js";
import { profileText } from "./profile-text.js";
import { percent } from "./shares.js";
import { clip, lines } from "./text.js";
import { idleFirst, idleOnly, isIdle, waitingHtml } from "./waiting.js";

export function profileView(input: {
  readonly profile: Profile;
  readonly record: ProfileRecord;
  readonly variant: Pick<Variant, "name">;
}): MimeBundle {
  const { profile, record, variant } = input;
  const sources = hotSources(profile, variant.name);
  const title = profileHeadline(profile, variant.name);
  return mimeBundle({
    text: profileText({ profile, variant: variant.name, title, basis: basisText(record) }),
    html: panel(
      lead(record.stale ? `STALE: ${title}` : title),
      waitingHtml(profile, variant.name),
      flamegraphOutput(flameData(profile, `${variant.name}, ${parametersText(record.parameters)}`)),
      html`${sources.slice(0, 3).map(hotLinesHtml)}`,
      compilationHtml(profile, variant.name),
      doubtsHtml(record),
      note(profileBasis(record)),
    ),
    data: { kind: "profile", record },
  });
}

/** `%profile --deopt`: why it is slow, in place of where the time goes. */
export function compilationView(input: {
  readonly profile: Profile;
  readonly record: ProfileRecord;
  readonly variant: Pick<Variant, "name">;
}): MimeBundle {
  const { profile, record, variant } = input;
  const title = profileHeadline(profile, variant.name);
  return mimeBundle({
    text: lines(title, basisText(record), compilationText(profile, variant.name)),
    html: panel(
      lead(record.stale ? `STALE: ${title}` : title),
      compilationHtml(profile, variant.name, true),
      doubtsHtml(record),
      note(profileBasis(record)),
    ),
    data: { kind: "compilation", record, compilation: profile.compilation ?? null },
  });
}

export function basisText(record: ProfileRecord): string {
  return lines(profileBasis(record), ...profileDoubts(record).map((doubt) => `finding ${doubt}`));
}

export function doubtsHtml(record: ProfileRecord): Html {
  return html`${profileDoubts(record).map((doubt) => note(html`${badge("finding", "doubt")} ${withOptions(doubt)}`))}`;
}

/** Characters of a line of code that a headline shows. */
const HEADLINE_CODE = 72;

/** "naive spends 97.1 % of its time in line 5: sum += a[i * n + k] * b[k * n + j]". */
export function profileHeadline(profile: Profile, variant: string): string {
  const { sentence, code } = whereTimeGoes(profile, variant);
  return code === null ? sentence : `${sentence}: ${code}`;
}

/** The idle share first, where it is notable, then the hottest line. */
export function whereTimeGoes(profile: Profile, variant: string): Hottest {
  const { sentence, code } = hottest(profile, variant);
  if (isIdle(profile)) return { sentence: idleOnly(profile, variant), code: null };
  return { sentence: idleFirst(profile, variant, sentence), code };
}

interface Hottest {
  readonly sentence: string;
  readonly code: string | null;
}

/** The hottest line, or the heaviest function where no line stands out. */
function hottest(profile: Profile, variant: string): Hottest {
  const [hot] = hotSources(profile, variant)
    .flatMap((source) => {
      const line = hottestLine(source);
      return line ? [{ file: source.file, line }] : [];
    })
    .sort((a, b) => (b.line.self ?? 0) - (a.line.self ?? 0));
  if (hot && (hot.line.self ?? 0) >= 0.05) {
    const { file, line } = hot;
    return {
      sentence: `${variant} spends ${percent(line.self ?? 0)} of its time in ${linePlace(file, line.line, variant)}`,
      code: clip(line.text.trim(), HEADLINE_CODE),
    };
  }
  const heaviest = heaviestFunction(profile);
  if (heaviest === null) return { sentence: `${variant} was not sampled`, code: null };
  return {
    sentence: `${variant} spends ${percent(heaviest.share)} of its time in ${heaviest.name}`,
    code: null,
  };
}

export { profileBasis } from "./profile-quality.js";

function heaviestFunction({
  nodes,
  frames,
}: Profile): { readonly name: string; readonly share: number } | null {
  const { self } = frameTotals(nodes, frames.length);
  const whole = self.reduce((sum, time) => sum + time, 0);
  if (whole === 0) return null;
  const most = self.reduce((best, time, frame) => (time > self[best]! ? frame : best), 0);
  return { name: frames[most]?.name ?? "(unknown)", share: self[most]! / whole };
}
