/** Another tool: its program for a work, in a fresh process, with its own defaults. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../../../src/process/command.js";
import type { Work } from "../works.js";

export interface Peer {
  readonly name: string;
  /** What its documentation asks Node for. */
  readonly nodeFlags: readonly string[];
  /** Prints one JSON line: an array of `PeerTime`. */
  program(work: Work, how: PeerHow): string;
}

export interface PeerHow {
  /** Calls per sample where a call is too short for the tool's clock; 1 leaves it to the tool. */
  readonly batch: number;
}

/** ns per call. */
export interface PeerTime {
  readonly name: string;
  readonly mean: number;
  readonly median: number;
  /** Half-width of the tool's own 95 % interval of the mean; null where it has none. */
  readonly error: number | null;
  /** Time of all samples, ns. */
  readonly measured: number;
}

export interface PeerResult {
  readonly times: ReadonlyMap<string, PeerTime>;
  /** Wall time of the process, ns. */
  readonly spent: number;
}

/** ms. Far more than any of its runs takes. */
const LIMIT = 300_000;

export async function runPeer(
  peer: Peer,
  work: Work,
  how: PeerHow & { readonly folder: string },
): Promise<PeerResult> {
  const file = join(how.folder, `${peer.name}.mjs`);
  await writeFile(file, peer.program(work, how));
  const started = performance.now();
  const { ok, stdout, stderr } = await runCommand({
    command: process.execPath,
    args: [...peer.nodeFlags, file],
    timeout: LIMIT,
  });
  const spent = (performance.now() - started) * 1e6;
  if (!ok) throw new Error(`${peer.name} did not finish: ${stderr.trim()}`);
  const times = JSON.parse(stdout) as PeerTime[];
  return { times: new Map(times.map((time) => [time.name, time])), spent };
}

/** Each variant's declarations in a block of its own, followed by its registration. */
export function registrations(work: Work, register: (name: string, expression: string) => string): string {
  return work.variants
    .map(({ name, declarations, expression }) => `{\n${declarations}\n${register(name, expression)}\n}`)
    .join("\n");
}
