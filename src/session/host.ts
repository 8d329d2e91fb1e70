/** One session process as the kernel holds it, from its start to its death; see `child/main.ts` for its inside. */
import { randomBytes } from "node:crypto";
import type { CommMessage, Frontend } from "../model/ports/frontend.js";
import type { Evaluation, NameSize, Session } from "../model/ports/session.js";
import { UserError } from "../model/problem.js";
import { type Child, spawnChild } from "../process/spawn.js";
import { describeDeath } from "./death.js";
import type { FromChild, ToChild, ValueAnswer } from "./protocol.js";
import { createRawStream } from "./raw-stream.js";
import { createRouter } from "./router.js";

const NODE_MAJOR = Number(process.versions.node.split(".")[0]);

export interface SessionOptions {
  /** The notebook's folder: working folder of cells, and where they import from. */
  readonly folder: string;
  /** Flags of Node for the session's process, such as `--max-old-space-size=8192`. */
  readonly nodeFlags?: readonly string[];
  /** Whole environment of the process; by default the kernel's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Who answers `input` and speaks comms. */
  readonly frontend?: Frontend;
}

export interface Host {
  evaluate(id: number, request: Parameters<Session["evaluate"]>[0]): Promise<Evaluation>;
  define(id: number, values: Readonly<Record<string, unknown>>): Promise<void>;
  share(id: number, results: Readonly<Record<string, object>>): Promise<void>;
  measure(id: number, names: readonly string[]): Promise<Readonly<Record<string, NameSize>>>;
  comm(message: CommMessage): void;
  interrupt(id: number): void;
  /** Ends the process; what waits for it gets `reason`. */
  kill(reason: string): Promise<void>;
  /** Why it is gone, or null while it lives. */
  death(): string | null;
  /** It has started well: one that has not is no reason to start another at once. */
  wasReady(): boolean;
}

/**
 * Without the first V8's termination of a timer's callback aborts Node ("async hook stack corrupted"). The second is
 * about `vm`, which users do not see. The third is there in Node 22 only; see `child/evaluation.ts`.
 */
const FLAGS = [
  "--no-force-async-hooks-checks",
  "--disable-warning=ExperimentalWarning",
  "--experimental-async-context-frame",
].filter((flag, index) => index < 2 || (NODE_MAJOR < 24 && process.allowedNodeEnvironmentFlags.has(flag)));

type Question = Extract<ToChild, { id: number }>;
type Answer = Extract<FromChild, { id: number }>;

const NO_FRONTEND: Frontend = {
  ask: async () => {
    throw new UserError({
      name: "InputError",
      message: "Nobody can be asked here: this run has no frontend; put the value into the cell.",
    });
  },
  comm: () => undefined,
  lost: () => undefined,
};

export interface Owner {
  /** Told before anybody who waits for an answer. */
  died(host: Host, reason: string): void;
  /** What a cell gets for `results.NAME.value`; a rejection is the cell's error. */
  findValue(variant: string): Promise<unknown>;
}

export function createHost(options: SessionOptions, owner: Owner): Host {
  const token = randomBytes(8).toString("hex");
  const router = createRouter();
  const waiting = new Map<number, (answer: Answer | null) => void>();
  const unsent: ToChild[] = [];
  const frontend = options.frontend ?? NO_FRONTEND;
  let ready = false;
  let killedFor: string | null = null;
  let death: string | null = null;

  const raw = {
    stdout: createRawStream(token, (text) => router.publish(0, { kind: "stream", name: "stdout", text })),
    stderr: createRawStream(token, (text) => router.publish(0, { kind: "stream", name: "stderr", text })),
  };
  const child: Child = spawnChild({
    entry: new URL("./child/main.js", import.meta.url),
    args: [token],
    execArgv: [...FLAGS, ...(options.nodeFlags ?? [])],
    cwd: options.folder,
    ...(options.env ? { env: options.env } : {}),
    control: true,
    unwatched: true,
    onMessage: (message) => receive(message as FromChild),
    onStdout: raw.stdout.add,
    onStderr: raw.stderr.add,
  });
  const gone = child.exited.then((exit) => {
    raw.stdout.end();
    raw.stderr.end();
    death = killedFor ?? describeDeath(exit, { ready, folder: options.folder, stderr: child.stderrTail() });
    owner.died(host, death);
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  });

  function receive(message: FromChild): void {
    switch (message.kind) {
      case "ready":
        ready = true;
        for (const early of unsent.splice(0)) child.send(early);
        return;
      case "outputs":
        for (const { evaluation, output } of message.items) router.publish(evaluation, output);
        return;
      case "ask":
        void answer("answer", message.question, owner.findValue(message.variant));
        return;
      case "input":
        void answer("typed", message.question, frontend.ask(message.input));
        return;
      case "comm":
        frontend.comm(message.message);
        return;
      default:
        waiting.get(message.id)?.(message);
        waiting.delete(message.id);
    }
  }

  async function answer(kind: "answer" | "typed", question: number, value: Promise<unknown>): Promise<void> {
    const found = await value.then(
      (value): ValueAnswer => ({ kind: "value", value }),
      (error): ValueAnswer => ({ kind: "failed", message: (error as Error).message }),
    );
    if (death === null) child.send({ kind, question, answer: found } satisfies ToChild);
  }

  function send(message: ToChild): void {
    if (ready) child.send(message);
    else unsent.push(message);
  }

  /** Null: the process died first. */
  function ask(message: Question): Promise<Answer | null> {
    if (death !== null) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      waiting.set(message.id, resolve);
      try {
        send(message);
      } catch (error) {
        waiting.delete(message.id);
        reject(error);
      }
    });
  }

  async function askOrThrow(message: Question): Promise<Answer> {
    const answer = await ask(message);
    if (answer) return answer;
    throw new UserError({ name: "SessionDied", message: death ?? "The session's process is gone." });
  }

  const host: Host = {
    async evaluate(id, { code, fileName, source, publish, profile }) {
      // Before that it runs nothing that could keep it from seeing this process end.
      child.watch();
      router.open(id, publish);
      const { js, map, declares, hasResult } = code;
      const answer = await ask({
        ...{ kind: "evaluate", id, js, map, declares, hasResult, fileName, source },
        ...(profile ? { interval: profile.interval } : {}),
      });
      if (answer?.kind !== "evaluated")
        return { kind: "died", reason: death ?? "The session's process is gone." };
      await Promise.all([raw.stdout.reached(id), raw.stderr.reached(id)]);
      return answer.samples === null ? answer.outcome : { ...answer.outcome, samples: answer.samples };
    },
    async define(id, values) {
      await askOrThrow({ kind: "define", id, values });
    },
    async share(id, results) {
      await askOrThrow({ kind: "results", id, results });
    },
    async measure(id, names) {
      const answer = await askOrThrow({ kind: "measure", id, names });
      return answer.kind === "measured" ? answer.sizes : {};
    },
    comm(message) {
      if (death === null) send({ kind: "comm", message });
    },
    interrupt: (id) => child.control(`${id}\n`),
    async kill(reason) {
      killedFor ??= reason;
      child.kill();
      await gone;
    },
    death: () => death,
    wasReady: () => ready,
  };
  return host;
}
