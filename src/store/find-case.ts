/** From what a user names to a recorded case: a notebook, a case's folder, its case.json, or its id. */
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Case } from "../model/case.js";
import { UserError, usageError } from "../model/problem.js";
import { isMissing, readIfThere } from "./files.js";
import { parseCase } from "./format.js";
import { casePaths, RECORDS } from "./paths.js";

export interface FoundCase {
  readonly record: Case;
  /** The notebook's folder, absolute. */
  readonly folder: string;
}

/** Throws a UserError where there is no such case, or where several could be meant. */
export async function findCase(name: string, cwd: string): Promise<FoundCase> {
  const path = resolve(cwd, name);
  const found = await stat(path).catch(() => null);
  if (found?.isFile() && path.endsWith(".ipynb")) return caseOfNotebook(path);
  if (found?.isFile()) return readCase(path);
  if (found?.isDirectory() && (await isThere(join(path, "case.json"))))
    return readCase(join(path, "case.json"));
  if (found?.isDirectory()) return theOne(await casesIn(path), { folder: path, what: name });
  const byId = casePaths(join(cwd, RECORDS), name).record;
  if (!name.includes("/") && (await isThere(byId))) return readCase(byId);
  const ids = (await casesIn(cwd)).map(({ id }) => id);
  const there = ids.length === 0 ? "" : `; cases recorded here: ${ids.join(", ")}`;
  throw usageError(`there is no notebook or case ${name}${there}; check the path`);
}

/** The case that says it is the notebook's; else the only one beside it, where that names no other notebook. */
async function caseOfNotebook(path: string): Promise<FoundCase> {
  const [folder, notebook] = [dirname(path), basename(path)];
  const cases = await casesIn(folder);
  const named = cases.filter((one) => one.notebook === notebook);
  const candidates = named.length > 0 ? named : cases.filter((one) => one.notebook === null);
  return theOne(candidates, { folder, what: notebook });
}

function theOne(cases: readonly Case[], { folder, what }: { folder: string; what: string }): FoundCase {
  const [record] = cases;
  if (record === undefined) {
    const next = what.endsWith(".ipynb") ? `benchbook run ${what}` : "benchbook run NOTEBOOK";
    throw new UserError({
      name: "NoRecord",
      message: `${what} has no recorded case yet; run it first: ${next}`,
    });
  }
  if (cases.length > 1) {
    const ids = cases.map(({ id }) => `${RECORDS}/${id}`).join(", ");
    throw usageError(`${what} has ${cases.length} recorded cases; name one of ${ids}`);
  }
  return { record, folder };
}

async function casesIn(folder: string): Promise<readonly Case[]> {
  const records = join(folder, RECORDS);
  const files = (await namesIn(records))
    .filter((name) => !name.startsWith("."))
    .map((name) => join(records, name, "case.json"));
  const cases = await Promise.all(
    files.map(async (file) => ((await isThere(file)) ? (await readCase(file)).record : null)),
  );
  return cases.filter((record) => record !== null);
}

/** `<folder>/.benchbook/<id>/case.json`; a case.json that was moved elsewhere has the folder it lies in. */
async function readCase(file: string): Promise<FoundCase> {
  const text = await readIfThere(file);
  const records = dirname(dirname(file));
  const folder = basename(records) === RECORDS ? dirname(records) : dirname(file);
  return { record: parseCase(text ?? "", relative(process.cwd(), file)), folder };
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cause;
  }
}
