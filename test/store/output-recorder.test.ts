import assert from "node:assert/strict";
import { test } from "node:test";
import type { Output } from "../../src/model/output.js";
import { createOutputRecorder } from "../../src/store/notebook.js";

const print = (text: string, name: "stdout" | "stderr" = "stdout"): Output => ({
  kind: "stream",
  name,
  text,
});
const show = (text: string, displayId?: string): Output => ({
  kind: "display",
  data: { "text/plain": text },
  ...(displayId ? { displayId } : {}),
});
const update = (displayId: string, text: string): Output => ({
  kind: "update",
  displayId,
  data: { "text/plain": text },
});

/** Texts of the outputs, cell by cell. */
function record(...cells: Output[][]): string[][] {
  const recorder = createOutputRecorder();
  for (const [index, outputs] of cells.entries()) {
    recorder.startCell(index + 1);
    for (const output of outputs) recorder.publish(output);
  }
  return recorder.outputs().map((outputs) =>
    outputs.map((output) => {
      if (output.output_type === "stream") return `${output.name}: ${output.text}`;
      return "data" in output
        ? `${output.output_type}: ${output.data["text/plain"]}`
        : `error: ${output.ename}`;
    }),
  );
}

test("neighbouring pieces of one stream are one output", () => {
  assert.deepEqual(record([print("a"), print("b\n"), print("!", "stderr"), print("c")]), [
    ["stdout: ab\n", "stderr: !", "stdout: c"],
  ]);
});

test("an update replaces a display where it stands, also in an earlier cell", () => {
  assert.deepEqual(
    record(
      [show("0 %", "bar"), print("between")],
      [show("again", "bar"), update("bar", "done"), update("unknown", "x")],
    ),
    [["display_data: done", "stdout: between"], ["display_data: done"]],
  );
});

test("a result carries the number of its cell", () => {
  const recorder = createOutputRecorder();
  recorder.startCell(7);
  recorder.publish({ kind: "result", data: { "text/plain": "42" } });
  assert.deepEqual(recorder.outputs(), [
    [{ output_type: "execute_result", execution_count: 7, data: { "text/plain": "42" }, metadata: {} }],
  ]);
});

test("clearing waits for the next output where it is asked to", () => {
  assert.deepEqual(record([print("a"), { kind: "clear", wait: false }]), [[]]);
  assert.deepEqual(record([print("a"), { kind: "clear", wait: true }]), [["stdout: a"]]);
  assert.deepEqual(record([print("a"), { kind: "clear", wait: true }, print("b")]), [["stdout: b"]]);
  assert.deepEqual(
    record([show("old", "bar"), { kind: "clear", wait: false }, show("plain"), update("bar", "lost")]),
    [["display_data: plain"]],
  );
});

test("an error stands where it happened", () => {
  const error = { ename: "RangeError", evalue: "too far", traceback: [] };
  assert.deepEqual(record([print("a"), { kind: "error", error }]), [["stdout: a", "error: RangeError"]]);
});
