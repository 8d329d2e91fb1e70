/** `%roofline`: what the machine can do at most, and where the variants stand below it. */

import type { Case } from "../model/case.js";
import type { MimeBundle } from "../model/output.js";
import type { Bandwidth, Roofline } from "../model/roofline.js";
import { formatBytes, formatDuration, formatRate } from "../model/units.js";
import { rooflineChart } from "./case-charts.js";
import { chartPicture } from "./chart-picture.js";
import { lead, note, panel, table } from "./look.js";
import { mimeBundle } from "./mime.js";
import { PEAK_WORDS, threadWords } from "./peak.js";
import { stages } from "./summary.js";
import { textTable } from "./text.js";

const HEAD = ["what", "threads", "best", "how measured"];

export function rooflineView(
  roofline: Roofline,
  { record, note: again = null }: { readonly record: Case | null; readonly note?: string | null },
): MimeBundle {
  const rows = rooflineRows(roofline);
  const sentence = `At most, this machine does ${bestSentence(roofline)}.`;
  const notes = [...(again === null ? [] : [again]), howSentence(roofline), ...roofline.left];
  return mimeBundle({
    text: [sentence, textTable({ head: HEAD, right: [1, 2], rows }), ...notes].join("\n"),
    html: panel(
      lead(sentence),
      chartPicture(rooflineChart(roofline, record === null ? [] : stages(record))),
      table(
        [
          { title: "what" },
          { title: "threads", right: true },
          { title: "best", right: true },
          { title: "how measured" },
        ],
        rows,
      ),
      ...notes.map((text) => note(text)),
    ),
    data: { kind: "roofline", roofline },
  });
}

export function rooflineRows({ peaks, bandwidths }: Roofline): readonly (readonly string[])[] {
  return [
    ...peaks.map((peak) => [
      PEAK_WORDS[peak.kind],
      String(peak.threads),
      formatRate(peak.flops, "FLOPS"),
      peak.method,
    ]),
    ...bandwidths.map((one) => [
      one.level === "memory" ? "memory" : `${one.level} cache`,
      String(one.threads),
      formatRate(one.rate, "B/s"),
      `${one.method}, ${formatBytes(one.bytes)} in all`,
    ]),
  ];
}

function bestSentence({ peaks, bandwidths }: Roofline): string {
  const peak = peaks.reduce((best, one) => (one.flops > best.flops ? one : best));
  const memory = bandwidths
    .filter(({ level }) => level === "memory")
    .reduce<Bandwidth | undefined>((best, one) => (best && best.rate >= one.rate ? best : one), undefined);
  const moved =
    memory === undefined
      ? ""
      : `, and moves ${formatRate(memory.rate, "B/s")} from and to memory on ${threadWords(memory.threads)}`;
  return `${formatRate(peak.flops, "FLOPS")} (${PEAK_WORDS[peak.kind]}, ${threadWords(peak.threads)})${moved}`;
}

function howSentence({ repetitions, stretch, quick, recorded, machine }: Roofline): string {
  return `Each is the best of ${repetitions} repetitions of about ${formatDuration(stretch)}, as a peak is; a multiply-add counts as 2${quick ? "; a quick run, which may miss a peak" : ""}. Measured on ${machine} at ${recorded.slice(0, 16).replace("T", " ")} UTC; %roofline --again measures anew.`;
}
