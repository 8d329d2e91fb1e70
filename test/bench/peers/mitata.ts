/** mitata as its readme recommends: with the collector exposed and `do_not_optimize`. It batches short calls itself. */
import { type Peer, registrations } from "./peer.js";

const MODULE = import.meta.resolve("mitata");

export const mitata: Peer = {
  name: "mitata",
  nodeFlags: ["--expose-gc"],
  program: (work) => `import { bench, do_not_optimize, run } from ${JSON.stringify(MODULE)};
${work.setup}
${registrations(work, (name, expression) => `bench("${name}", () => do_not_optimize(${expression}));`)}
const { benchmarks } = await run({ format: "quiet", throw: true });
console.log(JSON.stringify(benchmarks.flatMap(({ runs }) => runs.map(({ name, stats }) => (
  { name, mean: stats.avg, median: stats.p50, error: null, measured: stats.avg * stats.ticks }
)))));
`,
};
