/** `benchbook report`: writes a report from what is recorded; runs nothing. */
import { basename, extname, resolve } from "node:path";
import type { Case } from "../model/case.js";
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
  for (const line of verdictLines(found.record)) io.stdout.write(`${plainText(line)}\n`);
  for (const format of formats) {
    const file = resolve(io.cwd, fileOf(format, formats, { record: found.record, out: args.values.out }));
    await writeAtomically(file, await renderReport(format, found.record, store));
    io.stdout.write(`${plainText(file)}\n`);
  }
  return EXIT.done;
}

const ENDINGS: Readonly<Record<ReportFormat, string>> = {
  html: ".html",
  md: ".md",
  json: ".json",
  pr: ".pr.md",
};

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
  const format = REPORT_FORMATS.find((known) => known === word);
  if (format === undefined) {
    throw wrong(
      REPORT,
      `--format wants one or several of ${REPORT_FORMATS.join(",")}, got ${JSON.stringify(word)}`,
    );
  }
  return format;
}

/** `--out` as it stands for one format; several share its stem. Without it: `<case id>-report.html`. */
function fileOf(
  format: ReportFormat,
  formats: readonly ReportFormat[],
  { record, out }: { readonly record: Case; readonly out: string | undefined },
): string {
  if (out !== undefined && formats.length === 1) return out;
  const stem = out === undefined ? `${record.id}-report` : out.slice(0, out.length - extname(out).length);
  return `${basename(stem) === "" ? `${stem}report` : stem}${ENDINGS[format]}`;
}
