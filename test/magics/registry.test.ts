import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { helpFor } from "../../src/cells/help.js";
import { MAGIC_NAMES } from "../../src/cells/names.js";
import { MAGICS } from "../../src/magics/registry.js";

describe("every magic", () => {
  for (const { spec } of MAGICS) {
    it(`%${spec.name} is known to the parser, and has help with an example`, () => {
      assert.ok(MAGIC_NAMES.includes(spec.name), "add its name to src/cells/names.ts");
      const { text } = helpFor(spec);
      assert.match(text, /Examples?\n/);
      assert.match(text, new RegExp(`%${spec.name}\\b`));
      assert.notEqual(spec.summary.trim(), "");
    });
  }
});
