/**
 * busy → handle → reply → idle, for each request.
 *
 * Cells wait in a queue and run one by one. All other requests are handled as they come, on shell and on control, so that
 * completion, inspection and an interrupt are answered while a cell runs. No other request waits for a cell.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Codec } from "./codec.js";
import { errorContent } from "./error-content.js";
import type { Context, Handlers } from "./handlers.js";
import type {
  Channel,
  Message,
  ReplyContent,
  Request,
  RequestContent,
  RequestOf,
  RequestType,
} from "./messages.js";
import type { Outbox } from "./outbox.js";
import { parseRequest } from "./requests.js";

export interface DispatcherOptions {
  readonly codec: Codec;
  readonly outbox: Outbox;
  readonly handlers: Handlers;
  /** What handlers share; the rest of their context is made per request. */
  readonly parts: Pick<
    Context,
    "runtime" | "history" | "counter" | "latest" | "ports" | "stdin" | "comms" | "log"
  >;
  /** A shutdown was asked for and answered. */
  onShutdown(restart: boolean): void;
}

/** Takes the frames of one message that came in on a channel. Never throws. */
export type Dispatch = (channel: Exclude<Channel, "iopub">, frames: readonly Buffer[]) => void;

export function createDispatcher({
  codec,
  outbox,
  handlers,
  parts,
  onShutdown,
}: DispatcherOptions): Dispatch {
  const queue: RequestOf<"execute_request">[] = [];
  let running = false;

  return function dispatch(channel, frames) {
    const decoded = codec.decode(frames);
    if (decoded.kind === "rejected") {
      parts.log(`A message on ${channel} is ignored: ${decoded.reason}.`);
      return;
    }
    const { message } = decoded;
    if (channel === "stdin") return parts.stdin.receive(message);
    const parsed = parseRequest(channel, message);
    if (parsed.kind === "request") accept(parsed.request);
    else if (parsed.kind === "malformed") refuse({ type: parsed.type, channel, message }, parsed.reason);
    else parts.log(`A message on ${channel} is ignored: its type ${message.header.msg_type} is unknown.`);
  };

  function accept(request: Request): void {
    if (request.type === "execute_request") {
      queue.push(request);
      if (!running) void drain();
    } else {
      void answer(request);
    }
  }

  async function drain(): Promise<void> {
    running = true;
    for (let next = queue.shift(); next; next = queue.shift()) await runCell(next);
    running = false;
  }

  async function runCell(request: RequestOf<"execute_request">): Promise<void> {
    const aborted: RequestOf<"execute_request">[] = [];
    await answer(request, async (content) => {
      if (content?.status !== "error" || !request.content.stop_on_error) return;
      // Cells that were sent together with the failed one may still be in the sockets. All that is here before the
      // failure is told is aborted; what a client sends once it knows of the failure runs.
      await delay(GRACE);
      aborted.push(...queue.splice(0));
    });
    aborted.forEach(abort);
  }

  function abort(request: RequestOf<"execute_request">): void {
    outbox.status(request.message, "busy");
    // Without a count: a frontend must not number a cell that did not run.
    outbox.reply(request, { status: "aborted" });
    outbox.status(request.message, "idle");
  }

  async function answer<T extends RequestType>(
    request: RequestOf<T>,
    beforeReply?: (content: ReplyContent<T>) => Promise<void>,
  ): Promise<void> {
    const { message } = request;
    let shutdown: boolean | null = null;
    const started = new Date().toISOString();
    const context: Context = {
      ...parts,
      message,
      cellId: cellIdOf(message),
      broadcast: (broadcast) => outbox.broadcast(message, broadcast),
      abortQueue: () => queue.splice(0).forEach(abort),
      shutDown: (restart) => {
        shutdown = restart;
      },
    };
    outbox.status(message, "busy");
    const content = await handle(request, context);
    await beforeReply?.(content);
    // JupyterLab and its extensions show by `started` how long a cell took; ipykernel tells it so.
    const timing = request.type === "execute_request" ? { started } : {};
    if (content !== null) outbox.reply(request, content, timing);
    outbox.status(message, "idle");
    if (shutdown !== null) onShutdown(shutdown);
  }

  async function handle<T extends RequestType>(
    request: RequestOf<T>,
    context: Context,
  ): Promise<ReplyContent<T>> {
    const { type, content } = request as { type: T; content: RequestContent<T> };
    try {
      return await handlers[type](content, context);
    } catch (error) {
      const failure = errorContent(error);
      parts.log(`${type} failed: ${failure.traceback.join("\n")}`);
      return failure as ReplyContent<T>;
    }
  }

  /** The client gets an answer, so that it does not wait for ever. */
  function refuse(request: Pick<Request, "type" | "channel" | "message">, reason: string): void {
    const { type, channel, message } = request;
    parts.log(`A ${type} on ${channel} is malformed: ${reason}.`);
    if (!type.endsWith("_request")) return;
    outbox.status(message, "busy");
    outbox.reply(request, {
      status: "error",
      ename: "MalformedRequest",
      evalue: `${type}: ${reason}`,
      traceback: [],
    });
    outbox.status(message, "idle");
  }
}

/** ms for frames that are on their way when a cell fails. */
const GRACE = 10;

/** JupyterLab and VS Code send `cellId` in the metadata of the request. */
function cellIdOf({ metadata }: Message): string | null {
  return typeof metadata.cellId === "string" ? metadata.cellId : null;
}
