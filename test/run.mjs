/**
 * `npm test`: prepares a fresh clone, then runs the tests in groups, quick ones first. Every group runs, whatever failed before.
 *
 *     npm test                  all
 *     npm test -- stats views   only test/stats and test/views
 */
import { readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare, run } from "../start.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));

/** A file belongs to the last group whose pattern fits its path. `timeout` is per test, in seconds. */
const GROUPS = [
  { name: "units", pattern: /./, concurrency: 2, timeout: 60 },
  {
    name: "processes",
    pattern: /^(process|session|language|engine|runtime|kernel)\//,
    concurrency: 2,
    timeout: 120,
  },
  {
    name: "notebooks and frontends",
    pattern: /^(jupyter|browser|notebooks)\//,
    concurrency: 1,
    timeout: 400,
  },
  { name: "package", pattern: /^cli\/pack\./, concurrency: 1, timeout: 400 },
];

prepare();
const wanted = process.argv.slice(2).map((folder) => folder.replace(/^test\/|\/$/g, ""));
const files = testFiles().filter((file) => wanted.length === 0 || wanted.some((one) => file.startsWith(one)));
if (files.length === 0) {
  console.error(`benchbook: no tests in ${wanted.join(", ")}; name folders of test/`);
  process.exit(2);
}
const failed = GROUPS.filter((group) => !passes(group));
console.log(
  failed.length === 0 ? "\nAll tests passed." : `\nFailed: ${failed.map(({ name }) => name).join(", ")}.`,
);
process.exit(failed.length === 0 ? 0 : 1);

function passes(group) {
  const own = files.filter((file) => GROUPS.findLast(({ pattern }) => pattern.test(file)) === group);
  if (own.length === 0) return true;
  console.log(`\n${group.name}: ${own.length} files`);
  const options = [
    "--test",
    "--test-reporter=spec",
    `--test-concurrency=${group.concurrency}`,
    `--test-timeout=${group.timeout * 1000}`,
  ];
  const compiled = own.map((file) => join("dist", "test", file.replace(/\.ts$/, ".js")));
  return run(process.execPath, [...options, ...compiled]) === 0;
}

/** By source: dist/ may still hold a test that is gone. Paths below test/, with slashes. */
function testFiles() {
  return readdirSync(HERE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) =>
      relative(HERE, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join("/"),
    )
    .sort();
}
