/** Writes the report and the data of a run, from its record. */
import type { Case } from "../../model/case.js";
import type { Store } from "../../model/ports/store.js";
import { writeAtomically } from "../../store/files.js";
import { renderReport } from "../render-report.js";
import type { RunPlan } from "./plan.js";

export async function writeExports(
  record: Case,
  store: Store,
  plan: Pick<RunPlan, "report" | "json">,
): Promise<void> {
  if (plan.report !== null) await writeAtomically(plan.report, await renderReport("html", record, store));
  if (plan.json !== null) await writeAtomically(plan.json, await renderReport("json", record, store));
}
