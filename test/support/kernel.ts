/** A kernel in the test's own process, on sockets in a temporary folder, and a client of it. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type Kernel, startKernel } from "../../kernel/main.js";
import type { Runtime } from "../../src/model/ports/runtime.js";
import { createFakeRuntime, type FakeRuntime } from "./fake-runtime.js";
import { temporaryFolder } from "./folder.js";
import { type ClientConnection, connectClient, type ZmqClient } from "./zmq-client.js";

export interface KernelUnderTest {
  readonly kernel: Kernel;
  readonly client: ZmqClient;
  readonly runtime: FakeRuntime;
  readonly connection: ClientConnection;
  readonly logged: readonly string[];
}

export interface KernelSettings {
  readonly key?: string;
  readonly createRuntime?: (runtime: Runtime) => Promise<Runtime>;
}

/** Everything is closed at the end of the test. */
export async function startTestKernel(
  test: TestContext,
  settings: KernelSettings = {},
): Promise<KernelUnderTest> {
  const folder = await temporaryFolder(test);
  const connection = ipcConnection(folder, settings.key ?? randomUUID());
  const connectionFile = join(folder, "connection.json");
  await writeFile(connectionFile, JSON.stringify(connection));
  const runtime = createFakeRuntime();
  const logged: string[] = [];
  const create = settings.createRuntime ?? ((runtime: Runtime) => Promise.resolve(runtime));
  const kernel = await startKernel({
    connectionFile,
    createRuntime: () => create(runtime),
    log: (text) => logged.push(text),
  });
  test.after(() => kernel.close());
  const client = await connectClient(connection);
  test.after(() => client.close());
  return { kernel, client, runtime, connection, logged };
}

export function ipcConnection(folder: string, key: string): ClientConnection & { signature_scheme: string } {
  return {
    transport: "ipc",
    ip: join(folder, "socket"),
    key,
    signature_scheme: "hmac-sha256",
    shell_port: 1,
    iopub_port: 2,
    stdin_port: 3,
    control_port: 4,
    hb_port: 5,
  };
}
