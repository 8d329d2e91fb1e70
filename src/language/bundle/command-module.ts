/** The module of a `--shell` variant: its script as data, which the fork runs (`engine/fork/command.ts`). */
import type { BundleRequest } from "../../model/ports/language.js";
import { editText } from "./edited-text.js";
import type { VirtualModule } from "./modules.js";

export function commandModule({ name, source, command }: BundleRequest["variant"]): VirtualModule {
  const given = {
    script: source,
    name: `cell:${name}`,
    resultFile: command?.resultFile ?? null,
    // Left out where there is none: earlier records keep their hashes.
    ...(command?.timeFile ? { timeFile: command.timeFile } : {}),
  };
  const text = `export const command = ${JSON.stringify(given)};`;
  return { path: "variant", text: editText(text, []), source: null };
}
