/** The session's process: runs ordinary cells and holds their state. Wiring only. Its folder is the working folder. */
import { seeded } from "../../stats/seeded.js";
import { workers } from "../../threads/workers.js";
import type { FromChild, ToChild } from "../protocol.js";
import { createComms } from "./comms.js";
import { setGlobal } from "./declare.js";
import { createClearOutput, createDisplay } from "./display.js";
import { html, md, png, svg } from "./displayables.js";
import { createEvaluator } from "./evaluate.js";
import { context, culprit } from "./evaluation.js";
import { createImports } from "./imports.js";
import { createInput } from "./input.js";
import { createInterrupts } from "./interrupts.js";
import { mark } from "./mark.js";
import { createOutputs } from "./outputs.js";
import * as own from "./own.js";
import { createProfiler } from "./profiler.js";
import { createResults } from "./results.js";
import { measureNames } from "./sizes.js";
import { createSources } from "./sources.js";
import { installStacks } from "./stack.js";
import { captureStreams } from "./streams.js";
import { adoptTimers } from "./timers.js";
import { toCellError } from "./traceback.js";

const { process } = own;
const folder = process.cwd();
const [token = ""] = process.argv.splice(2);
const send = takeChannel();

const sources = createSources();
const profiler = createProfiler(sources);
const traces = { sources, stacks: installStacks(sources, own.thisPackage) };
const outputs = createOutputs(
  (items) => send({ kind: "outputs", items }),
  () => evaluator.current(),
);
const evaluator = createEvaluator({
  outputs,
  traces,
  imports: createImports(folder, sources),
  settled(evaluation, outcome) {
    profiler.stop((samples) => {
      outputs.flush();
      mark(token, evaluation.id);
      send({ kind: "evaluated", id: evaluation.id, outcome, samples });
    });
  },
  abandoned: () => interrupts.stopAbandoned(),
});
const interrupts = createInterrupts({
  abandon: (id) => evaluator.abandon(id),
  interrupted: (id) => evaluator.interrupted(id),
});

const results = createResults((question, variant) => send({ kind: "ask", question, variant }));
const input = createInput({
  current: evaluator.current,
  ask(question, asked) {
    // What was printed before stands above the question.
    outputs.flush();
    send({ kind: "input", question, input: asked });
  },
});
const comms = createComms((message) => send({ kind: "comm", message }), complain);

captureStreams(outputs);
adoptTimers(evaluator.current);
const clearOutput = createClearOutput(outputs);
const helpers = {
  ...{ seeded, workers, display: createDisplay(outputs, evaluator.current), html, md, svg, png },
  ...{ clearOutput, clear_output: clearOutput, input: input.input, comms: comms.api },
};
for (const [name, value] of own.Object.entries(helpers)) setGlobal(name, value);

process.on("message", (message: ToChild) => {
  switch (message.kind) {
    case "evaluate":
      if (message.interval !== undefined) profiler.start(message.fileName, message.interval);
      return evaluator.evaluate(message);
    case "define":
      for (const [name, value] of own.Object.entries(message.values)) setGlobal(name, value);
      return send({ kind: "defined", id: message.id });
    case "results":
      results.define(message.results);
      return send({ kind: "defined", id: message.id });
    case "answer":
      return results.answer(message.question, message.answer);
    case "typed":
      return input.typed(message.question, message.answer);
    case "comm":
      return comms.receive(message.message);
    case "measure":
      return send({ kind: "measured", id: message.id, sizes: measureNames(message.names) });
  }
});
// The kernel is gone. The watchdog would end this process too, but only while there is one.
process.on("disconnect", () => process.exit(0));
process.on("exit", () => outputs.flush());
// Whatever a timer or a forgotten promise of a cell throws is shown; the session lives on.
process.on("uncaughtException", (error) => complain("Uncaught", error));
process.on("unhandledRejection", (reason) => complain("Unhandled rejection", reason));
// The thread that interrupts is still starting, beside the first cell; a wish for it waits in its pipe.
send({ kind: "ready" });

function complain(title: string, thrown: unknown): void {
  const { traceback } = toCellError(thrown, traces);
  context.run(culprit(thrown), () => outputs.stream("stderr", `${title} ${traceback.join("\n")}\n`));
}

/** Cells see no channel: a program that finds `process.send` takes itself for somebody's worker. */
function takeChannel(): (message: FromChild) => void {
  const post = process.send?.bind(process);
  if (!post) throw new own.Error("The session's process is started by the kernel only");
  process.send = undefined;
  // The callback takes the error of a channel that closes meanwhile.
  return (message) => void post(message, undefined, undefined, () => undefined);
}
