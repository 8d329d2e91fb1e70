/**
 * Serves the language service's requests, one at a time. The process's current directory is the notebook's folder.
 * It ends with its parent, when the channel closes.
 */

import { bundle } from "../bundle/bundle.js";
import { createCarriedText } from "../carried-text.js";
import { analyze } from "./analyze.js";
import { complete } from "./complete.js";
import { completeness } from "./completeness.js";
import { convertCell } from "./convert.js";
import { type CellConverter, createCellConverter } from "./converter.js";
import { inspect } from "./inspect.js";
import type { Method, Methods, ServiceReply, ServiceRequest } from "./protocol.js";
import { packed, unpacked } from "./travel.js";

export function startService(): void {
  let converter: CellConverter | null = null;
  const ready = () => (converter ??= createCellConverter());
  const handlers: {
    [M in Method]: (request: Methods[M]["request"]) => Methods[M]["answer"] | Promise<Methods[M]["answer"]>;
  } = {
    analyze: ({ source }) => analyze(source),
    convert: (request) => convertCell(ready(), request),
    complete: (request) => complete(ready(), request),
    inspect: (request) => inspect(ready(), request),
    isComplete: ({ source }) => completeness(source),
    bundle,
  };
  const carried = createCarriedText();
  process.on("message", (message) => {
    const { id, method, request } = message as ServiceRequest;
    const given = unpacked(carried, request);
    void answer(id, async () =>
      packed(carried, await (handlers[method] as (given: unknown) => unknown)(given)),
    );
  });
  process.on("disconnect", () => process.exit());
  // What is slow is done before the first request, unless that is there already.
  setTimeout(() => {
    if (converter === null)
      convertCell(ready(), { context: "", source: "console.log(1 + 1)", fileName: "warm-up" });
  }, FIRST_REQUEST);
}

/** ms */
const FIRST_REQUEST = 20;

async function answer(id: number, work: () => Promise<unknown>): Promise<void> {
  let reply: ServiceReply;
  try {
    reply = { id, kind: "answer", answer: await work() };
  } catch (error) {
    reply = {
      id,
      kind: "broken",
      stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  process.send?.(reply);
}
