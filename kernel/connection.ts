/**
 * The connection file: where a frontend tells the kernel its addresses and key.
 * https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files
 */
import { getHashes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type UserError, usageError } from "../src/model/problem.js";
import type { Ports } from "./messages.js";

export interface Connection extends Ports {
  readonly transport: "tcp" | "ipc";
  readonly ip: string;
  readonly key: string;
  /** Hash of the HMAC: `sha256`. */
  readonly digest: string;
}

/** Throws a `UserError` of one sentence for each way in which a connection file can be bad. */
export async function readConnection(file: string): Promise<Connection> {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    const why =
      cause.code === "ENOENT" ? "does not exist" : `cannot be read (${cause.code ?? cause.message})`;
    throw connectionError(`The connection file ${file} ${why}; give the one that the Jupyter client wrote.`);
  });
  return parseConnection(text, file);
}

export function parseConnection(text: string, file: string): Connection {
  const fields = parseObject(text, file);
  const transport = fields.transport ?? "tcp";
  if (transport !== "tcp" && transport !== "ipc") {
    throw connectionError(
      `The transport ${show(transport)} in ${file} is not supported; use "tcp" or "ipc".`,
    );
  }
  return {
    transport,
    ip: readText(fields, "ip", file),
    key: readText(fields, "key", file),
    digest: readDigest(fields.signature_scheme ?? "hmac-sha256", file),
    shell_port: readPort(fields, "shell_port", file),
    iopub_port: readPort(fields, "iopub_port", file),
    stdin_port: readPort(fields, "stdin_port", file),
    control_port: readPort(fields, "control_port", file),
    hb_port: readPort(fields, "hb_port", file),
  };
}

/** `tcp://127.0.0.1:5555`, `ipc:///tmp/kernel-1`, as jupyter_client spells them. */
export function endpoint({ transport, ip }: Pick<Connection, "transport" | "ip">, port: number): string {
  if (transport === "ipc") return `ipc://${ip}-${port}`;
  return `tcp://${ip.includes(":") && !ip.startsWith("[") ? `[${ip}]` : ip}:${port}`;
}

export function connectionError(message: string): UserError {
  // Wrong usage: the command ends with status 2.
  return usageError(message);
}

type Fields = Readonly<Record<string, unknown>>;

function parseObject(text: string, file: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw connectionError(
      `The connection file ${file} is not JSON (${(cause as Error).message}); let the client write it anew.`,
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw connectionError(
    `The connection file ${file} holds ${show(value)}; an object with ip, key and ports is needed.`,
  );
}

function readText(fields: Fields, name: string, file: string): string {
  const value = fields[name];
  if (typeof value === "string") return value;
  throw connectionError(`The connection file ${file} has ${got(value)} as "${name}"; a text is needed.`);
}

function readPort(fields: Fields, name: string, file: string): number {
  const value = fields[name];
  if (typeof value === "number" && Number.isInteger(value) && value > 0 && value < 65536) return value;
  throw connectionError(
    `The connection file ${file} has ${got(value)} as "${name}"; a port from 1 to 65535 is needed.`,
  );
}

function readDigest(scheme: unknown, file: string): string {
  const digest = typeof scheme === "string" ? /^hmac-(\w+)$/.exec(scheme)?.[1] : undefined;
  if (digest !== undefined && getHashes().includes(digest)) return digest;
  throw connectionError(
    `The signature scheme ${show(scheme)} in ${file} is not supported; use "hmac-sha256".`,
  );
}

function got(value: unknown): string {
  return value === undefined ? "nothing" : show(value);
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
