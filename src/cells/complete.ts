/** Tab in a magic's arguments: option names, choices, and names of variants and parameters. */
import type { Completion } from "../model/ports/language.js";
import { type Argument, classify, isOptionLike, keyOf } from "./classify.js";
import { type Candidates, type MagicSpec, type OptionSpec, optionName, type PositionalSpec } from "./spec.js";
import { indexOutside, part, splitWords, type Word } from "./words.js";

/** `cursor`, `start` and `end` are offsets in `text`. */
export function completeArguments(
  spec: MagicSpec,
  text: string,
  cursor: number,
  candidates: Candidates,
): Completion {
  const before = text.slice(0, cursor);
  const { words } = splitWords(before);
  const last = words.at(-1);
  const word = last !== undefined && last.end === cursor ? last : blankAt(cursor);
  const given = classify(spec, word === last ? words.slice(0, -1) : words, before);
  const typed = typedAt(spec, given, word);
  const matches = offers(spec, { given, typed, candidates }).filter(({ text }) =>
    text.startsWith(typed.prefix.text),
  );
  return { start: typed.prefix.offsets[0] ?? cursor, end: cursor + restOfWord(text, cursor), matches };
}

/** What is being typed. */
interface Typed {
  readonly kind: "name" | "value" | "argument";
  /** The option whose value it is. */
  readonly key: string | null;
  readonly prefix: Word;
}

interface Situation {
  readonly given: readonly Argument[];
  readonly typed: Typed;
  readonly candidates: Candidates;
}

type Match = Completion["matches"][number];

function typedAt(spec: MagicSpec, given: readonly Argument[], word: Word): Typed {
  const last = given.at(-1);
  if (!given.some(({ kind }) => kind === "separator") && isOptionLike(word)) {
    const equals = indexOutside(word, "=");
    if (equals < 0) return { kind: "name", key: null, prefix: word };
    const key = keyOf(spec, word.text.slice(0, equals));
    return { kind: "value", key, prefix: lastOfList(spec, key, part(word, equals + 1)) };
  }
  const waits = last?.kind === "option" && last.value === null ? last.key : null;
  if (waits !== null && spec.options[waits]!.takes === "value") {
    return { kind: "value", key: waits, prefix: lastOfList(spec, waits, word) };
  }
  return { kind: "argument", key: null, prefix: word };
}

function lastOfList(spec: MagicSpec, key: string | null, word: Word): Word {
  return key !== null && spec.options[key]!.list ? part(word, word.text.lastIndexOf(",") + 1) : word;
}

function offers(spec: MagicSpec, { given, typed, candidates }: Situation): readonly Match[] {
  if (typed.kind === "name") return optionOffers(spec, given);
  if (typed.kind === "value")
    return typed.key === null ? [] : valueOffers(spec.options[typed.key]!, candidates);
  const slot = nextSlot(spec, given);
  const taken = given.flatMap((argument) => (argument.kind === "positional" ? [argument.word.text] : []));
  const values =
    slot === null ? [] : valueOffers(slot, candidates).filter(({ text }) => !taken.includes(text));
  const parameters = spec.assignments === "parameters" ? assignmentOffers(candidates) : [];
  const options = typed.prefix.text === "" ? optionOffers(spec, given) : [];
  return [...values, ...parameters, ...options];
}

function optionOffers(spec: MagicSpec, given: readonly Argument[]): readonly Match[] {
  const used = new Set(given.map((argument) => (argument.kind === "option" ? argument.key : null)));
  const keys = Object.keys(spec.options).filter((key) => spec.options[key]!.repeated || !used.has(key));
  return [...keys.map(optionName), "--help"].map((text) => ({ text, type: "option" }));
}

/** Kinds of names as a frontend shows them. */
const TYPES = { variants: "variant", parameters: "parameter", magics: "magic" } as const;

function valueOffers(
  { choices, candidates: kind, list, takes }: Partial<OptionSpec<unknown>> & PositionalLike,
  candidates: Candidates,
): readonly Match[] {
  const chosen = choices.map((text) => ({ text, type: "value" }));
  if (kind === null) return chosen;
  if (kind === "parameters" && takes === "value" && !list) return assignmentOffers(candidates);
  return [...chosen, ...(candidates[kind] ?? []).map((text) => ({ text, type: TYPES[kind] }))];
}

type PositionalLike = Pick<PositionalSpec<unknown>, "choices" | "candidates">;

function assignmentOffers({ parameters }: Candidates): readonly Match[] {
  return parameters.map((name) => ({ text: `${name}=`, type: "parameter" }));
}

function nextSlot(spec: MagicSpec, given: readonly Argument[]): PositionalSpec<unknown> | null {
  const filled = new Set(given.map((argument) => (argument.kind === "positional" ? argument.key : null)));
  return (
    Object.entries(spec.positionals).find(([key, slot]) => slot.repeated || !filled.has(key))?.[1] ?? null
  );
}

function blankAt(cursor: number): Word {
  return { text: "", offsets: [], quoted: [], start: cursor, end: cursor };
}

/** A match replaces the whole word that the cursor stands in. */
function restOfWord(text: string, cursor: number): number {
  return cursor > 0 && /[\w-]/.test(text[cursor - 1]!) ? /^[\w-]*/.exec(text.slice(cursor))![0].length : 0;
}
