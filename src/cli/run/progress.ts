/** Progress as it arrives in a cell's displays, and as one line of text. */
import type { Output, Progress } from "../../model/output.js";
import { formatDuration } from "../../model/units.js";
import { DATA_TYPE } from "../../views/mime.js";
import { oneLine } from "../terminal.js";

/** Null where the output is something else. */
export function progressOf(output: Output): Progress | null {
  if (output.kind !== "display" && output.kind !== "update") return null;
  const data = output.data[DATA_TYPE];
  return isProgress(data) ? data : null;
}

const BAR = 20;

/** `███████░░░░░░░░░░░░░  7/18  ikj against naive, n=256  3.4× (3.2 to 3.6)  12 s left`, at most `width` wide. */
export function progressText({ step, done, total, timeLeft, note }: Progress, width: number): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const full = Math.round(share * BAR);
  const left = timeLeft === null ? null : `${formatDuration(timeLeft)} left`;
  const parts = [`${"█".repeat(full)}${"░".repeat(BAR - full)}`, `${done}/${total}`, step, note, left];
  return oneLine(parts.filter((part) => part !== null && part !== "").join(" · "), width);
}

function isProgress(data: unknown): data is Progress {
  return typeof data === "object" && data !== null && "kind" in data && data.kind === "progress";
}
