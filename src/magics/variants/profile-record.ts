/** What the case keeps of a profile: its heaviest functions and lines. */
import type { Profile, ProfileRecord } from "../../model/profile.js";
import { outsideShare } from "../../views/profile-quality.js";

const KEPT = 5;

export function profileRecord(given: {
  readonly name: string;
  readonly hash: string;
  readonly profile: Profile;
  readonly file: string;
  readonly parameters: ProfileRecord["parameters"];
  readonly recorded: string;
  readonly session: string;
  /** ns per call in the timed forks, where it was measured. */
  readonly timed?: number | null;
  readonly against?: string;
}): ProfileRecord {
  const { name, profile, ...stamp } = given;
  return {
    variant: name,
    kind: profile.kind,
    hash: stamp.hash,
    stale: false,
    parameters: stamp.parameters,
    file: stamp.file,
    recorded: stamp.recorded,
    session: stamp.session,
    duration: profile.duration,
    ...(profile.idle > 0 ? { idle: profile.idle } : {}),
    sampleCount: profile.sampleCount,
    interval: profile.interval,
    ...(profile.kind === "cpu" && profile.calls > 0
      ? { perCall: (profile.threads?.clock ?? profile.duration + profile.idle) / profile.calls }
      : {}),
    ...(given.timed ? { timed: given.timed } : {}),
    ...(profile.threads ? { threads: profile.threads.count } : {}),
    outside: outsideShare(profile),
    ...(given.against === undefined ? {} : { against: given.against }),
    top: topFunctions(profile),
    hotLines: hotLines(profile),
  };
}

function topFunctions(profile: Profile): ProfileRecord["top"] {
  const self = new Map<number, number>();
  for (const node of profile.nodes) self.set(node.frame, (self.get(node.frame) ?? 0) + node.self);
  const whole = sum(self.values());
  return [...self]
    .sort(([, a], [, b]) => b - a)
    .slice(0, KEPT)
    .filter(([, time]) => time > 0)
    .flatMap(([index, time]) => {
      const frame = profile.frames[index];
      return frame ? [{ name: frame.name, file: frame.file, line: frame.line, share: time / whole }] : [];
    });
}

/** Of the user's own sources: cells, setups and files that they import. */
function hotLines({ nodes, lines, sources }: Profile): ProfileRecord["hotLines"] {
  const whole = sum(nodes.map((node) => node.self));
  return lines
    .filter((line) => sources[line.file] !== undefined && line.self > 0)
    .sort((a, b) => b.self - a.self)
    .slice(0, KEPT)
    .map(({ file, line, self }) => ({
      file,
      line,
      share: self / whole,
      text: (sources[file]?.split("\n")[line - 1] ?? "").trim(),
    }));
}

function sum(times: Iterable<number>): number {
  let total = 0;
  for (const time of times) total += time;
  return total || 1;
}
