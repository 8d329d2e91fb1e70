/**
 * Every message of the kernel as a union by `msg_type`, so that a request has one right reply.
 * Protocol 5.4: https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
import type { KernelMessage } from "@jupyterlab/services";

export const PROTOCOL_VERSION = "5.4";

export type Channel = "shell" | "control" | "stdin" | "iopub";

type JsonObject = Readonly<Record<string, unknown>>;
type Empty = Readonly<Record<string, never>>;

export interface ErrorContent {
  readonly status: "error";
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

export interface AbortedContent {
  readonly status: "aborted";
}

/** What a client asks, and what it gets when all went well. `reply: null` is a message without a reply. */
interface Exchanges {
  kernel_info_request: { request: Empty; reply: KernelMessage.IInfoReply };
  execute_request: {
    request: Required<KernelMessage.IExecuteRequestMsg["content"]>;
    reply: ExecuteReplyContent;
  };
  complete_request: {
    request: KernelMessage.ICompleteRequestMsg["content"];
    reply: OkContent<KernelMessage.ICompleteReplyMsg>;
  };
  inspect_request: {
    request: KernelMessage.IInspectRequestMsg["content"];
    reply: OkContent<KernelMessage.IInspectReplyMsg>;
  };
  is_complete_request: {
    request: KernelMessage.IIsCompleteRequestMsg["content"];
    reply: KernelMessage.IIsCompleteReplyIncomplete | KernelMessage.IIsCompleteReplyOther;
  };
  history_request: { request: HistoryContent; reply: HistoryReplyContent };
  comm_info_request: {
    request: KernelMessage.ICommInfoRequestMsg["content"];
    reply: KernelMessage.ICommInfoReply;
  };
  connect_request: { request: Empty; reply: Ports & { readonly status: "ok" } };
  shutdown_request: {
    request: { readonly restart: boolean };
    reply: { readonly status: "ok"; readonly restart: boolean };
  };
  interrupt_request: { request: Empty; reply: KernelMessage.IInterruptReply };
  debug_request: {
    request: { readonly seq: number; readonly command: string };
    reply: KernelMessage.IDebugReplyMsg["content"];
  };
  create_subshell_request: {
    request: Empty;
    reply: KernelMessage.ICreateSubshellReplyMsg["content"];
  };
  delete_subshell_request: { request: Empty; reply: Empty };
  list_subshell_request: {
    request: Empty;
    reply: KernelMessage.IListSubshellReplyMsg["content"] & { readonly status: "ok" };
  };
  comm_open: { request: KernelMessage.ICommOpenMsg["content"]; reply: null };
  comm_msg: { request: KernelMessage.ICommMsgMsg["content"]; reply: null };
  comm_close: { request: KernelMessage.ICommCloseMsg["content"]; reply: null };
}

type OkContent<M extends KernelMessage.IMessage> = Extract<M["content"], { status: "ok" }>;

export interface ExecuteReplyContent {
  readonly status: "ok";
  readonly execution_count: number;
  readonly payload: readonly JsonObject[];
  readonly user_expressions: JsonObject;
}

/** Fields of all three kinds of access; those of the other kinds keep their defaults. */
export interface HistoryContent {
  readonly output: boolean;
  readonly raw: boolean;
  readonly hist_access_type: "range" | "tail" | "search";
  readonly session: number;
  readonly start: number;
  readonly stop: number | null;
  readonly n: number | null;
  readonly pattern: string;
  readonly unique: boolean;
}

/** Session, line, and the input or `[input, output]`. */
export type HistoryRow = readonly [number, number, string | readonly [string, string | null]];

export interface HistoryReplyContent {
  readonly status: "ok";
  readonly history: readonly HistoryRow[];
}

export interface Ports {
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
}

export type RequestType = keyof Exchanges;
export type RequestContent<T extends RequestType> = Exchanges[T]["request"];
/** `execute_request` → `execute_reply`; never for a message without a reply. */
type ReplyType<T extends RequestType> = T extends `${infer Stem}_request` ? `${Stem}_reply` : never;
export type ReplyContent<T extends RequestType> = Exchanges[T]["reply"] extends null
  ? null
  : Exchanges[T]["reply"] | ErrorContent | AbortedContent;

/** What the kernel tells every client, on iopub. */
interface Broadcasts {
  status: { readonly execution_state: "starting" | "busy" | "idle" };
  execute_input: KernelMessage.IExecuteInputMsg["content"];
  execute_result: BundleContent & { readonly execution_count: number };
  display_data: BundleContent;
  update_display_data: BundleContent;
  stream: KernelMessage.IStreamMsg["content"];
  error: Omit<ErrorContent, "status">;
  clear_output: KernelMessage.IClearOutputMsg["content"];
  comm_open: { readonly comm_id: string; readonly target_name: string; readonly data: JsonObject };
  comm_msg: { readonly comm_id: string; readonly data: JsonObject };
  comm_close: { readonly comm_id: string; readonly data: JsonObject };
  shutdown_reply: { readonly status: "ok"; readonly restart: boolean };
  iopub_welcome: { readonly subscription: string };
}

export interface BundleContent {
  readonly data: JsonObject;
  readonly metadata: JsonObject;
  readonly transient: { readonly display_id?: string };
}

export type BroadcastType = keyof Broadcasts;
export type BroadcastContent<T extends BroadcastType> = Broadcasts[T];

export interface Header {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
}

/** A message as it came or goes: its content is not yet, or no longer, typed. */
export interface Message {
  /** Routing ids of the client on router sockets, or the topic on iopub. */
  readonly identities: readonly Buffer[];
  readonly header: Header;
  readonly parent: Header | Empty;
  readonly metadata: JsonObject;
  readonly content: JsonObject;
  readonly buffers: readonly Buffer[];
}

interface Incoming<T extends RequestType> {
  readonly type: T;
  readonly channel: Channel;
  readonly message: Message;
  readonly content: RequestContent<T>;
}

export type RequestOf<T extends RequestType> = { [K in T]: Incoming<K> }[T];
export type Request = RequestOf<RequestType>;
export type Reply = {
  [T in RequestType]: { readonly type: ReplyType<T>; readonly content: NonNullable<ReplyContent<T>> };
}[RequestType];
export type Broadcast = {
  [T in BroadcastType]: { readonly type: T; readonly content: BroadcastContent<T> } & Extras;
}[BroadcastType];

/** What goes beside a message's content; nothing where it is left out. */
export interface Extras {
  readonly metadata?: JsonObject;
  readonly buffers?: readonly Buffer[];
}
