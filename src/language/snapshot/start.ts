/**
 * Starts the service from its snapshot where there is one. A snapshot that does not come up is deleted, and the plain
 * service gets what was asked of it meanwhile.
 */
import { existsSync, rmSync } from "node:fs";
import { describeExit } from "../../process/exit.js";
import { type Child, spawnChild } from "../../process/spawn.js";
import type { ServiceProcess, StartService } from "../service-client.js";
import { isReady } from "./ready.js";

/** `snapshot`: the file, which need not be there; null where snapshots are switched off. */
export function startService(folder: string, snapshot: string | null): StartService {
  return (entry, onMessage) => {
    const plain = () => asService(spawnChild({ entry, cwd: folder, onMessage }));
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
  const child = spawnChild({
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

function asService(child: Child): ServiceProcess {
  return { send: child.send, kill: child.kill, ended: child.exited.then(describeExit) };
}
