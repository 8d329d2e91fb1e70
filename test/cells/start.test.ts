import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { magicSpec, option, parseArguments } from "../../src/cells/options.js";
import { parseDuration } from "../../src/cells/quantities.js";

/** Modules that were loaded through `require`, as mathjs is. */
function loaded(): readonly string[] {
  return Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes("mathjs"));
}

test("mathjs is loaded by the first unit that is read, not before", () => {
  const spec = magicSpec({
    name: "profile",
    summary: "",
    forms: ["line"],
    options: {
      duration: option.duration({ help: "", default: 2e9 }),
      expect: option.ratio({ help: "" }),
      margin: option.percent({ help: "" }),
    },
  });
  assert.equal(parseArguments(spec, "--expect 3x --margin 2%").options.duration, 2e9);
  assert.deepEqual(loaded(), []);
  assert.equal(parseDuration("50 ms"), 50e6);
  assert.equal(loaded().length, 1);
});
