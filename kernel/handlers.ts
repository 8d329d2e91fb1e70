/** One handler per request type; the table is exhaustive by type, and a request cannot get another's reply. */
import type { CommMessage, CommPayload } from "../src/model/ports/frontend.js";
import { type Comms, closing } from "./comms.js";
import { toCodePoints, toUtf16 } from "./cursor.js";
import { execute } from "./execute.js";
import type { History } from "./history.js";
import { kernelInfo } from "./kernel-info.js";
import type {
  Broadcast,
  ErrorContent,
  Message,
  Ports,
  ReplyContent,
  RequestContent,
  RequestType,
} from "./messages.js";
import type { RuntimeSlot } from "./runtime-slot.js";
import type { Stdin } from "./stdin.js";

/** What a handler may use: the kernel's parts, and its own request's way out. */
export interface Context {
  readonly runtime: RuntimeSlot;
  readonly history: History;
  readonly counter: { executions: number };
  /** The cell that runs, or ran last: the parent of what comms say. */
  readonly latest: { cell: Message | null };
  readonly ports: Ports;
  readonly stdin: Stdin;
  readonly comms: Comms;
  /** The request as it came. */
  readonly message: Message;
  /** Frontend's id of the cell, where it sent one. */
  readonly cellId: string | null;
  /** Broadcasts with this request as the parent. */
  broadcast(broadcast: Broadcast): void;
  /** Aborts the cells that wait. */
  abortQueue(): void;
  /** Ends the kernel once this request is answered. */
  shutDown(restart: boolean): void;
  log(text: string): void;
}

export type Handlers = {
  readonly [T in RequestType]: (
    content: RequestContent<T>,
    context: Context,
  ) => ReplyContent<T> | Promise<ReplyContent<T>>;
};

export const handlers: Handlers = {
  kernel_info_request: () => kernelInfo(),

  execute_request: execute,

  async complete_request({ code, cursor_pos }, { runtime }) {
    const { start, end, matches } = await (await runtime.get()).complete(code, toUtf16(code, cursor_pos));
    const range = { start: toCodePoints(code, start), end: toCodePoints(code, end) };
    return {
      status: "ok",
      matches: matches.map(({ text }) => text),
      cursor_start: range.start,
      cursor_end: range.end,
      metadata: {
        // No part of the protocol: JupyterLab shows the kinds by this field of ipykernel.
        _jupyter_types_experimental: matches.map(({ text, type }) => ({ text, type, ...range })),
      },
    };
  },

  async inspect_request({ code, cursor_pos, detail_level }, { runtime }) {
    const found = await (await runtime.get()).inspect(code, toUtf16(code, cursor_pos), detail_level);
    const data: Record<string, string> = found
      ? { "text/plain": found.text, "text/markdown": found.markdown }
      : {};
    return { status: "ok", found: found !== null, data, metadata: {} };
  },

  async is_complete_request({ code }, { runtime }) {
    const { status, indent } = await (await runtime.get()).isComplete(code);
    return status === "incomplete" ? { status, indent } : { status };
  },

  history_request: async (content, { history }) => ({ status: "ok", history: await history.find(content) }),

  connect_request: (_content, { ports }) => ({ status: "ok", ...ports }),

  shutdown_request({ restart }, context) {
    context.shutDown(restart);
    const content = { status: "ok", restart } as const;
    // Other clients learn of it too.
    context.broadcast({ type: "shutdown_reply", content });
    return content;
  },

  interrupt_request(_content, { runtime, abortQueue }) {
    abortQueue();
    runtime.interrupt();
    return { status: "ok" };
  },

  debug_request: ({ seq, command }) => ({
    type: "response",
    seq: 1,
    request_seq: seq,
    success: false,
    command,
    message: "benchbook has no debugger; the kernelspec says so (metadata.debugger).",
  }),

  create_subshell_request: () => NO_SUBSHELLS,
  delete_subshell_request: () => NO_SUBSHELLS,
  list_subshell_request: () => ({ status: "ok", subshell_id: [] }),

  comm_info_request: ({ target_name }, { comms }) => ({ status: "ok", comms: comms.info(target_name) }),
  comm_open: ({ comm_id, target_name, data }, context) =>
    receiveComm({ kind: "open", id: comm_id, target: target_name, ...payload(data, context) }, context),
  comm_msg: ({ comm_id, data }, context) =>
    receiveComm({ kind: "message", id: comm_id, ...payload(data, context) }, context),
  comm_close: ({ comm_id, data }, context) =>
    receiveComm({ kind: "close", id: comm_id, ...payload(data, context) }, context),
};

/** Messages reach the session in the order in which they came. */
async function receiveComm(message: CommMessage, { comms, runtime, broadcast }: Context): Promise<null> {
  const decision = comms.receive(message);
  if (decision === "refuse") broadcast(closing(message.id));
  if (decision === "forward") (await runtime.get()).comm?.(message);
  return null;
}

function payload(data: unknown, { message }: Context): CommPayload {
  return { data: data as CommPayload["data"], metadata: message.metadata, buffers: message.buffers };
}

const NO_SUBSHELLS: ErrorContent = {
  status: "error",
  ename: "SubshellsNotSupported",
  evalue: "benchbook has no subshells; completion, inspection and control are answered while a cell runs.",
  traceback: [],
};
