/** Profiles of other tools in a notebook: small ones at once, large ones in a thread of their own. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

/** Over the size from which a file goes to a thread. */
const LONG = `src/${"folder/".repeat(30)}a.ts`;
const MANY = Array.from(
  { length: 20_000 },
  (_, at) => `main;phase${at % 40};work${at} (${LONG}:${at}) 15000`,
).join("\n");

describe("%profile --import", () => {
  let notebook: TestNotebook;
  beforeEach(async () => {
    notebook = await openNotebook();
  });
  afterEach(() => notebook.close());
  const write = (name: string, text: string) => writeFile(join(notebook.folder, name), text);

  test("shows a small file and a large one alike", async () => {
    await write("small.txt", "main;work 30000000\nmain 10000000");
    assert.match(
      (await notebook.ok("%profile --import small.txt")).text,
      /^small\.txt: 40\.0 ms, most in work \(75\.0 %\)/,
    );
    await write("large.txt", `main;work 900000000\n${MANY}`);
    const { text } = await notebook.ok("%profile --import large.txt");
    assert.match(text, /^large\.txt: 1\.20 s, most in work \(75\.0 %\)/);
  });

  test("says in one sentence what is wrong with a file, whatever its size", async () => {
    assert.match(await notebook.fails("%profile --import none.txt"), /none\.txt is not there; give the path/);
    assert.match(await notebook.fails("%profile --import ."), /\. is a folder; give the path/);
    await write("broken.json", `{"nodes": [${"1,".repeat(3_000_000)}`);
    assert.match(
      await notebook.fails("%profile --import broken.json"),
      /^UsageError: broken\.json is no profile that can be read: its JSON is cut off/m,
    );
  });

  test("everything else goes on while a large file is read", async () => {
    await write("large.txt", MANY);
    const order: string[] = [];
    const reading = notebook.ok("%profile --import large.txt").then(() => order.push("read"));
    const beat = setInterval(() => order.push("beat"), 20);
    await reading;
    clearInterval(beat);
    assert.ok(order.filter((one) => one === "beat").length >= 3, order.join());
  });

  test("an interrupt ends the reading of a large file", async () => {
    await write("large.txt", `${MANY}\n`.repeat(4));
    setTimeout(() => notebook.runtime.interrupt(), 50);
    assert.match(
      await notebook.fails("%profile --import large.txt"),
      /^Interrupted: %profile --import was interrupted/m,
    );
  });
});
