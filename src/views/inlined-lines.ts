/**
 * Which lines ran as copies: V8's ticks of an inlined function fall on its own lines, but on the node of the function that
 * holds the copy. So a function that V8 says it has inlined, and whose lines have more time than its frames, ran inlined.
 */
import type { Profile } from "../model/profile.js";

/** Of lines of one file, 1-based. Without a trace of compilations, none. */
export function inlinedLines(profile: Profile, file: string): (line: number) => boolean {
  const functions = (profile.compilation?.functions ?? []).flatMap(({ name, file: at, line, inlinedInto }) =>
    at === file && line !== null ? [{ name, line, copied: inlinedInto.length > 0 }] : [],
  );
  functions.sort((a, b) => a.line - b.line);
  const starts = [...new Set(functions.map(({ line }) => line))];
  const inlined = new Set(
    starts.filter((start, index) => {
      const here = functions.filter(({ line }) => line === start);
      if (!here.some(({ copied }) => copied)) return false;
      const end = starts[index + 1] ?? Number.POSITIVE_INFINITY;
      const onLines = profile.lines
        .filter((cost) => cost.file === file && cost.line >= start && cost.line < end)
        .reduce((sum, { self }) => sum + self, 0);
      return selfOf(profile, file, start) < onLines * OWN;
    }),
  );
  return (line) => {
    const start = starts.findLast((one) => one <= line);
    return start !== undefined && inlined.has(start);
  };
}

/** Where less of a function's lines than this was spent in frames of its own, it ran inlined. */
const OWN = 0.5;

function selfOf({ frames, nodes }: Profile, file: string, line: number): number {
  return nodes.reduce((sum, { frame, self }) => {
    const at = frames[frame];
    return at?.file === file && at.line === line ? sum + self : sum;
  }, 0);
}
