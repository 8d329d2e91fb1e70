/** What the processes of a `--shell` variant used, over forks. */
import type { CommandFigures, ForkRecord, Measurement } from "../../model/measurement.js";
import { median } from "../../stats/quantile.js";

/** Medians; null where a fork could not tell. */
export function commandOf(forks: readonly ForkRecord[]): Pick<Measurement, "command"> {
  const figures = forks.flatMap(({ command }) => (command ? [command] : []));
  if (figures.length === 0) return {};
  const over = (figure: (one: CommandFigures) => number | null) => {
    const known = figures.map(figure).filter((value) => value !== null);
    return known.length === figures.length ? median(known) : null;
  };
  return {
    command: {
      user: over(({ user }) => user),
      system: over(({ system }) => system),
      peakMemory: over(({ peakMemory }) => peakMemory),
      start: median(figures.map(({ start }) => start)),
      ...(figures.every(({ timesItself }) => timesItself) ? { timesItself: true as const } : {}),
    },
  };
}
