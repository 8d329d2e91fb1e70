/** A profile's frames with the tier that V8 ran each function in. Functions are told by name and place. */
import type { Compilation } from "../../model/compilation.js";
import type { Frame, Profile } from "../../model/profile.js";

export function withCompilation(profile: Profile, compilation: Compilation): Profile {
  const tiers = new Map(compilation.functions.map((one) => [keyOf(one), one.tier]));
  const frames = profile.frames.map((frame) => {
    const tier = tiers.get(keyOf(frame));
    return tier === undefined ? frame : { ...frame, tier };
  });
  return { ...profile, frames, compilation };
}

function keyOf({ name, file, line, column }: Pick<Frame, "name" | "file" | "line" | "column">): string {
  return [name, file, line, column].join("\n");
}
