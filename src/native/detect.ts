/** Which compilers this machine has: each is asked for its version once, as that takes tens of milliseconds. */
import type { NativeLanguage, Toolchain } from "../model/native.js";
import type { CommandResult } from "../process/command.js";
import { type Candidate, TOOLCHAINS } from "./toolchains.js";

export type RunTool = (command: string, args: readonly string[]) => Promise<CommandResult>;

export interface DetectPorts {
  readonly run: RunTool;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Null where there is none. */
export async function detectToolchain(
  language: NativeLanguage,
  ports: DetectPorts,
): Promise<Toolchain | null> {
  for (const { command, version } of candidates(language, ports.environment)) {
    const [program, ...first] = command;
    const asked = await ports.run(program, [...first, ...version]);
    const line = asked.ok ? versionLine(asked.stdout || asked.stderr, language) : null;
    if (line === null) continue;
    const targetCpu = await nativeCpu(language, command, ports.run);
    return { language, command, version: line, targetCpu };
  }
  return null;
}

/** One sentence for what is not there. */
export function missingSentence(language: NativeLanguage): string {
  const { title, candidates: known, install } = TOOLCHAINS[language];
  const tried = known.map(({ command }) => command.join(" ")).join(", ");
  return `No ${title} compiler was found (looked for ${tried}); ${install}, and see that it is on the kernel's PATH.`;
}

function candidates(language: NativeLanguage, environment: DetectPorts["environment"]): readonly Candidate[] {
  const { variable, candidates: known } = TOOLCHAINS[language];
  const named = variable === null ? "" : (environment[variable]?.trim() ?? "");
  if (named === "") return known;
  const [program = "", ...first] = named.split(/\s+/);
  return [{ command: [program, ...first], version: ["--version"] }, ...known];
}

function versionLine(output: string, language: NativeLanguage): string | null {
  const line = output.trim().split("\n")[0]?.trim() ?? "";
  if (line === "") return null;
  return language === "zig" ? `zig ${line}` : line;
}

/** What the compiler takes this processor for: `-march=native` means another thing on each machine. */
async function nativeCpu(
  language: NativeLanguage,
  [program, ...first]: Toolchain["command"],
  run: RunTool,
): Promise<string | null> {
  switch (language) {
    case "c":
    case "cpp": {
      const gcc = await run(program, [...first, "-march=native", "-Q", "--help=target"]);
      const named = /^\s*-march=\s+(\S+)\s*$/m.exec(gcc.stdout)?.[1];
      if (named !== undefined) return named;
      const clang = await run(program, [...first, "-march=native", "-###", "-x", "c", "-c", "-"]);
      return /"-target-cpu" "([^"]+)"/.exec(clang.stderr)?.[1] ?? null;
    }
    case "rust": {
      const listed = await run(program, [...first, "--print", "target-cpus"]);
      return /currently ([^\s)]+)\)/.exec(listed.stdout)?.[1] ?? null;
    }
    default:
      return null;
  }
}
