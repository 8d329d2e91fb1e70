/** Installs packages into the notebook's folder by npm. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Installed, InstallRequest, Packages } from "../model/ports/packages.js";
import { UserError } from "../model/problem.js";
import { type LongResult, runLong } from "../process/long-command.js";

/** ms. */
const LIMIT = 10 * 60_000;
/** Lines of npm's output that an error shows. */
const SHOWN = 12;

export function createPackages({ folder }: { readonly folder: string }): Packages {
  return {
    async install({ specifiers, signal, onLine }: InstallRequest) {
      const before = await dependencies(folder);
      const result = await runLong({
        command: process.platform === "win32" ? "npm.cmd" : "npm",
        // By the prefix it stays in this folder: npm would take the nearest project above it.
        args: ["install", "--prefix", folder, "--no-audit", "--no-fund", "--", ...specifiers],
        cwd: folder,
        timeout: LIMIT,
        signal,
        onText: (text) => {
          const line = text.trimEnd().split("\n").at(-1)?.trim();
          if (line) onLine(line);
        },
      });
      if (result.kind !== "done") throw failure(specifiers, result);
      const after = await dependencies(folder);
      const asked = new Set(specifiers.map(nameOf));
      const names = Object.keys(after).filter((name) => asked.has(name) || after[name] !== before[name]);
      return Promise.all(names.map((name) => installed(folder, name)));
    },
  };
}

/** `@scope/name@^2` → `@scope/name`. */
function nameOf(specifier: string): string {
  const at = specifier.indexOf("@", 1);
  return at < 0 ? specifier : specifier.slice(0, at);
}

async function dependencies(folder: string): Promise<Readonly<Record<string, string>>> {
  const found = await readJson(join(folder, "package.json"));
  return (found?.dependencies ?? {}) as Record<string, string>;
}

async function installed(folder: string, name: string): Promise<Installed> {
  const found = await readJson(join(folder, "node_modules", name, "package.json"));
  return { name, version: typeof found?.version === "string" ? found.version : null };
}

async function readJson(path: string): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
  } catch {
    // None there, or none that npm would read either: npm's own error tells.
    return null;
  }
}

function failure(specifiers: readonly string[], { kind, code, output }: LongResult): UserError {
  const what = specifiers.join(" ");
  const detail = output
    .split("\n")
    .filter((line) => /\S/.test(line) && !/A complete log of this run|npm warn/.test(line))
    .slice(-SHOWN);
  const name = "InstallError";
  switch (kind) {
    case "not-started":
      return new UserError({
        name,
        message: `npm could not be started (${output}), so ${what} is not installed; install npm, or put the packages into node_modules yourself.`,
      });
    case "timeout":
      return new UserError({
        name,
        message: `npm did not end in ${LIMIT / 60_000} minutes, so ${what} may not be installed; try \`npm install ${what}\` in a terminal.`,
        detail,
      });
    case "aborted":
      return new UserError({ name: "Interrupted", message: `The installation of ${what} was interrupted.` });
    default:
      return new UserError({
        name,
        message: `npm could not install ${what} (exit code ${code ?? "none"}); check the name, the version and the network.`,
        detail,
      });
  }
}
