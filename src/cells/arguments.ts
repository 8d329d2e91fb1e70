/** A magic's arguments → typed options, by its spec. Every error is a UserError with the place. */
import type { UserError } from "../model/problem.js";
import type { ParameterValue } from "../model/workload.js";
import { type Argument, classify } from "./classify.js";
import { Misfit } from "./misfit.js";
import type { Magic } from "./segment.js";
import { type MagicSpec, type Options, optionName, type Parsed, type Positionals } from "./spec.js";
import { didYouMean, suggest } from "./suggest.js";
import { readAssignment } from "./values.js";
import { splitWords, type Word } from "./words.js";
import { type Written, written } from "./written.js";

/** Throws a UserError. `source` is the magic as parsed, or its bare argument text (then places are within that). */
export function parseArguments<P extends Positionals, O extends Options>(
  spec: MagicSpec<P, O>,
  source: Magic | string,
): Parsed<MagicSpec<P, O>> {
  const line = written(spec, source);
  const { words, unclosed } = splitWords(line.text);
  const found = classify(spec, words, line.text);
  if (found.some((argument) => argument.kind === "help")) return typed(spec, { ...NOTHING, help: true });
  checkQuotes(spec, line, { found, unclosed });
  return typed(spec, read(spec, gather(spec, line, found), line));
}

interface Values {
  readonly help: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  readonly positionals: Readonly<Record<string, unknown>>;
  readonly assignments: Readonly<Record<string, readonly ParameterValue[]>>;
}

const NOTHING: Values = { help: false, options: {}, positionals: {}, assignments: {} };

/** Fills what is absent. The one place where values that the spec's readers made get the spec's types. */
function typed<P extends Positionals, O extends Options>(
  spec: MagicSpec<P, O>,
  values: Values,
): Parsed<MagicSpec<P, O>> {
  const absent = (entries: Options | Positionals) =>
    Object.fromEntries(Object.entries(entries).map(([key, { read }]) => [key, read([])]));
  const options = { ...absent(spec.options), ...values.options };
  const positionals = { ...absent(spec.positionals), ...values.positionals };
  return { ...values, options, positionals } as Parsed<MagicSpec<P, O>>;
}

interface Read {
  readonly found: readonly Argument[];
  readonly unclosed: number | null;
}

interface Gathered {
  readonly options: ReadonlyMap<string, readonly Word[]>;
  readonly positionals: ReadonlyMap<string, readonly Word[]>;
  readonly assignments: readonly Word[];
}

function gather(spec: MagicSpec, line: Written, found: readonly Argument[]): Gathered {
  const options = new Map<string, Word[]>();
  const positionals = new Map<string, Word[]>();
  const assignments: Word[] = [];
  for (const argument of found) {
    if (argument.kind === "option") {
      const { key, word } = givenOption(spec, line, argument);
      const before = options.get(key) ?? [];
      if (before.length > 0 && !spec.options[key]!.repeated) {
        throw line.problem(argument.name, `${optionName(key)} is given twice: keep one`);
      }
      options.set(key, [...before, word]);
    } else if (argument.kind === "positional") {
      const key = argument.key ?? refuseExtra(spec, line, argument.word);
      positionals.set(key, [...(positionals.get(key) ?? []), argument.word]);
    } else if (argument.kind === "assignment") assignments.push(argument.word);
  }
  return { options, positionals, assignments };
}

function givenOption(
  spec: MagicSpec,
  line: Written,
  { name, key, value, inline }: Extract<Argument, { kind: "option" }>,
): { readonly key: string; readonly word: Word } {
  if (key === null) throw unknownOption(spec, line, name);
  const { takes, placeholder } = spec.options[key]!;
  if (takes === "nothing" && inline)
    throw line.problem(name, `${name.text} takes no value: write ${name.text} alone`);
  if (takes === "nothing") return { key, word: name };
  if (value === null)
    throw line.problem(name, `${name.text} needs a value: write ${name.text} ${placeholder}`);
  return { key, word: value };
}

function unknownOption(spec: MagicSpec, line: Written, name: Word): UserError {
  const names = [...Object.keys(spec.options).map(optionName), "--help"];
  const asked = name.text.replace(/^[-—–]+/, "--");
  const hint = didYouMean(asked, names) || `; it takes ${names.join(", ")}`;
  return line.problem(name, `${line.name} has no option ${name.text}${hint}`);
}

function refuseExtra(spec: MagicSpec, line: Written, word: Word): never {
  const slots = Object.values(spec.positionals).map(({ placeholder }) => placeholder);
  const option = suggest(`--${word.text}`, Object.keys(spec.options).map(optionName));
  const takes = slots.length === 0 ? "takes options only" : `takes ${slots.join(" and ")} only`;
  const hint = option !== null ? `did you mean ${option}?` : "put a text of several words in quotes";
  throw line.problem(word, `${line.name} ${takes}, got ${JSON.stringify(word.text)} as well: ${hint}`);
}

function read(spec: MagicSpec, gathered: Gathered, line: Written): Values {
  return {
    help: false,
    options: mapValues(gathered.options, (key, words) =>
      orProblem(line, optionName(key), () => spec.options[key]!.read(words)),
    ),
    positionals: readPositionals(spec, gathered.positionals, line),
    assignments: readAssignments(gathered.assignments, line),
  };
}

function readPositionals(
  spec: MagicSpec,
  given: Gathered["positionals"],
  line: Written,
): Values["positionals"] {
  for (const [key, { required, placeholder }] of Object.entries(spec.positionals)) {
    if (!required || given.has(key)) continue;
    const example = spec.examples[0]?.split("\n")[0] ?? `${line.name} ${placeholder}`;
    throw line.problem(
      line.end,
      `${line.name} needs ${/^[AEIO]/.test(placeholder) ? "an" : "a"} ${placeholder}, such as: ${example}`,
    );
  }
  return mapValues(given, (key, words) => {
    const slot = spec.positionals[key]!;
    return orProblem(line, `${line.name}: ${slot.placeholder}`, () => slot.read(words));
  });
}

function readAssignments(words: readonly Word[], line: Written): Values["assignments"] {
  const assignments = new Map<string, readonly ParameterValue[]>();
  for (const word of words) {
    const { name, values } = orProblem(line, line.name, () => readAssignment(word));
    if (assignments.has(name))
      throw line.problem(word, `${name} is given twice: write ${name}=1,2,3 for several values`);
    assignments.set(name, values);
  }
  return Object.fromEntries(assignments);
}

function mapValues(
  given: ReadonlyMap<string, readonly Word[]>,
  readWords: (key: string, words: readonly Word[]) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...given].map(([key, words]) => [key, readWords(key, words)]));
}

function orProblem<T>(line: Written, subject: string, readValue: () => T): T {
  try {
    return readValue();
  } catch (error) {
    if (error instanceof Misfit) throw line.problem(error.word, `${subject} ${error.message}`);
    throw error;
  }
}

/** Quotes within code that is taken as it stands are the code's own. */
function checkQuotes(spec: MagicSpec, line: Written, { found, unclosed }: Read): void {
  const last = found.at(-1);
  const code =
    last?.kind === "positional" && last.key !== null && spec.positionals[last.key]!.rest ? last.word : null;
  if (unclosed === null || (code !== null && unclosed >= code.start)) return;
  const quote = line.text[unclosed];
  throw line.problem(
    { start: unclosed, end: unclosed + 1 },
    `A quote is never closed: end the text with ${quote}`,
  );
}
