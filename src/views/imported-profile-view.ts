/** A profile that another tool took: the flamegraph, the heaviest functions and stacks. */
import type { MimeBundle } from "../model/output.js";
import type { Profile } from "../model/profile.js";
import { formatBytes, formatDuration } from "../model/units.js";
import { flameData, placeText } from "./flamegraph/data.js";
import { frameTotals } from "./flamegraph/frame-totals.js";
import { flamegraphOutput } from "./flamegraph/view.js";
import { lead, note, panel, table } from "./look.js";
import { mimeBundle } from "./mime.js";
import { FEWEST_SAMPLES, samplesText } from "./profile-quality.js";
import { stacksTable } from "./profile-stacks.js";
import { percent } from "./shares.js";
import { clip, indent, lines, textTable } from "./text.js";

const TOP = 8;
const ROWS = 20;
const HEAD = ["self", "function", "place"] as const;

export function importedProfileView(profile: Profile, file: string): MimeBundle {
  const top = topRows(profile);
  const title = `${file}: ${amountText(profile)}, most in ${top[0]?.[1] ?? "no function"} (${top[0]?.[0] ?? "0 %"})`;
  const basis = `${samplesText(profile.sampleCount)}, read from ${file}; nothing is recorded.${
    profile.sampleCount < FEWEST_SAMPLES ? ` Too few samples: below ${FEWEST_SAMPLES} shares are rough.` : ""
  }`;
  return mimeBundle({
    text: lines(
      title,
      basis,
      "top functions:",
      indent(textTable({ head: HEAD, rows: top, right: [0] })),
      "stacks, heaviest first:",
      indent(stacksTable(profile, ROWS)),
    ),
    html: panel(
      lead(title),
      flamegraphOutput(flameData(profile, file)),
      table(
        HEAD.map((name, index) => ({ title: name, right: index === 0 })),
        top,
      ),
      note(basis),
    ),
    data: {
      kind: "imported-profile",
      file,
      unit: profile.unit,
      duration: profile.duration,
      samples: profile.sampleCount,
    },
  });
}

function amountText({ unit, duration }: Profile): string {
  if (unit === "samples") return samplesText(duration);
  return unit === "ns" ? formatDuration(duration) : `${formatBytes(duration)} allocated`;
}

function topRows({ frames, nodes, duration }: Profile): readonly (readonly [string, string, string])[] {
  const { self } = frameTotals(nodes, frames.length);
  return [...self.entries()]
    .filter(([, time]) => time > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOP)
    .map(([index, time]) => {
      const frame = frames[index];
      return [
        percent(time / (duration || 1)),
        clip(frame?.name ?? "(unknown)", 60),
        frame ? placeText(frame) : "",
      ];
    });
}
