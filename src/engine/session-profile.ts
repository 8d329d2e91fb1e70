/** What was sampled in the session while a cell ran, as a profile in the cell's own lines. Pure. */
import { SAMPLED_CELL, SAMPLED_LINES, SAMPLED_URL, type SessionSamples } from "../model/ports/session.js";
import type { Profile } from "../model/profile.js";
import { parseCpuProfile } from "./profile/cpuprofile.js";
import { importCpuProfile } from "./profile/import.js";
import { withThreads } from "./profile/threads.js";
import type { BundleMap, Origin } from "./source-map.js";

/** `asked`: interval, ns. */
export function sessionProfile(samples: SessionSamples, asked: number): Profile {
  const { cell, files, threads } = samples;
  const read = (raw: string) =>
    importCpuProfile({
      raw: parseCpuProfile(raw),
      variant: cell,
      bundle: SAMPLED_URL,
      map: mapOf(files),
      wrappers: [SAMPLED_CELL],
      // The cell ran once.
      calls: 1,
      asked,
    });
  const profile = withThreads(
    read(samples.raw),
    threads.map(({ name, raw }) => ({ name, profile: read(raw) })),
  );
  const frames = profile.frames.map((frame) =>
    frame.name === "measured" ? { ...frame, name: cell } : frame,
  );
  return { ...profile, frames };
}

/** The virtual file that the session made of all texts; see `session/child/profiler-places.ts`. */
function mapOf(files: SessionSamples["files"]): BundleMap {
  const named = files.map(({ name, text }) => ({
    name: /^cell \d+$/.test(name) ? `cell:${name}` : name,
    text,
  }));
  const origin = (line: number, column: number): Origin | null => {
    const file = named[Math.floor((line - 1) / SAMPLED_LINES)];
    return file === undefined
      ? null
      : { file: file.name, line: ((line - 1) % SAMPLED_LINES) + 1, column, name: null };
  };
  return {
    origin,
    originOfLine: (line) => origin(line, 1),
    sources: Object.fromEntries(named.map(({ name, text }) => [name, text])),
    beside: {},
  };
}
