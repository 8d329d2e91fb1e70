/**
 * `npm start`: from a fresh clone to a report, with Node and npm alone. Needs no package itself.
 * Extra arguments go to the run: `npm start -- -p n=512`.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(fileURLToPath(import.meta.url));
const OLDEST = [20, 19];

/** Written after a build; the compiler's own files also change when it only checks. */
const STAMP = "dist/.built";

/** Packages as the lockfile says, and dist/ as the sources say. Ends the process where one cannot be had. */
export function prepare() {
  requireNode();
  installPackages();
  build();
}

/** Runs a command in the project's folder with this terminal; returns its exit status. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: "inherit", ...options });
  if (error) fail(`${command} did not start (${error.message}); check that it is on the PATH`);
  return status ?? 1;
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  fail(
    `benchbook needs Node ${OLDEST.join(".")} or newer, this is ${process.versions.node}; see https://nodejs.org`,
  );
}

/** Install scripts stay off: nothing here needs them, and npm 11 does not run them by itself either. */
function installPackages() {
  const done = modified("node_modules/.package-lock.json");
  if (done !== null && done >= modified("package-lock.json")) return;
  console.log("Installing packages (once) …");
  const status = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (status !== 0) fail("the packages could not be installed; check the network and npm's messages above");
}

function build() {
  const built = modified(STAMP);
  if (built !== null && modified("dist/benchbook.js") !== null && built >= newestSource()) return;
  console.log("Building …");
  const status = run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."]);
  if (status !== 0) fail("the build failed; see the compiler's messages above");
  writeFileSync(join(ROOT, STAMP), "");
}

/** npm tells its own place to its scripts; on Windows it is no program that can be started without a shell. */
function npm(args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith(".js")) return run(process.execPath, [own, ...args]);
  return run("npm", args, { shell: process.platform === "win32" });
}

function newestSource() {
  const folders = ["src", "kernel", "test"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  );
  const files = [...folders, ...["benchbook.ts", "tsconfig.json"].map((file) => join(ROOT, file))];
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

/** ms, or null where there is no such file. */
function modified(file) {
  return statSync(join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function fail(sentence) {
  console.error(`benchbook: ${sentence}`);
  process.exit(1);
}

function start() {
  // Ctrl-C goes to the run, which writes what is there; this process waits for it.
  process.on("SIGINT", () => undefined);
  prepare();
  const report = join(ROOT, "reports", "matmul.html");
  const executed = join(ROOT, "reports", "matmul.executed.ipynb");
  const args = [
    "run",
    "notebooks/matmul.ipynb",
    "--report",
    report,
    "-o",
    executed,
    ...process.argv.slice(2),
  ];
  const started = Date.now();
  const status = run(process.execPath, ["dist/benchbook.js", ...args]);
  if (status === 0 && (modified("reports/matmul.html") ?? 0) >= started)
    console.log(`\nOpen the report in a browser: ${pathToFileURL(report).href}`);
  process.exit(status);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) start();
