/** Long work: a bar with the step, the forks done and the time left. Its output is replaced by the result. */
import type { MimeBundle, Progress } from "../model/output.js";
import { formatDuration } from "../model/units.js";
import { html } from "./html.js";
import { panel, TONES } from "./look.js";
import { mimeBundle } from "./mime.js";
import { textBar } from "./text.js";

export function progressView(progress: Progress): MimeBundle {
  const { step, done, total } = progress;
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const state = stateText(progress);
  return mimeBundle({
    text: `${textBar(share, 20)} ${step}: ${state}`,
    html: panel(
      html`<div style="margin:4px 0"><b>${step}</b></div>
<div style="width:360px;max-width:100%;height:8px;background:#88888833;border-radius:4px"><div style="width:${(share * 100).toFixed(1)}%;height:8px;background:${TONES.accent};border-radius:4px"></div></div>
<div style="margin:4px 0;font-size:13px;color:${TONES.muted}">${state}</div>`,
    ),
    data: { kind: "progress", ...progress },
  });
}

/** `7 of 18 forks, 12 s left, 3.4× (3.2 to 3.6)`. */
function stateText({ done, total, timeLeft, note }: Progress): string {
  const left = timeLeft === null ? null : `${formatDuration(timeLeft)} left`;
  return [`${done} of ${total} forks`, left, note].filter((part) => part !== null).join(", ");
}
