/**
 * The heartbeat: ZeroMQ's own proxy sends back what comes, in a thread of the system that runs no JavaScript, so that
 * it answers whatever the kernel is busy with. A worker thread would do as well, but the binding aborts the process when
 * one ends while the process does.
 *
 *     client ⇄ router ⇄ (proxy) ⇄ dealer, which is its own peer
 */
import { Dealer, Router, Proxy as ZmqProxy } from "zeromq";

export interface Heartbeat {
  close(): Promise<void>;
}

const ECHO = "inproc://heartbeat";

/** Rejects with the system's error where the address cannot be used. */
export async function startHeartbeat(address: string, log: (text: string) => void): Promise<Heartbeat> {
  const router = new Router({ linger: 0 });
  const echo = new Dealer({ linger: 0 });
  try {
    await router.bind(address);
  } catch (error) {
    router.close();
    echo.close();
    throw error;
  }
  // Several kernels in one process, as in tests, share the names of this transport.
  const own = `${ECHO}/${address}`;
  await echo.bind(own);
  echo.connect(own);

  const proxy = new ZmqProxy(router, echo);
  let running = true;
  const stop = () => {
    if (running) proxy.terminate();
    running = false;
  };
  // The process cannot end while the proxy's thread runs.
  process.once("exit", stop);
  const ended = proxy.run().catch((error: Error) => {
    running = false;
    log(`The heartbeat has failed: ${error.message}.`);
  });
  return {
    async close() {
      process.removeListener("exit", stop);
      stop();
      await ended;
    },
  };
}
