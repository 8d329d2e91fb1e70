/** A recorded case as a report in one of its formats. */
import { reportInput } from "../magics/report.js";
import type { Case } from "../model/case.js";
import type { Store } from "../model/ports/store.js";
import { formatSource } from "../runtime/sources.js";
import { loadPlotlyAsset } from "../store/plotly-asset.js";
import { type ReportInput, reportHtml, reportJson, reportMarkdown, reportPr } from "../views/index.js";

export type ReportFormat = "html" | "md" | "json" | "pr";

interface Writer {
  readonly ending: string;
  readonly write: (input: ReportInput) => string;
}

export const REPORT_FORMATS: Readonly<Record<ReportFormat, Writer>> = {
  html: { ending: ".html", write: reportHtml },
  md: { ending: ".md", write: reportMarkdown },
  json: { ending: ".json", write: reportJson },
  pr: { ending: ".pr.md", write: reportPr },
};

export async function renderReport(format: ReportFormat, record: Case, store: Store): Promise<string> {
  const input = await reportInput(record, {
    store,
    notebook: record.notebook,
    now: () => new Date(),
    format: formatSource,
    plotly: format === "html" ? loadPlotlyAsset : async () => null,
  });
  return REPORT_FORMATS[format].write(input);
}
