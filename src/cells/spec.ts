/** What a magic takes, as data: its positionals, options and assignments. Everything typed is inferred from it. */
import type { ParameterValue } from "../model/workload.js";
import type { Word } from "./words.js";

/** The closed lists that completion draws names from. */
export interface Candidates {
  readonly variants: readonly string[];
  readonly parameters: readonly string[];
  readonly magics?: readonly string[];
}

interface ArgumentSpec<T> {
  /** Shown in usage lines: `N`, `TEXT`, `3x`; empty for a flag. */
  readonly placeholder: string;
  readonly help: string;
  readonly repeated: boolean;
  /** Values to choose from, where there are such. */
  readonly choices: readonly string[];
  readonly candidates: keyof Candidates | null;
  /** Every word given for it, in order, to its value; throws a `Misfit`. */
  readonly read: (words: readonly Word[]) => T;
}

export interface OptionSpec<T> extends ArgumentSpec<T> {
  readonly takes: "nothing" | "value";
  /** A value is a list with commas. */
  readonly list: boolean;
  /** A bare number lacks its unit, so that in `--budget 30 s` the next word belongs to it. */
  readonly unit: boolean;
  readonly defaultText: string | null;
}

export interface PositionalSpec<T> extends ArgumentSpec<T> {
  readonly required: boolean;
  /** Takes the rest of the text as it stands, quotes and dashes included. */
  readonly rest: boolean;
}

export type Options = Readonly<Record<string, OptionSpec<unknown>>>;
export type Positionals = Readonly<Record<string, PositionalSpec<unknown>>>;
export type Form = "line" | "cell";

// biome-ignore lint/complexity/noBannedTypes: a magic without options has no keys at all
type Empty = {};

/** Option keys are camelCase here and kebab-case for the user: `nodeFlags` is `--node-flags`. */
export interface MagicSpec<P extends Positionals = Positionals, O extends Options = Options> {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** `line` for `%name`, `cell` for `%%name`. */
  readonly forms: readonly Form[];
  /** Of the cell form. */
  readonly body: "required" | "optional" | "none";
  /** In their order. A repeated one, or one that takes the rest, comes last. */
  readonly positionals: P;
  readonly options: O;
  /** `parameters`: `n=512 T=16,32,64` are values of parameters. */
  readonly assignments: "none" | "parameters";
  readonly examples: readonly string[];
  /** More to say in its help, as Markdown. */
  readonly details: string | null;
}

export type Parsed<S> =
  S extends MagicSpec<infer P, infer O>
    ? {
        /** `--help` was asked for: show `helpFor(spec)`; nothing else was read and required values are empty. */
        readonly help: boolean;
        readonly options: { readonly [K in keyof O]: O[K] extends OptionSpec<infer T> ? T : never };
        readonly positionals: { readonly [K in keyof P]: P[K] extends PositionalSpec<infer T> ? T : never };
        /** Values by parameter, in the order written; empty where the magic takes none. */
        readonly assignments: Readonly<Record<string, readonly ParameterValue[]>>;
      }
    : never;

interface MagicAbout<P, O> {
  readonly name: string;
  readonly summary: string;
  readonly forms: readonly Form[];
  readonly body?: "required" | "optional" | "none";
  readonly positionals?: P;
  readonly options?: O;
  readonly assignments?: "none" | "parameters";
  readonly examples?: readonly string[];
  readonly details?: string;
}

/** A body is required where there is a cell form and none is said. */
export function magicSpec<P extends Positionals = Empty, O extends Options = Empty>(
  about: MagicAbout<P, O>,
): MagicSpec<P, O> {
  return {
    ...about,
    body: about.body ?? (about.forms.includes("cell") ? "required" : "none"),
    positionals: about.positionals ?? ({} as P),
    options: about.options ?? ({} as O),
    assignments: about.assignments ?? "none",
    examples: about.examples ?? [],
    details: about.details ?? null,
  };
}

/** `nodeFlags` → `--node-flags`. */
export function optionName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
