/** The package as a user gets it: packed, installed in an empty folder, used by its command. Slow; needs the registry. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "../support/folder.js";
import { readNotebookFile, writeNotebookFile } from "../support/notebook-file.js";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const MINUTE = 60_000;

/** Runs a program to its end; its output as text. On Windows npm is no program but a script. */
async function run(folder: string, program: string, ...args: string[]) {
  const options = {
    cwd: folder,
    timeout: 5 * MINUTE,
    shell: process.platform === "win32",
    env: cleanEnvironment(),
  };
  return promisify(execFile)(program, args, options).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    (error) => ({ status: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr) }),
  );
}

/** `npm test` tells its children about this project by `npm_…`; the empty folder is another one. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_TEST)/i.test(name)),
  );
}

const benchbook = (folder: string, ...args: string[]) =>
  run(folder, "npx", "--no", "--", "benchbook", ...args);

test("the package works in an empty folder", { timeout: 6 * MINUTE }, async (t) => {
  const folder = await temporaryFolder(t);
  let files: readonly string[] = [];

  await t.test("it holds what is needed and nothing of the tests", async () => {
    const packed = await run(ROOT, "npm", "pack", "--ignore-scripts", "--json", "--pack-destination", folder);
    assert.equal(packed.status, 0, packed.stderr);
    const [tarball] = Object.values(JSON.parse(packed.stdout)) as {
      filename: string;
      files: { path: string }[];
    }[];
    files = tarball!.files.map(({ path }) => path);
    for (const file of [
      "dist/benchbook.js",
      "dist/benchbook.d.ts",
      "kernel/spec/kernel.json",
      "notebooks/template.ipynb",
      "LICENSE",
    ]) {
      assert.equal(files.includes(file), true, file);
    }
    assert.deepEqual(
      files.filter((file) => /test|\.map$|\.benchbook|\.executed\.|node_modules/.test(file)),
      [],
    );
    await writeFile(join(folder, "package.json"), '{ "name": "study", "private": true }');
    const installed = await run(
      folder,
      "npm",
      "install",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      `./${tarball!.filename}`,
    );
    assert.equal(installed.status, 0, installed.stderr);
  });

  await t.test("the command tells its version", async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    assert.equal((await benchbook(folder, "--version")).stdout, `${version}\n`);
  });

  await t.test("a template becomes a notebook", async () => {
    const { status, stderr } = await benchbook(folder, "new", "template", "study.ipynb");
    assert.equal(status, 0, stderr);
    assert.equal((await readNotebookFile(join(folder, "study.ipynb"))).cells.length > 0, true);
  });

  await t.test("a notebook runs, with a report", async () => {
    await writeNotebookFile(folder, "tiny.ipynb", [
      '%case "Tiny"',
      "%%setup n=1000\nconst values = Array.from({ length: n }, (_, index) => index)",
      "%%baseline sum\nvalues.reduce((total, value) => total + value, 0)",
      "%profile sum --duration 200ms",
    ]);
    const { status, stdout, stderr } = await benchbook(
      folder,
      "run",
      "tiny.ipynb",
      "--quick",
      "--report",
      "tiny.html",
    );
    assert.equal(status, 0, `${stdout}\n${stderr}`);
    assert.match(stdout, /sum takes /);
    assert.match(await readFile(join(folder, "tiny.html"), "utf8"), /Tiny/);
    // The flamegraph's script is bundled from the package's own files.
    assert.match(
      await readFile(join(folder, "tiny.executed.ipynb"), "utf8"),
      /data-benchbook-flame.*<script>/,
    );
  });
});
