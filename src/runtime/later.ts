/** Something that takes long to load: when it is first asked for, or once nothing else has happened for a while. */

export interface Later<T> {
  get(): Promise<T>;
  /** Loads it after a quiet moment from now, where nobody has asked for it before. */
  whenQuiet(): void;
  /** Something happens: the quiet moment begins anew with the next `whenQuiet`. */
  notNow(): void;
  /** Closes what was loaded; loads nothing. */
  close(): Promise<void>;
}

/** ms */
const QUIET = 500;

export function createLater<T extends { close(): Promise<void> }>(
  load: () => Promise<T>,
  quiet = QUIET,
): Later<T> {
  let loaded: Promise<T> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const notNow = () => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  const get = () => {
    notNow();
    loaded ??= load();
    return loaded;
  };
  return {
    get,
    whenQuiet() {
      notNow();
      if (loaded) return;
      timer = setTimeout(() => {
        get().catch(() => {
          // Told to the first who asks.
        });
      }, quiet).unref();
    },
    notNow,
    async close() {
      notNow();
      await (await loaded)?.close();
    },
  };
}
