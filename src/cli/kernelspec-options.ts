/** Options that `install` and `uninstall` share: which kernelspec is meant. */
import { homedir } from "node:os";
import { resolve } from "node:path";
import { type CommandSpec, wrong } from "./arguments.js";
import type { CommandIo } from "./io.js";
import { checkKernelName, DEFAULT_NAME } from "./kernelspec-name.js";
import { kernelspecFolder, type Place, type System } from "./kernelspec-paths.js";

export const PLACE_USAGE = "[--user | --prefix DIR | --sys-prefix] [--name NAME]";

export const PLACE_OPTIONS = {
  user: { type: "boolean", help: "in Jupyter's data folder of this user (the default)" },
  prefix: { type: "string", value: "DIR", help: "in DIR/share/jupyter/kernels" },
  "sys-prefix": { type: "boolean", help: "in the active Python environment (VIRTUAL_ENV or CONDA_PREFIX)" },
  name: { type: "string", value: "NAME", help: `name of the kernel, ${DEFAULT_NAME} by default` },
} as const satisfies CommandSpec["options"];

interface PlaceValues {
  readonly user?: boolean;
  readonly prefix?: string;
  readonly "sys-prefix"?: boolean;
  readonly name?: string;
}

/** Folder of the kernelspec that the options mean. */
export function chosenFolder(command: Pick<CommandSpec, "name">, values: PlaceValues, io: CommandIo): string {
  const places: Place[] = [];
  if (values.user) places.push({ kind: "user" });
  if (values.prefix !== undefined) places.push({ kind: "prefix", folder: resolve(io.cwd, values.prefix) });
  if (values["sys-prefix"]) places.push({ kind: "environment" });
  if (places.length > 1) throw wrong(command, "takes only one of --user, --prefix and --sys-prefix");
  const name = checkKernelName(values.name ?? DEFAULT_NAME);
  return kernelspecFolder(places[0] ?? { kind: "user" }, name, systemOf(io));
}

export function systemOf({ env }: Pick<CommandIo, "env">): System {
  const home = process.platform === "win32" ? env.USERPROFILE : env.HOME;
  return { platform: process.platform, env, home: home || homedir() };
}
