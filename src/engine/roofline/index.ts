/** Measures a machine's roofline in a process of its own; compiles the native kernels first where there is a C compiler. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineKey } from "../../model/environment.js";
import type { Watch } from "../../model/ports/engine.js";
import type { RooflineRequest } from "../../model/ports/roofline.js";
import { UserError } from "../../model/problem.js";
import type { Roofline } from "../../model/roofline.js";
import { runCommand } from "../../process/command.js";
import { runOnce } from "../../process/run.js";
import type { NativeKernels, RooflineMessage, RooflineOrder } from "./kinds.js";
import { NATIVE_SOURCE } from "./native-source.js";

const FULL = { repetitions: 8, stretch: 25e6 };
const QUICK = { repetitions: 4, stretch: 5e6 };
const TIMEOUT = 120_000;

export async function measureRoofline(
  request: RooflineRequest,
  { signal, progress }: Watch,
): Promise<Roofline> {
  const { environment, means, quick, recorded } = request;
  const folder = await mkdtemp(join(tmpdir(), "benchbook-roofline-"));
  const step = "roofline";
  try {
    progress({ step, done: 0, total: 0, timeLeft: null, note: "compiling the native kernels" });
    const native = await compileNative(folder);
    const plan = quick ? QUICK : FULL;
    const order: RooflineOrder = {
      ...plan,
      cores: means.cores,
      caches: environment.cpu.caches,
      room: Math.min(environment.memory, environment.limits.memory ?? Infinity) / (quick ? 16 : 4),
      native,
    };
    const outcome = await runOnce({
      entry: new URL("./main.js", import.meta.url),
      request: order,
      isFinal: (message) => (message as RooflineMessage).kind !== "progress",
      onMessage(message) {
        const told = message as RooflineMessage;
        if (told.kind === "progress")
          progress({ step, done: told.done, total: told.total, timeLeft: null, note: told.note });
      },
      signal,
      timeout: TIMEOUT,
    });
    if (outcome.kind === "aborted")
      throw new UserError({
        name: "Interrupted",
        message: "%roofline was interrupted; nothing is kept of it, so run it again",
      });
    const message = outcome.message as RooflineMessage | undefined;
    if (message?.kind !== "finished") {
      const reason =
        message?.kind === "threw"
          ? message.message
          : `${outcome.signal ?? outcome.kind} ${outcome.stderr.trim()}`;
      throw new UserError({
        name: "RooflineFailed",
        message: `the measuring process failed (${reason.trim()}); run %roofline again`,
      });
    }
    const none =
      native === null
        ? [
            "Native peaks were left out: no C compiler was found; install cc (gcc or clang) and run %roofline --again.",
          ]
        : [];
    const { peaks, bandwidths, left } = message;
    return {
      machine: machineKey(environment),
      means,
      recorded,
      quick,
      ...plan,
      peaks,
      bandwidths,
      left: [...none, ...left],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first C compiler that is there, with its version. */
export async function findCompiler(): Promise<string | null> {
  for (const command of COMPILERS) {
    const { ok, stdout } = await runCommand({ command, args: ["-dumpfullversion", "-dumpversion"] });
    if (ok) return `${command} ${stdout.trim()}`;
  }
  return null;
}

const COMPILERS = ["cc", "clang", "gcc"];

/** Null without a compiler that takes the source. */
async function compileNative(folder: string): Promise<NativeKernels | null> {
  const [source, file] = [join(folder, "kernels.c"), join(folder, "kernels.so")];
  await writeFile(source, NATIVE_SOURCE);
  for (const command of COMPILERS) {
    const args = ["-O3", "-march=native", "-ffp-contract=fast", "-shared", "-fPIC", "-o", file, source];
    const { ok } = await runCommand({ command, args, timeout: 30_000 });
    if (!ok) continue;
    const version = await runCommand({ command, args: ["-dumpfullversion", "-dumpversion"] });
    return { file, compiler: `${command} ${version.stdout.trim()}`.trim() };
  }
  return null;
}
