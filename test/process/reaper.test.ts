import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { watchdogPid } from "../../src/process/reaper.js";
import { spawnChild } from "../../src/process/spawn.js";

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

test("a busy child dies with a parent that is killed", async () => {
  const parent = spawn(process.execPath, [fixture("busy-parent.js")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [text] = await once(parent.stdout, "data");
  const pid = Number(String(text));
  assert.ok(alive(pid));
  // Let the child enter its loop.
  await sleep(100);
  parent.kill("SIGKILL");
  assert.ok(await gone(pid), `process ${pid} outlived its parent`);
});

test("a watchdog that was killed is replaced, and still does its duty", async () => {
  const child = spawnChild({ entry: fixture("child.js") });
  const first = watchdogPid();
  assert.ok(first);
  // A watchdog that dies within a second of its start waits for the next child.
  process.kill(first, "SIGKILL");
  assert.ok(await gone(first));
  const second = spawnChild({ entry: fixture("child.js") });
  assert.ok(watchdogPid());
  assert.notEqual(watchdogPid(), first);
  child.kill();
  second.kill();
  assert.deepEqual(await child.exited, { kind: "signal", signal: "SIGKILL" });
  await second.exited;
});

/** Generous: the machine may be busy; the design asks for one second on an idle one. */
async function gone(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 5000; waited += 20) {
    if (!alive(pid)) return true;
    await sleep(20);
  }
  return false;
}

/** A zombie, which only waits for its new parent to take note, counts as gone. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
