/** `%profile --heap`: who allocates, as a flamegraph by bytes, a table of functions and text. */
import type { Variant } from "../model/case.js";
import type { MimeBundle } from "../model/output.js";
import type { Profile, ProfileRecord } from "../model/profile.js";
import { formatBytes } from "../model/units.js";
import { parametersText } from "./facts.js";
import { type FlameData, flameData, placeText } from "./flamegraph/data.js";
import { flamegraphOutput } from "./flamegraph/view.js";
import { type Html, html } from "./html.js";
import { lead, note, panel, table } from "./look.js";
import { mimeBundle } from "./mime.js";
import { profileBasis } from "./profile-quality.js";
import { stacksTable } from "./profile-stacks.js";
import { basisText, doubtsHtml } from "./profile-view.js";
import { percent } from "./shares.js";
import { clip, indent, lines, textTable } from "./text.js";

const SITES = 8;
const ROWS = 12;

export function heapView(input: {
  readonly profile: Profile;
  readonly record: ProfileRecord;
  readonly variant: Pick<Variant, "name">;
}): MimeBundle {
  const { profile, record, variant } = input;
  const title = heapHeadline(profile, variant.name);
  const sites = siteRows(profile);
  const flame = heapFlame(profile, record);
  return mimeBundle({
    text: lines(
      title,
      basisText(record),
      sites.length > 0 && "who allocates (per call):",
      sites.length > 0 && indent(textTable({ head: HEAD, rows: sites, right: [0, 1, 2] })),
      sites.length > 0 && "stacks, heaviest first:",
      sites.length > 0 && indent(stacksTable(profile, ROWS)),
      externalSentence(profile),
      COUNTING,
    ),
    html: panel(
      lead(record.stale ? `STALE: ${title}` : title),
      flame !== null && flamegraphOutput(flame),
      sites.length > 0 && allocationTable(profile),
      doubtsHtml(record),
      html`${[externalSentence(profile), COUNTING, profileBasis(record)].filter((text) => text !== "").map(note)}`,
    ),
    data: { kind: "profile", record },
  });
}

/** Null where nothing is allocated. */
export function heapFlame(profile: Profile, { variant, parameters }: ProfileRecord): FlameData | null {
  if (siteRows(profile).length === 0) return null;
  return flameData(profile, `${variant}, bytes allocated, ${parametersText(parameters)}`);
}

export function allocationTable(profile: Profile): Html {
  const columns = HEAD.map((name, index) => ({
    title: index === 1 || index === 2 ? `${name} per call` : name,
    right: index < 3,
    keep: true,
  }));
  return table(columns, siteRows(profile));
}

const HEAD = ["share", "bytes", "objects", "function", "place"] as const;

const COUNTING =
  "Objects are counted one by one in a few calls of their own (–: too many for that); what V8 allocates together counts as one. This process inlines nothing, so that each function answers for its own: timed code that inlines can allocate less.";

/** "naive allocates 5.6 kB per call in 200 objects, 78.0 % of it in make". */
export function heapHeadline({ allocation, frames }: Profile, variant: string): string {
  if (!allocation || allocation.bytes < 1)
    return `${variant} allocates nothing on V8's heap${external(allocation)}`;
  const objects = allocation.objects === null ? "" : ` in ${countText(allocation.objects)} objects`;
  const [site] = allocation.sites;
  const most = site
    ? `, ${percent(site.bytes / allocation.bytes)} of it in ${frames[site.frame]?.name ?? "(unknown)"}`
    : "";
  return `${variant} allocates ${formatBytes(allocation.bytes)} per call${objects}${most}`;
}

function external(allocation: Profile["allocation"]): string {
  return allocation && allocation.external > 0
    ? `, and ${formatBytes(allocation.external)} per call in array buffers`
    : "";
}

function externalSentence({ allocation }: Profile): string {
  if (!allocation || allocation.external <= 0) return "";
  return `Array buffers take ${formatBytes(allocation.external)} per call more: they lie outside V8's heap, and V8 does not say who made them.`;
}

function siteRows({ allocation, frames }: Profile): readonly (readonly string[])[] {
  if (!allocation || allocation.bytes < 1) return [];
  return allocation.sites.slice(0, SITES).map(({ frame, bytes, objects }) => {
    const known = frames[frame];
    return [
      percent(bytes / allocation.bytes),
      formatBytes(bytes),
      objects === null ? "–" : countText(objects),
      clip(known?.name ?? "(unknown)", 40),
      known ? placeText(known) : "",
    ];
  });
}

/** Per call: below ten with a decimal. */
function countText(count: number): string {
  return count < 10 && !Number.isInteger(count)
    ? count.toFixed(1)
    : Math.round(count).toLocaleString("en-US");
}
