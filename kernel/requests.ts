/** What a request asks, read once from the unknown content: optional fields get the protocol's defaults. */
import type { Channel, Message, Request, RequestContent, RequestOf, RequestType } from "./messages.js";

export type Parsed =
  | { readonly kind: "request"; readonly request: Request }
  /** No type of ours: logged and left unanswered, as ipykernel does. */
  | { readonly kind: "unknown" }
  /** A type of ours whose content makes no sense. */
  | { readonly kind: "malformed"; readonly type: RequestType; readonly reason: string };

export function parseRequest(channel: Channel, message: Message): Parsed {
  const type = message.header.msg_type;
  if (!isRequestType(type)) return { kind: "unknown" };
  try {
    return { kind: "request", request: read(type, channel, message) };
  } catch (error) {
    if (error instanceof FieldError) return { kind: "malformed", type, reason: error.message };
    throw error;
  }
}

type Fields = Message["content"];

const readers: { readonly [T in RequestType]: (content: Fields) => RequestContent<T> } = {
  kernel_info_request: () => ({}),
  execute_request: (content) => {
    const silent = flag(content, "silent", false);
    return {
      code: text(content, "code"),
      silent,
      store_history: !silent && flag(content, "store_history", true),
      user_expressions: isObject(content.user_expressions) ? content.user_expressions : {},
      allow_stdin: flag(content, "allow_stdin", true),
      stop_on_error: flag(content, "stop_on_error", true),
    };
  },
  complete_request: (content) => ({ code: text(content, "code"), cursor_pos: cursor(content) }),
  inspect_request: (content) => ({
    code: text(content, "code"),
    cursor_pos: cursor(content),
    detail_level: content.detail_level === 1 ? 1 : 0,
  }),
  is_complete_request: (content) => ({ code: text(content, "code") }),
  history_request: (content) => {
    const access = content.hist_access_type;
    if (access !== "range" && access !== "tail" && access !== "search") {
      throw new FieldError(`hist_access_type is ${described(access)}, not "range", "tail" or "search"`);
    }
    return {
      hist_access_type: access,
      output: flag(content, "output", false),
      raw: flag(content, "raw", true),
      session: integer(content, "session") ?? 0,
      start: integer(content, "start") ?? 0,
      stop: integer(content, "stop"),
      n: integer(content, "n"),
      pattern: typeof content.pattern === "string" ? content.pattern : "*",
      unique: flag(content, "unique", false),
    };
  },
  comm_info_request: (content) =>
    typeof content.target_name === "string" ? { target_name: content.target_name } : {},
  connect_request: () => ({}),
  shutdown_request: (content) => ({ restart: flag(content, "restart", false) }),
  interrupt_request: () => ({}),
  debug_request: (content) => ({
    seq: integer(content, "seq") ?? 0,
    command: typeof content.command === "string" ? content.command : "",
  }),
  create_subshell_request: () => ({}),
  delete_subshell_request: () => ({}),
  list_subshell_request: () => ({}),
  comm_open: (content) => ({
    comm_id: text(content, "comm_id"),
    target_name: text(content, "target_name"),
    data: data(content),
  }),
  comm_msg: (content) => ({ comm_id: text(content, "comm_id"), data: data(content) }),
  comm_close: (content) => ({ comm_id: text(content, "comm_id"), data: data(content) }),
};

function read<T extends RequestType>(type: T, channel: Channel, message: Message): RequestOf<T> {
  return { type, channel, message, content: readers[type](message.content) } as RequestOf<T>;
}

function isRequestType(type: string): type is RequestType {
  return Object.hasOwn(readers, type);
}

/** A field without which the request means nothing. */
class FieldError extends Error {}

function text(content: Fields, name: string): string {
  const value = content[name];
  if (typeof value === "string") return value;
  throw new FieldError(`${name} is ${described(value)}, not a text`);
}

/** By its kind where it is a structure: a deep one cannot even be written as JSON. */
function described(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function flag(content: Fields, name: string, otherwise: boolean): boolean {
  const value = content[name];
  return typeof value === "boolean" ? value : otherwise;
}

function integer(content: Fields, name: string): number | null {
  const value = content[name];
  return typeof value === "number" && Number.isFinite(value) ? Math.trunc(value) : null;
}

/** Without a position the cursor is at the end, as jupyter_client means it. */
function cursor(content: Fields): number {
  return integer(content, "cursor_pos") ?? [...text(content, "code")].length;
}

type JsonObject = RequestContent<"comm_open">["data"];

function data(content: Fields): JsonObject {
  return isObject(content.data) ? content.data : {};
}

/** What came from JSON.parse as an object is a JSON object. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
