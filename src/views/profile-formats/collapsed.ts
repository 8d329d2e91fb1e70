/**
 * Collapsed stacks, as FlameGraph's stackcollapse scripts write them (https://github.com/brendangregg/FlameGraph):
 *
 *     measured;matmul (cell:naive:2);dot 1200
 *
 * The format names no unit: tools write samples, benchbook ns or bytes. A place in brackets is read back.
 */
import type { Profile } from "../../model/profile.js";
import { foreignFrame, ProfileBuilder, stackOf } from "./builder.js";
import { NotThis } from "./not-this.js";

/** Numbers that add up to less are samples: in ns it would be a profile of 10 ms. */
const FEWEST_NS = 1e7;

export function fromCollapsed(text: string): Profile {
  const builder = new ProfileBuilder();
  const stacks: { readonly at: number; readonly weight: number }[] = [];
  const known = new Map<string, number>();
  const frameOf = (label: string) => {
    const frame = known.get(label) ?? builder.frame(labelled(label));
    known.set(label, frame);
    return frame;
  };
  let [number, total] = [0, 0];
  for (const line of text.split("\n")) {
    number++;
    // A number alone: the tool saw no stack.
    if (/^\s*\d*\s*$/.test(line) || line.startsWith("#")) continue;
    const match = /^(.*\S)\s+(\d+(?:\.\d+)?)\s*$/.exec(line);
    if (!match)
      throw new NotThis(`line ${number} is no stack with a number: ${JSON.stringify(line.slice(0, 60))}`);
    let at = -1;
    for (const label of (match[1] ?? "").split(";")) at = builder.node(frameOf(label), at);
    const weight = Number(match[2]);
    stacks.push({ at, weight });
    total += weight;
  }
  const unit = total < FEWEST_NS ? "samples" : "ns";
  for (const { at, weight } of stacks) builder.hit(at, weight, unit === "samples" ? weight : 1);
  return builder.build(unit);
}

function labelled(label: string) {
  const match = /^(.*) \((.+?)(?::(\d+))?(?::(\d+))?\)$/.exec(label);
  if (!match || !/[/:.]|^setup/.test(match[2] ?? "")) return foreignFrame({ name: label });
  const [, name = "", file, line, column] = match;
  return foreignFrame({ name, file, line: Number(line), column: Number(column) });
}

/** Semicolons part frames and newlines stacks, so neither may stand in a name. */
export function toCollapsed(profile: Profile): string {
  const { frames, nodes } = profile;
  const labels = frames.map(({ name, file, line, column }) => {
    const place = [file, line, file !== null && line !== null ? column : null].filter(
      (part) => part !== null,
    );
    return `${name}${file === null ? "" : ` (${place.join(":")})`}`.replace(/[;\n\r]/g, ",");
  });
  return nodes
    .flatMap(({ self }, index) =>
      self > 0
        ? [
            `${stackOf(profile, index)
              .map((frame) => labels[frame])
              .join(";")} ${Math.round(self)}\n`,
          ]
        : [],
    )
    .join("");
}
