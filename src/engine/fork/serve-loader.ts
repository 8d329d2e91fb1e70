/** The loader: a process of its own that puts requests to a fork's server, so that neither takes the other's time. */
import { press } from "./press.js";
import { type Client, createClient, requireAnswer } from "./serve-client.js";
import type { LoaderMessage, LoaderOrder, LoaderStart, PlannedRequest } from "./serve-messages.js";

/** ms between two signs of life. */
const PAUSE = 100;

const clients = new Map<number, Client>();
let requests: readonly PlannedRequest[] = [];
let turn = 0;
let last = 0;

// The fork is gone, and this process is of no use without it.
process.on("disconnect", () => process.exit());
process.on("message", (message: LoaderStart | LoaderOrder) => {
  if (message.kind === "start") requests = message.requests;
  else void carryOut(message);
});

async function carryOut(order: LoaderOrder): Promise<void> {
  try {
    tell(await perform(order));
  } catch (error) {
    tell({ kind: "failed", id: order.id, error });
  }
}

async function perform(order: LoaderOrder): Promise<LoaderMessage> {
  const { id } = order;
  const client = clientOf(order.port);
  switch (order.kind) {
    case "press":
      return { kind: "pressed", id, pressed: await press(order.press, () => next(client), { heard }) };
    case "ask": {
      const responses = [];
      for (const request of requests.slice(0, order.count)) responses.push(await client.ask(request));
      return { kind: "asked", id, responses };
    }
    case "run": {
      for (let call = 0; call < order.count; call++) {
        await next(client);
        heard();
      }
      return { kind: "ran", id };
    }
  }
}

async function next(client: Client): Promise<void> {
  const request = requests[turn++ % requests.length] as PlannedRequest;
  requireAnswer(await client.ask(request), request);
}

function clientOf(port: number): Client {
  const client = clients.get(port) ?? createClient(port);
  clients.set(port, client);
  return client;
}

function heard(): void {
  const now = performance.now();
  if (now - last < PAUSE) return;
  last = now;
  tell({ kind: "heard" });
}

function tell(message: LoaderMessage): void {
  process.send?.(message);
}
