/** Builders of typed options: `option.integer({ help: "Rounds to run", placeholder: "N" })`. */
import type { ParameterValue } from "../model/workload.js";
import { Misfit, misfit } from "./misfit.js";
import type { Candidates, OptionSpec } from "./spec.js";
import { type Dimension, EXAMPLES, hasUnit, readQuantity, showQuantity } from "./units.js";
import {
  readAssignment,
  readChoice,
  readInteger,
  readList,
  readName,
  readNumber,
  readText,
  toNumber,
} from "./values.js";
import type { Word } from "./words.js";

interface About<T> {
  readonly help: string;
  readonly placeholder?: string;
  readonly default?: T;
  /** How the default reads, where its value does not say it well. */
  readonly defaultText?: string;
}

/** With a default the value is always there. */
type Value<T, A> = A extends { readonly default: T } ? T : T | undefined;

/** One `--also n=1,7,33`. */
export interface Assignment {
  readonly name: string;
  readonly values: readonly ParameterValue[];
}

export const option = {
  /** `--heap`: true where given. */
  flag(about: { readonly help: string }): OptionSpec<boolean> {
    return { ...plain(about.help, ""), takes: "nothing", read: (words) => words.length > 0 };
  },
  text<A extends About<string>>(about: A): OptionSpec<Value<string, A>> {
    return single(about, { placeholder: "TEXT", read: readText });
  },
  /** A cost expression, left as written: `"2 n^3"`. `compileCost` reads it once the setup's names are known. */
  expression<A extends About<string>>(about: A): OptionSpec<Value<string, A>> {
    return single(about, { placeholder: "EXPRESSION", read: readText });
  },
  /** The name of a variant that is there; completes. */
  variant<A extends About<string>>(about: A): OptionSpec<Value<string, A>> {
    return { ...single(about, { placeholder: "VARIANT", read: readName }), candidates: "variants" };
  },
  integer<A extends About<number> & { readonly minimum?: number }>(about: A): OptionSpec<Value<number, A>> {
    const read = (word: Word) => atLeast(about.minimum, word, readInteger(word));
    return single(about, { placeholder: "N", read });
  },
  number<A extends About<number> & { readonly minimum?: number }>(about: A): OptionSpec<Value<number, A>> {
    const read = (word: Word) => atLeast(about.minimum, word, readNumber(word));
    return single(about, { placeholder: "NUMBER", read });
  },
  /** `30s`, `200 us`, in ns; above 0, as nothing can be done in no time. */
  duration<A extends About<number>>(about: A): OptionSpec<Value<number, A>> {
    return quantity("duration", about);
  },
  /** `3x`, `3`, as a ratio. */
  ratio<A extends About<number>>(about: A): OptionSpec<Value<number, A>> {
    return quantity("ratio", about);
  },
  /** `2%`, `0.02`, as a share of one. */
  percent<A extends About<number>>(about: A): OptionSpec<Value<number, A>> {
    return quantity("percent", about);
  },
  /** Any other quantity with a unit, in base units: ns, ratio, 1/s, byte. */
  quantity<A extends About<number>>(dimension: Dimension, about: A): OptionSpec<Value<number, A>> {
    return quantity(dimension, about);
  },
  choice<const C extends string, A extends About<C>>(
    choices: readonly C[],
    about: A,
  ): OptionSpec<Value<C, A>> {
    const read = (word: Word) => readChoice(word, choices);
    return { ...single<C, A>(about, { placeholder: choices.join("|"), read }), choices };
  },
  /** `--format html,md`. */
  choices<const C extends string, A extends About<readonly C[]>>(
    choices: readonly C[],
    about: A,
  ): OptionSpec<Value<readonly C[], A>> {
    const read = (word: Word) => [...new Set(readList(word, (piece) => readChoice(piece, choices)))];
    return {
      ...single<readonly C[], A>(about, { placeholder: choices.join(","), read }),
      choices,
      list: true,
    };
  },
  texts<A extends About<readonly string[]>>(about: A): OptionSpec<Value<readonly string[], A>> {
    return { ...single(about, { placeholder: "A,B", read: (word) => readList(word, readText) }), list: true };
  },
  numbers<A extends About<readonly number[]>>(about: A): OptionSpec<Value<readonly number[], A>> {
    return {
      ...single(about, { placeholder: "1,2", read: (word) => readList(word, readNumber) }),
      list: true,
    };
  },
  /** `--shape h,w,4`: names of parameters, or numbers. */
  extents<A extends About<readonly ParameterValue[]>>(
    about: A,
  ): OptionSpec<Value<readonly ParameterValue[], A>> {
    const read = (word: Word) => readList(word, (piece) => toNumber(piece.text) ?? readName(piece));
    return { ...single(about, { placeholder: "h,w,4", read }), list: true, candidates: "parameters" };
  },
  /** `--target A --target B`; empty where none is given. */
  repeatedText(about: Repeated): OptionSpec<readonly string[]> {
    return repeated(about, "TEXT", (words) => words.map(readText));
  },
  /** `--env K=V --env L=W`. */
  pairs(about: Repeated): OptionSpec<Readonly<Record<string, string>>> {
    return repeated(about, "KEY=VALUE", (words) => Object.fromEntries(words.map(readPair)));
  },
  /** `--also n=1,7,33 --also m=3`. */
  assignments(about: Repeated): OptionSpec<readonly Assignment[]> {
    return { ...repeated(about, "n=1,7,33", (words) => words.map(readAssignment)), candidates: "parameters" };
  },
};

type Repeated = { readonly help: string; readonly placeholder?: string };

function plain(help: string, placeholder: string): Omit<OptionSpec<never>, "read"> {
  return {
    takes: "value",
    list: false,
    unit: false,
    repeated: false,
    placeholder,
    help,
    choices: [],
    candidates: null as keyof Candidates | null,
    defaultText: null,
  };
}

function single<T, A extends About<T>>(
  about: A,
  kind: {
    readonly placeholder: string;
    readonly read: (word: Word) => T;
    readonly show?: (value: T) => string;
  },
): OptionSpec<Value<T, A>> {
  const shown = about.default === undefined ? null : (kind.show ?? String)(about.default);
  return {
    ...plain(about.help, about.placeholder ?? kind.placeholder),
    defaultText: about.defaultText ?? shown,
    // The type says what the line does: without a default and without a word the value is undefined.
    read: ([word]) => (word === undefined ? about.default : kind.read(word)) as Value<T, A>,
  };
}

function repeated<T>(
  about: Repeated,
  placeholder: string,
  read: (words: readonly Word[]) => T,
): OptionSpec<T> {
  return { ...plain(about.help, about.placeholder ?? placeholder), repeated: true, read };
}

function atLeast(minimum: number | undefined, word: Word, value: number): number {
  if (minimum !== undefined && value < minimum) throw misfit(word, `a number of at least ${minimum}`);
  return value;
}

function readPair(word: Word): readonly [string, string] {
  const equals = word.text.indexOf("=");
  if (equals < 1) throw misfit(word, "KEY=VALUE");
  return [word.text.slice(0, equals), word.text.slice(equals + 1)];
}

function quantity<A extends About<number>>(dimension: Dimension, about: A): OptionSpec<Value<number, A>> {
  const read = (word: Word) => {
    const outcome = readQuantity(word.text, dimension);
    if (outcome.kind === "problem") throw new Misfit(word, outcome.problem);
    if (dimension === "duration" && outcome.value === 0)
      throw misfit(word, `a duration above 0, such as ${EXAMPLES.duration}`);
    return outcome.value;
  };
  const show = (value: number) => showQuantity(value, dimension);
  return {
    ...single<number, A>(about, { placeholder: EXAMPLES[dimension], read, show }),
    unit: hasUnit(dimension),
  };
}
