/** What a fork reported, reduced to the record that is stored. */
import type { ForkRecord } from "../model/measurement.js";
import { classify } from "../stats/steady.js";
import { summarize } from "../stats/summary.js";
import type { MeasureReport } from "./fork/tasks.js";

export function forkRecord(
  report: MeasureReport,
  place: { readonly variant: string; readonly round: number; readonly position: number },
): ForkRecord {
  const { warmFrom, perCall: _, ...observed } = report;
  const { steadyFrom, steady } = classify(report.samples, warmFrom);
  return { ...place, ...observed, steadyFrom, steady, ...summarize(report.samples.slice(steadyFrom)) };
}
