/** Layout is no change in code; %format shows what a formatter would change. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatSource } from "../../src/language/format.js";
import { openNotebook } from "../support/notebook.js";

test("two variants that differ by spaces and quotes have no change in code", async () => {
  const notebook = await openNotebook({ variants: { first: {}, second: {} } });
  try {
    await notebook.ok('%case "Layout"');
    await notebook.ok('%%baseline first\nconst text = "ab";\ntext.length');
    await notebook.ok("%%variant second\nconst   text='ab'\n  text . length");
    const { text } = await notebook.ok("%diff first second");
    assert.match(text, /first → second: no change in code; only its layout differs/);
    assert.doesNotMatch(text, /^[+-] /m);
    await notebook.ok("%report --out r --format html,md");
    const shown = await notebook.ok("%format second");
    assert.match(shown.text, /1 of 1 source would change/);
    assert.match(shown.text, /\+ const text = "ab"/);
    assert.match((await notebook.ok("%format")).text, /first: formatted already|of 2 sources/);
    assert.match(await notebook.fails("%format secnd"), /did you mean second/);
  } finally {
    await notebook.close();
  }
});

test("formatting twice changes no more, and keeps the place of the magic and the habit of semicolons", async () => {
  for (const source of ["\nconst a=1;\na+1;", "\nconst a=1\n[a].length", "\n\nlet x = { a:1,\n b:2 }\nx"]) {
    const once = await formatSource(source, { semicolons: "keep" });
    assert.equal(await formatSource(once, { semicolons: "keep" }), once);
    assert.equal(/^\n*/.exec(once)?.[0], /^\n*/.exec(source)?.[0]);
    assert.equal(once.includes(";"), source.includes(";"));
  }
});

test("a source that cannot be parsed is refused in one line", async () => {
  await assert.rejects(formatSource("const = 1", { semicolons: "keep" }), (error) => {
    assert.ok(error instanceof SyntaxError);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  });
});
