import assert from "node:assert/strict";
import { test } from "node:test";
import { classifyExit } from "../../src/process/exit.js";

/** As Node 20 printed them. */
const HEAP_LIMIT = `<--- Last few GCs --->
FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
----- Native stack trace -----`;
const ARRAY_LIMIT = `#
# Fatal error in , line 0
# Fatal JavaScript invalid size error 169220804 (see crbug.com/1201626)
#`;

test("an abort is out of memory where V8 said so", () => {
  assert.deepEqual(classifyExit(null, "SIGABRT", HEAP_LIMIT), { kind: "out-of-memory" });
  assert.deepEqual(classifyExit(134, null, HEAP_LIMIT), { kind: "out-of-memory" });
  assert.deepEqual(classifyExit(null, "SIGTRAP", ARRAY_LIMIT), { kind: "out-of-memory" });
  assert.deepEqual(classifyExit(133, null, ARRAY_LIMIT), { kind: "out-of-memory" });
});

test("other ends are what they are, whatever was printed", () => {
  assert.deepEqual(classifyExit(null, "SIGABRT", "assertion failed"), { kind: "signal", signal: "SIGABRT" });
  assert.deepEqual(classifyExit(1, null, HEAP_LIMIT), { kind: "exited", code: 1 });
  assert.deepEqual(classifyExit(null, "SIGKILL", ""), { kind: "signal", signal: "SIGKILL" });
});
