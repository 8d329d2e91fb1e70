/** `--shell`: the cell's body is a command line; what fits with it, and its frozen bundle. */
import type { Analysis, CommandValue } from "../../model/ports/language.js";
import { UserError, usageError } from "../../model/problem.js";
import { diagnosticsError } from "../diagnostics.js";
import type { MagicContext } from "../magic.js";
import type { CompiledVariant, VariantCell } from "./compile.js";

interface ShellOptions {
  readonly shell: boolean;
  readonly result: string | undefined;
  readonly resultFile: string | undefined;
  readonly timeFile: string | undefined;
  readonly nodeFlags: string | undefined;
  readonly rev: string | undefined;
  readonly build: string | undefined;
  readonly noBundle: boolean;
}

/** What the options say of a variant's value. Throws a UserError for options that speak of the other language. */
export function variantValue(
  name: string,
  options: ShellOptions,
): Pick<VariantCell, "result"> & { readonly command?: CommandValue } {
  const { shell, result, resultFile, timeFile, nodeFlags } = options;
  if (!shell) {
    if (timeFile !== undefined) {
      throw usageError(
        `--time-file ${timeFile} is a file that a command writes, and ${name} runs none; add --shell, or take it away.`,
      );
    }
    if (resultFile === undefined) return { result: result ?? null };
    throw usageError(
      `--result-file ${resultFile} is a file that a command writes, and ${name} runs none; add --shell, or name a variable by --result.`,
    );
  }
  if (result !== undefined) {
    throw usageError(
      `--result ${result} names a variable, and ${name} is a command; name a file that it writes by --result-file, or let it print its result.`,
    );
  }
  if (nodeFlags !== undefined) {
    throw usageError(
      `--node-flags ${nodeFlags} would change the Node that starts ${name}, and not the command; write flags into the command line.`,
    );
  }
  const modules = MODULE_OPTIONS.find((option) => options[option]);
  if (modules !== undefined) {
    throw usageError(
      `${WRITTEN[modules]} speaks of what a TypeScript cell imports, and ${name} is a command; drop one of the two.`,
    );
  }
  if (resultFile?.trim() === "") throw usageError("--result-file needs the name of a file, got none.");
  if (timeFile?.trim() === "") throw usageError("--time-file needs the name of a file, got none.");
  return {
    result: resultFile ?? null,
    command: { resultFile: resultFile ?? null, timeFile: timeFile ?? null },
  };
}

const MODULE_OPTIONS = ["rev", "build", "noBundle"] as const;
const WRITTEN = { rev: "--rev", build: "--build", noBundle: "--no-bundle" };

/** Throws a UserError where there is nothing that a shell could run. */
export async function compileCommand(
  cell: VariantCell & { readonly command: CommandValue },
  context: MagicContext,
): Promise<CompiledVariant> {
  const { name, source, command } = cell;
  const { workload } = context.state;
  requireShell(name);
  if (commands(source) === "") {
    throw usageError(
      `The body of ${name} is what --shell runs, and it is empty; write the command line below the magic's line, such as \`gzip -k data.txt\`.`,
    );
  }
  refuseTypeScript(await context.language.analyze(source), name);
  if (workload.inputs > 1) {
    throw usageError(
      `--inputs ${workload.inputs} rotates names of the setup, and ${name} is a command, which cannot see them; take --inputs away, or write the inputs into files by %%setup --per-call.`,
    );
  }
  const bundled = await context.language.bundle({
    folder: context.store.folder,
    setups: workload.setups,
    teardown: workload.teardown,
    parameterNames: Object.keys(workload.parameters),
    inputs: workload.inputs,
    compiled: context.state.compiled,
    variant: { name, source, result: null, command },
  });
  if (bundled.kind === "failed") throw diagnosticsError(bundled.diagnostics, source, cell.fileName);
  return {
    bundle: bundled.bundle,
    expression: { text: commands(source), line: firstLine(source), asynchronous: true },
    leadingComment: leadingComment(source),
    declarations: "",
    declares: [],
    revision: null,
    free: [...source.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, read]) => read ?? ""),
  };
}

function requireShell(name: string): void {
  if (process.platform !== "win32") return;
  throw new UserError({
    name: "NoShellError",
    message: `${name} needs /bin/sh, which Windows does not have; run benchbook in the Windows Subsystem for Linux, or start the program from TypeScript.`,
  });
}

/** What declares names in TypeScript, without an error, is no command line. */
function refuseTypeScript({ diagnostics, declares }: Analysis, name: string): void {
  if (diagnostics.length > 0 || declares.length === 0) return;
  throw usageError(
    `The body of ${name} is TypeScript (it declares ${declares[0]}), and --shell runs command lines; take --shell away, or write a command line.`,
  );
}

/** Without blank lines and comments. */
function commands(source: string): string {
  return source.split("\n").filter(isCommand).join("\n").trim();
}

function firstLine(source: string): number {
  return source.split("\n").findIndex(isCommand) + 1;
}

function isCommand(line: string): boolean {
  return line.trim() !== "" && !line.trim().startsWith("#");
}

/** The `#` lines on top, as a cell's leading comment. */
function leadingComment(source: string): string | null {
  const lines = source.split("\n").map((line) => line.trim());
  const begin = lines.findIndex((line) => line !== "");
  const rest = lines.slice(Math.max(0, begin));
  const end = rest.findIndex((line) => !line.startsWith("#"));
  const comment = rest
    .slice(0, end < 0 ? rest.length : end)
    .filter((line) => !line.startsWith("#!"))
    .map((line) => line.replace(/^#+\s?/, ""))
    .join("\n")
    .trim();
  return comment === "" ? null : comment;
}
