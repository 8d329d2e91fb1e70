/** Requests over connections that stay open. A status of 500 and above is a failed call. */
import { Agent, request as send } from "node:http";
import type { PlannedRequest, ServedResponse } from "./serve-messages.js";

export interface Client {
  ask(request: PlannedRequest): Promise<ServedResponse>;
  close(): void;
}

/** What of the headers belongs to the value: dates and lengths do not. */
const KEPT_HEADERS = ["content-type", "location"] as const;
/** As many sockets as callers can have calls on their way; in an open loop, those that a stall leaves waiting. */
const MOST_SOCKETS = 2048;
const SERVER_ERROR = 500;
const SHOWN = 120;

export function createClient(port: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_SOCKETS, maxFreeSockets: MOST_SOCKETS });
  return {
    ask: ({ path, method, headers, body }) =>
      new Promise((resolve, reject) => {
        const sent = send({ agent, host: "127.0.0.1", port, path, method, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const kept = KEPT_HEADERS.flatMap((name) => {
              const value = response.headers[name];
              return value === undefined ? [] : [[name, value] as const];
            });
            resolve({
              status: response.statusCode ?? 0,
              headers: Object.fromEntries(kept),
              body: Buffer.concat(chunks).toString("utf8"),
            });
          });
        });
        sent.on("error", reject);
        sent.end(body ?? undefined);
      }),
    close: () => agent.destroy(),
  };
}

/** Under a load a server's error is a failed call. */
export function requireAnswer(response: ServedResponse, { method, path }: PlannedRequest): void {
  if (response.status < SERVER_ERROR) return;
  throw new Error(`${method} ${path} was answered with ${response.status}: ${response.body.slice(0, SHOWN)}`);
}
