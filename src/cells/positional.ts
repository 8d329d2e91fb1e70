/** Builders of typed positionals: `positional.variant({ help: "Which one" })`. They are required unless said otherwise. */
import type { Candidates, PositionalSpec } from "./spec.js";
import { readName, readText } from "./values.js";
import type { Word } from "./words.js";

interface About {
  readonly help: string;
  readonly placeholder?: string;
  readonly required?: boolean;
}

type Value<A> = A extends { readonly required: false } ? string | undefined : string;

export const positional = {
  text<const A extends About>(about: A): PositionalSpec<Value<A>> {
    return single(about, "TEXT", readText);
  },
  /** One or more. */
  texts(about: About): PositionalSpec<readonly string[]> {
    const read = (words: readonly Word[]) => words.map(readText);
    return { ...plain(about, "TEXT"), repeated: true, read };
  },
  /** The name of something new. */
  name<const A extends About>(about: A): PositionalSpec<Value<A>> {
    return single(about, "NAME", readName);
  },
  /** The name of a variant that is there; completes. */
  variant<const A extends About>(about: A): PositionalSpec<Value<A>> {
    return { ...single(about, "VARIANT", readName), candidates: "variants" };
  },
  variants(about: About): PositionalSpec<readonly string[]> {
    const read = (words: readonly Word[]) => words.map(readName);
    return { ...plain(about, "VARIANT"), repeated: true, candidates: "variants", read };
  },
  magic<const A extends About>(about: A): PositionalSpec<Value<A>> {
    return { ...single(about, "MAGIC", (word) => word.text.replace(/^%+/, "")), candidates: "magics" };
  },
  /** The rest of the line as it stands: code. Options stand before it. */
  code<const A extends About>(about: A): PositionalSpec<Value<A>> {
    return { ...single(about, "CODE", (word) => word.text), rest: true };
  },
};

function plain(about: About, placeholder: string): Omit<PositionalSpec<never>, "read"> {
  return {
    placeholder: about.placeholder ?? placeholder,
    help: about.help,
    required: about.required ?? true,
    repeated: false,
    rest: false,
    choices: [],
    candidates: null as keyof Candidates | null,
  };
}

function single<A extends About>(
  about: A,
  placeholder: string,
  read: (word: Word) => string,
): PositionalSpec<Value<A>> {
  return {
    ...plain(about, placeholder),
    // A required one without a word is refused before this is asked; under --help it is empty.
    read: ([word]) =>
      (word === undefined ? (about.required === false ? undefined : "") : read(word)) as Value<A>,
  };
}
