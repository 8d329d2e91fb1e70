/** The fork's end of the channel. Taken away from `process`, so that a variant cannot speak on it by accident. */
import { type ForkMessage, type ForkOrder, NOT_AN_ERROR, type Stage, type ThrownError } from "./messages.js";

export interface Channel {
  readonly order: Promise<ForkOrder>;
  /** Tells the watchdog that the fork lives and what comes next. */
  beat(stage: Stage): void;
  /** Sends the last message, then ends the process. */
  finish(message: ForkMessage): Promise<never>;
  stage(): Stage;
}

/** Beats closer together than this (ms) would only disturb the samples. */
const PAUSE = 100;

export function openChannel(): Channel {
  const send = process.send?.bind(process);
  if (!send) throw new Error("A fork needs an IPC channel: it is started by the engine, not by hand.");
  // A pending promise must end the process (Node's exit code 13), so the channel alone does not keep it alive.
  const order = new Promise<ForkOrder>((resolve) => {
    process.once("message", (message) => {
      process.channel?.unref();
      resolve(message as ForkOrder);
    });
  });
  Object.assign(process, { send: undefined });
  let stage: Stage = "start";
  let last = 0;

  return {
    order,
    stage: () => stage,
    beat(next) {
      const now = performance.now();
      if (next === stage && now - last < PAUSE) return;
      stage = next;
      last = now;
      send({ benchbook: { kind: "beat", stage } satisfies ForkMessage });
    },
    finish(message) {
      return new Promise(() => {
        process.channel?.ref();
        send({ benchbook: message }, undefined, undefined, () => exit());
      });
    },
  };
}

const exit = process.exit.bind(process, 0);

export function describeThrown(thrown: unknown): ThrownError {
  if (thrown instanceof Error) {
    return {
      name: thrown.name,
      message: withCause(thrown),
      stack: String(thrown.stack ?? ""),
    };
  }
  return { name: NOT_AN_ERROR, message: preview(thrown), stack: "" };
}

function withCause(error: Error): string {
  return error.cause instanceof Error ? `${error.message} (cause: ${error.cause.message})` : error.message;
}

function preview(thrown: unknown): string {
  try {
    return typeof thrown === "string" ? thrown : (JSON.stringify(thrown) ?? String(thrown));
  } catch {
    // Cyclic or with a throwing toJSON: its kind is all there is to tell.
    return Object.prototype.toString.call(thrown);
  }
}
