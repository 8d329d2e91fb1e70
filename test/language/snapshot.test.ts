/** The language service from a snapshot: the same answers as from files, and no harm from a snapshot that is unfit. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { createLanguage } from "../../src/language/index.js";
import { buildSnapshot } from "../../src/language/snapshot/build.js";
import { createSnapshotKeeper } from "../../src/language/snapshot/keeper.js";
import { snapshotFile } from "../../src/language/snapshot/location.js";
import type { Language } from "../../src/model/ports/language.js";
import { createFolder, type Folder, PACKAGES } from "./support/folder.js";
import { createTestSession } from "./support/session.js";

let cache: Folder;
let folder: Folder;
let env: Record<string, string | undefined>;
let file: string;

before(async () => {
  cache = createFolder();
  folder = createFolder({ ...PACKAGES, "side.ts": "export const side: number = 4;\n" });
  env = { ...process.env, XDG_CACHE_HOME: cache.path, LOCALAPPDATA: cache.path, BENCHBOOK_SNAPSHOT: "" };
  file = snapshotFile(env)!;
  assert.equal(await buildSnapshot(file, new AbortController().signal), "built");
});
after(() => {
  cache.remove();
  folder.remove();
});

async function withLanguage<T>(use: (language: Language) => Promise<T>, environment = env): Promise<T> {
  const language = createLanguage({ folder: folder.path, env: environment });
  try {
    return await use(language);
  } finally {
    await language.close();
  }
}

async function answers(language: Language): Promise<unknown> {
  const cells = createTestSession(language, folder.path);
  const context = (await language.convert({ context: "", source: "const list = [1, 2]", fileName: "cell" }))
    .declarations;
  return {
    values: [
      await cells.run("const n: number = 20\nn + 1"),
      await cells.run('import { side } from "./side.ts"\nn + side'),
      await cells.run('import { basename } from "node:path"\nbasename("/a/b")'),
      await cells.run("[3, 1].toSorted()[0]"),
    ],
    complaints: [
      await cells.complaints('const wrong: number = "a"'),
      await cells.complaints('import { x } from "not-there"'),
    ],
    completion: (await language.complete({ context, source: "list.len", cursor: 8 })).matches.map(
      ({ text }) => text,
    ),
    inspection: await language.inspect({ context, source: "list", cursor: 2 }),
    files: await language.complete({ context, source: 'import "./', cursor: 10 }),
    complete: await language.isComplete("function f() {"),
  };
}

test("a service from a snapshot answers as one from files does, in the notebook's folder", async () => {
  const fromSnapshot = await withLanguage(answers);
  const fromFiles = await withLanguage(answers, { ...env, BENCHBOOK_SNAPSHOT: "off" });
  assert.deepEqual(fromSnapshot, fromFiles);
  assert.deepEqual((fromSnapshot as { values: unknown }).values, [21, 24, "b", 1]);
  assert.ok(existsSync(file), "it came up, so it is kept");
});

test("BENCHBOOK_SNAPSHOT=off means none", () => {
  assert.equal(snapshotFile({ ...env, BENCHBOOK_SNAPSHOT: "off" }), null);
});

test("the name changes with the flags that Node is given, which a snapshot must fit", () => {
  assert.notEqual(snapshotFile({ ...env, NODE_OPTIONS: "--max-old-space-size=4096" }), file);
});

test("a snapshot that does not come up is deleted, and the service starts from files", async () => {
  const other = createFolder();
  const broken = { ...env, XDG_CACHE_HOME: other.path, LOCALAPPDATA: other.path };
  const unfit = snapshotFile(broken)!;
  mkdirSync(dirname(unfit), { recursive: true });
  writeFileSync(unfit, "this is no snapshot");
  const converted = await withLanguage(
    (language) => language.convert({ context: "", source: "1 + 1", fileName: "cell" }),
    broken,
  );
  assert.deepEqual(converted.diagnostics, []);
  assert.ok(!existsSync(unfit));
  other.remove();
});

test("a build takes away what killed builders have left, and snapshots of older versions but for two", async () => {
  const folder = join(cache.path, "old");
  mkdirSync(folder);
  const names = ["1.blob", "2.blob", "3.blob", "2.blob.77.cjs", "2.blob.77.tmp"].map(
    (name) => `language-${name}`,
  );
  names.forEach((name, index) => {
    writeFileSync(join(folder, name), "");
    utimesSync(join(folder, name), 1000 + index, 1000 + index);
  });
  writeFileSync(join(folder, "language-9.blob.88.cjs"), "");
  assert.equal(await buildSnapshot(join(folder, "language-new.blob"), new AbortController().signal), "built");
  assert.deepEqual(readdirSync(folder).sort(), [
    "language-2.blob",
    "language-3.blob",
    "language-9.blob.88.cjs",
    "language-new.blob",
  ]);
});

test("one builds at a time; the lock of a builder that is gone counts for nothing", async () => {
  const other = createFolder();
  const target = join(other.path, "language-x.blob");
  writeFileSync(`${target}.lock`, String(process.pid));
  assert.equal(await buildSnapshot(target, new AbortController().signal), "busy");
  // No process has this id: it is beyond what systems give.
  writeFileSync(`${target}.lock`, String(2 ** 30));
  const ended = new AbortController();
  ended.abort();
  assert.equal(await buildSnapshot(target, ended.signal), "failed");
  assert.deepEqual(readdirSync(other.path), [], "an ended build leaves nothing behind");
  other.remove();
});

test("a measurement ends the build, which is tried again in the next quiet moment", async () => {
  const signals: AbortSignal[] = [];
  let finish: () => void = () => undefined;
  const build = (_file: string, signal: AbortSignal) =>
    new Promise<"built" | "failed">((resolve) => {
      signals.push(signal);
      finish = () => resolve("built");
      signal.addEventListener("abort", () => resolve("failed"));
    });
  const keeper = createSnapshotKeeper(join(folder.path, "never-there.blob"), build, 1);
  const begun = async (count: number) => {
    while (signals.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  keeper.used();
  await begun(1);
  keeper.pause();
  assert.ok(signals[0]!.aborted);
  keeper.used();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(signals.length, 1, "not while it is paused");
  keeper.resume();
  await begun(2);
  finish();
  await keeper.close();
});
