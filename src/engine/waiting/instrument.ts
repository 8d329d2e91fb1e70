/**
 * A copy of a bundle in which each `await` is clocked. Only for a fork of its own: the copy is slower.
 *
 *     await read(file)        after(3, await before(3, (read(file))))
 *     for await (x of xs)     for await (x of each(4, (xs)))
 *
 * Sums need no pairing of what began with what ended: an await subtracts the clock and its continuation adds it, so
 * concurrent calls of one line add up exactly. No line is added, and places are those of the bundle as it was.
 */
import { walk } from "estree-walker";
import { parseSync } from "oxc-parser";
import { GLOBAL, installCounters } from "./counters.js";

export interface Instrumented {
  readonly js: string;
  /** By number of the site: 1-based place in the bundle. */
  readonly sites: readonly { readonly line: number; readonly column: number }[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly argument?: Node;
  readonly right?: Node;
  readonly await?: boolean;
}

export function instrumentAwaits(js: string): Instrumented {
  const { program, errors } = parseSync("bundle.mjs", js);
  if (errors.length > 0) throw new Error(`The bundle cannot be parsed: ${errors[0]?.message}`);
  const sites: number[] = [];
  const openings = new Map<number, string>();
  const closings = new Map<number, string>();
  const closes: { readonly node: Node; readonly at: number; readonly text: string }[] = [];
  const open = (at: number, text: string) => void openings.set(at, (openings.get(at) ?? "") + text);
  walk(program as unknown as Parameters<typeof walk>[0], {
    enter(entered) {
      const node = entered as unknown as Node;
      if (node.type === "AwaitExpression" && node.argument) {
        const site = sites.push(node.start) - 1;
        open(node.start, `${GLOBAL}.after(${site}, `);
        open(node.argument.start, `${GLOBAL}.before(${site}, (`);
        closes.push({ node, at: node.end, text: ")))" });
      } else if (node.type === "ForOfStatement" && node.await && node.right) {
        const site = sites.push(node.start) - 1;
        open(node.right.start, `${GLOBAL}.each(${site}, (`);
        closes.push({ node, at: node.right.end, text: "))" });
      }
    },
  });
  for (const { at, text } of closes) closings.set(at, (closings.get(at) ?? "") + text);
  return {
    js: `(${installCounters.toString()})();${inserted(js, openings, closings)}`,
    sites: sites.map((offset) => placeOf(js, offset)),
  };
}

function inserted(
  js: string,
  openings: ReadonlyMap<number, string>,
  closings: ReadonlyMap<number, string>,
): string {
  const offsets = [...new Set([...openings.keys(), ...closings.keys()])].sort((one, other) => one - other);
  let text = "";
  let from = 0;
  for (const at of offsets) {
    text += js.slice(from, at) + (closings.get(at) ?? "") + (openings.get(at) ?? "");
    from = at;
  }
  return text + js.slice(from);
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - (before.lastIndexOf("\n") + 1) + 1 };
}
