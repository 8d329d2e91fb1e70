/**
 * Where Jupyter looks for kernelspecs, computed without Python. Pure: system, environment and home are arguments.
 * https://docs.jupyter.org/en/latest/use/jupyter-directories.html#data-files
 */
import { posix, win32 } from "node:path";
import { usageError } from "../model/problem.js";

export interface System {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where to install: for this user, under a prefix, or in the active Python environment. */
export type Place =
  | { readonly kind: "user" }
  | { readonly kind: "prefix"; readonly folder: string }
  | { readonly kind: "environment" };

export function kernelspecFolder(place: Place, name: string, system: System): string {
  return pathOf(system).join(kernelsFolder(place, system), name);
}

/** All folders in which Jupyter may find a kernelspec, nearest first. */
export function kernelsFolders(system: System): readonly string[] {
  const { join, delimiter } = pathOf(system);
  const { env } = system;
  const extra = (env.JUPYTER_PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const environment = environmentFolder(system);
  return [
    ...extra.map((folder) => join(folder, "kernels")),
    userFolder(system),
    ...(environment === null ? [] : [underPrefix(environment, system)]),
    ...systemFolders(system).map((folder) => join(folder, "kernels")),
  ];
}

function kernelsFolder(place: Place, system: System): string {
  switch (place.kind) {
    case "user":
      return userFolder(system);
    case "prefix":
      return underPrefix(place.folder, system);
    case "environment": {
      const folder = environmentFolder(system);
      if (folder !== null) return underPrefix(folder, system);
      throw usageError(
        "--sys-prefix wants an active Python environment, but neither VIRTUAL_ENV nor CONDA_PREFIX is set; activate one, or name its folder with --prefix DIR.",
      );
    }
  }
}

function userFolder(system: System): string {
  return pathOf(system).join(userDataFolder(system), "kernels");
}

/** Jupyter's data folder of this user. */
export function userDataFolder(system: System): string {
  const { platform, env, home } = system;
  const { join } = pathOf(system);
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === "darwin") return join(home, "Library", "Jupyter");
  if (platform === "win32")
    return env.APPDATA ? join(env.APPDATA, "jupyter") : join(home, ".jupyter", "data");
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
}

function underPrefix(folder: string, system: System): string {
  return pathOf(system).join(folder, "share", "jupyter", "kernels");
}

function environmentFolder({ env }: System): string | null {
  return env.VIRTUAL_ENV || env.CONDA_PREFIX || null;
}

function systemFolders(system: System): readonly string[] {
  if (system.platform !== "win32") return ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  return system.env.PROGRAMDATA ? [win32.join(system.env.PROGRAMDATA, "jupyter")] : [];
}

function pathOf({ platform }: System): typeof posix {
  return platform === "win32" ? win32 : posix;
}
