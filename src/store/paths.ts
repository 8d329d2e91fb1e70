/**
 * Where a case lies. Every name that comes from outside becomes one safe part of a path.
 *
 *     <folder>/.benchbook/matmul/case.json
 *                               samples/<hash>.json
 *                               profiles/<variant>-<hash>.json  and  .cpuprofile or .heapprofile
 *                               bundles/<hash>.mjs  and  .mjs.map
 */
import { basename, join } from "node:path";
import { UserError } from "../model/problem.js";
import { slugOf } from "../model/slug.js";

export const RECORDS = ".benchbook";

export interface CasePaths {
  readonly folder: string;
  readonly record: string;
  samples(hash: string): string;
  profile(file: string): string;
  bundle(hash: string): string;
}

/** `records` is the absolute path of a folder of cases. */
export function casePaths(records: string, id: string): CasePaths {
  const folder = join(records, slugOf(id));
  return {
    folder,
    record: join(folder, "case.json"),
    samples: (hash) => join(folder, "samples", `${hashPart(hash)}.json`),
    profile: (file) => join(folder, "profiles", plainName(file)),
    bundle: (hash) => join(folder, "bundles", `${hashPart(hash)}.mjs`),
  };
}

function hashPart(hash: string): string {
  if (/^[\w-]+$/.test(hash)) return hash;
  throw brokenName("a hash", hash);
}

function plainName(file: string): string {
  if (file !== "" && basename(file) === file && !file.startsWith(".") && !file.includes("\\")) return file;
  throw brokenName("a file name", file);
}

function brokenName(what: string, got: string): UserError {
  const message = `the case refers to ${JSON.stringify(got)} where ${what} is expected; restore case.json from version control`;
  return new UserError({ name: "BrokenFile", message });
}
