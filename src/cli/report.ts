/** `benchbook report`: writes a report from what is recorded; runs nothing. */
import { extname, join, resolve } from "node:path";
import { writeAtomically } from "../store/files.js";
import { findCase } from "../store/find-case.js";
import { createStore } from "../store/index.js";
import { verdictLines } from "../views/summary.js";
import { readArguments, wrong } from "./arguments.js";
import { type CommandIo, EXIT } from "./io.js";
import { REPORT_FORMATS, type ReportFormat, renderReport } from "./render-report.js";
import { REPORT } from "./specs.js";
import { plainText } from "./terminal.js";

export async function reportCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const args = readArguments(REPORT, argv, io);
  if (args === null) return EXIT.done;
  const formats = formatsOf(args.values.format, args.values.out);
  const found = await findCase(args.positionals[0]!, io.cwd);
  const store = createStore({ folder: found.folder });
  if (args.values.out === STDOUT) {
    const [format, ...more] = formats;
    if (more.length > 0) throw wrong(REPORT, `--out - wants one format, got ${formats.join(",")}`);
    io.stdout.write(await renderReport(format!, found.record, store));
    return EXIT.done;
  }
  for (const line of verdictLines(found.record)) io.stdout.write(`${plainText(line)}\n`);
  const stem = join(found.folder, `${found.record.id}.report`);
  for (const format of formats) {
    const name = fileOf(format, { out: args.values.out, single: formats.length === 1, stem });
    const file = resolve(io.cwd, name);
    await writeAtomically(file, await renderReport(format, found.record, store));
    io.stdout.write(`${plainText(file)}\n`);
  }
  return EXIT.done;
}

/** As in other commands: nothing but the report is printed then, for a pipe. */
const STDOUT = "-";

/** Asked for, or told by the ending of `--out`. */
function formatsOf(asked: string | undefined, out: string | undefined): readonly ReportFormat[] {
  if (asked === undefined) return [byEnding(out) ?? "html"];
  return [...new Set(asked.split(",").map((word) => formatOf(word.trim())))];
}

function byEnding(out: string | undefined): ReportFormat | undefined {
  const known: Readonly<Record<string, ReportFormat>> = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".json": "json",
  };
  return out === undefined ? undefined : known[extname(out).toLowerCase()];
}

function formatOf(word: string): ReportFormat {
  if (isFormat(word)) return word;
  const known = Object.keys(REPORT_FORMATS).join(",");
  throw wrong(REPORT, `--format wants one or several of ${known}, got ${JSON.stringify(word)}`);
}

function isFormat(word: string): word is ReportFormat {
  return Object.hasOwn(REPORT_FORMATS, word);
}

/** `--out` as it stands for one format; several share its stem. Without it: `<case id>.report.html` beside the notebook. */
function fileOf(
  format: ReportFormat,
  {
    out,
    single,
    stem,
  }: { readonly out: string | undefined; readonly single: boolean; readonly stem: string },
): string {
  if (out !== undefined && single) return out;
  const base = out === undefined ? stem : out.replace(/(\.pr)?\.(html?|md|json)$/i, "");
  return `${base}${REPORT_FORMATS[format].ending}`;
}
