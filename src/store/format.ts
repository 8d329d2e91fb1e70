/** The format of `case.json`: its version, the steps that lift an older one, and its order of keys. */
import { CASE_FORMAT, CASE_VERSION, type Case } from "../model/case.js";
import { UserError } from "../model/problem.js";
import { NO_WORKLOAD } from "../model/workload.js";
import { prettyJson } from "./json.js";
import { parseJson } from "./parse.js";

export type RawCase = Readonly<Record<string, unknown>>;

/** Step `i` lifts version `i + 1` to `i + 2`; it sees a case as that version wrote it. */
export type Upgraders = readonly ((raw: RawCase) => RawCase)[];

const UPGRADERS: Upgraders = [];

/** Fields of `case.json` in the order they stand there; others follow in the order given. */
const ORDER: readonly string[] = [
  "format",
  "version",
  "id",
  "title",
  "notebook",
  "created",
  "updated",
  "environment",
  "workload",
  "targets",
  "variants",
  "comparisons",
  "profiles",
  "verifications",
  "findings",
  "decisions",
] satisfies (keyof Case)[];

const LISTS = [
  "targets",
  "variants",
  "comparisons",
  "profiles",
  "verifications",
  "findings",
  "decisions",
] as const satisfies (keyof Case)[];

export function formatCase(record: Case): string {
  const rest = Object.keys(record).filter((key) => !ORDER.includes(key));
  const fields: Readonly<Record<string, unknown>> = { ...record };
  return prettyJson(Object.fromEntries([...ORDER, ...rest].map((key) => [key, fields[key]])));
}

/** `file` names it in messages. Throws a UserError for what is broken, foreign, or newer. Unknown fields stay. */
export function parseCase(text: string, file: string): Case {
  const raw = parseJson(text, file, "mend it or restore it from version control, or move its folder away");
  if (!isRecord(raw) || raw.format !== CASE_FORMAT) {
    throw broken(file, `has no "format": "${CASE_FORMAT}" and so is no case`);
  }
  const lifted = upgrade(raw, { file, upgraders: UPGRADERS, version: CASE_VERSION });
  return withDefaults(lifted, file);
}

/** Lifts a raw case step by step to `version`. Throws a UserError for a newer one. */
export function upgrade(
  raw: RawCase,
  to: { readonly file: string; readonly upgraders: Upgraders; readonly version: number },
): RawCase {
  const version = raw.version;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
    throw broken(to.file, `has the version ${JSON.stringify(version)} where a whole number is expected`);
  }
  if (version > to.version) {
    throw new UserError({
      name: "NewerVersion",
      message: `this case was written by a newer benchbook (version ${version}); update benchbook or move the folder away`,
      detail: [to.file],
    });
  }
  return to.upgraders
    .slice(version - 1, to.version - 1)
    .reduce((step, lift, index) => ({ ...lift(step), version: version + index + 1 }), raw);
}

/** A case is read where its lists are lists and its variants have names; what an older hand left out is empty. */
function withDefaults(raw: RawCase, file: string): Case {
  if (typeof raw.id !== "string") throw broken(file, "has no id");
  const lists = Object.fromEntries(LISTS.map((key) => [key, listOf(raw, key, file)]));
  const workload = isRecord(raw.workload) ? raw.workload : {};
  if (!isRecord(raw.environment)) throw broken(file, "has no environment");
  const defaults = { title: raw.id, notebook: null, created: "", updated: "" };
  // The one place where text becomes a case: fields beyond these were written by `formatCase`.
  return { ...defaults, ...raw, ...lists, workload: { ...NO_WORKLOAD, ...workload } } as unknown as Case;
}

function listOf(raw: RawCase, key: (typeof LISTS)[number], file: string): unknown[] {
  const value = raw[key] ?? [];
  if (!Array.isArray(value) || !value.every(isRecord)) {
    throw broken(file, `has ${key} that are no list of objects`);
  }
  if (key === "variants" && !value.every(({ name }) => typeof name === "string")) {
    throw broken(file, "has a variant without a name");
  }
  return value;
}

function broken(file: string, what: string): UserError {
  const message = `${file} ${what}; restore it from version control, or move its folder away`;
  return new UserError({ name: "BrokenFile", message });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
