/** What a fork reported, reduced to the record that is stored. */
import type { ForkRecord } from "../model/measurement.js";
import { classify } from "../stats/steady.js";
import { classifyUnderLoad } from "../stats/steady-load.js";
import { summarize } from "../stats/summary.js";
import type { MeasureReport } from "./fork/tasks.js";

/** What the parent knows of a fork: where it stood, and what happened around it. */
export type Surroundings = Pick<ForkRecord, "variant" | "round" | "position" | "offset" | "steal">;

export function forkRecord(report: MeasureReport, around: Surroundings): ForkRecord {
  const { warmFrom, perCall: _, ...observed } = report;
  const { steadyFrom, steady } = (report.latency ? classifyUnderLoad : classify)(report.samples, warmFrom);
  return { ...around, ...observed, steadyFrom, steady, ...summarize(report.samples.slice(steadyFrom)) };
}
