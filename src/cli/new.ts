/** `benchbook new`: starts a case study from a template, or lists the templates. */
import { access, constants, copyFile, readdir } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { didYouMean } from "../cells/suggest.js";
import { usageError } from "../model/problem.js";
import { makeFolder, unwritable } from "../store/files.js";
import { readNotebook } from "../store/notebook.js";
import { packageFolder } from "../store/version.js";
import { readArguments } from "./arguments.js";
import { type CommandIo, EXIT } from "./io.js";
import { NEW } from "./specs.js";
import { plainText } from "./terminal.js";

interface Template {
  readonly name: string;
  readonly file: string;
}

export async function newCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const args = readArguments(NEW, argv, io);
  if (args === null) return EXIT.done;
  const templates = await findTemplates();
  const [name, file] = args.positionals;
  if (name === undefined) return list(templates, io);
  const template = templates.find((one) => one.name === name.replace(/\.ipynb$/, ""));
  if (template === undefined) throw unknownTemplate(name, templates);
  const target = resolve(io.cwd, withEnding(file ?? template.name));
  await copy(template.file, target, { force: args.values.force ?? false, shown: relative(io.cwd, target) });
  const shown = relative(io.cwd, target);
  io.stdout.write(
    `${plainText(target)}\nRun it: benchbook run ${plainText(shown)}, or open it in Jupyter (benchbook install).\n`,
  );
  return EXIT.done;
}

async function findTemplates(): Promise<readonly Template[]> {
  const folder = join(await packageFolder(), "notebooks");
  const names = (await readdir(folder)).filter(
    (name) => name.endsWith(".ipynb") && !name.endsWith(".executed.ipynb"),
  );
  const templates = names.map((name) => ({ name: basename(name, ".ipynb"), file: join(folder, name) }));
  const rank = ({ name }: Template) => (name === "template" ? "" : name);
  return templates.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

async function list(templates: readonly Template[], io: CommandIo): Promise<number> {
  const width = Math.max(0, ...templates.map(({ name }) => name.length)) + 2;
  for (const { name, file } of templates) {
    io.stdout.write(`  ${name.padEnd(width)}${plainText(await titleOf(file))}\n`);
  }
  io.stdout.write("\nStart one: benchbook new template study.ipynb\n");
  return EXIT.done;
}

/** The notebook's first heading. */
async function titleOf(file: string): Promise<string> {
  const { cells } = await readNotebook(file);
  for (const cell of cells) {
    const heading = cell.cell_type === "markdown" ? /^#+ +(.+)$/m.exec(cell.source) : null;
    if (heading) return heading[1] ?? "";
  }
  return "";
}

async function copy(
  from: string,
  to: string,
  { force, shown }: { force: boolean; shown: string },
): Promise<void> {
  try {
    await makeFolder(dirname(to));
    await access(dirname(to), constants.W_OK);
    await copyFile(from, to, force ? 0 : constants.COPYFILE_EXCL);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST" && (await isThere(to))) {
      throw usageError(`${shown} is there already; name another file, or replace it with --force`);
    }
    throw unwritable(to, cause);
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function withEnding(file: string): string {
  return file.endsWith(".ipynb") ? file : `${file}.ipynb`;
}

function unknownTemplate(name: string, templates: readonly Template[]) {
  const names = templates.map((one) => one.name);
  const near = didYouMean(name, names);
  return usageError(`there is no template ${JSON.stringify(name)}; there are ${names.join(", ")}${near}`);
}
