/**
 * One build of a shared library, kept by the hash of all that it is made of: `.benchbook/native/<hash>/lib<name>.so`.
 * The compiler writes into a folder of its own, which is renamed when it is whole.
 */
import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Toolchain } from "../model/native.js";
import { UserError } from "../model/problem.js";
import { type LongResult, runLong } from "../process/long-command.js";
import { TOOLCHAINS } from "./toolchains.js";

export interface Build {
  readonly folder: string;
  readonly toolchain: Toolchain;
  readonly source: string;
  readonly flags: readonly string[];
  readonly signal: AbortSignal;
}

export interface Built {
  readonly file: string;
  readonly hash: string;
  readonly cached: boolean;
  /** What the compiler printed; empty where the library stood there. */
  readonly output: string;
  /** How the compiler ended; null where it had nothing to do. */
  readonly ended: LongResult | null;
}

/** ms: Zig and Mojo build parts of their libraries first. */
const TIMEOUT = 300_000;
/** What the source is called in the compiler's messages. */
export const SOURCE_NAME = "cell";

/** Throws a UserError where the folder cannot be written. */
export async function buildLibrary(build: Build): Promise<Built> {
  const hash = hashOf(build);
  const kept = join(build.folder, ".benchbook", "native");
  const file = join(kept, hash, libraryName());
  if (await isThere(file)) return { file, hash, cached: true, output: "", ended: null };
  const scratch = await scratchFolder(kept);
  try {
    const { extension, build: argumentsOf } = TOOLCHAINS[build.toolchain.language];
    const source = `${SOURCE_NAME}.${extension}`;
    await writeFile(join(scratch, source), build.source);
    let output = "";
    const [command, ...first] = build.toolchain.command;
    const ended = await runLong({
      command,
      args: [
        ...first,
        ...argumentsOf({
          source,
          output: libraryName(),
          flags: build.flags,
          scratch: join(scratch, "cache"),
        }),
      ],
      cwd: scratch,
      // Messages in English and plain: they are read.
      env: { ...process.env, LC_ALL: "C", NO_COLOR: "1", MODULAR_CRASH_REPORTING_ENABLED: "false" },
      timeout: TIMEOUT,
      signal: build.signal,
      onText: (text) => {
        output += text;
      },
    });
    if (ended.kind === "done") {
      await rm(join(scratch, "cache"), { recursive: true, force: true });
      await keep(scratch, join(kept, hash));
    }
    return { file, hash, cached: false, output, ended };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The processor is part of it: a library of `-march=native` may not run on another one. */
function hashOf({ toolchain, source, flags }: Build): string {
  const parts = [
    toolchain.language,
    toolchain.version,
    toolchain.targetCpu,
    process.platform,
    process.arch,
    cpus()[0]?.model ?? "",
    flags,
    source,
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

export function libraryName(): string {
  return process.platform === "darwin" ? "libcell.dylib" : "libcell.so";
}

async function scratchFolder(kept: string): Promise<string> {
  try {
    await mkdir(kept, { recursive: true });
    return await mkdtemp(join(kept, "building-"));
  } catch (cause) {
    throw new UserError(
      {
        name: "UnwritableFile",
        message: `${kept} cannot be written (${(cause as NodeJS.ErrnoException).code}); move the notebook to a folder that can.`,
      },
      { cause },
    );
  }
}

/** Of two builds of the same at once, the first stays. */
async function keep(scratch: string, folder: string): Promise<void> {
  try {
    await rename(scratch, folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST" && code !== "ENOTEMPTY") throw error;
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
