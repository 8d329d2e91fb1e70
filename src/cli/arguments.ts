/** A command's arguments: one description for parsing, help and the nearest right option. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { didYouMean } from "../cells/suggest.js";
import { type UserError, usageError } from "../model/problem.js";
import type { CommandIo } from "./io.js";

export interface CommandSpec<O extends Options = Options> {
  readonly name: string;
  /** What stands after the name: `NOTEBOOK [-o OUT.ipynb]`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Paragraphs of the command's own help. */
  readonly about?: readonly string[];
  readonly positionals: { readonly min: number; readonly max: number };
  readonly options: O;
}

export interface Option {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
  /** Stands for the value in the help: `FILE.html`. */
  readonly value?: string;
  readonly help: string;
}

type Options = Readonly<Record<string, Option>>;

type Values<O extends Options> = {
  readonly [K in keyof O]?: O[K] extends { type: "boolean" }
    ? boolean
    : O[K] extends { multiple: true }
      ? readonly string[]
      : string;
};

export interface Arguments<O extends Options> {
  readonly values: Values<O>;
  readonly positionals: readonly string[];
}

/** Null where `--help` was asked for and has been shown. Throws a UserError with the nearest right option. */
export function readArguments<const O extends Options>(
  spec: CommandSpec<O>,
  argv: readonly string[],
  io: CommandIo,
): Arguments<O> | null {
  const beforeDashes = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  if (beforeDashes.some((word) => word === "--help" || word === "-h")) {
    io.stdout.write(commandHelp(spec));
    return null;
  }
  const { values, positionals } = parse(spec, argv);
  const { min, max } = spec.positionals;
  if (positionals.length < min) throw wrong(spec, `wants ${spec.usage.split(" ")[0]}, got nothing`);
  if (positionals.length > max) {
    throw wrong(spec, `got ${JSON.stringify(positionals[max])}, which is one argument too many`);
  }
  // parseArgs has checked each value against its type.
  return { values: values as Values<O>, positionals };
}

export function commandHelp(spec: CommandSpec): string {
  const rows = Object.entries(spec.options).map(
    ([name, option]) => [optionLabel(name, option), option.help] as const,
  );
  const help = [...rows, ["--help", "shows this"] as const];
  const width = Math.max(...help.map(([label]) => label.length)) + 2;
  const lines = help.map(([label, text]) => `  ${label.padEnd(width)}${text}`);
  const about = (spec.about ?? []).flatMap((paragraph) => [paragraph, ""]);
  return [`benchbook ${spec.name} ${spec.usage}`, "", `${spec.summary}.`, "", ...about, ...lines, ""].join(
    "\n",
  );
}

function parse(spec: CommandSpec, argv: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(spec.options).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short ? { short } : {}), ...(multiple ? { multiple } : {}) },
    ]),
  ) satisfies ParseArgsConfig["options"];
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw usageOf(spec, cause);
  }
}

/** The codes of parseArgs (https://nodejs.org/api/util.html#utilparseargsconfig) in our words. */
function usageOf(spec: CommandSpec, cause: unknown): unknown {
  if (!(cause instanceof Error) || !("code" in cause)) return cause;
  const named = /'(?:-\w, )?(-[^' ]*)/.exec(cause.message)?.[1] ?? "";
  if (cause.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const names = Object.keys(spec.options).map((name) => `--${name}`);
    return wrong(spec, `has no option ${named}${didYouMean(named, names)}`);
  }
  if (cause.code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
    const value = spec.options[named.slice(2)]?.value;
    return wrong(spec, value === undefined ? `${named} takes no value` : `${named} wants ${value}`);
  }
  return cause;
}

/** One sentence with what to do next. */
export function wrong(spec: Pick<CommandSpec, "name">, what: string): UserError {
  const end = what.endsWith("?") ? " See" : "; see";
  return usageError(`${spec.name} ${what}${end} benchbook ${spec.name} --help`);
}

function optionLabel(name: string, { short, value }: Option): string {
  return `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;
}
