/** What may end the process from outside: signals, the death of the frontend that started it, and bugs of our own. */

export interface LifecycleOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the kernel in good order. */
  end(): void;
  log(text: string): void;
}

export function watchLifecycle({ env, end, log }: LifecycleOptions): void {
  // Ctrl-C goes to the whole process group; a frontend interrupts by message (`interrupt_mode` in the kernelspec).
  process.on("SIGINT", () => log("SIGINT is ignored: a cell is interrupted by an interrupt_request."));
  process.on("SIGTERM", end);
  process.on("SIGHUP", end);

  // The kernel outlives a bug in one handler: the notebook's state is worth more than a clean process.
  process.on("uncaughtException", (error) => log(`A bug in benchbook: ${error.stack ?? error}`));
  process.on("unhandledRejection", (reason) => {
    log(`A bug in benchbook: ${reason instanceof Error ? (reason.stack ?? reason) : String(reason)}`);
  });

  const parent = parentPid(env);
  if (parent !== null) whenGone(parent, end);
}

/** jupyter_client tells its process id, so that a kernel whose server was killed does not stay for ever. */
function parentPid(env: LifecycleOptions["env"]): number | null {
  const pid = Number(env.JPY_PARENT_PID);
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}

function whenGone(pid: number, then: () => void): void {
  const timer = setInterval(() => {
    if (isAlive(pid)) return;
    clearInterval(timer);
    then();
  }, PARENT_CHECK);
  timer.unref();
}

/** ms between looks at the parent, as in ipykernel. */
const PARENT_CHECK = 1000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
