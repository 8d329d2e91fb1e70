import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import type { Variant } from "../../src/model/case.js";
import { createRuntime } from "../../src/runtime/index.js";
import { openNotebook, type TestNotebook } from "../support/notebook.js";
import { makeRepository, type Repository, withoutGit } from "../support/repository.js";

const SETUP = '%%setup n=4\nconst text = "a b ".repeat(n)';
const BODY = 'import { tokenize } from "../src/tokenizer.ts"\ntokenize(text)';
const OLD =
  'import { clean } from "./clean.ts"\nexport function tokenize(text: string) { return clean(text).split(" ") }\n';
const NEW =
  "export function tokenize(text: string) { return text.trim().split(/ /) }\nexport const extra = 1\n";
const CLEAN = "export const clean = (text: string) => text.trim()\n";

describe("a git revision as the baseline", { skip: withoutGit }, () => {
  let repository: Repository;
  let notebook: TestNotebook;
  let base: string;

  beforeEach(async () => {
    repository = makeRepository();
    base = repository.commit({ "src/tokenizer.ts": OLD, "src/clean.ts": CLEAN, "package-lock.json": "{}" });
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.git("rm", "--quiet", "src/clean.ts");
    repository.commit({ "src/tokenizer.ts": NEW });
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "src/tokenizer.ts": `${OLD}// later on main\n` });
    repository.git("checkout", "--quiet", "feature");
    notebook = await openNotebook({
      folder: repository.notebooks,
      variants: { main: { time: "2 ms ± 1 %" }, next: { time: "1 ms ± 1 %" } },
    });
    await notebook.ok('%case "Tokenizer"');
    await notebook.ok(SETUP);
  });
  afterEach(async () => {
    await notebook.close();
    repository.remove();
  });

  function variant(name: string): Variant {
    const found = notebook.record().variants.find((one) => one.name === name);
    assert.ok(found, `${name} is recorded`);
    return found;
  }

  function checkouts(): string[] {
    const kept = join(repository.notebooks, ".benchbook", ".revisions");
    return existsSync(kept) ? readdirSync(kept).filter((name) => name !== ".gitignore") : [];
  }

  test("its relative imports are those of the merge base, and the same cell then measures the working tree", async () => {
    const { text } = await notebook.ok(`%%baseline main --rev main\n${BODY}`);
    assert.match(text, /main imports its files at main \(merge base \w{7}, 1 commit behind main\)/);
    repository.write({ "src/tokenizer.ts": `${NEW}// not committed\n` });
    await notebook.ok(`%%optimize next --parent main --no-profile "test" --why "one pass"\n${BODY}`);

    assert.equal(variant("main").revision?.commit, base);
    assert.deepEqual(
      variant("main").files?.map(({ path }) => path),
      ["src/clean.ts", "src/tokenizer.ts"],
    );
    assert.deepEqual(
      variant("next").files?.map(({ path }) => path),
      ["src/tokenizer.ts"],
    );
    assert.equal(variant("next").revision, undefined);
    assert.notEqual(variant("main").hash, variant("next").hash);
    assert.deepEqual(checkouts(), [], "a bundle is frozen, so nothing stays");

    const diff = (await notebook.ok("%diff main next")).text;
    assert.match(diff, /2 imported files changed, the cell is the same/);
    assert.match(diff, /src\/clean\.ts: removed, 1 line\n- export const clean/);
    assert.match(diff, /src\/tokenizer\.ts: 3 lines added, 2 removed/);
    assert.match(diff, /\+ \/\/ not committed/);
    assert.doesNotMatch(diff, /later on main/);

    await notebook.ok("%report --format html,md");
    const [html, md] = ["html", "md"].map((ending) => report(ending));
    for (const page of [html, md]) {
      assert.match(page ?? "", /src\/tokenizer\.ts: 3 lines added, 2 removed/);
      assert.match(page ?? "", new RegExp(`commit ${base}`));
    }
  });

  function report(ending: string): string {
    return readText(join(repository.notebooks, `tokenizer.report.${ending}`));
  }

  test("another commit is another identity, the same one the same", async () => {
    await notebook.ok(`%%baseline main --rev ${base}\n${BODY}`);
    const first = variant("main");
    assert.match((await notebook.ok(`%%baseline main --rev main\n${BODY}`)).text, /reused/);
    assert.equal(variant("main").hash, first.hash);
    await notebook.ok(`%%baseline main --rev feature\n${BODY}`);
    assert.notEqual(variant("main").hash, first.hash);
  });

  test("setups keep the working tree, also for a file that the variant has at the revision", async () => {
    await notebook.ok(
      '%%setup n=4\nimport { extra } from "../src/tokenizer.ts"\nconst text = "a ".repeat(n + extra)',
    );
    await notebook.ok(`%%baseline main --rev main\n${BODY}`);
    assert.deepEqual(
      variant("main").files?.map(({ path }) => path),
      ["src/clean.ts", "src/tokenizer.ts", "src/tokenizer.ts (working tree)"],
    );
  });

  test("types come from the revision: what it lacks is said once, what the working tree lacks is fine", async () => {
    await notebook.ok('%%baseline main --rev main\nimport { clean } from "../src/clean.ts"\nclean(text)');
    const wrong = await notebook.fails(
      '%%baseline main --rev main\nimport { clean } from "../src/clean.ts"\nclean(12)',
    );
    assert.match(wrong, /TS2345: Argument of type 'number'/);
  });

  test("each error is one sentence that says what to do", async () => {
    const cases: [cell: string, expected: RegExp][] = [
      [
        `%%baseline main --rev maim\n${BODY}`,
        /There is no revision maim in this repository; did you mean main\?/,
      ],
      [
        "%%baseline main --rev main\ntext.length",
        /--rev main changes nothing: the cell of main imports no relative/,
      ],
      [
        '%%baseline main --rev main\nimport { extra } from "../src/tokenizer.ts"\nextra',
        /src\/tokenizer\.ts has no export "extra" at main \(\w{7}\); import what it exported then/,
      ],
      [
        '%%baseline main --rev main\nimport { x } from "../src/absent.ts"\nx',
        /src\/absent\.ts does not exist at main \(\w{7}\), and not in the working tree either/,
      ],
      [
        '%%baseline main --rev main\nimport { x } from "../../elsewhere.ts"\nx',
        /elsewhere\.ts lies outside of the repository and has no revision/,
      ],
      [
        "%%baseline main --rev main --shell\necho hello",
        /--rev speaks of what a TypeScript cell imports, and main is a command/,
      ],
    ];
    for (const [cell, expected] of cases) assert.match(await notebook.fails(cell), expected);
    repository.write({ "src/fresh.ts": "export const x = 1" });
    assert.match(
      await notebook.fails('%%baseline main --rev main\nimport { x } from "../src/fresh.ts"\nx'),
      /src\/fresh\.ts does not exist at main \(\w{7}\); it exists in the working tree/,
    );
    assert.deepEqual(notebook.record().variants, [], "nothing was recorded");
  });

  test("a lockfile that differs is a finding beside the measurement", async () => {
    repository.write({ "package-lock.json": '{ "newer": true }' });
    const { text } = await notebook.ok(`%%baseline main --rev main\n${BODY}`);
    assert.match(
      text,
      /lockfile-differs: package-lock\.json at the revision of main is not that of the working tree/,
    );
    assert.deepEqual(
      notebook
        .record()
        .findings.filter(({ code }) => code === "lockfile-differs")
        .map((one) => one.variant),
      ["main"],
    );
  });

  test("packages are those of the working tree", async () => {
    repository.write({
      "node_modules/left/package.json":
        '{ "name": "left", "version": "1.2.3", "type": "module", "main": "index.js" }',
      "node_modules/left/index.js": "export const left = 1",
    });
    const used = repository.commit({
      "src/uses.ts": 'import { left } from "left"\nexport const uses = () => left',
      ".gitignore": "node_modules",
    });
    await notebook.ok(`%%baseline main --rev ${used}\nimport { uses } from "../src/uses.ts"\nuses()`);
    const { bundle } = variant("main");
    const js = readText(join(repository.notebooks, ".benchbook", "tokenizer", "bundles", `${bundle}.mjs`));
    assert.match(js, new RegExp(`from "file://${repository.folder}/node_modules/left/index.js"`));
  });

  test("--build runs before the working tree is bundled, and a failing one shows its output", async () => {
    repository.write({
      "build.mjs":
        'import { writeFileSync } from "node:fs"; writeFileSync("src/built.js", "export const built = 7");',
      "fail.mjs": 'console.error("no compiler"); process.exit(3);',
    });
    const { text } = await notebook.ok(
      '%%baseline main --build "node build.mjs"\nimport { built } from "../src/built.js"\nbuilt + n',
    );
    assert.match(text, /Built the working tree by `node build\.mjs`/);
    const failed = await notebook.fails(`%%baseline main --build "node fail.mjs"\n${BODY}`);
    assert.match(failed, /the build of the working tree failed: `node fail\.mjs` ended with status 3/);
    assert.match(failed, /no compiler/);
  });

  test("--no-bundle: a file that changes after the cell ran makes the variant STALE", async () => {
    repository.write({ "src/plain.js": "export const plain = () => import.meta.url" });
    await notebook.ok('%%baseline main --no-bundle\nimport { plain } from "../src/plain.js"\nplain()');
    const first = variant("main");
    assert.deepEqual(
      first.files?.map(({ path, loaded }) => [path, loaded]),
      [["src/plain.js", "../src/plain.js"]],
    );
    writeFileSync(join(repository.folder, "src/plain.js"), "export const plain = () => 2");
    assert.match(
      await notebook.fails("%profile main"),
      /main is STALE: src\/plain\.js changed since its cell ran, and --no-bundle does not freeze files/,
    );
    await notebook.ok('%%baseline main --no-bundle\nimport { plain } from "../src/plain.js"\nplain()');
    assert.notEqual(variant("main").hash, first.hash);
  });

  test("--no-bundle with a revision keeps its files for the forks, out of git's sight", async () => {
    const commit = repository.commit({
      "src/plain.js": 'export { other } from "./other.js"',
      "src/other.js": "export const other = 1",
    });
    repository.write({ "src/other.js": "export const other = 2" });
    await notebook.ok(
      `%%baseline main --rev ${commit} --no-bundle\nimport { other } from "../src/plain.js"\nother + n`,
    );
    assert.deepEqual(checkouts(), [commit.slice(0, 12)]);
    assert.deepEqual(
      variant("main").files?.map(({ path, loaded }) => [path, loaded]),
      ["src/other.js", "src/plain.js"].map((path) => [
        path,
        `.benchbook/.revisions/${commit.slice(0, 12)}/${path}`,
      ]),
    );
    assert.doesNotMatch(repository.git("status", "--porcelain", "--untracked-files=all"), /\.revisions/);
  });
});

test("modules beside the bundle run in real forks: import.meta.url and files beside them", {
  skip: withoutGit,
}, async () => {
  const repository = makeRepository();
  const plain = `import { readFileSync } from "node:fs"
export const words = () => readFileSync(new URL("./words.txt", import.meta.url), "utf8").trim()`;
  repository.commit({
    "package.json": '{ "type": "module" }',
    "src/words.js": plain,
    "src/words.txt": "old",
  });
  repository.write({ "src/words.txt": "new words" });
  const runtime = await createRuntime({
    folder: repository.notebooks,
    notebook: null,
    fresh: false,
    overrides: {},
    budget: 1e9,
    quick: true,
  });
  try {
    const body = 'import { words } from "../src/words.js"\nwords()';
    const cells = [
      '%case "Words"',
      "%%setup n=1\nconst unused = n",
      `%%baseline then --rev HEAD --no-bundle\n${body}`,
      `%%variant now --no-bundle\n${body}`,
      "%verify now",
    ];
    for (const [index, code] of cells.entries()) {
      const reply = await runtime.execute({ code, cellId: null, executionCount: index + 1 }, () => undefined);
      assert.equal(reply.status, "ok", `${code}\n${JSON.stringify(reply)}`);
    }
    const record = runtime.current();
    const mismatch = record?.verifications.find(({ variant }) => variant === "now")?.checks[0]?.mismatch;
    assert.match(JSON.stringify(mismatch), /old[\s\S]*new words/);
  } finally {
    await runtime.close();
    repository.remove();
  }
});

function readText(file: string): string {
  return readFileSync(file, "utf8");
}
