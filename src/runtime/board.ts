/** Long work under one display: a progress bar that its result replaces. */
import { randomUUID } from "node:crypto";
import type { MimeBundle, Progress, Publish } from "../model/output.js";
import type { Watch } from "../model/ports/engine.js";
import { progressView } from "../views/index.js";
import { noteView } from "../views/note-view.js";

/** Shown at most this often, so that a frontend is not flooded. */
const PAUSE_MS = 100;

export async function runUnderBar(
  work: { readonly step: string; readonly signal: AbortSignal; readonly publish: Publish },
  run: (watch: Watch) => Promise<MimeBundle>,
): Promise<void> {
  const { step, signal, publish } = work;
  const displayId = randomUUID();
  const started: Progress = { step, done: 0, total: 0, timeLeft: null, note: null };
  let shown = performance.now();
  publish({ kind: "display", data: progressView(started), displayId });
  const progress = (latest: Progress) => {
    const now = performance.now();
    if (now - shown < PAUSE_MS) return;
    shown = now;
    publish({ kind: "update", data: progressView(latest), displayId });
  };
  try {
    publish({ kind: "update", data: await run({ signal, progress }), displayId });
  } catch (error) {
    publish({ kind: "update", data: noteView({ kind: "stopped", sentence: `${step}: stopped` }), displayId });
    throw error;
  }
}
