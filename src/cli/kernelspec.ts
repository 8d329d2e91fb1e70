/** A kernelspec on disk: written from the template in `kernel/spec`, read back, removed. */
import { cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { UserError } from "../model/problem.js";
import { packageFolder } from "../store/version.js";

export interface Kernelspec {
  readonly argv: readonly string[];
  readonly display_name: string;
}

/** The programs that a kernelspec starts, both absolute. */
export interface Programs {
  readonly node: string;
  readonly benchbook: string;
}

export async function installedPrograms(): Promise<Programs> {
  return { node: process.execPath, benchbook: join(await packageFolder(), "dist", "benchbook.js") };
}

/** Replaces what benchbook wrote there before. Refuses to touch another kernel's folder. */
export async function writeKernelspec(
  folder: string,
  { programs, displayName }: { readonly programs: Programs; readonly displayName: string | null },
): Promise<void> {
  await refuseForeign(folder);
  const spec = join(await packageFolder(), "kernel", "spec");
  const template = await readFile(join(spec, "kernel.json"), "utf8");
  const text = fillTemplate(template, programs, displayName);
  try {
    await makeFolder(folder);
    await cp(spec, folder, { recursive: true, force: true });
    await writeFile(join(folder, "kernel.json"), text);
  } catch (cause) {
    throw fileError("written", folder, cause);
  }
}

/** False where nothing was there. */
export async function removeKernelspec(folder: string): Promise<boolean> {
  if ((await readKernelspec(folder)).kind === "none") return false;
  await refuseForeign(folder);
  try {
    await rm(folder, { recursive: true });
  } catch (cause) {
    throw fileError("removed", folder, cause);
  }
  return true;
}

export type Found =
  | { readonly kind: "none" }
  | { readonly kind: "ours"; readonly spec: Kernelspec }
  | { readonly kind: "foreign" };

/** Ours is what starts a `benchbook.js kernel`. */
export async function readKernelspec(folder: string): Promise<Found> {
  let text: string;
  try {
    text = await readFile(join(folder, "kernel.json"), "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return { kind: "none" };
    throw fileError("read", folder, error);
  }
  const spec = parseSpec(text);
  const ours = spec !== null && /[\\/]benchbook\.js$/.test(spec.argv[1] ?? "") && spec.argv[2] === "kernel";
  return ours ? { kind: "ours", spec } : { kind: "foreign" };
}

/** Whether benchbook runs from the cache of `npx`, which npm may empty at any time. */
export function isCached({ benchbook }: Programs): boolean {
  return benchbook.split(sep).includes("_npx");
}

export function fillTemplate(template: string, programs: Programs, displayName: string | null): string {
  const spec = JSON.parse(template) as Kernelspec;
  const argv = spec.argv.map((argument) =>
    argument === "{node}" ? programs.node : argument === "{benchbook}" ? programs.benchbook : argument,
  );
  return `${JSON.stringify({ ...spec, argv, display_name: displayName ?? spec.display_name }, null, 2)}\n`;
}

/** Parents first. Node's own `recursive` never comes back where a file system takes no folders at all, such as /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) === "EEXIST" && (await stat(folder)).isDirectory()) return;
    if (codeOf(error) !== "ENOENT" || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

async function refuseForeign(folder: string): Promise<void> {
  if ((await readKernelspec(folder)).kind !== "foreign") return;
  throw kernelspecError(
    `${folder} holds the kernelspec of another kernel; choose another name with --name NAME.`,
  );
}

function parseSpec(text: string): Kernelspec | null {
  try {
    const { argv, display_name }: Record<string, unknown> = JSON.parse(text);
    const texts = Array.isArray(argv) && argv.every((argument) => typeof argument === "string");
    return texts ? { argv, display_name: String(display_name) } : null;
  } catch {
    return null;
  }
}

function fileError(done: "written" | "removed" | "read", folder: string, cause: unknown): UserError {
  const why = REASONS[codeOf(cause)] ?? (cause as Error).message;
  return kernelspecError(
    `The kernelspec ${folder} cannot be ${done}: ${why}; choose another folder with --prefix DIR, or mend its permissions.`,
    cause,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "the file system takes no new folders",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
  ENOTDIR: "a file stands where a folder is needed",
  EEXIST: "a file stands where a folder is needed",
};

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}

function kernelspecError(message: string, cause?: unknown): UserError {
  return new UserError({ name: "KernelspecError", message }, { cause });
}
