/** tinybench as its README's first example has it; below the clock's grain with `overriddenDuration`, as it advises. */
import { type Peer, registrations } from "./peer.js";

const MODULE = import.meta.resolve("tinybench");

export const tinybench: Peer = {
  name: "tinybench",
  nodeFlags: [],
  program: (work, { batch }) => `import { Bench } from ${JSON.stringify(MODULE)};
${work.setup}
const sink = { value: 0 };
const bench = new Bench();
${registrations(work, (name, expression) => `bench.add("${name}", ${batch > 1 ? batched(expression, batch) : `() => ${expression}`});`)}
await bench.run();
console.log(JSON.stringify(bench.tasks.map(({ name, result }) => {
  if (result.state !== "completed") throw result.error ?? new Error(result.state);
  const { mean, p50, moe, samplesCount } = result.latency;
  return { name, mean: mean * 1e6, median: p50 * 1e6, error: moe * 1e6, measured: mean * samplesCount * ${batch} * 1e6 };
})));
`,
};

function batched(expression: string, batch: number): string {
  return `() => {
  const start = performance.now();
  for (let i = 0; i < ${batch}; i++) sink.value = ${expression};
  const elapsed = performance.now() - start;
  return { overriddenDuration: elapsed / ${batch}, overriddenIterationCost: elapsed };
}`;
}
