/**
 * What a variant prints waits until the engine has read it. Node would queue it in memory, and a loop of calls that
 * print never comes back to empty the queue: it would end for want of memory. Set up where output is first used, as
 * most forks print nothing and opening a stream takes milliseconds.
 */
export function printInStep(): void {
  for (const name of ["stdout", "stderr"] as const) {
    const open = Object.getOwnPropertyDescriptor(process, name)?.get;
    if (!open) continue;
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: true,
      get() {
        const stream = open.call(process) as WithHandle;
        // Node documents no other way to it than this handle (`net.Socket`, for pipes).
        stream._handle?.setBlocking?.(true);
        Object.defineProperty(process, name, { configurable: true, enumerable: true, value: stream });
        return stream;
      },
    });
  }
}

interface WithHandle extends NodeJS.WriteStream {
  readonly _handle?: { setBlocking?(blocking: boolean): void };
}
