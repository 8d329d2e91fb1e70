/**
 * The value of a `--serve` variant as a listener of node:http. Taken are, in this order: an `http.Server` (its own
 * listeners answer), an object with a `fetch` method (Hono and alike), a function of two or more parameters,
 * `(req, res)`, and any other function, `(request) => Response`.
 */
import { type IncomingMessage, type RequestListener, Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";

type FetchHandler = (request: Request) => unknown;
type NodeHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** `onError` hears what the handler throws; the client gets status 500. Throws a TypeError for what is no handler. */
export function listenerOf(value: unknown, onError: (error: unknown) => void): RequestListener {
  const answer = answererOf(value);
  return (request, response) => {
    // The function's own throw and its promise's rejection end alike.
    new Promise((resolve) => resolve(answer(request, response))).catch((error: unknown) => {
      onError(error);
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(String(error));
    });
  };
}

function answererOf(value: unknown): NodeHandler {
  if (value instanceof Server) return (request, response) => value.emit("request", request, response);
  if (typeof value === "object" && value !== null && "fetch" in value && typeof value.fetch === "function")
    return fetchAnswerer(value.fetch.bind(value) as FetchHandler);
  if (typeof value !== "function") {
    throw new TypeError(
      `With --serve the measured expression gives a request handler, (request) => Response or (req, res) => …; it gave ${kindOf(value)}.`,
    );
  }
  return value.length >= 2 ? (value as NodeHandler) : fetchAnswerer(value as FetchHandler);
}

function fetchAnswerer(handler: FetchHandler): NodeHandler {
  return async (incoming, outgoing) => {
    const response = await handler(requestOf(incoming));
    if (!(response instanceof Response)) {
      throw new TypeError(
        `The request handler gives a Response, and gave ${kindOf(response)}; return new Response(…), or take two parameters, (req, res).`,
      );
    }
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(response.body === null ? undefined : Buffer.from(await response.arrayBuffer()));
  };
}

function requestOf(incoming: IncomingMessage): Request {
  const { method = "GET", url = "/", headers } = incoming;
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]);
  const bodiless = method === "GET" || method === "HEAD";
  return new Request(`http://${headers.host ?? "localhost"}${url}`, {
    method,
    headers: pairs,
    ...(bodiless ? {} : { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: "half" }),
  } as RequestInit);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === "object" ? Object.prototype.toString.call(value) : `a ${typeof value}`;
}
