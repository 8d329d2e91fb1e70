/**
 * A `--shell` variant in its fork: one call is one process of the shell, clocked from before it is started until it has
 * ended. Everything else is as in other variants, so rounds, setups and verification do not know the difference.
 */
import type { Parameters } from "../../model/workload.js";
import { runShell } from "../../process/shell.js";
import { mean } from "../../stats/summary.js";
import { CommandError, commandError } from "./command-error.js";
import { type Capture, openCapture } from "./command-files.js";
import {
  broughtAlong,
  type ChildUsage,
  memoryWatcher,
  openChildUsage,
  watchedMemory,
} from "./command-usage.js";
import { LONGEST_OUTPUT, ownTime, textOrBytes, writtenFile } from "./command-value.js";
import type { BundledCommand, CommandMeter, VariantModule } from "./module.js";

/** ms between two looks at how much has been written. */
const LOOK = 50;
const STDERR_TAIL = 8192;

export function commandVariant(bundled: BundledCommand, parameters: Parameters): VariantModule {
  const run = createRunner(bundled, parameters);
  const { resultFile: file, timeFile = null } = bundled.command;
  const written = file === null ? null : writtenFile(file, "--result-file");
  const timed = timeFile === null ? null : writtenFile(timeFile, "--time-file");
  let meter: Meter | null = null;
  const measured = () => run.call(meter?.watcher() ?? null);
  return {
    measured,
    async loop(count) {
      for (let call = 0; call < count; call++) await measured();
    },
    control: async () => undefined,
    async perCall() {
      meter?.after();
      await bundled.perCall?.();
      run.clear();
      written?.remember();
      timed?.remember();
      meter?.before();
    },
    result: () => written?.read() ?? textOrBytes(run.stdout.read()),
    teardown: bundled.teardown,
    asynchronous: true,
    ...(timed === null ? {} : { ownTime: () => ownTime(timed.read(), timeFile ?? "") }),
    async meter() {
      meter = await createMeter(run, timed !== null);
      return meter;
    },
  };
}

interface Runner {
  readonly stdout: Capture;
  call(watcher: Watcher | null): Promise<void>;
  /** An empty script, the shell alone. Its output is not looked at. */
  nothing(): Promise<void>;
  clear(): void;
}

interface Watcher {
  readonly command: readonly [string, ...string[]];
  readonly report: number;
}

function createRunner({ command }: BundledCommand, parameters: Parameters): Runner {
  const [stdout, stderr] = [openCapture(), openCapture()];
  const env = { ...process.env, ...texts(parameters) };
  const start = (script: string, watcher: Watcher | null) =>
    runShell({
      script,
      name: command.name,
      env,
      stdout: stdout.fd,
      stderr: stderr.fd,
      ...(watcher === null ? {} : { watcher }),
    });
  return {
    stdout,
    async call(watcher) {
      const run = start(command.script, watcher);
      let flooded: string | null = null;
      const timer = setInterval(() => {
        if (stdout.size() > LONGEST_OUTPUT) flooded = "standard output";
        else if (stderr.size() > LONGEST_OUTPUT) flooded = "standard error";
        if (flooded !== null) run.kill();
      }, LOOK);
      const { code, signal } = await run.ended.finally(() => clearInterval(timer));
      if (flooded === null && stdout.size() > LONGEST_OUTPUT) flooded = "standard output";
      if (flooded !== null) throw tooMuch(flooded);
      if (code === 0) return;
      const said = stderr.read(STDERR_TAIL).toString("utf8");
      throw commandError({ code, signal, stderr: said }, command.script, command.name);
    },
    nothing: async () => void (await start(":", null).ended),
    clear() {
      stdout.clear();
      stderr.clear();
    },
  };
}

function tooMuch(where: string): CommandError {
  return new CommandError(
    `wrote more than 256 MiB to its ${where}; let it write to a file or to /dev/null, and verify the file by --result-file FILE`,
  );
}

function texts(parameters: Parameters): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}

interface Meter extends CommandMeter {
  /** For the next call; null: none is wanted. */
  watcher(): Watcher | null;
  before(): void;
  after(): void;
}

/** Empty scripts that are started to see what a start takes; the least counts, as neighbours only add time. */
const STARTS = 5;

async function createMeter(run: Runner, timesItself: boolean): Promise<Meter> {
  const read = await openChildUsage();
  const command = memoryWatcher();
  const report = command === null ? null : openCapture();
  let calls: { readonly user: number; readonly system: number }[] = [];
  let from: ChildUsage | null = null;
  let watched = false;
  let largest: number | null = null;
  // So that a first rise of the peak is more than that of any process.
  await run.nothing();

  function after(): void {
    if (read === null || from === null) return;
    const to = read();
    calls.push({ user: to.user - from.user, system: to.system - from.system });
    if (to.peakMemory > from.peakMemory && to.peakMemory > broughtAlong()) largest = to.peakMemory;
    from = null;
  }

  return {
    watcher() {
      if (watched || command === null || report === null) return null;
      watched = true;
      return { command, report: report.fd };
    },
    before() {
      from = read?.() ?? null;
    },
    after,
    restart() {
      after();
      calls = [];
    },
    async figures() {
      after();
      const known = report === null ? null : watchedMemory(report.read().toString("latin1"));
      return {
        user: calls.length > 0 ? mean(calls.map(({ user }) => user)) : null,
        system: calls.length > 0 ? mean(calls.map(({ system }) => system)) : null,
        peakMemory: known ?? largest,
        start: await timeOfStart(run),
        ...(timesItself ? { timesItself: true as const } : {}),
      };
    },
  };
}

async function timeOfStart(run: Runner): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < STARTS; start++) {
    const begun = performance.now();
    await run.nothing();
    least = Math.min(least, performance.now() - begun);
  }
  return least * 1e6;
}
