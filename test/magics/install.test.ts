/** %install with a package from a folder, as there may be no network. */
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

suite("%install", () => {
  let notebook: TestNotebook;
  before(async () => {
    notebook = await openNotebook();
    const source = join(notebook.folder, "sources", "padding");
    await mkdir(source, { recursive: true });
    await writeFile(
      join(source, "package.json"),
      JSON.stringify({
        name: "padding",
        version: "1.2.3",
        type: "module",
        exports: { types: "./i.d.ts", default: "./i.js" },
      }),
    );
    await writeFile(join(source, "i.js"), "export const pad = (text) => text.padStart(4);");
    await writeFile(join(source, "i.d.ts"), "export declare const pad: (text: string) => string;");
  });
  after(() => notebook.close());

  test("a package that was missing is there for the next cell, with its types", async () => {
    const cell = 'import { pad } from "padding";\npad("a")';
    assert.match(await notebook.fails(cell), /There is no package padding here/);
    const { text } = await notebook.ok("%install ./sources/padding");
    assert.equal(text, 'Installed beside the notebook: padding 1.2.3. Import with: import … from "padding"');
    assert.match((await notebook.ok(cell)).text, /' {3}a'/);
    assert.match(await notebook.fails("pad(1)"), /TS2345/);
  });

  test("an option is refused, and so is a call without a name", async () => {
    assert.match(await notebook.fails("%install --global"), /UsageError: .*--global/);
    assert.match(await notebook.fails('%install "--force"'), /UsageError: .*--force/);
    assert.match(await notebook.fails("%install"), /UsageError: /);
  });

  test("what npm cannot find is told in one sentence, with npm's own words below", async () => {
    const error = await notebook.fails("%install ./sources/nowhere");
    assert.match(error, /^InstallError: npm could not install \.\/sources\/nowhere \(exit code \d+\); check/);
    assert.match(error, /ENOENT/);
  });
});
