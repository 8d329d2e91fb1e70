/** What the processes of a `--shell` variant used, in words and as figures. */
import type { Variant } from "../model/case.js";
import type { CommandFigures, Measurement } from "../model/measurement.js";
import { formatBytes, formatDuration, formatPercent } from "../model/units.js";
import type { Parameters } from "../model/workload.js";

const UNKNOWN = "unknown";

/** For the row of figures; empty for what is no command. */
export function commandFigures({
  command,
  time,
}: Measurement): readonly (readonly [label: string, value: string])[] {
  if (command === undefined) return [];
  return [
    ["user time", duration(command.user)],
    ["system time", duration(command.system)],
    ...(command.timesItself ? [] : [["CPU use", cpuUse(command, time.mean)] as const]),
    ["peak memory", command.peakMemory === null ? UNKNOWN : formatBytes(command.peakMemory)],
  ];
}

/** One fact each: `user 52 ms and system 4 ms at the mean, 98 % of a CPU`. */
export function commandFacts({ command, time }: Measurement): readonly string[] {
  if (command === undefined) return [];
  const { user, system, peakMemory, start, timesItself } = command;
  return [
    user === null || system === null
      ? "user and system time unknown, as this system does not tell"
      : `user ${formatDuration(user)} and system ${formatDuration(system)} at the mean${timesItself ? "" : `, ${cpuUse(command, time.mean)} of a CPU`}`,
    peakMemory === null
      ? "peak memory unknown: below that of Node, which starts it (GNU time would tell)"
      : `peak memory ${formatBytes(peakMemory)}`,
    timesItself
      ? "the time is what the command measured itself, without its start"
      : `starting a process took ${formatDuration(start)} of it`,
  ];
}

/** With a space before it; empty for what is no command. */
export function commandSentence(measurement: Measurement): string {
  const facts = commandFacts(measurement);
  return facts.length === 0 ? "" : ` Its processes: ${facts.join("; ")}.`;
}

/** User and system time over wall time, means all: above 100 % several processors worked. */
function cpuUse({ user, system }: CommandFigures, wall: number): string {
  return user === null || system === null || !(wall > 0) ? UNKNOWN : formatPercent((user + system) / wall);
}

function duration(ns: number | null): string {
  return ns === null ? UNKNOWN : formatDuration(ns);
}

/** How a command is run, and what it cannot see; null for what is no command. */
export function commandNote({ language, result }: Variant, parameters: Parameters): string | null {
  if (language !== "shell") return null;
  const value = result === null ? "what it prints" : `the file ${result}`;
  const unseen = Object.keys(parameters).filter((name) => !/^[A-Za-z_]\w*$/.test(name));
  const hidden =
    unseen.length === 0
      ? ""
      : ` ${unseen.join(", ")} cannot be the name of a shell's variable, so the command does not see it.`;
  return `Each call is one process of /bin/sh -e; its value is ${value}.${hidden}`;
}
