/** An error as Jupyter shows it: its name, the failing line of the cell, the frames, and what caused it. */
import { inspect } from "node:util";
import type { CellError } from "../../model/output.js";
import { UserError } from "../../model/problem.js";
import { excerpt } from "./excerpt.js";
import * as own from "./own.js";
import { describeThrown, plain } from "./plain.js";
import type { Sources } from "./sources.js";
import { isError, type Stacks, stackOf } from "./stack.js";

const RED = "\u001b[31m";
const DIM = "\u001b[2m";
const RESET = "\u001b[0m";
const FRAMES = 10;
/** Errors of an AggregateError and links of a cause chain that are shown. */
const RELATED = 5;

export interface Traces {
  readonly sources: Sources;
  readonly stacks: Stacks;
}

export function toCellError(thrown: unknown, traces: Traces): CellError {
  if (!isError(thrown)) {
    const shown = plain(thrown);
    return {
      ename: "Thrown",
      evalue: shown,
      traceback: [
        `${RED}Thrown${RESET}: ${shown}`,
        `${DIM}A value that is no Error was thrown, so there is no line to show.${RESET}`,
      ],
    };
  }
  return {
    ename: nameOf(thrown),
    evalue: messageOf(thrown),
    traceback: tracebackOf(thrown, traces, new own.Set()),
  };
}

function tracebackOf(error: Error, traces: Traces, seen: Set<unknown>): readonly string[] {
  seen.add(error);
  const frames = traces.stacks.frames(error);
  const syntax = syntaxPosition(error, traces.sources);
  const position = syntax ?? frames.find((frame) => frame.position)?.position ?? null;
  return [
    `${RED}${nameOf(error)}${RESET}: ${messageOf(error)}`,
    ...(position ? excerpt(position, traces.sources) : []),
    ...frames.slice(0, FRAMES).map((frame) => `${DIM}    at ${frame.text}${RESET}`),
    ...(frames.length > FRAMES ? [`${DIM}    … ${frames.length - FRAMES} more${RESET}`] : []),
    ...details(error),
    ...related(error, traces, seen),
  ];
}

function related(error: Error, traces: Traces, seen: Set<unknown>): readonly string[] {
  // A problem says all that there is to say; its cause is a matter of benchbook's inside.
  if (error instanceof UserError) return [];
  const parts: { readonly title: string; readonly value: unknown }[] = [];
  const { errors, cause } = read(error, ["errors", "cause"]);
  if (own.Array.isArray(errors)) {
    errors.slice(0, RELATED).forEach((value, index) => {
      parts.push({ title: `Error ${index + 1} of ${errors.length}:`, value });
    });
  }
  if (cause !== undefined) parts.push({ title: "Caused by:", value: cause });
  return parts.flatMap(({ title, value }) => {
    if (seen.has(value) || seen.size > 2 * RELATED) return [];
    if (!isError(value)) return [`${title} ${plain(value)}`];
    return [title, ...tracebackOf(value, traces, seen)];
  });
}

/** Fields that programs add to errors: `code`, `errno`, `path`; and the excerpt of a problem of benchbook's own. */
function details(error: Error): readonly string[] {
  try {
    const fields = own.Object.fromEntries(
      own.Object.keys(error)
        .filter((key) => !["stack", "message", "name", "cause", "errors"].includes(key))
        .map((key) => [key, own.Reflect.getOwnPropertyDescriptor(error, key)?.value as unknown]),
    );
    if (own.Object.keys(fields).length === 0) return [];
    if (error instanceof UserError) return error.problem.detail ?? [];
    return [`${DIM}${inspect(fields, { depth: 1, maxStringLength: 500, breakLength: 100 })}${RESET}`];
  } catch {
    // A proxy among the fields, say: the error is shown without them.
    return [];
  }
}

/** A SyntaxError while compiling has no frame; Node puts `file:line` and an arrow before its stack. */
function syntaxPosition(error: Error, sources: Sources) {
  if (nameOf(error) !== "SyntaxError") return null;
  const [first = "", , arrow = ""] = stackOf(error).split("\n");
  const [, file = "", line] = /^(.*):(\d+)$/.exec(first) ?? [];
  if (!sources.has(file)) return null;
  return sources.original({ file, line: own.Number(line), column: own.Math.max(arrow.indexOf("^"), 0) + 1 });
}

function nameOf(error: Error): string {
  const { name, constructor: maker } = read(error, ["name", "constructor"]);
  const className = typeof maker === "function" ? maker.name : "";
  // A class that extends Error without naming itself is better known by the class.
  if (name === "Error" && className) return className;
  return typeof name === "string" && name !== "" ? name : className || "Error";
}

function messageOf(error: Error): string {
  const { message } = read(error, ["message"]);
  return typeof message === "string" ? message : describeThrown(message);
}

/** Getters of the cell's own may throw. */
function read(error: Error, names: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    try {
      values[name] = (error as unknown as Record<string, unknown>)[name];
    } catch {
      values[name] = undefined;
    }
  }
  return values;
}
