/**
 * Starts the service from its snapshot where there is one. A snapshot that does not come up is deleted, and the plain
 * service gets what was asked of it meanwhile.
 */
import { existsSync, rmSync } from "node:fs";
import { describeExit } from "../../process/exit.js";
import { type Child, type SpawnOptions, spawnChild } from "../../process/spawn.js";
import type { ServiceProcess, StartService } from "../service-client.js";
import { SERVICE_FLAGS } from "./flags.js";
import { isReady } from "./ready.js";

/** Of the service that is not in a snapshot. */
export const serviceEntry = new URL("../service/main.js", import.meta.url);

/** `snapshot`: the file, which need not be there; null where snapshots are switched off. */
export function startService(folder: string, snapshot: string | null): StartService {
  return (entry, onMessage) => {
    const plain = () => asService(spawnService({ entry, cwd: folder, onMessage }));
    if (snapshot === null || !existsSync(snapshot)) return plain();
    return startFromSnapshot({ entry, folder, snapshot, onMessage, plain });
  };
}

interface Start {
  readonly entry: URL;
  readonly folder: string;
  readonly snapshot: string;
  readonly onMessage: (message: unknown) => void;
  readonly plain: () => ServiceProcess;
}

function startFromSnapshot({ entry, folder, snapshot, onMessage, plain }: Start): ServiceProcess {
  let sent: unknown[] | null = [];
  let killed = false;
  const child = spawnService({
    entry,
    cwd: folder,
    execArgv: ["--snapshot-blob", snapshot],
    onMessage(message) {
      if (isReady(message)) sent = null;
      else onMessage(message);
    },
  });
  let service = asService(child);
  const ended = child.exited.then((exit) => {
    if (sent === null || killed) return describeExit(exit);
    rmSync(snapshot, { force: true });
    service = plain();
    for (const message of sent) service.send(message);
    return service.ended;
  });
  return {
    send(message) {
      sent?.push(message);
      service.send(message);
    },
    kill() {
      killed = true;
      service.kill();
    },
    ended,
  };
}

/** It is watched from its first message on, so that its start has the machine to itself. */
function spawnService(options: SpawnOptions & { readonly onMessage: (message: unknown) => void }): Child {
  const child = spawnChild({
    ...options,
    execArgv: [...SERVICE_FLAGS, ...(options.execArgv ?? [])],
    env: environment(),
    unwatched: true,
    onMessage(message) {
      options.onMessage(message);
      if (!isReady(message)) child.watch();
    },
  });
  return child;
}

/**
 * What Node does before its first line, and a cell waits for: it reads further certificates (30 ms), though the service
 * connects to nobody, and it copies the snapshot into fresh memory, which takes a tenth less of the whole in large pages.
 */
function environment(): Readonly<Record<string, string | undefined>> {
  const { NODE_EXTRA_CA_CERTS: _certificates, ...rest } = process.env;
  return process.platform === "linux" ? { GLIBC_TUNABLES: "glibc.malloc.hugetlb=1", ...rest } : rest;
}

function asService(child: Child): ServiceProcess {
  return { send: child.send, kill: child.kill, ended: child.exited.then(describeExit) };
}
