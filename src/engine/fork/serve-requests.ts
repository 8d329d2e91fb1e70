/** The workload's `requests`: paths, or objects like the arguments of `fetch`; without the name, GET /. */
import type { PlannedRequest } from "./serve-messages.js";

const PLAIN: PlannedRequest = { path: "/", method: "GET", headers: {}, body: null };

/** Throws a TypeError that says which entry is none, and what one looks like. */
export function planRequests(requests: unknown): readonly PlannedRequest[] {
  if (requests === undefined) return [PLAIN];
  if (!Array.isArray(requests) || requests.length === 0) {
    throw new TypeError(
      `requests is a list of what to ask for, such as ["/", { path: "/users", method: "POST", body: "…" }]; got ${shown(requests)}.`,
    );
  }
  return requests.map(planRequest);
}

function planRequest(entry: unknown, index: number): PlannedRequest {
  if (typeof entry === "string") return { ...PLAIN, path: pathOf(entry, index) };
  if (typeof entry !== "object" || entry === null) throw misfit(entry, index);
  const { path, url, method, headers, body } = entry as Readonly<Record<string, unknown>>;
  const given = path ?? url;
  if (typeof given !== "string") throw misfit(entry, index);
  const planned = textOf(body);
  return {
    path: pathOf(given, index),
    method: typeof method === "string" ? method.toUpperCase() : planned.body === null ? "GET" : "POST",
    headers: {
      ...planned.headers,
      ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
    },
    body: planned.body,
  };
}

/** Anything but a string is sent as JSON. */
function textOf(body: unknown): Pick<PlannedRequest, "headers" | "body"> {
  if (body === undefined || body === null) return { headers: {}, body: null };
  if (typeof body === "string") return { headers: {}, body };
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function pathOf(text: string, index: number): string {
  if (text.startsWith("/")) return text;
  if (!URL.canParse(text)) throw misfit(text, index);
  const { pathname, search } = new URL(text);
  return pathname + search;
}

function misfit(entry: unknown, index: number): TypeError {
  return new TypeError(
    `requests[${index}] is ${shown(entry)}; write a path such as "/users?page=2", or { path, method, headers, body }.`,
  );
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : Object.prototype.toString.call(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
