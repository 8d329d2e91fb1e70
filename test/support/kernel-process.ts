/** The kernel as Jupyter starts it: a process of its own, `benchbook kernel --connection-file FILE`, on TCP. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./folder.js";
import { type ClientConnection, connectClient, type ZmqClient } from "./zmq-client.js";

/** Tests run from dist/test/support. */
export const BENCHBOOK = fileURLToPath(new URL("../../benchbook.js", import.meta.url));

export interface KernelProcess {
  readonly child: ChildProcess;
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  readonly stderr: () => string;
}

export interface ProcessOptions {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function spawnKernel(t: TestContext, { args, cwd, env = {} }: ProcessOptions): KernelProcess {
  const child = spawn(process.execPath, [BENCHBOOK, "kernel", ...args], {
    cwd,
    // The history of cells goes to Jupyter's data folder: not the developer's.
    env: { ...process.env, JUPYTER_DATA_DIR: join(cwd, ".jupyter"), ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  const exit = new Promise<Awaited<KernelProcess["exit"]>>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
  t.after(async () => {
    child.kill("SIGKILL");
    await exit;
  });
  return { child, exit, stderr: () => stderr };
}

export async function startKernelProcess(
  t: TestContext,
  env: Readonly<Record<string, string>> = {},
): Promise<KernelProcess & { readonly client: ZmqClient; readonly folder: string }> {
  const folder = await temporaryFolder(t);
  const connection = await tcpConnection();
  const file = join(folder, "connection.json");
  await writeFile(file, JSON.stringify(connection));
  const kernel = spawnKernel(t, { args: ["--connection-file", file], cwd: folder, env });
  const client = await connectClient(connection);
  t.after(() => client.close());
  return { ...kernel, client, folder };
}

export async function tcpConnection(): Promise<ClientConnection & { readonly signature_scheme: string }> {
  const [shell = 0, iopub = 0, stdin = 0, control = 0, hb = 0] = await freePorts(5);
  return {
    transport: "tcp",
    ip: "127.0.0.1",
    key: randomUUID(),
    signature_scheme: "hmac-sha256",
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: hb,
  };
}

/** Ports that are free at this moment, as jupyter_client finds them too; none twice, for kernels that start at once. */
async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = await freePort();
    if (!given.has(port)) ports.push(port);
    given.add(port);
  }
  return ports;
}

const given = new Set<number>();

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
