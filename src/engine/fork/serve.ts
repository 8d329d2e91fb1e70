/**
 * A `--serve` variant in its fork: its value, a request handler, answers over HTTP on a free local port, and a loader
 * process asks. Towards the tasks it is a module like any other: a call is the first requests of the workload, its
 * value their responses; under a load every call is one request, in turn.
 */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Companion, startCompanion } from "../../process/companion.js";
import type { Channel } from "./channel.js";
import type { Loaded } from "./load.js";
import type { VariantModule } from "./module.js";
import { listenerOf } from "./serve-handler.js";
import type { LoaderMessage, LoaderOrder } from "./serve-messages.js";
import { planRequests } from "./serve-requests.js";

/** Responses that are verified; of a longer list the first ones. */
const VERIFIED = 16;
const SERVER_ERROR = 500;

export async function serveVariant(loaded: Loaded, channel: Channel): Promise<Loaded> {
  const { module } = loaded;
  const requests = planRequests(module.requests);
  channel.beat("call");
  const begun = performance.now();
  const handler = await module.measured();
  const making = (performance.now() - begun) * 1e6;
  let thrown: { readonly error: unknown } | null = null;
  const port = await listen(
    listenerOf(handler, (error) => {
      thrown ??= { error };
    }),
  );
  const emptyPort = await listen((_, response) => response.end());
  const loader = createLoader(() => channel.beat("call"));
  loader.start(requests);
  const count = Math.min(VERIFIED, requests.length);

  async function measured(): Promise<unknown> {
    const { responses } = await loader.order({ kind: "ask", port, count }, "asked");
    // The error itself says more than the response that stands for it.
    if (thrown !== null && responses.some(({ status }) => status >= SERVER_ERROR)) throw thrown.error;
    return requests.length === 1 ? responses[0] : responses;
  }

  const served: VariantModule = {
    ...module,
    measured,
    loop: async (count) => void (await loader.order({ kind: "run", port, count }, "ran")),
    control: async (count) => void (await loader.order({ kind: "run", port: emptyPort, count }, "ran")),
    result: null,
    asynchronous: true,
  };
  return {
    ...loaded,
    module: served,
    prepare: loaded.prepare + making,
    served: {
      press: async (press) => (await loader.order({ kind: "press", port, press }, "pressed")).pressed,
      control: async (press) =>
        (await loader.order({ kind: "press", port: emptyPort, press }, "pressed")).pressed,
    },
  };
}

/** On a free port of this machine alone; connections stay open however long nothing is asked. */
async function listen(listener: RequestListener): Promise<number> {
  const server: Server = createServer({ keepAliveTimeout: 0 }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

type Unnumbered<O> = O extends LoaderOrder ? Omit<O, "id"> : never;
type Answer<K extends LoaderMessage["kind"]> = Extract<LoaderMessage, { readonly kind: K }>;

interface Waiting {
  readonly resolve: (message: LoaderMessage) => void;
  readonly reject: (error: unknown) => void;
}

function createLoader(heard: () => void) {
  const waiting = new Map<number, Waiting>();
  let orders = 0;
  const companion: Companion = startCompanion({
    entry: new URL("./serve-loader.js", import.meta.url),
    onMessage(received) {
      const message = received as LoaderMessage;
      heard();
      if (message.kind === "heard") return;
      const order = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === "failed") order?.reject(message.error);
      else order?.resolve(message);
    },
    onExit(lastWords) {
      const error = new Error(`The process that loads the server ended. ${lastWords}`.trim());
      for (const { reject } of waiting.values()) reject(error);
    },
  });
  return {
    start: (requests: ReturnType<typeof planRequests>) => companion.send({ kind: "start", requests }),
    order<K extends "pressed" | "asked" | "ran">(
      order: Unnumbered<LoaderOrder>,
      _answer: K,
    ): Promise<Answer<K>> {
      const id = ++orders;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: (message) => resolve(message as Answer<K>), reject });
        companion.send({ ...order, id });
      });
    },
  };
}
