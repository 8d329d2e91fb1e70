/** Words how a fork ended that gave no result: one sentence with what to do next. */
import type { ForkFailure } from "../model/ports/engine.js";
import { formatDuration } from "../model/units.js";
import type { Outcome } from "../process/run.js";
import type { ForkRequest } from "./executor.js";
import { COMMAND_ERROR } from "./fork/command-error.js";
import { type ForkMessage, NOT_AN_ERROR, type Stage } from "./fork/messages.js";
import { limitOf } from "./limits.js";
import { nativeFault } from "./native-fault.js";
import { readTraceback } from "./traceback.js";

export interface ForkEnd {
  readonly outcome: Outcome;
  readonly message: ForkMessage | null;
  readonly timedOut: boolean;
  /** What the fork was doing, by its last beat. */
  readonly stage: Stage;
}

/** Node's own exit code for a top-level await that can never go on. */
const UNSETTLED = 13;

export async function explainFailure(end: ForkEnd, request: ForkRequest): Promise<ForkFailure> {
  const { message } = end;
  const name = request.side.name;
  const failed = (
    kind: ForkFailure["kind"],
    sentence: string,
    error: ForkFailure["error"] = null,
  ): ForkFailure => ({
    variant: name,
    kind,
    message: sentence,
    error,
    parameters: request.parameters,
  });
  if (message?.kind === "threw" && message.error.name === COMMAND_ERROR) {
    const sentence = `The command of ${name} ${message.error.message}.`;
    const detail = message.error.stack.split("\n").filter((line) => line !== "");
    const traceback = [`${COMMAND_ERROR}: ${sentence}`, ...detail];
    return failed("threw", sentence, { ename: COMMAND_ERROR, evalue: sentence, traceback });
  }
  if (message?.kind === "threw") {
    const error = await readTraceback(message.error, request.side.bundle);
    const where = threwWhere(name, message.stage);
    return message.error.name === NOT_AN_ERROR
      ? failed("threw", `${where} ${error.evalue}, which is no Error; throw an Error, and its line is told.`)
      : failed("threw", `${where}: ${error.ename}: ${error.evalue}`, error);
  }
  if (message?.kind === "pending") {
    return failed(
      "pending",
      `The measured expression of ${name} gives a promise, so only its creation would be timed; write await before the expression.`,
    );
  }
  if (end.timedOut) return failed("timeout", timeoutSentence(name, end.stage, request.timeout));
  const fault = await nativeFault(end.outcome.signal, name, request.side.bundle);
  if (fault !== null) return failed("signal", fault);
  return failed(...endOfProcess(end, name));
}

function threwWhere(name: string, stage: Stage): string {
  switch (stage) {
    case "start":
    case "setup":
      return `The setup of ${name} threw`;
    case "prepare":
      return `${name} threw before its measured expression`;
    case "property":
      return `The property threw on the value of ${name}`;
    case "teardown":
      return `The teardown of ${name} threw`;
    case "call":
    case "report":
      return `${name} threw`;
  }
}

function timeoutSentence(name: string, stage: Stage, timeout: number): string {
  const limit = formatDuration(limitOf(stage, timeout));
  switch (stage) {
    case "start":
      return `The process of ${name} did not start in time; the machine may be overloaded, try again.`;
    case "setup":
      return `The setup of ${name} took longer than ${limit}; raise --timeout or make the workload smaller.`;
    case "prepare":
      return `What stands before the measured expression of ${name} took longer than ${limit}; raise --timeout or make it smaller.`;
    case "property":
      return `The property took longer than ${limit} on the value of ${name}; raise --timeout.`;
    case "teardown":
      return `The teardown of ${name} took longer than ${limit}; let it close what the setup opened (a server also waits for idle connections: server.closeAllConnections()).`;
    case "report":
      return `Reading the value of ${name} took longer than ${limit}; raise --timeout or give a smaller result.`;
    case "call":
      return `One call of ${name} took longer than ${limit}; raise --timeout or make the workload smaller.`;
  }
}

function unsettled(name: string, stage: Stage): string {
  const what = stage === "setup" || stage === "teardown" ? `The ${stage} of ${name}` : name;
  return `${what} awaits a promise that never settles; make sure that the awaited work ends.`;
}

function endOfProcess({ outcome, stage }: ForkEnd, name: string): [ForkFailure["kind"], string] {
  const said = lastWords(outcome.stderr);
  switch (outcome.kind) {
    case "aborted":
      return ["interrupted", `The fork of ${name} was interrupted.`];
    case "out-of-memory":
      return [
        "out-of-memory",
        `${name} ran out of memory; make the workload smaller, or give its forks more with --node-flags "--max-old-space-size=8192".`,
      ];
    case "signal":
      return [
        "signal",
        `The process of ${name} was ended by ${outcome.signal}${outcome.signal === "SIGKILL" ? ", most often because the machine ran out of memory; make the workload smaller" : ""}.${said}`,
      ];
    case "spawn-failed":
      return ["exited", `The process of ${name} could not be started: ${outcome.reason}.`];
    case "exited":
      return outcome.code === UNSETTLED
        ? ["pending", unsettled(name, stage)]
        : exited(name, outcome.code ?? 0, outcome.stderr);
    case "timeout":
    case "message":
      throw new Error(`A fork of ${name} sent what is no message: ${JSON.stringify(outcome.message)}`);
  }
}

function exited(name: string, code: number, stderr: string): [ForkFailure["kind"], string] {
  const refused = /^.*(?:bad option|not allowed in|illegal value for).*$/im.exec(stderr)?.[0];
  const said = lastWords(stderr);
  return refused === undefined
    ? ["exited", `${name} ended its process with exit code ${code}; remove what calls process.exit.${said}`]
    : ["exited", `Node did not accept the flags of ${name} (${complaint(refused)}); correct --node-flags.`];
}

/** `/usr/bin/node: bad option: --nonsense` without the program. */
function complaint(line: string): string {
  return line.replace(/^.*?node(?:\.exe)?: /i, "").trim();
}

/** Of its standard error: the error that Node reports where there is one, else the end. */
function lastWords(stderr: string): string {
  const error = /^(?:Uncaught )?[\w$]*Error\b.*$/gm;
  const words = stderr.match(error)?.at(-1) ?? stderr.trim().split("\n").slice(-4).join("\n").trim();
  return words === "" ? "" : ` It last wrote: ${words}`;
}
