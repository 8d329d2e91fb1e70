/** Help of a magic and of one of its options, from its spec: for a terminal and as Markdown. */
import { classify } from "./classify.js";
import { type MagicSpec, type OptionSpec, optionName, type PositionalSpec } from "./spec.js";
import { splitWords } from "./words.js";
import { spelled } from "./written.js";

export interface Help {
  readonly markdown: string;
  readonly text: string;
}

export function helpFor(spec: MagicSpec): Help {
  return { markdown: asMarkdown(spec), text: asText(spec) };
}

/** Help of the option or positional at `cursor` (an offset in `text`), else of the magic. */
export function inspectArguments(spec: MagicSpec, text: string, cursor: number): Help {
  const { words } = splitWords(text);
  const at = classify(spec, words, text).find((argument) => {
    const start = argument.kind === "option" ? argument.name.start : argument.word.start;
    const end = argument.kind === "option" ? (argument.value ?? argument.name).end : argument.word.end;
    return start <= cursor && cursor <= end;
  });
  if (at?.kind === "option" && at.key !== null)
    return entryHelp(spec, optionEntry(at.key, spec.options[at.key]!));
  if (at?.kind === "positional" && at.key !== null)
    return entryHelp(spec, positionalEntry(spec.positionals[at.key]!));
  return helpFor(spec);
}

/** One line of a table: what to write, and what it does. */
interface Entry {
  readonly usage: string;
  readonly help: string;
}

function optionEntry(key: string, { placeholder, help, repeated, defaultText }: OptionSpec<unknown>): Entry {
  const notes = [
    ...(repeated ? ["may be given several times"] : []),
    ...(defaultText ? [`default ${defaultText}`] : []),
  ];
  const usage = [optionName(key), placeholder].filter((part) => part !== "").join(" ");
  return { usage, help: notes.length === 0 ? help : `${help} (${notes.join("; ")})` };
}

function positionalEntry({ placeholder, help }: PositionalSpec<unknown>): Entry {
  return { usage: placeholder, help };
}

function entries(spec: MagicSpec): {
  readonly positionals: readonly Entry[];
  readonly options: readonly Entry[];
} {
  const assignments = {
    usage: "name=value",
    help: "Values of parameters: n=512 seed=1, or several: T=16,32,64",
  };
  return {
    positionals: [
      ...Object.values(spec.positionals).map(positionalEntry),
      ...(spec.assignments === "parameters" ? [assignments] : []),
    ],
    options: [
      ...Object.entries(spec.options).map(([key, option]) => optionEntry(key, option)),
      { usage: "--help", help: "Shows this" },
    ],
  };
}

/** `%profile [VARIANT] [options]`, one line per form. */
function usageLines(spec: MagicSpec): readonly string[] {
  const slots = Object.values(spec.positionals).map(({ placeholder, required, repeated }) => {
    const name = repeated ? `${placeholder} …` : placeholder;
    return required ? name : `[${name}]`;
  });
  const assignments = spec.assignments === "parameters" ? ["[name=value …]"] : [];
  const options = Object.keys(spec.options).length === 0 ? [] : ["[options]"];
  return spec.forms.map((form) =>
    [spelled(spec.name, form === "cell"), ...slots, ...assignments, ...options].join(" "),
  );
}

function asText(spec: MagicSpec): string {
  const { positionals, options } = entries(spec);
  const width = Math.max(...[...positionals, ...options].map(({ usage }) => usage.length));
  const table = (rows: readonly Entry[]) =>
    rows.map(({ usage, help }) => `  ${usage.padEnd(width)}  ${help}`);
  const sections = [
    [...usageLines(spec), "", spec.summary],
    ...(spec.details === null ? [] : [[spec.details]]),
    ...(positionals.length === 0 ? [] : [table(positionals)]),
    ["Options", ...table(options)],
    ...(spec.examples.length === 0 ? [] : [["Examples", ...spec.examples.map((example) => indent(example))]]),
  ];
  return sections.map((lines) => lines.join("\n")).join("\n\n");
}

function asMarkdown(spec: MagicSpec): string {
  const { positionals, options } = entries(spec);
  const list = (rows: readonly Entry[]) =>
    rows.map(({ usage, help }) => `- \`${usage}\` – ${help}`).join("\n");
  const sections = [
    fence(usageLines(spec).join("\n")),
    spec.summary,
    ...(spec.details === null ? [] : [spec.details]),
    ...(positionals.length === 0 ? [] : [list(positionals)]),
    `**Options**\n\n${list(options)}`,
    ...(spec.examples.length === 0 ? [] : [`**Examples**\n\n${fence(spec.examples.join("\n"))}`]),
  ];
  return sections.join("\n\n");
}

function entryHelp(spec: MagicSpec, { usage, help }: Entry): Help {
  const of = usageLines(spec).join(", ");
  return { markdown: `\`${usage}\` – ${help}\n\nof \`${of}\``, text: `${usage}\n  ${help}\n\nof ${of}` };
}

function fence(text: string): string {
  return `\`\`\`\n${text}\n\`\`\``;
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
