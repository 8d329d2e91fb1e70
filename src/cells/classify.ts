/** Words of a magic's arguments → what each one is. Never fails: errors are for `parseArguments`, gaps for completion. */
import { type MagicSpec, type OptionSpec, optionName } from "./spec.js";
import { assignmentAt, toNumber } from "./values.js";
import { indexOutside, join, part, type Word } from "./words.js";

export type Argument =
  | {
      readonly kind: "option";
      /** As written, without an inline value: `--rounds`. */
      readonly name: Word;
      /** Key in the spec; null for an option that it does not have. */
      readonly key: string | null;
      readonly value: Word | null;
      /** Written `--name=value`. */
      readonly inline: boolean;
    }
  /** `key` is null where there is one too many. */
  | { readonly kind: "positional"; readonly word: Word; readonly key: string | null }
  | { readonly kind: "assignment"; readonly word: Word }
  | { readonly kind: "help"; readonly word: Word }
  /** `--`: what follows are no options. */
  | { readonly kind: "separator"; readonly word: Word };

export function classify(spec: MagicSpec, words: readonly Word[], text: string): readonly Argument[] {
  const found: Argument[] = [];
  const slots = Object.keys(spec.positionals);
  let separated = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (!separated && isOptionLike(word)) {
      const argument = asOption(spec, word, words.slice(index + 1, index + 3));
      const value = argument.kind === "option" ? argument.value : null;
      while (value !== null && index + 1 < words.length && words[index + 1]!.start < value.end) index += 1;
      separated = argument.kind === "separator";
      found.push(argument);
    } else if (spec.assignments === "parameters" && assignmentAt(word) !== null) {
      found.push({ kind: "assignment", word });
    } else {
      const key = slots[0] ?? null;
      const slot = key === null ? undefined : spec.positionals[key];
      if (slot?.rest === true) return [...found, { kind: "positional", word: rest(word, text), key }];
      if (slot?.repeated !== true) slots.shift();
      found.push({ kind: "positional", word, key });
    }
  }
  return found;
}

/** `--name`, `-n`, and a dash that an editor made of `--`. Numbers such as `-1` are none. */
export function isOptionLike(word: Word): boolean {
  return word.quoted[0] === false && /^(?:--|-[A-Za-z]|[—–]|-$)/.test(word.text);
}

export function keyOf(spec: MagicSpec, name: string): string | null {
  return Object.keys(spec.options).find((key) => optionName(key) === name) ?? null;
}

function asOption(spec: MagicSpec, word: Word, next: readonly Word[]): Argument {
  if (word.text === "--") return { kind: "separator", word };
  if (word.text === "--help" || word.text === "-h") return { kind: "help", word };
  const equals = indexOutside(word, "=");
  const name = equals < 0 ? word : part(word, 0, equals);
  const key = keyOf(spec, name.text);
  if (equals >= 0) return { kind: "option", name, key, value: part(word, equals + 1), inline: true };
  return {
    kind: "option",
    name,
    key,
    value: key === null ? null : givenValue(spec.options[key]!, next),
    inline: false,
  };
}

function givenValue({ takes, unit }: OptionSpec<unknown>, [next, after]: readonly Word[]): Word | null {
  if (takes === "nothing" || next === undefined || isOptionLike(next)) return null;
  const unitFollows =
    unit && toNumber(next.text) !== null && after !== undefined && /^\p{L}[^=]*$/u.test(after.text);
  return unitFollows ? join(next, after) : next;
}

/** Code is taken as it stands. */
function rest(word: Word, text: string): Word {
  const code = text.slice(word.start).trimEnd();
  return {
    text: code,
    offsets: Array.from({ length: code.length }, (_, index) => word.start + index),
    quoted: new Array<boolean>(code.length).fill(true),
    start: word.start,
    end: word.start + code.length,
  };
}
