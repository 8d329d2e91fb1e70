/** `benchbook install`: writes the kernelspec, so that Jupyter lists the kernel, and has its first start prepared. Needs no Python. */
import { prepareSnapshot } from "../runtime/prepare.js";
import { type CommandSpec, readArguments } from "./arguments.js";
import { type CommandIo, EXIT } from "./io.js";
import { installedPrograms, isCached, writeKernelspec } from "./kernelspec.js";
import { chosenFolder, PLACE_OPTIONS, PLACE_USAGE } from "./kernelspec-options.js";

const INSTALL = {
  name: "install",
  usage: `${PLACE_USAGE} [--display-name TEXT]`,
  summary: "Make the kernel known to Jupyter",
  positionals: { min: 0, max: 0 },
  options: {
    ...PLACE_OPTIONS,
    "display-name": { type: "string", value: "TEXT", help: "what a frontend's list of kernels shows" },
  },
} as const satisfies CommandSpec;

export async function installCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const args = readArguments(INSTALL, argv, io);
  if (args === null) return EXIT.done;
  const folder = chosenFolder(INSTALL, args.values, io);
  const programs = await installedPrograms();
  await writeKernelspec(folder, { programs, displayName: args.values["display-name"] ?? null });
  io.stdout.write(`Installed the kernel in ${folder}\n`);
  if (isCached(programs)) {
    io.stderr.write(
      "benchbook runs from npm's cache, which npm may empty; for a kernel that stays: npm install -g benchbook, then benchbook install.\n",
    );
  }
  if ((await prepareSnapshot(io.env, io.signal)) === "failed") {
    io.stderr.write(
      "The snapshot that a kernel starts from could not be built; kernels start all the same, some seconds later.\n",
    );
  }
  return EXIT.done;
}
