/** Real forks of commands: what is clocked and counted, what is verified, and how they fail. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { createEngine } from "../../src/engine/index.js";
import type { ForkRecord } from "../../src/model/measurement.js";
import type { ForkFailure, MeasureOptions, Side } from "../../src/model/ports/engine.js";

const folder = mkdtempSync(join(tmpdir(), "benchbook-commands-"));
const engine = createEngine({ scratch: join(folder, "scratch"), folder });
after(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const QUICK: MeasureOptions = {
  rounds: 1,
  margin: 0.02,
  budget: 30e9,
  timeout: 20e9,
  quick: true,
  seed: 1,
};
const watch = { signal: new AbortController().signal, progress: () => undefined };
const WITHOUT_SHELL = process.platform === "win32" ? "Windows has no /bin/sh" : false;

interface Hand {
  readonly script: string;
  readonly resultFile?: string;
  readonly setup?: string;
  readonly perCall?: string;
  readonly teardown?: string;
}

/** As `language/bundle/command-module.ts` writes them. */
function command(name: string, { script, resultFile, setup = "", perCall, teardown }: Hand): Side {
  const bundle = join(folder, `${name}.mjs`);
  const given = { script, name: `cell:${name}`, resultFile: resultFile ?? null };
  const lines = [
    `import { appendFileSync, writeFileSync } from "node:fs";`,
    `const { parameters: { n }, mark } = globalThis.__benchbook;`,
    setup,
    `mark("setup"); mark("prepare");`,
    `export const command = ${JSON.stringify(given)};`,
    `export const perCall = ${perCall ? `() => { ${perCall} }` : "null"};`,
    `export const teardown = ${teardown ? `() => { ${teardown} }` : "null"};`,
  ];
  writeFileSync(bundle, lines.join("\n"));
  return { name, bundle, nodeFlags: [], env: {} };
}

async function measured(name: string, hand: Hand): Promise<ForkRecord> {
  const outcome = await engine.measure(
    { sides: [command(name, hand)], pairs: [], parameters: { n: 3 }, options: QUICK },
    watch,
  );
  assert.equal(outcome.failure?.message, undefined);
  return outcome.rounds[0]?.forks[0] as ForkRecord;
}

async function failure(name: string, hand: Hand, timeout = QUICK.timeout): Promise<ForkFailure> {
  const options = { ...QUICK, timeout };
  const outcome = await engine.measure(
    { sides: [command(name, hand)], pairs: [], parameters: { n: 3 }, options },
    watch,
  );
  assert.ok(outcome.failure, "the command should have failed");
  return outcome.failure;
}

async function valueOfCommand(name: string, hand: Hand): Promise<unknown> {
  const side = command(name, hand);
  const outcome = await engine.evaluate({ side, parameters: { n: 3 }, timeout: QUICK.timeout }, watch);
  if (outcome.kind === "failed") throw new Error(outcome.failure.message);
  return outcome.value;
}

describe("commands in forks", { skip: WITHOUT_SHELL }, () => {
  test("each sample is one process, and what the processes used is counted", async () => {
    const log = join(folder, "calls.txt");
    const fork = await measured("loop", {
      script: `echo call >> ${log}\ni=0\nwhile [ $i -lt 20000 ]; do i=$((i+1)); done`,
    });
    assert.equal(fork.batch, 1);
    assert.equal(fork.asynchronous, true);
    assert.equal(fork.sameResult, true);
    const calls = readFileSync(log, "utf8").split("\n").length - 1;
    assert.ok(calls > fork.samples.length, `${calls} calls for ${fork.samples.length} samples`);
    const { user, system, start } = fork.command ?? assert.fail("no figures");
    assert.ok(start > 0);
    assert.ok(user === null || user > 1e6, `${user} ns of user time`);
    // It runs on one processor at a time, and this process's own clock has both ends.
    assert.ok(
      user === null || system === null || user + system < 1.2 * fork.mean,
      `${user} of ${fork.mean} ns`,
    );
    assert.equal(fork.allocated, 0);
  });

  test("peak memory is the command's, not that of the Node which starts it", async () => {
    const small = await measured("small", { script: "true" });
    const peak = small.command?.peakMemory;
    assert.ok(peak === null || (peak !== undefined && peak < 30e6), `${peak} bytes`);
    const script = `exec ${process.execPath} -e "Buffer.alloc(150e6, 1)"`;
    const large = (await measured("large", { script })).command?.peakMemory;
    assert.ok(large && large > 150e6 && large < 400e6, `${large} bytes`);
  });

  test("parameters are environment variables; setup runs once, per-call input before each call", async () => {
    assert.equal(await valueOfCommand("reads", { script: 'echo "$n"' }), "3\n");
    const [made, fresh, closed] = ["made", "fresh", "closed"].map((name) => join(folder, name));
    await measured("setups", {
      setup: `appendFileSync(${JSON.stringify(made)}, "x");`,
      perCall: `writeFileSync(${JSON.stringify(fresh)}, "input");`,
      // Without fresh input the second call finds none and fails.
      script: `rm ${fresh}`,
      teardown: `writeFileSync(${JSON.stringify(closed)}, "");`,
    });
    // A trial fork and one round.
    assert.equal(readFileSync(made as string, "utf8"), "xx");
    assert.ok(existsSync(closed as string));
  });

  test("a value is text, or bytes, or the file that was named", async () => {
    assert.equal(await valueOfCommand("text", { script: "printf 'h\\303\\251'" }), "hé");
    assert.deepEqual(
      await valueOfCommand("bytes", { script: "printf '\\377\\001'" }),
      new Uint8Array([255, 1]),
    );
    const file = { script: "echo shown; echo kept > out.txt", resultFile: "out.txt" };
    assert.equal(await valueOfCommand("file", file), "kept\n");
    const input = await valueOfCommand("input", { script: "cat; echo end" });
    assert.equal(input, "end\n", "standard input is empty");
  });

  test("a hundred megabytes of output are a value; without an end they are bounded", async () => {
    const value = await valueOfCommand("long", { script: "yes | head -c 100000000" });
    assert.equal((value as string).length, 100_000_000);
    const { message } = await failure("endless", { script: "yes" });
    assert.match(message, /^The command of endless wrote more than 256 MiB to its standard output; /);
  });

  test("what prints something else is not verified", async () => {
    const { checks } = await engine.check(
      {
        variant: command("wrong", { script: "printf 'a\\nc\\n'" }),
        reference: command("right", { script: "printf 'a\\nb\\n'" }),
        checks: [{ kind: "inputs", parameters: { n: 3 } }],
        tolerance: { rtol: null, atol: null, shape: null },
        property: null,
        timeout: QUICK.timeout,
      },
      watch,
    );
    assert.equal(checks[0]?.verdict, "different");
    assert.match(checks[0]?.mismatch?.actual ?? "", /c/);
  });

  test("a failing command tells its status, its last words and its line", async () => {
    const failed = await failure("fails", { script: "true\nnosuchprogram --x" });
    assert.equal(failed.kind, "threw");
    assert.match(
      failed.message,
      /^The command of fails was not found \(exit status 127\) at line 2: nosuchprogram: .*not found/,
    );
    assert.equal(failed.error?.ename, "CommandError");
    assert.ok(failed.error?.traceback.includes("  2 | nosuchprogram --x"));
    const early = await failure("early", { script: "echo why >&2\nfalse\necho never" });
    assert.equal(early.message, "The command of early ended with exit status 1: why.");
    const missing = await failure("missing", { script: "true", resultFile: "never.txt" });
    assert.match(missing.message, /^The command of missing did not write never\.txt/);
    writeFileSync(join(folder, "old.txt"), "of another call");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const old = await failure("old", { script: "true", resultFile: "old.txt" });
    assert.match(old.message, /^The command of old left old\.txt as it was/);
  });

  test("a hanging command ends at the time limit, with all that it started", async () => {
    const file = join(folder, "pid.txt");
    const hang = { script: `sleep 1000 & echo $! > ${file}; wait` };
    const { kind, message } = await failure("hangs", hang, 500e6);
    assert.equal(kind, "timeout");
    assert.match(message, /One call of hangs took longer than 500 ms/);
    assert.ok(await gone(Number(readFileSync(file, "utf8"))), "sleep goes on");
  });

  test("what a command leaves running ends with its fork", async () => {
    const file = join(folder, "left.txt");
    await measured("leaves", { script: `sleep 1000 & echo $! > ${file}` });
    assert.ok(await gone(Number(readFileSync(file, "utf8"))), "sleep goes on");
  });
});

/** A killed process may be a zombie for a moment, until init has waited for it. */
async function gone(pid: number): Promise<boolean> {
  for (let look = 0; look < 100; look++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    if (process.platform === "linux" && /\) Z/.test(readFileSync(`/proc/${pid}/stat`, "latin1"))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
