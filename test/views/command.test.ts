/** Figures of commands in words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CommandFigures, Measurement } from "../../src/model/measurement.js";
import { commandFacts, commandFigures } from "../../src/views/command.js";

const FIGURES: CommandFigures = { user: 30e6, system: 10e6, peakMemory: 2 * 2 ** 20, start: 1.2e6 };

function measurement(command: CommandFigures | undefined): Measurement {
  return { time: { mean: 20e6 }, ...(command ? { command } : {}) } as unknown as Measurement;
}

test("two processors at work use 200 % of one", () => {
  const figures = Object.fromEntries(commandFigures(measurement(FIGURES)));
  assert.equal(figures["CPU use"], "200 %");
  assert.equal(figures["peak memory"], "2 MiB");
  assert.deepEqual(commandFacts(measurement(FIGURES)), [
    "user 30.0 ms and system 10.0 ms at the mean, 200 % of a CPU",
    "peak memory 2 MiB",
    "starting a process took 1.20 ms of it",
  ]);
});

test("what the system does not tell is unknown, not zero", () => {
  const facts = commandFacts(measurement({ user: null, system: null, peakMemory: null, start: 1.2e6 }));
  assert.match(facts.join("; "), /user and system time unknown.*peak memory unknown/);
  const figures = commandFigures(measurement({ ...FIGURES, system: null, peakMemory: null }));
  assert.deepEqual(
    figures.map(([, value]) => value),
    ["30.0 ms", "unknown", "unknown", "unknown"],
  );
});

test("other variants have no such figures", () => {
  assert.deepEqual(commandFigures(measurement(undefined)), []);
  assert.deepEqual(commandFacts(measurement(undefined)), []);
});
