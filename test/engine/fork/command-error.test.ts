/** How a failed command is told: by status, last words, and the line that the shell names. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { commandError } from "../../../src/engine/fork/command-error.js";

const SCRIPT = "\ngzip -k data\nnosuch --x\n";
const NAME = "cell:pack";

test("dash and bash name the line of a program that is not there", () => {
  for (const said of ["cell:pack: 3: nosuch: not found", "cell:pack: line 3: nosuch: command not found"]) {
    const error = commandError({ code: 127, signal: null, stderr: `${said}\n` }, SCRIPT, NAME);
    assert.match(
      error.message,
      /^was not found \(exit status 127\) at line 3: nosuch: (command )?not found; /,
    );
    assert.match(error.stack ?? "", /^ {2}3 \| nosuch --x\n/);
  }
});

test("a program's own message is no line of the script", () => {
  const stderr = "warming up\ncell: 7: gzip: data: No such file\n";
  const error = commandError({ code: 1, signal: null, stderr }, SCRIPT, NAME);
  assert.equal(error.message, "ended with exit status 1: cell: 7: gzip: data: No such file");
  assert.equal(error.stack, "warming up\ncell: 7: gzip: data: No such file");
});

test("of a single command the line is known without a word of the shell", () => {
  const error = commandError({ code: 3, signal: null, stderr: "" }, "# why\nexit 3", NAME);
  assert.equal(error.message, "ended with exit status 3 at line 2; it wrote nothing to its standard error");
  assert.equal(error.stack, "  2 | exit 3");
});

test("a signal is named, and that memory may have run out", () => {
  const end = { code: null, signal: "SIGKILL", stderr: "" };
  assert.match(commandError(end, SCRIPT, NAME).message, /^was ended by SIGKILL.*ran out of memory/);
  const inside = { code: 137, signal: null, stderr: "" };
  assert.match(
    commandError(inside, SCRIPT, NAME).message,
    /^ended with exit status 137, signal 9.*ran out of memory/,
  );
});
