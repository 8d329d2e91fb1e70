/** The clocks of awaits in an instrumented bundle. Its text is the bundle's first statement, so it stands on its own. */

export const GLOBAL = "globalThis.__benchbookAwaits";

export interface AwaitCounters {
  before(site: number, value: unknown): unknown;
  after(site: number, value?: unknown): unknown;
  each(site: number, values: unknown): unknown;
  /** Counts from now on. */
  reset(): void;
  /** By site: awaits begun since, and ms that they were suspended in all. */
  read(): readonly { readonly count: number; readonly suspended: number }[];
}

export function installCounters(): void {
  const now = performance.now.bind(performance);
  const { then } = Promise.prototype;
  const sites: { count: number; pending: number; sum: number }[] = [];
  const siteOf = (index: number) => {
    sites[index] ??= { count: 0, pending: 0, sum: 0 };
    return sites[index];
  };
  const begin = (index: number) => {
    const site = siteOf(index);
    site.count += 1;
    site.pending += 1;
    site.sum -= now();
  };
  const end = (index: number) => {
    const site = siteOf(index);
    site.pending -= 1;
    site.sum += now();
  };
  const counters: AwaitCounters = {
    before(index, value) {
      begin(index);
      // A rejection throws at the await, so what stands around it does not run.
      if (value instanceof Promise) then.call(value, undefined, () => end(index));
      return value;
    },
    after(index, value) {
      end(index);
      return value;
    },
    each(index, values) {
      const iterate = (values as Partial<AsyncIterable<unknown>> | null)?.[Symbol.asyncIterator];
      // What is iterable only without awaiting is awaited value by value inside V8.
      if (typeof iterate !== "function") return values;
      return {
        [Symbol.asyncIterator]() {
          const inner = iterate.call(values as AsyncIterable<unknown>);
          return {
            next() {
              begin(index);
              const step = inner.next();
              then.call(
                step,
                () => end(index),
                () => end(index),
              );
              return step;
            },
            ...(inner.return ? { return: (value?: unknown) => inner.return?.(value) } : {}),
          };
        },
      };
    },
    reset() {
      const at = now();
      for (const site of sites) {
        if (site) Object.assign(site, { count: 0, sum: -site.pending * at });
      }
    },
    read() {
      const at = now();
      return Array.from(sites, (site) =>
        site ? { count: site.count, suspended: site.sum + site.pending * at } : { count: 0, suspended: 0 },
      );
    },
  };
  (globalThis as { __benchbookAwaits?: AwaitCounters }).__benchbookAwaits ??= counters;
}
