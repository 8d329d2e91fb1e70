/** The share of a run that one line of a cell holds, waiting included: what Amdahl's law asks for. */
import type { Profile } from "../model/profile.js";

export interface LineShare {
  /** Of the whole time, 0 to 1: in the line and what it calls, and suspended there. */
  readonly share: number;
  /** Of the whole time, 0 to 1: suspended there. Awaits that wait at the same time may hold all of it. */
  readonly waiting: number;
}

export function lineShare(
  { lines, duration, idle, waiting }: Pick<Profile, "lines" | "duration" | "idle" | "waiting">,
  at: {
    readonly file: string;
    readonly line: number /** The cell whose awaits were clocked. */;
    readonly clocked: string;
  },
): LineShare {
  const whole = duration + idle;
  const cost = lines.find(({ file, line }) => file === at.file && line === at.line);
  const [self, total] = whole > 0 && cost ? [cost.self / whole, cost.total / whole] : [0, 0];
  const suspended = at.file === at.clocked ? waitingShare(waiting, at.line) : 0;
  // What a line itself computes is not suspended; what it calls may be both.
  return { share: Math.min(1, Math.max(self, total, self + suspended)), waiting: Math.min(1, suspended) };
}

/** Of the clocked stretch; above 1 where awaits wait at the same time. 0 where its length is not known. */
export function waitingShare(waiting: Profile["waiting"], line: number): number {
  const found = waiting?.lines.find((one) => one.line === line);
  return found && waiting?.duration ? found.suspended / waiting.duration : 0;
}
