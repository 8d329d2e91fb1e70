/** `benchbook profile export`: writes a recorded profile in another tool's format; runs nothing. */
import { join, resolve } from "node:path";
import { didYouMean } from "../cells/suggest.js";
import { UserError } from "../model/problem.js";
import { writeAtomically } from "../store/files.js";
import { type FoundCase, findCase } from "../store/find-case.js";
import { createStore } from "../store/index.js";
import { PROFILE_FORMATS, type ProfileFormatName } from "../views/profile-formats/index.js";
import { readArguments, wrong } from "./arguments.js";
import { type CommandIo, EXIT } from "./io.js";
import { PROFILE } from "./specs.js";
import { plainText } from "./terminal.js";

export async function profileCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const args = readArguments(PROFILE, argv, io);
  if (args === null) return EXIT.done;
  const [action, name = "", variant] = args.positionals;
  if (action !== "export") throw wrong(PROFILE, `can only export, got ${JSON.stringify(action)}`);
  if (variant === undefined) throw wrong(PROFILE, "export wants CASE|NOTEBOOK and the NAME of a variant");
  const format = formatOf(args.values.format);
  const found = await findCase(name, io.cwd);
  const profile = await load(
    found,
    variant,
    format === "heapprofile" ? "heap" : args.values.heap ? "heap" : "cpu",
  );
  const { ending, write } = PROFILE_FORMATS[format];
  const file = resolve(
    io.cwd,
    args.values.out ?? join(found.folder, `${found.record.id}.${variant}${ending}`),
  );
  await writeAtomically(file, write(profile, variant));
  io.stdout.write(`${plainText(file)}\n`);
  return EXIT.done;
}

function formatOf(word = "cpuprofile"): ProfileFormatName {
  if (isFormat(word)) return word;
  const known = Object.keys(PROFILE_FORMATS);
  throw wrong(
    PROFILE,
    `--format wants one of ${known.join(",")}, got ${JSON.stringify(word)}${didYouMean(word, known)}`,
  );
}

function isFormat(word: string): word is ProfileFormatName {
  return Object.hasOwn(PROFILE_FORMATS, word);
}

async function load({ record, folder }: FoundCase, variant: string, kind: "cpu" | "heap") {
  const names = [...new Set(record.profiles.map((one) => one.variant))];
  const found = record.profiles.findLast((one) => one.variant === variant && one.kind === kind);
  if (!found) {
    const option = kind === "heap" ? " --heap" : "";
    const there =
      names.length === 0 ? "no profiles are recorded" : `profiles are recorded of ${names.join(", ")}`;
    throw new UserError({
      name: "NoProfile",
      message: `${record.id} has no ${kind === "cpu" ? "CPU" : "heap"} profile of ${variant} (${there}); take one first: %profile ${variant}${option}`,
    });
  }
  const profile = await createStore({ folder }).loadProfile(record.id, found.file);
  if (profile !== null) return profile;
  throw new UserError({
    name: "NoProfile",
    message: `The profile of ${variant} is recorded, but its file ${found.file} is gone; take it again: %profile ${variant}`,
  });
}
