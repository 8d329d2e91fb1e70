import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import type { Revisions } from "../../src/model/ports/revisions.js";
import { type Revision, revisionText } from "../../src/model/revision.js";
import { commandWords } from "../../src/store/revision-build.js";
import { createRevisions } from "../../src/store/revisions.js";
import { makeRepository, type Repository, withoutGit } from "../support/repository.js";

const { signal } = new AbortController();

describe("revisions of a repository", { skip: withoutGit }, () => {
  let repository: Repository;
  let revisions: Revisions;

  beforeEach(() => {
    repository = makeRepository();
    revisions = createRevisions({ folder: repository.notebooks });
  });
  afterEach(() => repository.remove());

  async function found(rev: string): Promise<Revision> {
    const resolved = await revisions.resolve(rev);
    assert.equal(resolved.kind, "found");
    return (resolved as { revision: Revision }).revision;
  }

  test("another branch stands for its merge base with HEAD, and how far that is behind is known", async () => {
    const base = repository.commit({ "a.ts": "1" });
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.commit({ "a.ts": "2" });
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "a.ts": "3" });
    repository.commit({ "a.ts": "4" });
    repository.git("checkout", "--quiet", "feature");

    const main = await found("main");
    assert.deepEqual([main.commit, main.mergeBase, main.behind], [base, true, 2]);
    assert.equal(revisionText(main), `main (merge base ${base.slice(0, 7)}, 2 commits behind main)`);
  });

  test("the present branch, a tag, a hash and an expression are taken as they are", async () => {
    const first = repository.commit({ "a.ts": "1" });
    repository.git("tag", "v1");
    const second = repository.commit({ "a.ts": "2" });
    for (const [rev, commit] of [
      ["main", second],
      ["v1", first],
      ["HEAD~1", first],
      [first.slice(0, 8), first],
    ] as const) {
      const revision = await found(rev);
      assert.deepEqual([rev, revision.commit, revision.mergeBase], [rev, commit, false]);
    }
  });

  test("an unknown revision comes back with the names that are there, also one that looks like an option", async () => {
    repository.commit({ "a.ts": "1" });
    repository.git("tag", "v1");
    for (const rev of ["maim", "--help", "-"]) {
      const resolved = await revisions.resolve(rev);
      assert.deepEqual(resolved, { kind: "unknown", names: ["main", "v1"], shallow: false });
    }
  });

  test("a branch without a common commit is refused with what to do", async () => {
    repository.commit({ "a.ts": "1" });
    repository.git("checkout", "--quiet", "--orphan", "island");
    repository.commit({ "b.ts": "1" });
    await assert.rejects(revisions.resolve("main"), /main and HEAD have no common commit; give --rev a tag/);
  });

  test("outside of a repository the error says so", async () => {
    const folder = mkdtempSync(join(tmpdir(), "benchbook-plain-"));
    try {
      const outside = createRevisions({ folder });
      assert.equal(await outside.repository(), null);
      await assert.rejects(outside.resolve("main"), /--rev needs a git repository, and .* is in none/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("without the command git the error says so", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = repository.notebooks;
    try {
      await assert.rejects(revisions.resolve("main"), /there is no command git; install it/);
    } finally {
      process.env["PATH"] = path;
    }
  });

  test("a checkout has the commit's files, leaves the repository as it was, and is gone when released", async () => {
    repository.commit({ "src/a.ts": "old", "notebooks/readme.md": "x" });
    const revision = await found("HEAD");
    repository.write({ "src/a.ts": "dirty", "src/new.ts": "new" });
    const before = [repository.git("status", "--porcelain"), repository.git("worktree", "list")];

    const checkout = await revisions.checkout({ revision, keep: false, build: null, signal });
    const { folder } = checkout.files;
    assert.equal(readFileSync(join(folder, "src/a.ts"), "utf8"), "old");
    assert.equal(existsSync(join(folder, "src/new.ts")), false);
    assert.equal(checkout.folder, join(folder, "notebooks"));
    assert.deepEqual([repository.git("status", "--porcelain"), repository.git("worktree", "list")], before);
    await checkout.release();
    assert.equal(existsSync(folder), false);
    assert.equal(existsSync(`${folder}.index`), false);
  });

  test("a repository that cannot be written is read all the same", {
    skip: process.getuid?.() === 0 && "root writes anywhere",
  }, async () => {
    repository.commit({ "a.ts": "1" });
    const revision = await found("HEAD");
    const git = join(repository.folder, ".git");
    chmodSync(git, 0o555);
    try {
      const checkout = await revisions.checkout({ revision, keep: false, build: null, signal });
      assert.equal(readFileSync(join(checkout.files.folder, "a.ts"), "utf8"), "1");
      await checkout.release();
    } finally {
      chmodSync(git, 0o755);
    }
  });

  test("a sparse checkout of the user's does not make the revision sparse", async () => {
    repository.commit({ "a/x.ts": "1", "b/y.ts": "1" });
    repository.git("sparse-checkout", "set", "a");
    const revision = await found("HEAD");
    const checkout = await revisions.checkout({ revision, keep: false, build: null, signal });
    assert.equal(existsSync(join(checkout.files.folder, "b/y.ts")), true);
    await checkout.release();
  });

  test("one that stays lies in a folder that git ignores, and is used again", async () => {
    repository.commit({ "a.ts": "1" });
    const revision = await found("HEAD");
    const request = { revision, keep: true, build: null, signal };
    const first = await revisions.checkout(request);
    await first.release();
    const second = await revisions.checkout(request);
    assert.equal(second.files.folder, first.files.folder);
    assert.equal(repository.git("status", "--porcelain"), "");
  });

  test("a build runs in the checkout, with links to the working tree's packages", async () => {
    repository.commit({ "package.json": "{}", ".gitignore": "node_modules\nout.txt\n", "build.mjs": BUILD });
    repository.write({ "node_modules/left/name.txt": "left" });
    const revision = await found("HEAD");
    const checkout = await revisions.checkout({
      revision,
      keep: false,
      build: "node build.mjs 'two words'",
      signal,
    });
    const { folder } = checkout.files;
    assert.equal(readFileSync(join(folder, "out.txt"), "utf8"), "left two words");
    assert.deepEqual(checkout.linked, ["node_modules"]);
    assert.equal(readlinkSync(join(folder, "node_modules")), join(repository.folder, "node_modules"));
    assert.equal(existsSync(join(repository.folder, "out.txt")), false);
    await checkout.release();
    assert.equal(existsSync(join(repository.folder, "node_modules/left/name.txt")), true);
  });

  test("a build that fails shows the end of its output and leaves no checkout", async () => {
    repository.commit({ "build.mjs": "console.log('half way'); throw new Error('no compiler');" });
    const revision = await found("HEAD");
    const kept = join(repository.notebooks, ".benchbook", ".revisions");
    const failing = revisions.checkout({ revision, keep: true, build: "node build.mjs", signal });
    await assert.rejects(failing, (error: { message: string; problem: { detail: string[] } }) => {
      assert.match(error.message, /the build of HEAD \(\w{7}\) failed: `node build.mjs` ended with status 1/);
      assert.match(error.problem.detail.join("\n"), /half way[\s\S]*no compiler/);
      return true;
    });
    assert.deepEqual(readdirSync(kept), [".gitignore"]);
  });

  test("a build can be interrupted, and a program that is not there is named", async () => {
    repository.commit({ "build.mjs": "setInterval(() => {}, 1000);" });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    await assert.rejects(
      revisions.build({ command: "node build.mjs", signal: stop.signal }),
      /the build of the working tree was interrupted/,
    );
    await assert.rejects(
      revisions.build({ command: "no-such-program x", signal }),
      /there is no program `no-such-program`/,
    );
    await assert.rejects(revisions.build({ command: "  ", signal }), /--build needs a command/);
  });

  test("lockfiles that differ, are new or are gone are named; equal ones are not", async () => {
    repository.commit({ "package-lock.json": "{}", "yarn.lock": "a", "notebooks/pnpm-lock.yaml": "b" });
    repository.write({ "yarn.lock": "changed", "bun.lock": "new" });
    rmSync(join(repository.folder, "notebooks/pnpm-lock.yaml"));
    assert.deepEqual([...(await found("HEAD")).lockfiles].sort(), [
      "bun.lock",
      "notebooks/pnpm-lock.yaml",
      "yarn.lock",
    ]);
  });

  test("submodules are named, as their files are not there", async () => {
    const hash = repository.commit({ "a.ts": "1" });
    repository.write({ ".gitmodules": '[submodule "lib"]\n\tpath = lib\n\turl = ./lib\n' });
    mkdirSync(join(repository.folder, "lib"));
    repository.git("add", ".gitmodules");
    repository.git("update-index", "--add", "--cacheinfo", `160000,${hash},lib`);
    repository.git("commit", "--quiet", "--message", "submodule");
    const checkout = await revisions.checkout({
      revision: await found("HEAD"),
      keep: false,
      build: null,
      signal,
    });
    assert.deepEqual(checkout.files.submodules, ["lib"]);
    await checkout.release();
  });
});

test("a build's command is words, with quotes around those that have spaces", () => {
  assert.deepEqual(commandWords(`npm run "my build" --out='a b' plain`), [
    "npm",
    "run",
    "my build",
    "--out=a b",
    "plain",
  ]);
  assert.deepEqual(commandWords("   "), []);
});

const BUILD = `
import { readFileSync, writeFileSync } from "node:fs";
const name = readFileSync("node_modules/left/name.txt", "utf8");
writeFileSync("out.txt", name + " " + process.argv[2]);
`;
