/**
 * Collapsed stacks, as FlameGraph's stackcollapse scripts write them (https://github.com/brendangregg/FlameGraph):
 *
 *     measured;matmul (cell:naive:2);dot 1200
 *
 * The number is of samples, or of any weight; benchbook writes ns, or bytes. A place in brackets is read back.
 */
import type { Profile } from "../../model/profile.js";
import { foreignFrame, ProfileBuilder, stackOf } from "./builder.js";
import { NotThis } from "./not-this.js";

export function fromCollapsed(text: string): Profile {
  const builder = new ProfileBuilder();
  let number = 0;
  for (const line of text.split("\n")) {
    number++;
    if (line.trim() === "" || line.startsWith("#")) continue;
    const match = /^(.*\S)\s+(\d+(?:\.\d+)?)\s*$/.exec(line);
    if (!match)
      throw new NotThis(`line ${number} is no stack with a number: ${JSON.stringify(line.slice(0, 60))}`);
    let at = -1;
    for (const label of (match[1] ?? "").split(";")) at = builder.node(builder.frame(labelled(label)), at);
    builder.hit(at, Number(match[2]));
  }
  return builder.build("ns");
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
