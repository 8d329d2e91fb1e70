/**
 * Draws a profile as text: stacks parted by semicolons or lines, root first, then how much ended there.
 *
 *     profileOf("main 10; main>work 30")      work has 30 ns, main 10 of its own and 40 in all
 *
 * A frame may have its place: `work@cell:fast:3`. A number may have its samples: `30/3`.
 */
import type { Profile } from "../../src/model/profile.js";
import { foreignFrame, ProfileBuilder, stackOf } from "../../src/views/profile-formats/builder.js";

export function profileOf(art: string, unit: Profile["unit"] = "ns"): Profile {
  const builder = new ProfileBuilder();
  for (const line of art.split(/[;\n]/)) {
    const match = /^\s*(\S.*?)\s+(\d+)(?:\/(\d+))?\s*$/.exec(line);
    if (!match) continue;
    const [, path = "", weight, samples = "1"] = match;
    let at = -1;
    for (const label of path.split(">")) {
      const [, name = "", file, place] = /^([^@]*)(?:@(.*?)(?::(\d+))?)?$/.exec(label.trim()) ?? [];
      at = builder.node(builder.frame(foreignFrame({ name, file, line: Number(place) })), at);
    }
    builder.hit(at, Number(weight), Number(samples));
  }
  return builder.build(unit);
}

/** The same text of any profile, one stack a line, in the order of its nodes. */
export function artOf(profile: Profile): string {
  const labels = profile.frames.map(({ name, file, line }) =>
    file === null ? name : `${name}@${file}${line === null ? "" : `:${line}`}`,
  );
  return profile.nodes
    .flatMap(({ self }, index) =>
      self > 0
        ? [
            `${stackOf(profile, index)
              .map((frame) => labels[frame])
              .join(">")} ${Math.round(self)}`,
          ]
        : [],
    )
    .sort()
    .join("\n");
}
