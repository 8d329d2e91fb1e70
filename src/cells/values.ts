/** One word to one value, for options, positionals and parameters. */
import type { ParameterValue } from "../model/workload.js";
import { Misfit, misfit } from "./misfit.js";
import { indexOutside, isQuoted, part, splitCommas, type Word } from "./words.js";

/** Decimal or hexadecimal, with `_` between digits as in TypeScript. */
const NUMBER = /^[+-]?(?:0x[\da-f]+|(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)$/i;

export function toNumber(text: string): number | null {
  if (!NUMBER.test(text)) return null;
  const digits = text.replaceAll("_", "");
  const value = /^[+-]0x/i.test(digits) ? Number(digits.slice(1)) : Number(digits);
  if (!Number.isFinite(value)) return null;
  return /^-0x/i.test(digits) ? -value : value;
}

export function readNumber(word: Word): number {
  const value = toNumber(word.text);
  if (value === null) throw misfit(word, "a number such as 0.5 or 1e-6");
  return value;
}

export function readInteger(word: Word): number {
  const value = toNumber(word.text);
  if (value === null || !Number.isSafeInteger(value)) throw misfit(word, "a whole number such as 12");
  return value;
}

export function readText(word: Word): string {
  if (word.text.trim() === "") throw misfit(word, "a text");
  return word.text;
}

/** Names become file names and `results.NAME`. */
const NAME = /^(?!__proto__$)[\p{L}_$][\p{L}\p{N}\p{M}_$.-]{0,63}$/u;

export function readName(word: Word): string {
  if (!NAME.test(word.text)) throw misfit(word, "a name of letters, digits, - and _ such as ikj-2");
  return word.text;
}

/** Words of the language, strict and in modules, and names that cannot be declared: no parameter can be called so. */
const RESERVED = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in Infinity instanceof interface let NaN new null package private
  protected __proto__ public return static super switch this throw true try typeof undefined var void while with yield`.split(
    /\s+/,
  ),
);

const PARAMETER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** The place of the `=` of `n=512`, or null where the word is no assignment. */
export function assignmentAt(word: Word): number | null {
  const equals = indexOutside(word, "=");
  return equals > 0 && PARAMETER.test(word.text.slice(0, equals)) ? equals : null;
}

/** `n=512`, `T=16,32,64`, `kind="a, b"`. */
export function readAssignment(word: Word): {
  readonly name: string;
  readonly values: readonly ParameterValue[];
} {
  const equals = assignmentAt(word);
  if (equals === null) throw misfit(word, "name=value such as n=1,7,33");
  const name = word.text.slice(0, equals);
  if (RESERVED.has(name))
    throw misfit(word, "a name of your own before =, as this is a word of the language");
  const values = splitCommas(part(word, equals + 1)).map((piece) => readParameter(name, piece));
  return { name, values };
}

/** A number where it looks like one, else a string; in quotes always a string. */
function readParameter(name: string, word: Word): ParameterValue {
  if (isQuoted(word)) return word.text;
  if (word.text === "")
    throw new Misfit(word, `has an empty value for ${name}: write ${name}=1 or ${name}=1,2,3`);
  const value = toNumber(word.text);
  if (value !== null) return value;
  if (!/^[+-]?\.?\d/.test(word.text)) return word.text;
  throw new Misfit(word, `got ${name}=${word.text}, which is no number: put it in quotes if it is a text`);
}

export function readList<T>(word: Word, read: (piece: Word) => T): readonly T[] {
  return splitCommas(word).map((piece) => {
    if (piece.text === "") throw misfit(word, "values with a comma between each two");
    return read(piece);
  });
}

export function readChoice<C extends string>(word: Word, choices: readonly C[]): C {
  const choice = choices.find((choice) => choice === word.text);
  if (choice === undefined) throw misfit(word, `one of ${choices.join(", ")}`);
  return choice;
}
