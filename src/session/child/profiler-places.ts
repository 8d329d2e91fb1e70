/**
 * A profile's places in cells and bundled modules as the user wrote them. All of these texts are laid one below the
 * other into one virtual file, each at a multiple of `SAMPLED_LINES`, so that a place stays a line and a column:
 *
 *     cells:  0 …  cell 3        1,000,000 …  src/fft.ts        2,000,000 …  cell 1
 */
import type { Profiler } from "node:inspector";
import { SAMPLED_CELL, SAMPLED_LINES, SAMPLED_URL, type SessionSamples } from "../../model/ports/session.js";
import * as own from "./own.js";
import type { Sources } from "./sources.js";
import type { SampledThread } from "./thread-profiles.js";

type Node = Profiler.ProfileNode;

export interface Sampled {
  readonly main: Profiler.Profile;
  readonly threads: readonly SampledThread[];
}

export function inSources({ main, threads }: Sampled, cell: string, sources: Sources): SessionSamples {
  const names: string[] = [cell];
  const lineOf = (file: string, line: number): number => {
    const known = names.indexOf(file);
    return (known >= 0 ? known : names.push(file) - 1) * SAMPLED_LINES + line;
  };
  const raw = (profile: Profiler.Profile) =>
    own.JSON.stringify({
      ...profile,
      nodes: profile.nodes.map((node) =>
        sources.has(node.callFrame.url) ? placed(node, sources, lineOf) : node,
      ),
    });
  const samples = {
    raw: raw(main),
    cell,
    threads: threads.map((thread) => ({ name: thread.name, raw: raw(inCode(thread, sources)) })),
  };
  return {
    ...samples,
    files: names.map((name) => ({ name, text: sources.lines(name)?.join("\n") ?? "" })),
  };
}

/** The function that a pool's thread runs is a copy of a cell's: its places are those in the cell's code. */
function inCode({ profile, text }: SampledThread, sources: Sources): Profiler.Profile {
  const at = text === null ? null : sources.find(text.source);
  if (text === null || at === null) return profile;
  const last = text.line + text.source.split("\n").length - 1;
  const down = at.line - text.line;
  const across = at.column - text.column;
  const nodes = profile.nodes.map((node): Node => {
    const { callFrame, positionTicks = [] } = node;
    const line = callFrame.lineNumber + 1;
    if (callFrame.url !== "[worker eval]" || line < text.line || line > last) return node;
    const columnNumber = callFrame.columnNumber + (line === text.line ? across : 0);
    return {
      ...node,
      callFrame: { ...callFrame, url: at.file, lineNumber: callFrame.lineNumber + down, columnNumber },
      positionTicks: positionTicks.map(({ line, ticks }) => ({ line: line + down, ticks })),
    };
  });
  return { ...profile, nodes };
}

function placed(node: Node, sources: Sources, lineOf: (file: string, line: number) => number): Node {
  const { callFrame } = node;
  const file = callFrame.url;
  const at = sources.original({ file, line: callFrame.lineNumber + 1, column: callFrame.columnNumber + 1 });
  // The first line of a cell's code is the converter's: the function that the cell became begins there.
  const isCell = callFrame.lineNumber === 0 && callFrame.functionName === "";
  return {
    ...node,
    callFrame: {
      ...callFrame,
      url: SAMPLED_URL,
      functionName: isCell ? SAMPLED_CELL : callFrame.functionName,
      lineNumber: lineOf(at?.file ?? file, at?.line ?? 1) - 1,
      columnNumber: (at?.column ?? 1) - 1,
    },
    positionTicks: (node.positionTicks ?? []).flatMap(({ line, ticks }) => {
      // V8 gives no column; the last place on a generated line is one of the statement's own.
      const spot = sources.original({ file, line, column: own.Number.MAX_SAFE_INTEGER });
      return spot === null ? [] : [{ line: lineOf(spot.file, spot.line), ticks }];
    }),
  };
}
