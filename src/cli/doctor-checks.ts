/** One check per part that benchbook stands on. A check never rejects: what went wrong is its outcome. */
import { access, constants, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Kernelspec, readKernelspec } from "./kernelspec.js";
import { kernelsFolders, type System } from "./kernelspec-paths.js";

export type Outcome =
  | { readonly verdict: "works"; readonly found: string }
  /** `optional`: missing, but only some uses need it. */
  | { readonly verdict: "broken" | "optional"; readonly found: string; readonly advice: string };

export interface DoctorCheck {
  readonly part: string;
  check(system: System): Promise<Outcome>;
}

export const CHECKS: readonly DoctorCheck[] = [
  { part: "Node", check: async () => checkNode(process.versions.node) },
  { part: "ZeroMQ sockets", check: () => attempt(loadZeromq, REINSTALL) },
  { part: "esbuild", check: () => attempt(runEsbuild, REINSTALL) },
  { part: "TypeScript converter", check: () => attempt(findConverter, REINSTALL) },
  {
    part: "temporary folder",
    check: () => attempt(writeTemporary, "set TMPDIR to a folder that you can write"),
  },
  { part: "kernelspec", check: checkKernelspec },
  { part: "jupyter command", check: checkJupyter },
];

const REINSTALL = "install benchbook anew: npm install -g benchbook";
const OLDEST_NODE = [20, 19] as const;

export function checkNode(version: string): Outcome {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (enough) return { verdict: "works", found: version };
  const advice = `install Node ${OLDEST_NODE.join(".")} or newer from https://nodejs.org`;
  return { verdict: "broken", found: `${version} is too old`, advice };
}

async function loadZeromq(): Promise<string> {
  // By name: this only proves that the package loads here, sockets are opened by the kernel alone.
  const name = "zeromq";
  const { version } = (await import(name)) as { readonly version: string };
  return `libzmq ${version}`;
}

async function runEsbuild(): Promise<string> {
  const { transform, version } = await import("esbuild");
  const { code } = await transform("export const answer: number = 42", { loader: "ts" });
  if (!code.includes("answer = 42")) throw new Error(`esbuild made ${JSON.stringify(code)}`);
  return version;
}

async function findConverter(): Promise<string> {
  const require = createRequire(import.meta.url);
  require.resolve("tslab/dist/converter.js");
  const { version } = require("tslab/package.json") as { readonly version: string };
  return `tslab ${version}`;
}

async function writeTemporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "benchbook-doctor-"));
  await writeFile(join(folder, "probe"), "written");
  await rm(folder, { recursive: true });
  return tmpdir();
}

async function checkKernelspec(system: System): Promise<Outcome> {
  const advice = "benchbook install";
  try {
    for (const folder of kernelsFolders(system)) {
      for (const name of await entries(folder)) {
        const found = await readKernelspec(join(folder, name));
        if (found.kind === "ours") return await checkPrograms(join(folder, name), found.spec);
      }
    }
    return { verdict: "broken", found: "not installed", advice };
  } catch (error) {
    return { verdict: "broken", found: (error as Error).message, advice };
  }
}

async function checkPrograms(folder: string, { argv }: Kernelspec): Promise<Outcome> {
  for (const program of argv.slice(0, 2)) {
    if (await canRead(program)) continue;
    return {
      verdict: "broken",
      found: `${folder} starts ${program}, which is gone`,
      advice: "benchbook install",
    };
  }
  return { verdict: "works", found: folder };
}

async function checkJupyter({ env, platform }: System): Promise<Outcome> {
  const names = platform === "win32" ? ["jupyter.exe", "jupyter.cmd", "jupyter.bat"] : ["jupyter"];
  for (const folder of (env.PATH ?? env.Path ?? "").split(delimiter)) {
    if (folder === "") continue;
    for (const name of names) {
      if (await canRead(join(folder, name))) return { verdict: "works", found: join(folder, name) };
    }
  }
  const advice = "for notebooks in a browser: pip install jupyterlab (benchbook run works without)";
  return { verdict: "optional", found: "not on the PATH", advice };
}

async function attempt(probe: () => Promise<string>, advice: string): Promise<Outcome> {
  try {
    return { verdict: "works", found: await probe() };
  } catch (error) {
    const [found = ""] = (error as Error).message.split("\n");
    return { verdict: "broken", found, advice };
  }
}

async function entries(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    // Most of the folders where Jupyter looks are not there.
    return [];
  }
}

async function canRead(file: string): Promise<boolean> {
  return access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
}
