/** A profile's frames with the tier that V8 ran each function in. Functions are told by name and place. */
import type { Compilation } from "../../model/compilation.js";
import type { Frame, Profile } from "../../model/profile.js";

export function withCompilation(profile: Profile, traced: Compilation): Profile {
  const compilation = atRoot(traced, profile);
  const tiers = new Map(compilation.functions.map((one) => [keyOf(one), one.tier]));
  const frames = profile.frames.map((frame) => {
    const tier = tiers.get(keyOf(frame));
    return tier === undefined ? frame : { ...frame, tier };
  });
  return { ...profile, frames, compilation };
}

/** The measured expression has no place of its own in the log, and in the profile that of the call that was seen. */
function atRoot(compilation: Compilation, { frames }: Profile): Compilation {
  const functions = compilation.functions.map((one) => {
    const root =
      one.line === null ? frames.find(({ name, file }) => name === one.name && file === one.file) : null;
    return root ? { ...one, line: root.line, column: root.column } : one;
  });
  return { ...compilation, functions };
}

function keyOf({ name, file, line, column }: Pick<Frame, "name" | "file" | "line" | "column">): string {
  return [name, file, line, column].join("\n");
}
