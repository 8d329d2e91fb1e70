/** Versions of benchbook and of the packages it stands on, from their package.json. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readText } from "./machine/read-text.js";

const HERE = dirname(fileURLToPath(import.meta.url));

/** Folder of the installed benchbook: notebooks and `kernel/spec` lie in it. */
export async function packageFolder(): Promise<string> {
  for (const folder of upwards(HERE)) {
    if ((await manifest(folder))?.name === "benchbook") return folder;
  }
  throw new Error(`no package.json of benchbook above ${HERE}`);
}

export async function benchbookVersion(): Promise<string> {
  return String((await manifest(await packageFolder()))?.version);
}

/** As Node resolves them from here; a package that is not there is left out. */
export async function packageVersions(names: readonly string[]): Promise<Record<string, string>> {
  const versions = await Promise.all(names.map(async (name) => [name, await packageVersion(name)] as const));
  return Object.fromEntries(
    versions.filter((entry): entry is readonly [string, string] => entry[1] !== null),
  );
}

async function packageVersion(name: string): Promise<string | null> {
  for (const folder of upwards(HERE)) {
    const found = await manifest(join(folder, "node_modules", name));
    if (found !== null) return String(found.version);
  }
  return null;
}

async function manifest(folder: string): Promise<Readonly<Record<string, unknown>> | null> {
  const text = await readText(join(folder, "package.json"));
  return text === null ? null : JSON.parse(text);
}

function upwards(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
}
