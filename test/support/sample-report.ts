/** The sample case as the input of a report. */
import type { ReportInput } from "../../src/views/report/input.js";
import { sampleCase } from "./sample-case.js";
import { sampleProfile } from "./sample-profile.js";
import { SAMPLE_STORY } from "./sample-story.js";

export function sampleReport(): ReportInput {
  return {
    record: sampleCase(),
    profiles: {
      "naive.json": sampleProfile("naive"),
      "ikj.json": sampleProfile("ikj"),
      "blocked.json": sampleProfile("blocked"),
    },
    story: SAMPLE_STORY,
    plotly: null,
    generated: "2026-11-23T14:31:00.000Z",
    reproduce: { command: "npx benchbook run matmul.ipynb -p n=256 -p seed=1" },
  };
}
