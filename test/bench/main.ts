/** `npm run bench`: our figures beside those of others, on the same work in one run. By hand only: it takes its time. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineKey } from "../../src/model/environment.js";
import { UserError } from "../../src/model/problem.js";
import { formatDuration } from "../../src/model/units.js";
import { createMachine } from "../../src/store/machine.js";
import { packageVersions } from "../../src/store/version.js";
import { type BenchOptions, parseOptions, USAGE } from "./options.js";
import { createOurs } from "./ours.js";
import { mitata } from "./peers/mitata.js";
import { runPeer } from "./peers/peer.js";
import { tinybench } from "./peers/tinybench.js";
import type { Bench, TableResult } from "./table.js";
import { tableText } from "./table-text.js";
import { TABLES } from "./tables/index.js";

const PEERS = [tinybench, mitata];

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(USAGE);
    return 0;
  }
  try {
    await runTables(parseOptions(args));
    return 0;
  } catch (error) {
    // Of parseArgs; it says what to do.
    const wrongUse = error instanceof UserError || (error instanceof TypeError && "code" in error);
    if (!wrongUse) throw error;
    console.error(`bench: ${error.message}\n\n${USAGE}`);
    return 2;
  }
}

async function runTables(options: BenchOptions): Promise<void> {
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "benchbook-bench-"));
  const abort = new AbortController();
  process.once("SIGINT", () => abort.abort());
  const bench = openBench(folder, options, abort.signal);
  try {
    const environment = await describeEnvironment(folder);
    console.log(environment.line);
    if (options.quick) console.log("Quick: three short rounds, so that every verdict of ours is unresolved.");
    const tables: Record<string, { readonly title: string } & TableResult> = {};
    for (const { key, title, run } of TABLES.filter((table) => options.only.includes(table.key))) {
      if (abort.signal.aborted) break;
      const result = await run(bench);
      tables[key] = { title, ...result };
      console.log(`\n(${key}) ${title}\n\n${tableText(result)}\n\n${result.notes.join("\n")}`);
    }
    const spent = (performance.now() - started) * 1e6;
    console.log(`\n${abort.signal.aborted ? "Interrupted after" : "Took"} ${formatDuration(spent)}.`);
    if (options.json !== null)
      await writeFile(
        options.json,
        `${JSON.stringify({ ...environment, options, spent, tables }, null, 2)}\n`,
      );
  } finally {
    await bench.ours.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function openBench(folder: string, options: BenchOptions, signal: AbortSignal): Bench {
  return {
    options,
    signal,
    peers: PEERS,
    ours: createOurs(folder, options.quick, signal),
    runPeer: (peer, work, batch = 1) => runPeer(peer, work, { folder, batch }),
    progress: (line) => console.error(line),
  };
}

/** Load is told at the start: on a busy machine all figures are worse, ours too. */
async function describeEnvironment(folder: string) {
  const [environment, versions] = await Promise.all([
    createMachine().environment(folder),
    packageVersions(PEERS.map(({ name }) => name)),
  ]);
  const tools = PEERS.map(({ name }) => `${name} ${versions[name] ?? ""}`);
  const line = `${machineKey(environment)}, load ${environment.load.toFixed(1)}; benchbook ${environment.benchbook}, ${tools.join(", ")}`;
  return { line, environment, versions };
}
