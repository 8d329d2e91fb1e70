/** `benchbook uninstall`: removes the kernelspec that `install` wrote. */
import { type CommandSpec, readArguments } from "./arguments.js";
import { type CommandIo, EXIT } from "./io.js";
import { removeKernelspec } from "./kernelspec.js";
import { chosenFolder, PLACE_OPTIONS, PLACE_USAGE } from "./kernelspec-options.js";

const UNINSTALL = {
  name: "uninstall",
  usage: PLACE_USAGE,
  summary: "Take the kernel out of Jupyter",
  positionals: { min: 0, max: 0 },
  options: PLACE_OPTIONS,
} as const satisfies CommandSpec;

export async function uninstallCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const args = readArguments(UNINSTALL, argv, io);
  if (args === null) return EXIT.done;
  const folder = chosenFolder(UNINSTALL, args.values, io);
  const removed = await removeKernelspec(folder);
  io.stdout.write(removed ? `Removed the kernel from ${folder}\n` : `No kernel is installed in ${folder}\n`);
  return EXIT.done;
}
