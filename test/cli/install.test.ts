/** `benchbook install` and `uninstall` on a real disk. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fillTemplate } from "../../src/cli/kernelspec.js";
import { runCommandLine } from "../support/command.js";
import { temporaryFolder } from "../support/folder.js";

test("install writes a kernelspec that names node and benchbook by absolute, existing paths", async (t) => {
  const { env, kernels } = await dataFolder(t);
  const { status, stdout } = await runCommandLine(["install"], env);
  const folder = join(kernels, "benchbook");
  assert.deepEqual([status, stdout], [0, `Installed the kernel in ${folder}\n`]);
  assert.deepEqual((await readdir(folder)).sort(), [
    "kernel.json",
    "logo-32x32.png",
    "logo-64x64.png",
    "logo-svg.svg",
  ]);
  const spec = await readSpec(folder);
  assert.deepEqual(spec.argv.slice(2), ["kernel", "--connection-file", "{connection_file}"]);
  assert.equal(spec.argv[0], process.execPath);
  assert.ok(existsSync(spec.argv[1] ?? ""), spec.argv[1]);
  assert.deepEqual(
    [spec.display_name, spec.language, spec.interrupt_mode, spec.metadata.debugger],
    ["TypeScript (benchbook)", "typescript", "message", false],
  );
});

test("install again replaces what was there; another name is another kernel", async (t) => {
  const { env, kernels } = await dataFolder(t);
  await runCommandLine(["install"], env);
  await runCommandLine(["install", "--display-name", "Mine"], env);
  await runCommandLine(["install", "--name", "bench-2"], env);
  assert.deepEqual((await readdir(kernels)).sort(), ["bench-2", "benchbook"]);
  assert.equal((await readSpec(join(kernels, "benchbook"))).display_name, "Mine");
});

test("uninstall removes the kernelspec, and says so where there is none", async (t) => {
  const { env, kernels } = await dataFolder(t);
  await runCommandLine(["install"], env);
  const first = await runCommandLine(["uninstall"], env);
  const second = await runCommandLine(["uninstall"], env);
  assert.deepEqual(
    [first.status, first.stdout],
    [0, `Removed the kernel from ${join(kernels, "benchbook")}\n`],
  );
  assert.deepEqual(
    [second.status, second.stdout],
    [0, `No kernel is installed in ${join(kernels, "benchbook")}\n`],
  );
  assert.deepEqual(await readdir(kernels), []);
});

test("install has the first kernel's start prepared, and says so where it cannot", async (t) => {
  const { folder, env } = await dataFolder(t);
  const cache = { XDG_CACHE_HOME: join(folder, "cache"), LOCALAPPDATA: join(folder, "cache") };
  await runCommandLine(["install"], { ...env, ...cache, BENCHBOOK_SNAPSHOT: "" });
  const made = await readdir(folder, { recursive: true });
  assert.equal(made.filter((file) => file.endsWith(".blob")).length, 1, made.join(" "));

  await writeFile(join(folder, "no-folder"), "");
  const full = { XDG_CACHE_HOME: join(folder, "no-folder"), LOCALAPPDATA: join(folder, "no-folder") };
  const { status, stderr } = await runCommandLine(["install"], { ...env, ...full, BENCHBOOK_SNAPSHOT: "" });
  assert.equal(status, 0);
  assert.match(
    stderr,
    /^The snapshot that a kernel starts from could not be built; kernels start all the same/,
  );
});

test("another kernel's folder is neither overwritten nor removed", async (t) => {
  const { env, kernels } = await dataFolder(t);
  const spec = '{"argv": ["python", "-m", "ipykernel_launcher"]}';
  await mkdir(join(kernels, "python3"), { recursive: true });
  await writeFile(join(kernels, "python3", "kernel.json"), spec);
  for (const command of ["install", "uninstall"]) {
    const { status, stderr } = await runCommandLine([command, "--name", "python3"], env);
    assert.equal(status, 1);
    assert.match(stderr, /python3 holds the kernelspec of another kernel; choose another name/);
  }
  assert.equal(await readFile(join(kernels, "python3", "kernel.json"), "utf8"), spec);
});

test("--prefix and --sys-prefix install under share/jupyter/kernels", async (t) => {
  const { folder } = await dataFolder(t);
  await runCommandLine(["install", "--prefix", join(folder, "a")], { BENCHBOOK_SNAPSHOT: "off" });
  await runCommandLine(["install", "--sys-prefix"], {
    VIRTUAL_ENV: join(folder, "b"),
    BENCHBOOK_SNAPSHOT: "off",
  });
  for (const prefix of ["a", "b"]) {
    assert.ok(existsSync(join(folder, prefix, "share", "jupyter", "kernels", "benchbook", "kernel.json")));
  }
});

test("a folder that cannot be written gives one sentence and status 1", async (t) => {
  const { folder } = await dataFolder(t);
  await writeFile(join(folder, "file"), "");
  const { status, stderr } = await runCommandLine(["install", "--prefix", join(folder, "file")]);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^benchbook: The kernelspec .* cannot be written: a file stands .*; choose another .*\.\n$/,
  );
});

for (const argv of [
  ["--name", "A b"],
  ["--user", "--prefix", "/x"],
  ["--sys-prefix"],
  ["--nmae", "x"],
  ["extra"],
]) {
  test(`install ${argv.join(" ")} is wrong usage`, async () => {
    const { status, stderr } = await runCommandLine(["install", ...argv]);
    assert.equal(status, 2);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
  });
}

test("the template keeps the connection file for Jupyter to fill in", () => {
  const template = '{"argv": ["{node}", "{benchbook}", "{connection_file}"], "display_name": "T"}';
  const programs = { node: "C:\\node.exe", benchbook: "/b.js" };
  assert.deepEqual(JSON.parse(fillTemplate(template, programs, null)), {
    argv: ["C:\\node.exe", "/b.js", "{connection_file}"],
    display_name: "T",
  });
});

async function dataFolder(t: TestContext) {
  const folder = await temporaryFolder(t);
  return {
    folder,
    kernels: join(folder, "kernels"),
    env: { JUPYTER_DATA_DIR: folder, BENCHBOOK_SNAPSHOT: "off" },
  };
}

interface Spec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: string;
  readonly metadata: { readonly debugger: boolean };
}

async function readSpec(folder: string): Promise<Spec> {
  return JSON.parse(await readFile(join(folder, "kernel.json"), "utf8"));
}
